"""Texts, numbers and times fit to print."""

from __future__ import annotations

import pytest

from reports.plain import HREF_CHARS, clean, date_and_time, interval, points, readable_url, web_address
from reports.prose import Span, blocks


@pytest.mark.parametrize(
    ("iso", "th", "en"),
    [
        ("2026-11-24T18:30:05+00:00", "25 พฤศจิกายน 2569 เวลา 01:30\u00a0น.", "25 November 2026, 01:30 (Thailand, UTC+7)"),
        ("2026-01-05T09:05:00+07:00", "5 มกราคม 2569 เวลา 09:05\u00a0น.", "5 January 2026, 09:05 (Thailand, UTC+7)"),
        ("no date", "no date", "no date"),
    ],
)
def test_times_are_thai_time_in_the_reader_s_era(iso: str, th: str, en: str) -> None:
    assert th == date_and_time(iso, "th")
    assert en == date_and_time(iso, "en")


def test_points_never_round_up_to_full_or_down_to_nothing() -> None:
    assert [points(s) for s in (0.0, 0.001, 0.5, 0.999, 1.0, None)] == ["0", "1", "50", "99", "100", "–"]
    assert interval(0.41, 0.412) == "41"
    assert interval(0.41, 0.55) == "41–55"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//x.go.th",
        "https://",
        "http://[bad",
        "https://x/\u202e",
        "https://x/" + "a" * HREF_CHARS,
    ],
)
def test_only_whole_web_addresses_are_linked(url: str) -> None:
    assert web_address(url) is None


def test_addresses_read_as_thai() -> None:
    assert readable_url("https://x.go.th/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7", 90) == "x.go.th/ข่าว"
    assert web_address("https://x.go.th/a") == "https://x.go.th/a"


def test_clean_cuts_and_takes_out_what_cannot_be_seen() -> None:
    assert clean("a\u202eb\x1b  c\nd e", 5) == "ab c…"


def test_prose_knows_paragraphs_lists_and_code() -> None:
    found = blocks("ใช้ `a<b>` นะ\n- หนึ่ง\n- สอง\n\n1. ก่อน\n2. หลัง\n```html\n<p>\n  x\n```\nจบ ` เดี่ยว")
    assert [b.kind for b in found] == ["paragraph", "bullets", "steps", "code", "paragraph"]
    assert (Span("ใช้ "), Span("a<b>", True), Span(" นะ")) == found[0].lines[0]
    assert 2 == len(found[1].lines) == len(found[2].lines)
    assert found[3].lines[0][0].text == "<p>\n  x"
    assert found[4].lines[0][0].text == "จบ ` เดี่ยว"


def test_an_unclosed_fence_stays_text() -> None:
    assert all(b.kind == "paragraph" for b in blocks("a\n```\nb"))


def test_indented_lines_are_one_snippet() -> None:
    """As rule files are written: a sentence, and under it what to paste."""
    found = blocks("ใส่ในหน้าแรก\n   <title>\n     ชื่อ\n   </title>\n1. แล้ว\n  - บันทึก")
    assert [b.kind for b in found] == ["paragraph", "code", "steps", "bullets"]
    assert found[1].lines[0][0].text == "<title>\n  ชื่อ\n</title>"


def test_steps_count_on_after_a_snippet() -> None:
    found = blocks("1. ขอชื่อ\n   name.go.th\n2. ส่งต่อ\n3. แสดง")
    assert [(b.kind, b.start, len(b.lines)) for b in found] == [("steps", 1, 1), ("code", 1, 1), ("steps", 2, 2)]
