"""A thing said in so many words, anywhere or near a topic."""

import pytest

from crawler.reading.site_view import SiteView
from tests.checks.build import CHECKS, FILLER, page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

WORDS = {"th": ["ไม่ต้องใช้สำเนาบัตรประชาชน"], "en": ["no copy of your id"]}
SAID = "<p>ผู้มาติดต่อไม่ต้องใช้สำเนาบัตรประชาชนในทุกงานบริการ</p>"
LINK = '<a href="/complain">ร้องเรียนร้องทุกข์</a>'
CASES = {
    "anywhere": (whole(SAID), {}, FOUND),
    "in English, in capitals": (whole("<p>No copy of your ID is needed</p>"), {}, FOUND),
    "not said": (whole(), {}, NOT_FOUND),
    "not enough seen": (partly(), {}, NOT_ENOUGH),
    "near a topic": (whole(LINK, page("/complain", f"<h1>ร้องเรียน</h1>{SAID}")), {"near": "complaint"}, FOUND),
    "elsewhere than asked": (whole(SAID + LINK, page("/complain", f"<h1>ร้องเรียน</h1>{FILLER}"), page("/x")), {"near": "faq"}, NOT_FOUND),
    "the topic's page is unread": (whole(LINK), {"near": "complaint"}, UNVERIFIED),
}


@pytest.mark.parametrize(("subject", "more", "expected"), CASES.values(), ids=CASES)
def test_verdict(subject: SiteView, more: dict[str, str], expected: tuple[str, str]) -> None:
    assert expected == verdict("text-statement", subject, **WORDS, **more)


def test_some_wording_is_asked_for() -> None:
    with pytest.raises(ValueError, match="th or en is missing"):
        CHECKS["text-statement"].Options.model_validate({})
