"""Outcome and reason of broken-links."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, page, run, site, verdict

HOME = home('<a href="/a">ก</a> <a href="/b">ข</a> <a href="/c">ค</a>' + FILLER)
OTHERS = tuple(page(path, FILLER + path) for path in ("/a", "/about", "/news"))
CASES = {
    "those followed work": (site(HOME, page("/a"), page("/b"), page("/c")), ("passed", "none-broken")),
    "two followed of many": (site(HOME, page("/a"), page("/b")), ("cantTell", "not-enough-seen")),
    "gone twice": (site(HOME, page("/a"), page("/b", status=404, attempts=2)), ("failed", "broken")),
    "gone once": (site(HOME, page("/a"), page("/b", status=404)), ("cantTell", "once-broken")),
    "refused and failing are not broken": (
        site(HOME, *OTHERS, page("/b", status=403), page("/c", fault="timeout")),
        ("passed", "none-broken"),
    ),
    "gone, but no page links there": (site(HOME, *OTHERS, page("/old", status=404, attempts=2)), ("passed", "none-broken")),
    "nothing followed": (site(HOME), ("cantTell", "not-enough-seen")),
}


@pytest.mark.parametrize("name", CASES)
def test_links(name):
    """A link is broken when its page was not there twice; what was not followed decides nothing."""
    subject, expected = CASES[name]
    assert expected == verdict("broken-links", subject)


def test_evidence_names_the_link():
    """The webmaster is told which link on which page."""
    (seen,) = run("broken-links", CASES["gone twice"][0]).evidence
    assert "HTTP 404" in seen.excerpt
    assert seen.url.endswith("/")


def test_every_reason_is_reached():
    assert_every_reason("broken-links", {expected[1] for _, expected in CASES.values()})
