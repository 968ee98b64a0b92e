"""Outcome and reason of cookie-flags."""

from __future__ import annotations

import pytest

from tests.checks.build import assert_every_reason, home, page, run, site, verdict


def sets(*cookies: str):
    return site(home(headers=[("Set-Cookie", c) for c in cookies]))


CASES = [
    (sets("PHPSESSID=abc; path=/; secure; HttpOnly; SameSite=Lax"), ("passed", "flags-set")),
    (sets("PHPSESSID=abc; path=/"), ("failed", "flags-missing")),
    (sets("ASP.NET_SessionId=abc; path=/; HttpOnly; SameSite=Lax"), ("failed", "flags-missing")),
    (sets("laravel_session=abc; Secure; HttpOnly; SameSite=Lax", "XSRF-TOKEN=abc; Secure; SameSite=Lax"), ("passed", "flags-set")),
    (sets("__cf_bm=abc", "_ga=1", "BIGipServerpool=1", "lang=th"), ("inapplicable", "no-session-cookie")),
    (sets(), ("inapplicable", "no-session-cookie")),
    (site(home(), page("/login", headers={"Set-Cookie": "JSESSIONID=1; Secure; HttpOnly"})), ("failed", "flags-missing")),
]


@pytest.mark.parametrize(("subject", "expected"), CASES)
def test_cookies(subject, expected):
    """Only cookies of sessions are judged, on any page."""
    assert expected == verdict("cookie-flags", subject)


def test_evidence_does_not_hold_the_session():
    """A report must not give a session away."""
    result = run("cookie-flags", sets("PHPSESSID=verysecret; HttpOnly"))
    assert "verysecret" not in result.evidence[0].excerpt
    assert {"missing": "PHPSESSID (Secure, SameSite)"} == dict(result.facts)


def test_every_reason_is_reached():
    assert_every_reason("cookie-flags", {expected[1] for _, expected in CASES})
