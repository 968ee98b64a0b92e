"""Outcome and reason of visitor-statistics."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

CASES = {
    "counter": (whole("<p>จำนวนผู้เข้าชมเว็บไซต์ ๑,๒๓๔ คน</p>"), FOUND),
    "digits in cells": (whole("<div>ผู้เยี่ยมชมทั้งหมด</div><div>0</div><div>4</div><div>2</div>"), FOUND),
    "in the footer of an inner page": (whole(FILLER, page("/news", FILLER + "<footer><p>Total visits: 1088</p></footer>")), FOUND),
    "a bare label with its figure": (whole("<h4>สถิติ</h4><p>381020</p>"), FOUND),
    "service by script": (whole('<script src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>'), FOUND),
    "service by picture": (whole('<a href="https://truehits.net/stat.php"><img src="https://hits.truehits.in.th/x.gif"></a>'), FOUND),
    "label without a figure": (whole("<h4>จำนวนผู้เข้าชม</h4>"), UNVERIFIED),
    "readers of one news item": (whole(FILLER, page("/news", "<h1>ข่าว</h1><p>จำนวนผู้เข้าชม 12 ครั้ง</p>")), NOT_FOUND),
    "other statistics": (whole("<h4>สถิติ</h4><p>ข้อมูลประชากรแยกตามหมู่บ้านในเขตตำบล</p>"), NOT_FOUND),
    "little seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    subject, expected = CASES[name]
    assert expected == verdict("visitor-statistics", subject)


def test_every_reason_is_reached():
    assert_every_reason("visitor-statistics", {reason for _, (_, reason) in CASES.values()})
