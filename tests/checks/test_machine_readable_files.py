"""Files that programs read, told from feeds, sitemaps and manifests."""

import pytest

from tests.checks.build import page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

FORMATS = ["csv", "ods", "xml", "json", "kml", "shp", "kmz"]
CASES = {
    "a file": ('<a href="/data/population.csv">จำนวนประชากร</a>', UNVERIFIED),
    "a file given to a script": ('<a href="/get.php?file=budget.json">งบประมาณ</a>', UNVERIFIED),
    "a format asked of a script": ('<a href="/export.php?id=4&type=csv">ส่งออก</a>', UNVERIFIED),
    "a link called by the format": ('<a href="/download/31">CSV</a>', UNVERIFIED),
    "a link without target, as answered": ('<a href="#">ดาวน์โหลด CSV</a>', UNVERIFIED),
    "words that offer it": ("<p>ดาวน์โหลดได้ในรูปแบบ CSV และ JSON</p>", FOUND),
    "a sitemap and a feed": ('<a href="/sitemap.xml">แผนผังเว็บไซต์</a><a href="/rss.xml">RSS</a><a href="/feed/">ไฟล์ RSS XML</a>', NOT_FOUND),
    "a manifest": ('<a href="/manifest.json">ติดตั้ง</a>', NOT_FOUND),
    "documents": ('<a href="/plan.pdf">แผน</a><a href="/plan.xlsx">แผน</a>', NOT_FOUND),
    "letters inside a word": ("<p>ไฟล์ของบริษัท Jsonic</p>", NOT_FOUND),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_verdict(html: str, expected: tuple[str, str]) -> None:
    feeds = [page("/feed/")] if "/feed/" in html else []
    assert expected == verdict("machine-readable-files", whole(html, *feeds), formats=FORMATS)


def test_nothing_is_missing_while_pages_are_unread() -> None:
    assert NOT_ENOUGH == verdict("machine-readable-files", partly(), formats=FORMATS)
