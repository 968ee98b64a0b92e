"""Outcome and reason of responsive."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, site, verdict

STYLED = (
    '<!DOCTYPE html><html lang="th"><head><title>ก</title><meta name="viewport" content="width=device-width">'
    '<link rel="stylesheet" href="/a.css"></head><body><p>บางดี</p></body></html>'
)
BARE = f'<!DOCTYPE html><html lang="th"><head><title>ก</title></head><body>{FILLER}</body></html>'
CASES = {
    "fits": (site(home(), rendered=True, width_360=360), ("passed", "fits")),
    "a little over": (site(home(), rendered=True, width_360=378), ("passed", "fits")),
    "too wide": (site(home(), rendered=True, width_360=1000), ("failed", "too-wide")),
    "fits, no viewport": (site(home(BARE), rendered=True, width_360=360), ("failed", "no-viewport")),
    "a script failed": (
        site(home(), rendered=True, width_360=1000, scripts_failed=("https://x.example/a.js",)),
        ("cantTell", "not-loaded-whole"),
    ),
    "a style sheet failed": (site(home(STYLED), rendered=True, width_360=900, styles_failed=("/a.css",)), ("cantTell", "not-loaded-whole")),
    "styles not recorded": (site(home(STYLED), rendered=True, width_360=900, styles_failed=None), ("cantTell", "not-loaded-whole")),
    "styles not recorded, none asked for": (site(home(), rendered=True, width_360=900, styles_failed=None), ("failed", "too-wide")),
    "timed out": (site(home(), rendered=True, width_360=1000, ended="timed-out"), ("cantTell", "not-loaded-whole")),
    "not measured": (site(home(), rendered=True), ("cantTell", "not-measured")),
    "not rendered": (site(home()), ("cantTell", "not-measured")),
}


@pytest.mark.parametrize("name", CASES)
def test_width(name):
    """Too wide fails only when the page was seen whole."""
    subject, expected = CASES[name]
    assert expected == verdict("responsive", subject)


def test_every_reason_is_reached():
    assert_every_reason("responsive", {expected[1] for _, expected in CASES.values()})
