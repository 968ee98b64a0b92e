"""Subscribing to news by e-mail, told from newsletters to read and from channels to follow."""

import pytest

from tests.checks.build import page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

CASES = {
    "a field for the address under a heading": (
        '<h3>สมัครรับข่าวสาร</h3><form action="/s"><input type="email" name="m"><button>ส่ง</button></form>',
        FOUND,
    ),
    "only the button says so": ('<form><input type="text" placeholder="Your e-mail"><button>Subscribe</button></form>', FOUND),
    "a newsletter box of an address alone": (
        '<h3>E-Newsletter</h3><form><input type="text" placeholder="อีเมลของคุณ"><button>OK</button></form>',
        FOUND,
    ),
    "a link that says so": ('<a href="/enews">รับข่าวสารทางอีเมล</a>', UNVERIFIED),
    "a newsletter to read": ('<a href="/files/newsletter-1.pdf">จดหมายข่าว ฉบับที่ 1</a><a href="/newsletter">จดหมายข่าว</a>', NOT_FOUND),
    "a contact form after newsletters": (
        '<h3>จดหมายข่าว</h3><form><input type="email" name="e"><textarea name="m"></textarea><button>ส่งข้อความ</button></form>',
        NOT_FOUND,
    ),
    "a log-in": (
        '<h3>สมัครรับข่าวสาร</h3><form><input name="email"><input type="password" name="p"><button>เข้าสู่ระบบ</button></form>',
        UNVERIFIED,
    ),
    "a channel": ('<a href="https://www.youtube.com/@bangdee">Subscribe</a>', NOT_FOUND),
    "only leaving is offered": ('<form><input type="email" name="e"><button>ยกเลิกการรับข่าวสาร</button></form>', NOT_FOUND),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_verdict(html: str, expected: tuple[str, str]) -> None:
    pages = [page("/newsletter")] if "/newsletter" in html else []
    assert expected == verdict("email-subscription", whole(html, *pages))


def test_nothing_is_missing_while_pages_are_unread() -> None:
    assert NOT_ENOUGH == verdict("email-subscription", partly())
