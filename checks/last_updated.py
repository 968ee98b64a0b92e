"""Does the site say when it, or a page of it, was last updated?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks.base import CheckOptions
from checks.offers import Seen, decide
from checks.parts import known, shown, views_of
from checks.result import Result
from checks.topic_pages import pages_of
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
    rf"|ข้อมูลล่าสุด(?=\s*(?:เมื่อ|ณ))"
    rf"|วันที่\s?(?:บันทึก|ปรับปรุง|อั[พป]เด[ทต]|แก้ไข)(?:ข้อมูล|ล่าสุด)?"
    rf"|(?:last|latest|page|site|date)[\s_-]?(?:was\s)?(?:last\s)?(?:updated?|modified|modification|revised|edited)|\bupdated(?:\son|\sat|\s?:)|\bmodified(?:\son|\sat|\s?:)|\bupdate\s?:)"
    rf"{_FILLING}*$",
    re.I,
)
BEFORE_CHARS = 70
# A catalogue tells of each dataset when it was changed.
_CATALOGUE = "open-data"
_FRAME = ("header", "footer")
_OF_SITE = re.compile(r"เว็[บป]|หน้า(?:เว็บ)?นี้|\b(?:page|site)\b", re.I)


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """A date after words for updating. The day of one news item or dataset says nothing of the page or site."""
    return decide(site, _stated(site), ())


def _stated(site: SiteView) -> Iterator[Seen]:
    catalogue = {p.url for p in pages_of(site, known(site, (_CATALOGUE,))).pages}
    for view in views_of(site):
        is_data = view.url in catalogue or _CATALOGUE in site.lexicon.addressed(view.url)
        yield from _on_page(view, is_data=is_data)


def _on_page(page: PageView, *, is_data: bool) -> Iterator[Seen]:
    """Of pages of datasets only what stands around their content, or says that it is the site's or page's."""
    before = ""
    for block in page.blocks:
        for dated in find_dates(block.text):
            # Label and date may stand in two cells.
            lead = f"{before[-BEFORE_CHARS:]} {block.text[: dated.start]}" if dated.start <= 20 else block.text[: dated.start]
            match = _SAYS.search(lead[-BEFORE_CHARS:])
            if match and (not is_data or block.place in _FRAME or _OF_SITE.search(match[0])):
                yield shown(page, block.locator, f"{match[0].strip()} {block.text[dated.start : dated.end]}")
        before = block.text if len(block.text) <= BEFORE_CHARS else ""
