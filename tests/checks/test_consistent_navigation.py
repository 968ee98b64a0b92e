"""Outcome and reason of consistent-navigation."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, page, site, verdict

HEAD = '<!DOCTYPE html><meta charset="utf-8"><title>ก</title>'


def other(path: str, *names: str):
    items = "".join(f'<li><a href="/{i}">{n}</a></li>' for i, n in enumerate(names))
    return page(path, f'{HEAD}<html lang="th"><body><nav><ul>{items}</ul></nav>{FILLER}</body></html>')


STRANGE = ("ก้าวแรก", "ก้าวสอง", "ก้าวสาม", "ก้าวสี่")
SECTION = ("หน้าแรก", "เกี่ยวกับเรา", "ข่าว", "ติดต่อเรา", "เมนูย่อย 1", "เมนูย่อย 2", "เมนูย่อย 3", "เมนูย่อย 4", "เมนูย่อย 5")
ENGLISH = (
    HEAD
    + '<html lang="en"><body><nav><a href="/en">Home</a> <a href="/en/a">About</a></nav><p>Plain English about roads.</p></body></html>'
)
NO_MENU = f'<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>ก</title></head><body>{FILLER}</body></html>'
CASES = {
    "same": (site(home(), page("/a"), page("/b", FILLER + "<p>ข</p>")), ("passed", "consistent")),
    "sections add entries": (site(home(), other("/a", *SECTION), page("/b")), ("passed", "consistent")),
    "another language is left out": (
        site(home(), page("/a"), page("/b", FILLER + "<p>ข</p>"), page("/en", ENGLISH)),
        ("passed", "consistent"),
    ),
    "other menus": (site(home(), other("/a", *STRANGE), other("/b", *STRANGE[::-1])), ("failed", "differs")),
    "pages without any menu": (site(home(), page("/a", NO_MENU), page("/b", NO_MENU + " ")), ("cantTell", "partly")),
    "one of two": (site(home(), page("/a"), other("/b", *STRANGE)), ("cantTell", "partly")),
    "no menu at home": (site(home(NO_MENU), page("/a"), page("/b")), ("cantTell", "menu-not-seen")),
    "two pages": (site(home(), page("/a")), ("cantTell", "too-few-pages")),
}


@pytest.mark.parametrize("name", CASES)
def test_menus(name):
    """Menus are compared by names; a section's own entries and other languages do not count against a site."""
    subject, expected = CASES[name]
    assert expected == verdict("consistent-navigation", subject)


def test_menu_that_scripts_build_only_at_home():
    """A rendered home page is compared as it was answered, like the others."""
    rendered = "<nav>" + "".join(f'<a href="/{n}">{n}</a>' for n in STRANGE) + "</nav>"
    subject = site(home(), page("/a"), page("/b", FILLER + "<p>ข</p>"), rendered=rendered)
    assert ("passed", "consistent") == verdict("consistent-navigation", subject)


def test_every_reason_is_reached():
    assert_every_reason("consistent-navigation", {expected[1] for _, expected in CASES.values()})
