"""Outcome and reason of footer-part."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import CANT_TELL, FAILED, FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

TAIL = "<p>ข้อความ</p>" * 150
LINKS = '<a href="/about">เกี่ยวกับเรา</a><a href="/news">ข่าว</a><a href="/contact">ติดต่อเรา</a>'
NAMES = ("นโยบายเว็บไซต์", "นโยบายการคุ้มครองข้อมูลส่วนบุคคล", "นโยบายการรักษาความมั่นคงปลอดภัยเว็บไซต์")
POLICIES = [f'<a href="/p{n}">{name}</a>' for n, name in enumerate(NAMES)]
PAGES = tuple(page(f"/p{n}", "<p>เนื้อหา</p>") for n in range(3))
DEAD = (FAILED, "link-goes-nowhere")


def footer(inner: str) -> str:
    return f"{FILLER}<footer><p>{'องค์การบริหารส่วนตำบลบางดี ' * 10}</p>{inner}</footer>"


CASES = {
    "menu": (whole(footer(LINKS)), "menu", FOUND),
    "menu of numbers and mail": (
        whole(footer('<a href="#">02-111-2222</a><a href="#">a@b.go.th</a><a href="#">อ่านต่อ</a>'), rendered=True),
        "menu",
        NOT_FOUND,
    ),
    "policies are no menu": (whole(footer("".join(POLICIES)), *PAGES), "menu", NOT_FOUND),
    "menu at an unmarked end": (whole(TAIL + LINKS), "menu", (CANT_TELL, "footer-unclear")),
    "copyright": (whole(footer("<p>สงวนลิขสิทธิ์ © ๒๕๖๙</p>")), "copyright", FOUND),
    "copyright at an unmarked end": (whole(TAIL + "<p>Copyright 2026 All rights reserved</p>"), "copyright", FOUND),
    "copyright of an inner page": (whole(FILLER, page("/about", footer("<p>© 2026</p>"))), "copyright", FOUND),
    "a right reserved in a text": (whole("<p>ขอสงวนสิทธิ์ไม่พิจารณาใบสมัครที่ไม่ครบถ้วน</p>"), "copyright", NOT_FOUND),
    "credits of a plug-in": (whole(footer("<p>newsflash scroller plugin © 2004</p>")), "copyright", NOT_FOUND),
    "disclaimer": (whole(footer('<a href="/d">การปฏิเสธความรับผิด</a>'), page("/d")), "disclaimer", FOUND),
    "terms of use": (whole(footer('<a href="https://www.bangdee.go.th/t">เงื่อนไขการใช้งาน</a>')), "disclaimer", UNVERIFIED),
    "disclaimer that leads nowhere": (whole(footer('<a href="#">Disclaimer</a>'), rendered=True), "disclaimer", DEAD),
    "all policies": (whole(footer("".join(POLICIES)), *PAGES), "policies", FOUND),
    "all policies, one unread": (whole(footer("".join(POLICIES)), *PAGES[:2]), "policies", UNVERIFIED),
    "two policies": (whole(footer("".join(POLICIES[:2])), *PAGES), "policies", (FAILED, "some-missing")),
    "policies above the footer": (whole("".join(POLICIES) + TAIL + footer(""), *PAGES), "policies", NOT_FOUND),
    "policies, footer unmarked": (whole("".join(POLICIES) + TAIL, *PAGES), "policies", (CANT_TELL, "footer-unclear")),
    "no policies": (whole(footer("")), "policies", NOT_FOUND),
    "little seen": (partly(footer(POLICIES[0])), "policies", NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    """The home page's footer decides; where it begins must be clear before anything is missed there."""
    subject, part, expected = CASES[name]
    assert expected == verdict("footer-part", subject, part=part)


def test_every_reason_is_reached():
    assert_every_reason("footer-part", {reason for _, _, (_, reason) in CASES.values()})
