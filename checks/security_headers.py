"""Does the home page come with the headers that protect its visitors?"""

from __future__ import annotations

import re

from checks.base import CheckOptions
from checks.faces import https_answers
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.artifacts import Fetch
from crawler.reading.site_view import SiteView

NEEDS = ("headers",)
REASONS = {
    "all-set": {
        "th": "เครื่องแม่ข่ายส่งส่วนหัวความปลอดภัยครบ: {set}",
        "en": "The server sends every security header asked for: {set}.",
    },
    "missing": {
        "th": "เครื่องแม่ข่ายยังไม่ส่งส่วนหัวความปลอดภัย: {missing}",
        "en": "The server does not send: {missing}.",
    },
    "hsts-not-seen": {
        "th": "ส่วนหัวอื่นครบ แต่ระบบไม่เห็นคำตอบทาง https จึงไม่ทราบว่ามี Strict-Transport-Security หรือไม่",
        "en": "The other headers are set, but no https answer was seen, so Strict-Transport-Security is unknown.",
    },
}

HSTS, NOSNIFF, FRAMES, POLICY = "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options", "Content-Security-Policy"
_MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d+)", re.I)
# Directives that restrict nothing a page may load.
_NO_POLICY = frozenset({"upgrade-insecure-requests", "block-all-mixed-content", "report-uri", "report-to", ""})


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Strict-Transport-Security, nosniff, protection against framing and a content policy, on the home page's last answer.

    Sources: RFC 6797 (HSTS counts over https only), RFC 7034, CSP Level 3 (frame-ancestors, report-only does not count).
    """
    home = site.capture.home
    if home is None or home.status is None:
        return Result(Outcome.CANT_TELL, "site-not-seen")
    missing = [name for name, is_set in _other_headers(site, home).items() if not is_set]
    hsts = _hsts(site, home)
    if hsts is False:
        missing.insert(0, HSTS)
    if missing and site.home is None:
        # A challenge or an error has headers of its own.
        return Result(Outcome.CANT_TELL, "site-not-seen", evidence=(_sent(home),))
    if missing:
        return Result(Outcome.FAILED, "missing", {"missing": ", ".join(missing)}, (_sent(home),))
    if hsts is None:
        return Result(Outcome.CANT_TELL, "hsts-not-seen", evidence=(_sent(home),))
    return Result(Outcome.PASSED, "all-set", {"set": ", ".join((HSTS, NOSNIFF, FRAMES, POLICY))}, (_sent(home),))


def _other_headers(site: SiteView, home: Fetch) -> dict[str, bool]:
    policies = _directives(_values(home, POLICY))
    in_page = _directives([c for n, c in site.home.metas if n == POLICY.lower()]) if site.home else set()
    framed = {v.strip().upper() for value in _values(home, FRAMES) for v in value.split(",")}
    return {
        NOSNIFF: any("nosniff" in v.lower() for v in _values(home, NOSNIFF)),
        FRAMES: bool(framed & {"DENY", "SAMEORIGIN"}) or "frame-ancestors" in policies,
        POLICY: bool((policies | in_page) - _NO_POLICY),
    }


def _hsts(site: SiteView, home: Fetch) -> bool | None:
    """None when no https answer was seen although there may be one."""
    answers = [home] if home.final_url.startswith("https:") else list(https_answers(site))
    if answers:
        return any(int(m[1]) > 0 for f in answers for v in _values(f, HSTS) if (m := _MAX_AGE.search(v)))
    is_known_missing = site.tls is not None and site.tls.fault in ("connection-refused", "tls")
    return False if is_known_missing else None


def _values(fetch: Fetch, name: str) -> list[str]:
    return [value for key, value in fetch.headers if key.lower() == name.lower()]


def _directives(policies: list[str]) -> set[str]:
    return {part.strip().split(" ")[0].lower() for policy in policies for one in policy.split(",") for part in one.split(";")}


def _sent(fetch: Fetch) -> Evidence:
    wanted = {n.lower() for n in (HSTS, NOSNIFF, FRAMES, POLICY, "Referrer-Policy")}
    seen = "; ".join(f"{k}: {v}" for k, v in fetch.headers if k.lower() in wanted)
    return Evidence(fetch.final_url, "HTTP headers", seen or f"HTTP {fetch.status}", fetch.sha256 or "")
