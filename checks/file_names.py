"""Do files and folders have names that people can read and pass on?"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import Link, PageView
from crawler.reading.scan import MAX_NAMES
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS = {
    "readable": {
        "th": "ชื่อไฟล์และโฟลเดอร์ส่วนใหญ่อ่านเข้าใจและใช้อักขระถูกต้อง (มีปัญหา {bad} จาก {names} ชื่อ)",
        "en": "Most names of files and folders are readable and plain ({bad} of {names} are not).",
    },
    "unreadable": {
        "th": "ชื่อไฟล์หรือโฟลเดอร์ {bad} จาก {names} ชื่อเป็นอักขระที่ถูกแปลงรหัส มีช่องว่าง หรืออ่านไม่เข้าใจ",
        "en": "{bad} of {names} file or folder names are percent-encoded, hold spaces or cannot be understood.",
    },
    "mixed": {
        "th": "ชื่อไฟล์หรือโฟลเดอร์ {bad} จาก {names} ชื่ออ่านยาก มาตรฐานไม่ได้กำหนดสัดส่วนไว้ ให้เจ้าหน้าที่พิจารณา",
        "en": "{bad} of {names} names are hard to read; the standard sets no share, so a person has to judge.",
    },
    "too-few-names": {
        "th": "พบชื่อไฟล์และโฟลเดอร์น้อยเกินกว่าจะสรุป",
        "en": "Too few names of files and folders were seen.",
    },
}

# The shares are ours: the criteria ask to report a share and give no limit.
GOOD, BAD = 0.2, 0.5
MIN_NAMES = 10
_HEX = re.compile(r"^(?=.*\d)[0-9a-f]{12,}$", re.I)
_UUID = re.compile(r"^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$", re.I)
_WORD = re.compile(r"[a-z]{3,}", re.I)
MIN_OPAQUE_CHARS = 6


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Each own address that a page links to counts once, by its path; what stands in a query is no name."""
    found: dict[str, tuple[PageView, Link]] = {}
    for page in site.pages:
        for link in page.links:
            if link.url and link.target in ("page", "file") and same_site(link.url, page.url) and _segments(link.url):
                found.setdefault(_path(link.url), (page, link))
    if len(found) < MIN_NAMES:
        return Result(Outcome.CANT_TELL, "too-few-names")
    bad = [(page, link) for page, link in found.values() if _is_bad(link)]
    facts: dict[str, str | int | float] = {"bad": len(bad), "names": len(found)}
    share = len(bad) / len(found)
    if share <= GOOD:
        good = [item for item in found.values() if item not in bad]
        return Result(Outcome.PASSED, "readable", facts, _evidence(good))
    failed = share > BAD
    return Result(Outcome.FAILED if failed else Outcome.CANT_TELL, "unreadable" if failed else "mixed", facts, _evidence(bad))


def _segments(url: str) -> list[str]:
    return [s for s in _path(url).split("/") if s]


@lru_cache(maxsize=MAX_NAMES)
def _path(url: str) -> str:
    return urlsplit(url).path


def _is_bad(link: Link) -> bool:
    segments = [unquote(s) for s in _segments(link.url or "")]
    if any(not s.isascii() or " " in s for s in segments):
        return True
    return bool(segments) and link.target == "file" and _is_opaque(segments[-1].rsplit(".", 1)[0])


def _is_opaque(stem: str) -> bool:
    """Machine-made: long hexadecimal, a UUID, or digits and signs without a word. A short number or a date may be a document's own."""
    if _HEX.match(stem) or _UUID.match(stem):
        return True
    plain = re.sub(r"[^0-9a-z]", "", stem.lower())
    is_date = plain.isdigit() and len(plain) in (6, 8)
    return len(plain) >= MIN_OPAQUE_CHARS and not _WORD.search(stem) and not is_date


def _evidence(items: list[tuple[PageView, Link]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(p.url, k.locator, k.url or "", p.sha256) for p, k in items[:MAX_EVIDENCE])
