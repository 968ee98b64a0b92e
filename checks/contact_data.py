"""Postal addresses, telephone numbers and e-mail addresses as Thai agencies write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from crawler.reading.page_view import Block, Link
from crawler.reading.scan import Scan

# How far apart the parts of one address may stand.
ADDRESS_CHARS = 260
JOINED_CHARS = 20  # what stands between one part and the next of the same address
# A telephone number stands within so many lines or cells of the address that it belongs to.
NEAR_BLOCKS = 4
MAX_ADDRESSES = 20  # of one page; more are a list of places

_PROVINCE_WORDS = r"จังหวัด|(?<![ก-๙])จ\.|กรุงเทพ|กทม|bangkok|province|changwat"
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("number", r"(?:บ้าน)?เลขที่\s*:?\s*\d++(?!/25\d\d|\s?\()|\b\d+(?:/\d+)?\s*(?:,\s*)?(?=หมู่|ม\.\s?\d|ถนน|ถ\.|ซอย|ซ\.|moo|soi)"),
        ("number", r"\b\d+(?:/\d+)?\s+(?=[a-z.' -]{2,30}\b(?:road|rd\.|street|st\.))|ตู้\s*ป\.?\s?ณ|p\.?\s?o\.?\s*box"),
        ("village", r"หมู่(?:ที่|บ้าน)?\s*\d+|(?<![ก-๙])ม\.\s?\d+|\bmoo\.?\s*\d+"),
        ("street", r"ถนน\s?[ก-๙0-9]|(?<![ก-๙])ถ\.\s?[ก-๙0-9]|ซอย\s?[ก-๙0-9]|(?<![ก-๙])ซ\.\s?[ก-๙0-9]|\b(?:road|rd\.|street|soi|thanon)\b"),
        ("subdistrict", r"ตำบล\s?[ก-๙]|(?<![ก-๙])ต\.\s?[ก-๙]|แขวง\s?[ก-๙]|\b(?:sub-?\s?district|tambon|tambol|khwaeng|kwaeng)\b"),
        (
            "district",
            r"อำเภอ\s?[ก-๙]|(?<![ก-๙])อ\.\s?[ก-๙]|เขต\s?[ก-๙]{3}|(?<!sub)(?<!sub-)(?<!sub )\bdistrict\b|\b(?:amphoe|amphur|khet)\b",
        ),
        ("province", _PROVINCE_WORDS),
        ("postcode", r"(?<![\d/.,-])(?:[1-8]\d|9[0-6])\d{3}(?![\d/.,-]\d|\d)"),
    )
)
# Names of districts and provinces alone are in every news item; a house number or postcode makes an address. A village number
# is also where a road is built, so beside it there must be a word for an office or a telephone.
_ANCHORS = frozenset(("number", "postcode"))
_OFFICE = ("office", re.compile(r"ที่ทำการ|ที่อยู่|ที่ตั้ง|ตั้งอยู่|สำนักงาน|โทร(?:ศัพท์|\.|\s?:)|\b(?:office|address|tel)\b", re.I))
MIN_PARTS = 3

_GAP = r"[\s.-]{0,2}"
_DIGIT = rf"{_GAP}\d"
_PHONE = Scan(
    rf"(?<![\d./-])(?:\+\s?66|\(\+?66\)){_GAP}(?:\(0\))?(?:{_DIGIT}){{8,9}}(?!\d)"
    r"|(?<![\d./-])\(?0[\s.-]?2\)?[\s.-]{0,3}\d{3}[\s.-]{0,3}\d{4}(?!\d)"
    r"|(?<![\d./-])\(?0[\s.-]?[3-57]\d\)?[\s.-]{0,3}\d{3}[\s.-]{0,3}\d{3}(?!\d)"
    r"|(?<![\d./-])\(?0[\s.-]?[3-57]\d\)?[\s.-]{0,3}\d{2}[\s.-]\d{4}(?!\d)"
    r"|(?<![\d./-])0-\d{4}-\d{4}(?!\d)"
    r"|(?<![\d./-])0[\s.-]?[689]\d[\s.-]{0,3}\d{3}[\s.-]{0,3}\d{4}(?!\d)"
    r"|(?<![\d./-])0[\s.-]?[689]\d[\s.-]?\d[\s.-]?\d{3}[\s.-]?\d{3}(?!\d)",
    re.NOFLAG,
)
# After a word for the telephone, any run of digits long enough is a number, and so is a four-digit hotline.
_CALLED = Scan(
    r"(?:โทร(?!สาร|เลข|ทัศน์|คมนาคม)(?:ศัพท์|\.)?|เบอร์(?:โทร|ติดต่อ)|สายด่วน|มือถือ"
    r"|\btel(?:ephone)?\b|\bphone\b|\bmobile\b|\bhotline\b|call cent(?:er|re))"
    r"[^\d\n]{0,40}?(?P<n>\(?\+?\d(?:[\s().-]{0,3}\d){6,}|1\d{3}(?!\d))",
    re.I,
)
_EMAIL = Scan(r"[\w.+-]+\s?(?:@|\[at\]|\(at\)|\[@\])\s?[\w-]+(?:\.[\w-]+)+", re.I)


def find_address(text: str) -> tuple[int, int] | None:
    """Where in a text a postal address stands, None when no place of it has enough parts of one."""
    return _first_address(_hits(text))


_Hit = tuple[int, int, str]


def _hits(text: str) -> list[_Hit]:
    return sorted((m.start(), m.end(), name) for name, pattern in (*_PARTS, _OFFICE) for m in pattern.finditer(text))


def _first_address(hits: list[_Hit]) -> tuple[int, int] | None:
    first = next((at for at in range(len(hits)) if _is_address(_near(hits, at))), None)
    if first is None:
        return None
    # A place in a text just above it may be taken for its beginning: of the same parts, those closest together.
    starts = range(first, first + len(_near(hits, first)))
    at = min(starts, key=lambda at: _looseness(_near(hits, at)))
    end = max(h[1] for h in _near(hits, at))
    while at > first and hits[at][0] - hits[at - 1][1] <= JOINED_CHARS:
        at -= 1
    return hits[at][0], end


def _near(hits: list[_Hit], at: int) -> list[_Hit]:
    return [h for h in hits[at : at + 20] if h[0] < hits[at][0] + ADDRESS_CHARS]


def _is_address(near: list[_Hit]) -> bool:
    names = {h[2] for h in near}
    return len(names - {"office"}) >= MIN_PARTS and bool(names & _ANCHORS or {"village", "office"} <= names)


def _looseness(near: list[_Hit]) -> tuple[int, int]:
    return -len({h[2] for h in near}) if _is_address(near) else 0, max(h[1] for h in near) - near[0][0]


def address_in(blocks: tuple[Block, ...]) -> tuple[str, str] | None:
    """Locator and words of the first postal address; its parts often stand in several lines or cells."""
    found = next(_addresses(blocks), None)
    return found and (blocks[found[0]].locator, found[2])


def _addresses(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, str]]:
    """Every postal address, one after the other: the numbers of its first and last block, and its words."""
    text = "\n".join(b.text for b in blocks)
    hits = _hits(text)
    while found := _first_address(hits):
        start, end = found
        first = text.count("\n", 0, start)
        yield first, first + text.count("\n", start, end), text[start:end]
        hits = [h for h in hits if h[0] >= end]


def address_with_reach(blocks: tuple[Block, ...]) -> tuple[str, str, str] | None:
    """Locator and words of an address beside which a telephone number or e-mail address stands, and that number or address."""
    for first, last, words in islice(_addresses(blocks), MAX_ADDRESSES):
        if reached := phone_or_email(blocks[first : last + 1 + NEAR_BLOCKS], ()):
            return blocks[first].locator, words, reached[1]
    return None


def find_phone(text: str) -> str | None:
    if match := _PHONE.search(text):
        return match[0]
    return match["n"] if (match := _CALLED.search(text)) else None


def find_email(text: str) -> str | None:
    return match[0] if (match := _EMAIL.search(text)) else None


def phone_or_email(blocks: tuple[Block, ...], links: tuple[Link, ...]) -> tuple[str, str] | None:
    """Locator and words of the first telephone number or e-mail address, in text or as a link that dials or writes."""
    for block in blocks:
        if found := find_phone(block.text) or find_email(block.text):
            return block.locator, found
    for link in links:
        if link.target in ("mail", "phone"):
            return link.locator, link.name or link.href
    # A label and its number often stand in two cells.
    for at, block in enumerate(blocks):
        if found := find_phone(" ".join(b.text for b in blocks[at : at + 2])):
            return block.locator, found
    return None
