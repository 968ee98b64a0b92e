"""Outcome and reason of content-fresh."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import CANT_TELL, FAILED, NOT_ENOUGH, PASSED, partly, whole

OLD = "<p>1 มกราคม 2567</p><p>2 มกราคม 2567</p><p>3 มกราคม 2567</p>"
CLOCK = f'<html lang="th"><body><header>วันนี้ 24 พฤศจิกายน 2569</header><main>{OLD}{FILLER}</main></body></html>'
FRESH, STALE, NO_DATE = (PASSED, "fresh"), (FAILED, "stale"), (CANT_TELL, "no-date")

CASES = {
    "news of this month": (whole("<p>1 พ.ย. 2569</p>" + OLD), FRESH),
    "on the news page": (whole(OLD, page("/news", "<h1>ข่าวประชาสัมพันธ์</h1><p>20 พฤศจิกายน 2569</p>")), FRESH),
    "old": (whole(OLD), STALE),
    "dates to come": (whole(OLD + "<p>รับสมัครถึง 31 ธันวาคม 2569</p>"), STALE),
    "a clock": (whole(OLD, rendered=CLOCK), STALE),
    "a date in the footer": (whole(OLD + "<footer><p>นับตั้งแต่ 1 พฤศจิกายน 2569</p></footer>"), STALE),
    "on a page that is no news": (whole(OLD, page("/about", "<h1>ประวัติ</h1><p>20 พฤศจิกายน 2569</p>")), STALE),
    "the name of a building": (whole("<p>ศูนย์ราชการเฉลิมพระเกียรติ 80 พรรษา 5 ธันวาคม 2550</p>"), NO_DATE),
    "a law's date": (whole("<p>ลงวันที่ 3 ธันวาคม 2545</p>"), NO_DATE),
    "none": (whole(), NO_DATE),
    "news not read": (partly(OLD), NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    """The capture's own time decides; one date alone accuses nobody."""
    subject, expected = CASES[name]
    assert expected == verdict("content-fresh", subject, max_age_days=90)


def test_every_reason_is_reached():
    assert_every_reason("content-fresh", {reason for _, (_, reason) in CASES.values()})


def test_the_age_that_is_allowed_is_the_rule_s():
    subject = whole("<p>1 กรกฎาคม 2569</p><p>2 กรกฎาคม 2569</p><p>3 กรกฎาคม 2569</p>" + FILLER)
    assert verdict("content-fresh", subject, max_age_days=90) == STALE
    assert verdict("content-fresh", subject, max_age_days=180) == FRESH
