from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks import browser_support, contact_data, data_files, multimedia, social_network, spam_signs, visitor_statistics
from crawler.reading.scan import Scan, for_names

SCANS = (
    Scan(r"\bตรวจ\s?\d+(?!\d|[a-z])$|(?<![\d./-])[\w-]{2,}@x|a.b"),
    Scan(r"abc\b", re.NOFLAG),
    browser_support._LIMIT,
    contact_data._PHONE,
    contact_data._CALLED,
    contact_data._EMAIL,
    data_files._MACHINERY,
    multimedia._WATCH,
    social_network._IN_TEXT,
    spam_signs._CONCEALED,
    visitor_statistics._SERVICES,
)
TEXTS = (
    "ตรวจ ๑๒", "ตรวจ\u00a012", "ตรวจ 12\n",
    "กข@x", "a\nb", "ABC", "xabc", "โทร ๐๒ ๑๒๓ ๔๕๖๗", "โทร. 02-123-4567 ต่อ 1", "สายด่วน 1111", "สมชาย@บางดี.ไทย",
        "a [at] b.go.th", "x.mp4\n", "x.mp4?y",
    "/RSS", "display :\u00a0none", "height:0", "line id : @abc", "ไลน์: ก", "_gaq.push", "ก\u200bga( 'create",
    "ต้องใช้\nInternet  Explorer 8", "https://youtu.be/กขคงจฉช",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_reading_past_misses_nothing(text: str) -> None:
    for scan in SCANS:
        found, expected = scan.search(text), scan._exact.search(text)
        assert (found and found.span()) == (expected and expected.span())


@given(st.lists(st.sampled_from([*TEXTS, " ", "1", "ก", "a"]), max_size=6).map("".join) | st.text(max_size=40))
def test_reading_past_misses_nothing_of_any_text(text: str) -> None:
    for scan in SCANS:
        assert (scan.search(text) is None) == (scan._exact.search(text) is None)


def test_names_are_answered_once_and_long_texts_every_time() -> None:
    asked: list[str] = []
    size = for_names(lambda text: asked.append(text) or len(text))
    assert [size("ข่าว"), size("ข่าว"), size("ก" * 900), size("ก" * 900)] == [4, 4, 900, 900]
    assert len(asked) == 3
