"""Outcome and reason of file-names."""

from __future__ import annotations

import pytest

from tests.checks.build import assert_every_reason, home, site, verdict


def links(*paths: str) -> str:
    return "".join(f'<a href="{p}">{p}</a> ' for p in paths)


GOOD = [f"/docs/annual-report-{n}.pdf" for n in range(12)]
OPAQUE = [f"/files/1678_xk{n:03}.pdf" for n in range(10)]
THAI = [f"/ข่าว/ประกาศ ราคากลาง {n}" for n in range(20)]
CASES = [
    (links(*GOOD), ("passed", "readable")),
    (links(*GOOD, *OPAQUE[:1]), ("passed", "readable")),
    (links(*GOOD, *OPAQUE), ("cantTell", "mixed")),
    (links(*THAI), ("failed", "unreadable")),
    (links(*(f"/uploads/5f3a9c0b1d2e4f6a8b{n:02}.pdf" for n in range(20))), ("failed", "unreadable")),
    (links(*(f"/news/view/{n}" for n in range(30))), ("passed", "readable")),
    (links(*(f"/docs/2569020{n}.pdf" for n in range(9))), ("passed", "readable")),
    (links(*(f"/index.php?id={n}" for n in range(30))), ("cantTell", "too-few-names")),
    (links(*(f"https://other.example/{p}" for p in THAI)), ("cantTell", "too-few-names")),
]


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_names(html, expected):
    """Encoded, spaced and machine-made names count against a site; numbers of records, dates and foreign names do not."""
    assert expected == verdict("file-names", site(home(html)))


def test_every_reason_is_reached():
    assert_every_reason("file-names", {expected[1] for _, expected in CASES})
