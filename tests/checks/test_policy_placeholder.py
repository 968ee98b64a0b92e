"""Template text left in a policy, told from ordinary brackets and blanks."""

import pytest

from checks.policy_placeholder import placeholder_in
from crawler.reading.site_view import SiteView
from tests.checks.build import assert_every_reason, verdict
from tests.checks.policy_texts import LINK, policy, scan
from tests.checks.whole import CANT_TELL, FAILED, INAPPLICABLE, NOT_ENOUGH, PASSED, partly, whole

CASES = {
    "left": (whole(LINK, policy("<p>[ชื่อหน่วยงาน] จะไม่เปิดเผยข้อมูล</p>")), (FAILED, "placeholder-left")),
    "none": (whole(LINK, policy()), (PASSED, "no-placeholder")),
    "unread": (whole(LINK), (CANT_TELL, "policy-not-read")),
    "a scan": (whole(LINK, scan()), (CANT_TELL, "policy-is-image")),
    "no policy": (whole(), (INAPPLICABLE, "policy-not-offered")),
    "not enough seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize(("subject", "expected"), CASES.values(), ids=CASES)
def test_verdict(subject: SiteView, expected: tuple[str, str]) -> None:
    assert expected == verdict("policy-placeholder", subject, policies=["policy-privacy"])


def test_the_worst_policy_decides() -> None:
    subject = whole(LINK + '<a href="/site-policy">นโยบายเว็บไซต์</a>', policy("<p>Lorem ipsum dolor</p>"))
    assert (FAILED, "placeholder-left") == verdict("policy-placeholder", subject, policies=["policy-website", "policy-privacy"])


@pytest.mark.parametrize(
    "text",
    [
        "[ชื่อหน่วยงาน]", "เว็บไซต์ของ (หน่วยงาน/เว็บไซต์) จัดทำขึ้น", "(หนวยงาน/เว็บไซต)", "(ระบุชื่อหน่วยงาน)", "<ระบุอีเมล>", "สำนักงาน…… ขอแจ้งว่า",
        "อบต. ............ ตำบล", "ติดต่อ XXXX จำกัด", "โทร. 02-xxx-xxxx", "ชื่อหน่วยงานของท่าน", "Lorem ipsum dolor", "[Your company]",
    ],
)  # fmt: skip
def test_template_text(text: str) -> None:
    assert placeholder_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "องค์การบริหารส่วนตำบล (อบต.)", "กรมฯ (หน่วยงานของรัฐ)", "ลงชื่อ................ผู้ให้ความยินยอม", "อื่น ๆ (ระบุ)", "บทนำ ........ 5",
        "ข้อมูลเช่น ชื่อ อีเมล…", "Super Bowl XXXIV", "หน่วยงาน (ต่อไปนี้เรียกว่า เว็บไซต์)",
    ],
)  # fmt: skip
def test_ordinary_text(text: str) -> None:
    assert placeholder_in(text) is None


def test_every_reason_is_reached() -> None:
    assert_every_reason("policy-placeholder", (reason for _, (_, reason) in CASES.values()))
