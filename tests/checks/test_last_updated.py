"""Outcome and reason of last-updated."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, partly, whole

CASES = {
    "Thai": (whole("<p>ปรับปรุงข้อมูลล่าสุดเมื่อวันที่ ๕ ตุลาคม ๒๕๖๙</p>"), FOUND),
    "short": (whole(FILLER, page("/about", FILLER + "<p>ปรับปรุงวันที่ 5 ต.ค. 2569</p>")), FOUND),
    "spelled otherwise": (whole("<p>อัพเดทล่าสุด : 05/10/2569</p>"), FOUND),
    "weekday": (whole("<p>แก้ไขล่าสุด เมื่อวันจันทร์ที่ 5 ตุลาคม 2569</p>"), FOUND),
    "English": (whole("<p>Last updated on Monday, 5 October 2026</p>"), FOUND),
    "two cells": (whole("<table><tr><td>Last Update :</td><td>05/10/2026</td></tr></table>"), FOUND),
    "a news item's day": (whole("<p>ประกาศเมื่อวันที่ 5 ตุลาคม 2569</p>"), NOT_FOUND),
    "made on": (whole("<p>สร้างเมื่อ 5 ตุลาคม 2569</p>"), NOT_FOUND),
    "repairing a road": (whole("<p>โครงการปรับปรุงถนนสายบางดี ประกาศวันที่ 5 ตุลาคม 2569</p>"), NOT_FOUND),
    "corrected terms": (whole("<p>ร่างขอบเขตของงาน (แก้ไข ณ วันที่ 8/8/2569)</p>"), NOT_FOUND),
    "no date": (whole("<p>ปรับปรุงล่าสุด</p>"), NOT_FOUND),
    "little seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    subject, expected = CASES[name]
    assert expected == verdict("last-updated", subject)


def test_every_reason_is_reached():
    assert_every_reason("last-updated", {reason for _, (_, reason) in CASES.values()})
