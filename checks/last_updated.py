"""Does the site say when it, or a page of it, was last updated?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks.base import CheckOptions
from checks.offers import Seen, decide
from checks.parts import shown, views_of
from checks.result import Result
from crawler.reading.dates import find_dates
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}

# The words must run up to the date. “แก้ไข” and “update” alone also stand in titles of documents, so they need ล่าสุด, เมื่อ or a colon.
_FILLING = (
    r"(?:ข้อมูล|เว็บไซต์|หน้า(?:เว็บ)?นี้|เนื้อหา|ครั้ง|ล่าสุด|สุดท้าย|เมื่อ|ณ|วันที่|วัน|ที่|เวลา|(?:ที่|วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี?|ศุกร์|เสาร์|อาทิตย์)"
    r"|\b(?:on|at|date|by)\b|\w{3,9}day,?|[\s:.()|/,-])"
)
_SAYS = re.compile(
    rf"(?:ปรับปรุง|อั[พป]เด[ทต](?={_FILLING}*?(?:ล่าสุด|เมื่อ|สุดท้าย|วันที่|:))|แก้ไข(?=(?:ข้อมูล|เนื้อหา|ครั้ง)*(?:ล่าสุด|สุดท้าย|เมื่อ))"
    rf"|วันที่\s?(?:บันทึก|ปรับปรุง|อั[พป]เด[ทต]|แก้ไข)(?:ข้อมูล|ล่าสุด)?"
    rf"|(?:last|latest|page|site|date)[\s_-]?(?:was\s)?(?:last\s)?(?:updated?|modified|modification|revised|edited)|\bupdated(?:\son|\sat|\s?:)|\bmodified(?:\son|\sat|\s?:)|\bupdate\s?:)"
    rf"{_FILLING}*$",
    re.I,
)
BEFORE_CHARS = 70


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """A date after words for updating. The day on which one news item was published says nothing of the page or site."""
    return decide(site, _stated(site), ())


def _stated(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        yield from _on_page(view)


def _on_page(page: PageView) -> Iterator[Seen]:
    before = ""
    for block in page.blocks:
        for dated in find_dates(block.text):
            # Label and date may stand in two cells.
            lead = f"{before[-BEFORE_CHARS:]} {block.text[: dated.start]}" if dated.start <= 20 else block.text[: dated.start]
            if match := _SAYS.search(lead[-BEFORE_CHARS:]):
                yield shown(page, block.locator, f"{match[0].strip()} {block.text[dated.start : dated.end]}")
        before = block.text if len(block.text) <= BEFORE_CHARS else ""
