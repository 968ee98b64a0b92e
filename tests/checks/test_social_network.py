"""Outcome and reason of social-network."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import CANT_TELL, FAILED, FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

ACCOUNT = '<a href="https://www.facebook.com/bangdee.sao">เพจ</a>'
BOX = '<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fbangdee&amp;tabs=timeline"></iframe>'

CASES = {
    "account, not looked at": (whole(ACCOUNT), UNVERIFIED),
    "account, looked at": (whole(ACCOUNT, page("https://www.facebook.com/bangdee.sao", kind="offsite")), FOUND),
    "box of the page": (whole(BOX), FOUND),
    "on the contact page": (whole(FILLER, page("/contact", '<h1>ติดต่อเรา</h1><a href="https://lin.ee/aBc12">LINE</a>')), UNVERIFIED),
    "named in text": (whole("<p>Line ID: @bangdee</p>"), UNVERIFIED),
    "icon that leads nowhere": (whole('<header><a href="#">Facebook</a></header>', rendered=True), (FAILED, "link-goes-nowhere")),
    "front page": (whole('<a href="https://www.facebook.com/">f</a>'), (FAILED, "front-page-only")),
    "in a news item": (whole(FILLER, page("/news", "<h1>ข่าว</h1><p>ที่มา</p>" + ACCOUNT)), (CANT_TELL, "in-content-only")),
    "share button": (whole('<a href="https://www.facebook.com/sharer/sharer.php?u=https://www.bangdee.go.th">แชร์</a>'), NOT_FOUND),
    "share to LINE": (whole('<a href="https://social-plugins.line.me/lineit/share?url=https://x.go.th">แชร์</a>'), NOT_FOUND),
    "tweet": (whole('<a href="https://twitter.com/intent/tweet?url=x">Tweet</a>'), NOT_FOUND),
    "single film": (whole('<a href="https://www.youtube.com/watch?v=abc">ชม</a>'), NOT_FOUND),
    "little seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    subject, expected = CASES[name]
    assert expected == verdict("social-network", subject)


def test_every_reason_is_reached():
    assert_every_reason("social-network", {reason for _, (_, reason) in CASES.values()})
