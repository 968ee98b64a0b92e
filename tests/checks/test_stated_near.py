"""Statements on a channel's pages and beside its name; unread pages, files and pictures may hold them."""

import pytest

from checks.statements import is_said
from crawler.reading.site_view import SiteView
from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import CANT_TELL, FAILED, FOUND, INAPPLICABLE, NOT_ENOUGH, partly, whole

LINK = '<a href="/complain">ร้องเรียนร้องทุกข์</a>'
SENTENCE = "<p>เจ้าหน้าที่จะแจ้งผลให้ท่านทราบทางอีเมลภายใน 15 วันทำการ นับจากวันที่ได้รับเรื่อง</p>"
FORM = '<form><input name="email" placeholder="อีเมล"><textarea name="t"></textarea><button>ส่ง</button></form>'


def _channel(html: str) -> SiteView:
    return whole(LINK, page("/complain", f"<h1>ร้องเรียนร้องทุกข์</h1>{html}"))


CASES = {
    "a time on its page": (_channel(SENTENCE), "duration", FOUND),
    "a time beside its name": (whole(f"<h3>ร้องเรียนร้องทุกข์</h3>{SENTENCE}"), "duration", FOUND),
    "steps": (_channel("<p>ขั้นตอนการดำเนินการเมื่อได้รับเรื่อง</p>"), "steps", FOUND),
    "by what the answer comes": (_channel(SENTENCE), "reply-channel", FOUND),
    "a form that asks for an address": (_channel(FORM), "reply-channel", FOUND),
    "a way to follow": (_channel("<p>นำเลขรับเรื่องไปตรวจสอบสถานะได้</p>"), "tracking", FOUND),
    "not stated": (_channel(FILLER), "duration", (FAILED, "not-stated")),
    "an unread file": (_channel('<a href="/guide.pdf">แนวปฏิบัติ</a>'), "duration", (CANT_TELL, "pages-not-read")),
    "a picture of it": (_channel('<img src="flow.png" alt="ขั้นตอนการร้องเรียน">'), "steps", (CANT_TELL, "pages-not-read")),
    "an unread page": (whole(LINK), "duration", (CANT_TELL, "pages-not-read")),
    "further away on the same page": (
        whole(f"<h3>ร้องเรียนร้องทุกข์</h3>{FILLER * 6}{SENTENCE}"),
        "duration",
        (CANT_TELL, "stated-elsewhere"),
    ),
    "no such channel": (whole(), "duration", (INAPPLICABLE, "topic-not-offered")),
    "not enough seen": (partly(), "duration", NOT_ENOUGH),
}


@pytest.mark.parametrize(("subject", "states", "expected"), CASES.values(), ids=CASES)
def test_verdict(subject: SiteView, states: str, expected: tuple[str, str]) -> None:
    assert expected == verdict("stated-near", subject, topic="complaint", states=states)


@pytest.mark.parametrize("text", ["ตอบกลับภายใน ๓ วันทำการ", "ใช้เวลาไม่เกินสิบห้าวัน", "We reply within 24 hours", "ระยะเวลาดำเนินการ 30 - 45 วัน"])
def test_times(text: str) -> None:
    assert is_said("duration", text)


@pytest.mark.parametrize(
    "text", ["ตอบเมื่อ 3 วันที่แล้ว", "ให้บริการตลอด 24 ชั่วโมง", "ดำเนินการเมื่อวันที่ 5 วันจันทร์", "รถไฟล่าช้า 15 นาที", "replied 2 days ago"]
)
def test_other_times(text: str) -> None:
    assert not is_said("duration", text)


def test_every_reason_is_reached() -> None:
    assert_every_reason("stated-near", (reason for _, _, (_, reason) in CASES.values()))
