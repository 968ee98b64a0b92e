"""Outcome and reason of breadcrumb."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, partly, whole

TRAIL = '<nav aria-label="breadcrumb"><ol><li><a href="/">หน้าแรก</a></li><li>ข่าว</li></ol></nav>'
PICTURED = '<div><div><a href="/">หน้าแรก</a></div><div><a href="#">ข้อมูลทั่วไป</a></div></div><h2>อำนาจหน้าที่</h2>'
MENU_OF_MANY = "".join(f'<div><a href="/about">{t}</a></div>' for t in ("หน้าแรก", "ประวัติ", "ข่าวสาร", "บริการ", "ติดต่อ", "สมุดเยี่ยม"))

CASES = {
    "on an inner page": (whole(FILLER, page("/news", TRAIL + FILLER)), FOUND),
    "written": (whole(FILLER, page("/news", "<p>หน้าแรก &gt; ข่าว &gt; ประกาศ</p>" + FILLER)), FOUND),
    "separated by pictures": (whole(FILLER, page("/about", PICTURED + FILLER)), FOUND),
    "on the home page alone": (whole(TRAIL), NOT_FOUND),
    "a menu is no trail": (whole(FILLER, page("/about", MENU_OF_MANY + FILLER)), NOT_FOUND),
    "little seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    subject, expected = CASES[name]
    assert expected == verdict("breadcrumb", subject)


def test_every_reason_is_reached():
    assert_every_reason("breadcrumb", {reason for _, (_, reason) in CASES.values()})
