"""Finds a Chromium on this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from crawler.errors import BrowserMissing

# The headless shell first: it renders about three times faster than the whole browser.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome-headless-shell")
FOLDERS = ("/usr/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser", "/usr/lib64/chromium-browser", "/opt/google/chrome", "/snap/bin")
_PLAYWRIGHTS = ("chromium_headless_shell-*/*/*headless*shell", "chromium-*/*/chrome", "chromium-*/*/Chromium.app/Contents/MacOS/Chromium")


def find() -> str | None:
    """Path of a Chromium: TRUAT_CHROMIUM, one that the system installed, or Playwright's own. None when there is none.

    Raises BrowserMissing when TRUAT_CHROMIUM names something that cannot be run.
    """
    if given := os.environ.get("TRUAT_CHROMIUM"):
        return require(given)
    return next(_candidates(), None)


def require(given: str | None) -> str:
    """The path of the browser to use: the given one, else one that is found. Raises BrowserMissing."""
    if given:
        path = shutil.which(given)
        if path is None:
            raise BrowserMissing(f"{given} is not a program that can be run; set TRUAT_CHROMIUM to the path of a Chromium")
        return path
    found = find()
    if found is None:
        raise BrowserMissing(
            "no Chromium was found; install the package chromium-headless-shell or chromium, or run “playwright install chromium”"
        )
    return found


def _candidates() -> Iterator[str]:
    places = os.pathsep.join([os.environ.get("PATH", os.defpath), *FOLDERS])
    for name in NAMES:
        if path := shutil.which(name, path=places):
            yield path
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    for pattern in _PLAYWRIGHTS:
        # The highest revision is the newest.
        yield from (str(path) for path in sorted(cache.glob(pattern), reverse=True) if os.access(path, os.X_OK))
