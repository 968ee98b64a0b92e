"""Outcome and reason of security-headers."""

from __future__ import annotations

import pytest

from crawler.artifacts import Tls
from tests.checks.build import HOST, assert_every_reason, fact, home, site, verdict

ALL = {
    "strict-transport-security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Content-Security-Policy": "object-src 'self'",
}
HTTP = f"http://{HOST}/"


def without(*names: str, **more: str) -> dict[str, str]:
    return {k: v for k, v in ALL.items() if k not in names} | {k.replace("_", "-"): v for k, v in more.items()}


REFUSED = Tls(HOST, fault="connection-refused")
META = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">'
CASES = {
    "all": (site(home(headers=ALL)), ("passed", "all-set")),
    "frame-ancestors protects frames": (
        site(home(headers=without("X-Frame-Options", Content_Security_Policy="frame-ancestors 'self'; object-src 'none'"))),
        ("passed", "all-set"),
    ),
    "policy in the page": (site(home(headers=without("Content-Security-Policy"), head=META)), ("passed", "all-set")),
    "one missing": (site(home(headers=without("X-Content-Type-Options"))), ("failed", "missing")),
    "none": (site(home()), ("failed", "missing")),
    "HSTS switched off": (site(home(headers={**ALL, "strict-transport-security": "max-age=0"})), ("failed", "missing")),
    "report only": (
        site(home(headers=without("Content-Security-Policy", Content_Security_Policy_Report_Only="default-src 'self'"))),
        ("failed", "missing"),
    ),
    "obsolete frame option": (site(home(headers={**ALL, "X-Frame-Options": "ALLOW-FROM https://a.example"})), ("failed", "missing")),
    "HSTS on the https face": (
        site(home(path=HTTP, headers=without("strict-transport-security")), fact(f"https://{HOST}/", headers=ALL)),
        ("passed", "all-set"),
    ),
    "http, https unseen": (site(home(path=HTTP, headers=ALL), is_behind_proxy=True), ("cantTell", "hsts-not-seen")),
    "http, no https at all": (site(home(path=HTTP, headers=ALL), tls=REFUSED), ("failed", "missing")),
    "error page with all": (site(home(status=503, headers=ALL)), ("passed", "all-set")),
    "challenge page": (site(home(status=403)), ("cantTell", "site-not-seen")),
    "nothing answered": (site(home(fault="timeout")), ("cantTell", "site-not-seen")),
}


@pytest.mark.parametrize("name", CASES)
def test_headers(name):
    """All four are asked for; only the site's own page can lack them."""
    subject, expected = CASES[name]
    assert expected == verdict("security-headers", subject)


def test_every_reason_is_reached():
    assert_every_reason("security-headers", {expected[1] for _, expected in CASES.values()})
