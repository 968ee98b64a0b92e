"""A help line with its number, in text, link or picture; its hours where they are asked for."""

import pytest

from tests.checks.build import assert_every_reason, verdict
from tests.checks.whole import CANT_TELL, FAILED, FOUND, NOT_ENOUGH, NOT_FOUND, partly, whole

CASES = {
    "in a sentence": ("<p>ติดต่อสายด่วน 1584 ในวันเวลาราชการ</p>", {}, FOUND),
    "number first": ("<p>1960 Call Center</p>", {}, FOUND),
    "label and number apart": ("<div><span>Call Center</span></div><div>02-123-4567</div>", {}, FOUND),
    "to be dialled": ('<a href="tel:0812345678">สายด่วนนายก</a>', {}, FOUND),
    "a picture": ('<img src="x.png" alt="สายด่วน 1422">', {}, FOUND),
    "no number": ("<p>เปิดตัวสายด่วนเร็ว ๆ นี้ ในปี 2569</p>", {}, NOT_FOUND),
    "a number without the word": ("<p>โทร. 02-123-4567</p>", {}, NOT_FOUND),
    "only the government's": ("<p>สายด่วนรัฐบาล 1111</p>", {}, (CANT_TELL, "only-other-agency")),
    "at all hours": ("<p>สายด่วน 1300 ตลอด 24 ชั่วโมง</p>", {"all_day": True}, FOUND),
    "hours not said": ("<p>สายด่วน 1444</p>", {"all_day": True}, (FAILED, "hours-not-stated")),
}


@pytest.mark.parametrize(("html", "options", "expected"), CASES.values(), ids=CASES)
def test_verdict(html: str, options: dict[str, bool], expected: tuple[str, str]) -> None:
    assert expected == verdict("call-centre", whole(html), **options)


@pytest.mark.parametrize("html", ["", "<p>สายด่วน 1444</p>"])
def test_nothing_is_missing_while_pages_are_unread(html: str) -> None:
    assert NOT_ENOUGH == verdict("call-centre", partly(html), all_day=True)


def test_every_reason_is_reached() -> None:
    assert_every_reason("call-centre", (reason for _, _, (_, reason) in CASES.values()))
