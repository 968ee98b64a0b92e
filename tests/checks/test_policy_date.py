"""The date of a policy, told from the date of the law it cites."""

import pytest

from crawler.reading.site_view import SiteView
from tests.checks.build import assert_every_reason, verdict
from tests.checks.policy_texts import LINK, policy, scan
from tests.checks.whole import CANT_TELL, FAILED, FOUND, INAPPLICABLE, NOT_ENOUGH, partly, whole

CASES = {
    "day, month, year": (whole(LINK, policy("<p>ประกาศ ณ วันที่ ๑ ตุลาคม ๒๕๖๗</p>")), FOUND),
    "month and year": (whole(LINK, policy("<p>ปรับปรุงล่าสุด ตุลาคม 2567</p>")), FOUND),
    "only a law's year": (
        whole(LINK, policy("<p>มีผลตามพระราชบัญญัติคุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562</p>")),
        (FAILED, "undated"),
    ),
    "no date": (whole(LINK, policy()), (FAILED, "undated")),
    "part unread": (whole(LINK, policy('<a href="/p.pdf">ฉบับลงนาม</a>')), (CANT_TELL, "date-not-seen")),
    "unread": (whole(LINK), (CANT_TELL, "policy-not-read")),
    "a scan": (whole(LINK, scan()), (CANT_TELL, "policy-is-image")),
    "no policy": (whole(), (INAPPLICABLE, "policy-not-offered")),
    "not enough seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize(("subject", "expected"), CASES.values(), ids=CASES)
def test_verdict(subject: SiteView, expected: tuple[str, str]) -> None:
    assert expected == verdict("policy-date", subject, policies=["policy-privacy"])


def test_a_policy_that_is_not_offered_does_not_weigh_on_the_others() -> None:
    subject = whole(LINK, policy("<p>ประกาศ ณ วันที่ 1 ตุลาคม 2567</p>"))
    assert FOUND == verdict("policy-date", subject, policies=["policy-website", "policy-privacy"])


def test_every_reason_is_reached() -> None:
    assert_every_reason("policy-date", (reason for _, (_, reason) in CASES.values()))
