"""Outcome and reason of feed."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import FAILED, FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

CASES = {
    "declared": (whole(FILLER, page("/about", head='<link rel="alternate" type="application/rss+xml" href="/feed/">')), FOUND),
    "linked by address": (whole('<a href="https://www.bangdee.go.th/rss.xml"><img src="/i.png" alt=""></a>'), UNVERIFIED),
    "linked by name": (whole('<a href="/r">RSS</a>', page("/r")), FOUND),
    "name that leads nowhere": (whole('<a href="#">RSS</a>', rendered=True), (FAILED, "link-goes-nowhere")),
    "gone": (whole('<a href="/rss.xml">RSS</a>', page("/rss.xml", status=404, attempts=2)), (FAILED, "link-goes-nowhere")),
    "a headline about feeds": (
        whole('<a href="/n/1">อบรมการใช้งาน RSS Feed สำหรับเจ้าหน้าที่ประชาสัมพันธ์ประจำปีงบประมาณ</a>', page("/n/1")),
        NOT_FOUND,
    ),
    "another agency's tenders": (whole("<h3>RSS กรมบัญชีกลาง</h3>"), NOT_FOUND),
    "little seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    subject, expected = CASES[name]
    assert expected == verdict("feed", subject)


def test_every_reason_is_reached():
    assert_every_reason("feed", {reason for _, (_, reason) in CASES.values()})
