#!/bin/sh
# Makes the machine ready: a virtual environment with truat and its test extras, a Chromium, Thai fonts. Safe to run again.
set -eu
venv=${1:-.venv}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1; then sudo "$@"; else
    echo "setup: this needs root: $*" >&2; return 1
  fi
}

apt_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  if [ -z "${apt_is_fresh:-}" ]; then as_root apt-get update -qq; apt_is_fresh=1; fi
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

python=${PYTHON:-python3}
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
  echo "setup: Python 3.11 or newer is needed (found: $("$python" --version 2>&1 || echo none)); set PYTHON=/path/to/python3" >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  apt_install python3-venv || { echo "setup: install Python's venv module (python3-venv)" >&2; exit 1; }
fi
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
"$venv/bin/python" -m pip install -q --disable-pip-version-check --upgrade pip
"$venv/bin/python" -m pip install -q --disable-pip-version-check -e '.[test]'

# A browser: Debian's headless shell renders about three times as fast as the full one.
has_browser() { "$venv/bin/python" -c 'from crawler.rendering.chromium import require; require(None)' >/dev/null 2>&1; }
has_browser || apt_install chromium-headless-shell || true
has_browser || apt_install chromium || true
has_browser || "$venv/bin/python" -m playwright install --with-deps chromium-headless-shell || true
has_browser || echo "setup: no Chromium could be installed; pages will not be rendered (see README, Install)" >&2

# Pictures of Thai pages need Thai letters.
if command -v fc-list >/dev/null 2>&1 && fc-list :lang=th 2>/dev/null | grep -q .; then :; else
  apt_install fontconfig fonts-thai-tlwg || echo "setup: no Thai fonts; pictures of pages will show boxes (install fonts-thai-tlwg)" >&2
fi
