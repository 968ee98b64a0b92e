"""Outcome and reason of admin-exposed."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, page, site, verdict

FORM = '<form method="post"><input name="u" placeholder="ชื่อผู้ใช้"><input type="password" name="p"><button>เข้าสู่ระบบ</button></form>'


def linked(html: str, *pages):
    return site(home(f"{html}{FILLER}"), *pages)


def footer(href: str, name: str) -> str:
    return f'<footer><a href="{href}">{name}</a></footer>'


CASES = {
    "nothing": (linked(""), ("passed", "not-linked")),
    "default address": (linked(footer("/wp-login.php", "เข้าสู่ระบบ")), ("failed", "linked")),
    "Joomla's": (linked(footer("/administrator/", "")), ("failed", "linked")),
    "named and likely": (linked(footer("/admin/", "สำหรับผู้ดูแลระบบ")), ("failed", "linked")),
    "opened, asks for a password": (linked(footer("/backoffice", "Back Office"), page("/backoffice", FORM)), ("failed", "linked")),
    "refused to the public": (linked(footer("/administrator/", "Admin"), page("/administrator/", status=403)), ("passed", "restricted")),
    "gone": (linked(footer("/wp-login.php", "Admin"), page("/wp-login.php", status=404, attempts=2)), ("passed", "restricted")),
    "out of order": (linked(footer("/wp-login.php", "Admin"), page("/wp-login.php", status=500)), ("cantTell", "perhaps-linked")),
    "by its name only": (linked(footer("/gate", "สำหรับผู้ดูแลระบบ")), ("cantTell", "perhaps-linked")),
    "general affairs division": (linked(footer("/admin/", "งานบริหารทั่วไป")), ("cantTell", "perhaps-linked")),
    "a log-in for people": (linked(footer("/login", "เข้าสู่ระบบ"), page("/login", FORM, title="เข้าสู่ระบบสมาชิก")), ("passed", "not-linked")),
    "someone to write to": (linked(footer("/contact-admin", "ติดต่อผู้ดูแลระบบ")), ("passed", "not-linked")),
    "who wrote a post": (linked('<p><a href="/?author=1">admin</a></p>'), ("passed", "not-linked")),
    "a writer's address": (linked('<main><p>โดย <a href="/author/admin">admin</a></p></main>'), ("passed", "not-linked")),
    "a writer's address, in a box beside the text": (
        linked('<main><p>ข่าว</p></main><aside><p>ข่าวล่าสุด <a href="/th/author/admin/">Admin</a></p></aside>'),
        ("passed", "not-linked"),
    ),
    "a writer by the words before": (linked('<footer><p>ผู้เขียน: <a href="/u/1">admin</a></p></footer>'), ("passed", "not-linked")),
    "a writer by the name": (linked('<footer><a href="/u/1">Posted by Admin</a></footer>'), ("passed", "not-linked")),
    "a bare name in the frame": (linked(footer("/gate", "Admin")), ("cantTell", "perhaps-linked")),
    "a file in the admin folder": (linked('<a href="/admin/upload/plan.pdf">แผนพัฒนา</a>'), ("passed", "not-linked")),
}


@pytest.mark.parametrize("name", CASES)
def test_entrances(name):
    """Administrators' entrances fail when they are open; people's log-ins and writers' names do not count."""
    subject, expected = CASES[name]
    assert expected == verdict("admin-exposed", subject)


def test_every_reason_is_reached():
    assert_every_reason("admin-exposed", {expected[1] for _, expected in CASES.values()})
