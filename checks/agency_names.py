"""What a site calls its agency, in Thai and English, and whether a domain label agrees with any of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.result import Evidence
from checks.romanised import pattern_of
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView
from crawler.reading.text import match_key, normalise

# Kinds of body, longest first: what follows is the name itself.
KINDS_TH = (
    "องค์การบริหารส่วนตำบล", "องค์การบริหารส่วนจังหวัด", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "เทศบาล", "องค์การมหาชน", "องค์การ", "อบต.", "อบต",
    "อบจ.", "อบจ", "ทต.", "ทม.", "ทน.", "โรงเรียน", "โรงพยาบาลส่งเสริมสุขภาพตำบล", "โรงพยาบาล", "รพ.สต.", "รพ.", "มหาวิทยาลัย", "วิทยาลัย", "สถาบัน",
    "กระทรวง", "กรม", "สำนักงานคณะกรรมการ", "สำนักงาน", "สำนัก", "ศูนย์", "กองทุน", "กอง", "จังหวัด", "อำเภอ",
    "ที่ว่าการอำเภอ", "สหกรณ์", "การรถไฟ", "การไฟฟ้า",
    "การประปา", "การท่าเรือ", "การทางพิเศษ", "ศาล", "กองทัพ", "กรุงเทพมหานคร", "เมืองพัทยา", "ธนาคาร", "สภา", "คณะ",
    "หน่วยงาน", "สถานี", "ด่าน", "เรือนจำ",
    "ทัณฑสถาน", "หอสมุด", "พิพิธภัณฑ์", "อุทยาน", "ค่าย", "มณฑล", "กองบัญชาการ", "กองบังคับการ", "สถานีตำรวจ", "ตำบล",
)  # fmt: skip
KINDS_EN = re.compile(
    r"\b(?:ministry|department|office|bureau|division|municipality|organi[sz]ation|administration|hospital|school|university|college|institute|"
    r"commission|authority|agency|council|court|province|provincial|district|fund|cent(?:er|re)|bank|library|museum|academy|faculty|"
    r"royal thai|electricity|port|railways?|secretariat|committee|command|army|navy|air force|police)\b",
    re.I,
)
_STOP = frozenset(["of", "the", "for", "and", "in", "on", "at", "a", "an", "to", "by", "with"])
_ENGLISH_NAME = re.compile(r"[A-Z][A-Za-z'’]+(?:[ -](?:(?:of|the|for|and|in|&)[ -])*[A-Z][A-Za-z'’]+){1,9}")
_SPLIT = re.compile("|".join(re.escape(k) for k in sorted(KINDS_TH, key=len, reverse=True)) + r"|[^ก-๛]+")
MIN_WORD_CHARS = 3
MIN_SHARE = 0.6  # of the label that a romanised name must cover: prefixes such as "tb" or a province may stand beside it
MAX_BLOCKS = 400
# Where a site gives its name; spelled loosely, any longer text would hold something like the label.
_NAMES = frozenset({"seeds", "title", "h1", "meta"})


def supports_label(site: SiteView, label: str) -> Evidence | None:
    """Where the site says something that the label is made of; None when nothing does, which proves nothing."""
    for text, evidence in _texts(site):
        if _is_mentioned(label, text) or _is_english(label, text) or (evidence.locator in _NAMES and _is_thai(label, text)):
            return evidence
    return None


def _texts(site: SiteView) -> Iterator[tuple[str, Evidence]]:
    known = site.capture.site
    for name in (known.name_th, known.name_en):
        if name:
            yield normalise(name), Evidence(known.url, "seeds", name)
    for page in site.pages[:12]:
        for locator, text in _of_page(page):
            yield text, Evidence(page.url, locator, text, page.sha256)


def _of_page(page: PageView) -> Iterator[tuple[str, str]]:
    yield "title", page.title
    yield "h1", page.name
    yield "meta", page.description
    yield from (("meta", content) for name, content in page.metas if name in ("og:site_name", "og:title", "author", "keywords"))
    yield from ((h.locator, h.text) for h in page.headings if h.place in ("header", "main") and h.level <= 2)
    yield from ((m.locator, m.name) for m in page.media if m.name and m.place in ("header", "footer", "nav"))
    yield from ((b.locator, b.text) for b in page.blocks[:MAX_BLOCKS] if b.place in ("header", "footer"))


def _is_mentioned(label: str, text: str) -> bool:
    """The label itself is used as a name: an abbreviation in capitals, or a longer word, outside addresses."""
    bare = re.sub(r"\S*[@/]\S*|\b[\w-]+(?:\.[\w-]+)+\b", " ", text)
    if len(label) >= 5 and re.search(rf"(?<![a-z0-9]){re.escape(label)}(?![a-z0-9])", bare, re.I):
        return True
    return len(label) >= 2 and bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(label.upper())}(?![A-Za-z0-9])", bare))


def _is_english(label: str, text: str) -> bool:
    plain = label.replace("-", "")
    for match in _ENGLISH_NAME.finditer(text):
        words = [w.lower().replace("'", "").replace("’", "") for w in re.split(r"[ -]+", match[0]) if w != "&"]
        telling = [w for w in words if w not in _STOP]
        if plain in {"".join(w[0] for w in telling), "".join(w[0] for w in words), "".join(telling), "".join(words)}:
            return True
        if any(len(w) >= 4 and w in plain and len(w) >= MIN_SHARE * len(plain) for w in telling):
            return True
    return False


def _is_thai(label: str, text: str) -> bool:
    """A Thai name on the site, spelled in Latin letters, makes up most of the label; or the label's own Thai does."""
    if label.startswith("xn--"):
        thai = match_key(label.encode("ascii").decode("idna"))
        return len(thai) >= MIN_WORD_CHARS and thai in match_key(text).replace(" ", "")
    plain = re.sub(r"[^a-z]", "", label)
    if len(plain) < MIN_WORD_CHARS:
        return False
    for word in _SPLIT.split(text):
        pattern = pattern_of(word) if word and MIN_WORD_CHARS <= len(word) <= 40 else None
        if pattern and _covers(pattern, plain):
            return True
    return False


def _covers(pattern: re.Pattern[str], label: str) -> bool:
    """The spelling makes up most of the label, at its beginning or end: "nongyai", "tb-nongyai", "nongyaicity"."""
    for match in pattern.finditer(label):
        is_at_an_end = match.start() == 0 or match.end() == len(label)
        if is_at_an_end and len(match[0]) >= max(MIN_WORD_CHARS + 1, MIN_SHARE * len(label)):
            return True
    return False
