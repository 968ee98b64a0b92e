"""Outcome and reason of site-title."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, site, verdict

SHELL = '<!DOCTYPE html><html><head><title></title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
CASES = [
    ("องค์การบริหารส่วนตำบลบางดี อำเภอบางดี", FILLER, {}, ("passed", "named")),
    ("หน้าแรก | เทศบาลเมืองบางดี", FILLER, {}, ("passed", "named")),
    ("Department of Bridges", FILLER, {}, ("passed", "named")),
    ("บางดีน่าอยู่", FILLER, {"name_th": "บางดี"}, ("passed", "named")),
    ("ศูนย์", "<header><p>บริการ</p></header>", {}, ("cantTell", "not-recognised")),
    ("BDX", FILLER, {}, ("cantTell", "not-recognised")),
    ("", FILLER, {}, ("failed", "no-title")),
    ("หน้าแรก", FILLER, {}, ("failed", "generic")),
    ("Home | Welcome", FILLER, {}, ("failed", "generic")),
    ("Untitled Document", FILLER, {}, ("failed", "generic")),
    ("", SHELL, {}, ("cantTell", "title-not-seen")),
]


@pytest.mark.parametrize(("title", "html", "known", "expected"), CASES)
def test_title(title, html, known, expected):
    """A title names the agency, is general, or cannot be judged."""
    assert expected == verdict("site-title", site(home(html, title=title), known=known))


def test_title_given_by_a_script():
    """The rendered title decides."""
    subject = site(home(SHELL), rendered=FILLER)
    assert ("passed", "named") == verdict("site-title", subject)


def test_every_reason_is_reached():
    assert_every_reason("site-title", {expected[1] for *_, expected in CASES})
