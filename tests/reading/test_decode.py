from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.decode import codec_of, decode

THAI = "สำนักงานเทศบาลตำบล อินเทอร์เน็ต ร้องเรียน"


@pytest.mark.parametrize(
    ("body", "content_type", "encoding", "declared"),
    [
        (THAI.encode(), "text/html; charset=utf-8", "utf-8", "utf-8"),
        (THAI.encode("cp874"), "text/html; charset=utf-8", "windows-874", "utf-8"),
        (THAI.encode(), "text/html; charset=tis-620", "utf-8", "tis-620"),
        (THAI.encode("cp874"), "text/html; charset=x-windows-874", "windows-874", "x-windows-874"),
        (THAI.encode("cp874"), "text/html; charset=iso-8859-1", "windows-874", "iso-8859-1"),
        (THAI.encode("cp874"), "", "windows-874", None),
        (THAI.encode(), "", "utf-8", None),
        (THAI.encode("utf-8-sig"), "text/html; charset=tis-620", "utf-8", "utf-8"),
        (THAI.encode("utf-16"), "text/html; charset=utf-8", "utf-16", "utf-16-le"),
    ],
)
def test_reads_thai_whatever_is_declared(body: bytes, content_type: str, encoding: str, declared: str | None) -> None:
    found = decode(body, content_type)
    assert (THAI, encoding, declared) == (found.text, found.encoding, found.declared)


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="iso-8859-11">',
        '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=ISO-8859-11">',
        '<?xml version="1.0" encoding="iso-8859-11"?>',
    ],
)
def test_declared_in_the_page(head: str) -> None:
    assert decode((head + THAI).encode("cp874")).declared == "iso-8859-11"


def test_a_commented_meta_declares_nothing() -> None:
    assert decode(b"<!-- <meta charset=tis-620> -->").declared is None


def test_single_byte_piece_in_a_utf8_page() -> None:
    text = decode((THAI * 5).encode() + b" <b>" + "ผู้เข้าชม".encode("cp874") + b"</b>").text
    assert text.startswith(THAI)
    assert "ผู้เข้าชม" in text


def test_utf8_piece_in_a_single_byte_page() -> None:
    found = decode((THAI * 5).encode("cp874") + b" <b>" + "ผู้เข้าชม".encode() + b"</b>")
    assert found.encoding == "windows-874"
    assert "<b>ผู้เข้าชม</b>" in found.text
    assert THAI in found.text


def test_other_languages_keep_their_declaration() -> None:
    assert "测试" in decode("中文字符测试".encode("gb2312") * 9, "text/html; charset=gb2312").text
    assert "café" in decode("un café noir".encode("latin-1"), "text/html; charset=iso-8859-1").text


@pytest.mark.parametrize(
    ("label", "expected"), [("TIS620", "windows-874"), ("utf8", "utf-8"), ("rot13", None), ("undefined", None), ("", None), ("x", None)]
)
def test_labels(label: str, expected: str | None) -> None:
    assert expected == codec_of(label)


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "text/html; charset=utf-16", "text/html; charset=utf-7", "charset=zip", "charset=iso-2022-jp", "charset=\x00"]),
)
def test_never_raises(body: bytes, content_type: str) -> None:
    assert isinstance(decode(body, content_type).text, str)
