"""Outcome and reason of mixed-content."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, HOST, assert_every_reason, home, site, to_https, verdict

IMAGE = '<img src="http://cdn.example/a.png" alt="">' + FILLER
CASES = [
    (site(home()), ("passed", "none-mixed")),
    (site(home(IMAGE)), ("failed", "mixed")),
    (site(home('<script src="http://cdn.example/a.js"></script>')), ("failed", "mixed")),
    (site(home(f'<a href="http://other.example/">ลิงก์</a>{FILLER}')), ("passed", "none-mixed")),
    (site(home('<script src="//cdn.example/a.js"></script>')), ("passed", "none-mixed")),
    (site(home(IMAGE, headers={"Content-Security-Policy": "upgrade-insecure-requests"})), ("passed", "none-mixed")),
    # A look at the other scheme ends at the same address, and comes without the page's headers.
    (site(home(IMAGE, headers={"Content-Security-Policy": "upgrade-insecure-requests"}), to_https()), ("passed", "none-mixed")),
    (site(to_https(), home(IMAGE, headers={"Content-Security-Policy": "upgrade-insecure-requests"})), ("passed", "none-mixed")),
    (site(home(IMAGE, path=f"http://{HOST}/")), ("inapplicable", "no-https-page")),
]


@pytest.mark.parametrize(("subject", "expected"), CASES)
def test_mixed_content(subject, expected):
    """Parts count, links do not; a page that upgrades its requests is in order."""
    assert expected == verdict("mixed-content", subject)


def test_every_reason_is_reached():
    assert_every_reason("mixed-content", {expected[1] for _, expected in CASES})
