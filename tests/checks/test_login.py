"""Outcome and reason of login and of forgot-password."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, page, site, verdict

FORM = (
    '<form method="post"><input name="u" placeholder="ชื่อผู้ใช้"><input type="password" name="p" placeholder="รหัสผ่าน">'
    "<button>เข้าสู่ระบบ</button></form>"
)
MENU_PAGES = tuple(page(p, FILLER + f"<p>{p}</p>") for p in ("/about", "/news", "/contact"))


def whole(html: str, *pages):
    """A site of which every link was read."""
    return site(home(html + FILLER), *MENU_PAGES, *pages)


LOGIN = {
    "form at home": (whole(FORM), ("passed", "found")),
    "link to registration": (whole('<a href="/join">สมัครสมาชิก</a>', page("/join", "<h1>สมัครสมาชิก</h1>" + FILLER)), ("passed", "found")),
    "link elsewhere, not looked at": (whole('<a href="https://sso.example/">สมัครสมาชิก</a>'), ("cantTell", "found-unverified")),
    "staff link": (
        whole('<a href="https://office.example/">เข้าสู่ระบบเจ้าหน้าที่</a><a href="/administrator/"></a>', page("/administrator/")),
        ("cantTell", "staff-only"),
    ),
    "staff form": (whole("<h2>สำหรับเจ้าหน้าที่</h2>" + FORM.replace("<form", '<form title="สำหรับเจ้าหน้าที่"')), ("cantTell", "staff-only")),
    "a log-in address without words": (
        whole('<a href="/home/login"><img src="/i.png" alt=""></a>', page("/home/login")),
        ("cantTell", "for-whom-not-said"),
    ),
    "a heading alone": (whole("<h3>เข้าสู่ระบบ</h3>"), ("failed", "not-found")),
    "none": (whole(""), ("failed", "not-found")),
}
FORGOT = {
    "beside the form": (whole(FORM + '<a href="/forgot">ลืมรหัสผ่าน</a>', page("/forgot")), ("passed", "found")),
    "not beside it": (whole(FORM), ("failed", "not-found")),
    "form not seen": (whole('<a href="https://sso.example/">สมัครสมาชิก</a>'), ("cantTell", "log-in-not-seen")),
    "no accounts": (whole(""), ("inapplicable", "no-accounts")),
    "little seen": (site(home('<a href="/more">อื่น ๆ</a>' + FILLER)), ("cantTell", "not-enough-seen")),
}


@pytest.mark.parametrize("name", LOGIN)
def test_login(name):
    """People's registration and log-in count; staff entrances alone are cantTell."""
    subject, expected = LOGIN[name]
    assert expected == verdict("login", subject)


@pytest.mark.parametrize("name", FORGOT)
def test_forgot_password(name):
    """Asked of sites with accounts only, and missing only where the log-in form was read."""
    subject, expected = FORGOT[name]
    assert expected == verdict("forgot-password", subject)


def test_every_reason_is_reached():
    assert_every_reason("login", {expected[1] for _, expected in LOGIN.values()})
    assert_every_reason("forgot-password", {expected[1] for _, expected in FORGOT.values()})
