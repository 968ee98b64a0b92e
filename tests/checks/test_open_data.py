"""What open data pages say of their data, and when they cannot be said not to."""

import pytest

from crawler.reading.site_view import SiteView
from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import CANT_TELL, FAILED, FOUND, INAPPLICABLE, NOT_ENOUGH, partly, whole

LINK = '<a href="/opendata">ข้อมูลเปิด (Open Data)</a>'
FILE = '<a href="/d/population.csv">จำนวนประชากร (CSV)</a>'
LICENCE = "<p>สัญญาอนุญาต: Creative Commons Attribution ใช้โดยไม่เสียค่าใช้จ่าย</p>"
NEW = "<p>ปรับปรุงล่าสุด 1 ตุลาคม 2569</p>"
OLD = "<p>ปรับปรุงล่าสุด 1 ตุลาคม 2560</p>"
FACTS = "<p>คำอธิบาย: ประชากรรายหมู่บ้าน</p><p>หน่วยงานเจ้าของข้อมูล: อบต.</p><p>ความถี่ในการปรับปรุง: รายปี</p>"


def _data(html: str) -> SiteView:
    return whole(LINK, page("/opendata", f"<h1>ข้อมูลเปิด</h1>{FILLER}{html}"))


CASES = {
    "licence": (_data(LICENCE), "licence", FOUND),
    "no licence": (_data(""), "licence", (FAILED, "not-stated")),
    "datasets unread": (_data('<a href="/opendata/1">ชุดข้อมูลประชากร</a>'), "licence", (CANT_TELL, "data-not-read")),
    "description": (_data(FACTS), "metadata", FOUND),
    "hardly described": (_data(NEW), "metadata", (FAILED, "not-stated")),
    "current": (_data(OLD + NEW), "current", FOUND),
    "old": (_data(OLD), "current", (FAILED, "too-old")),
    "undated": (_data(""), "current", (FAILED, "not-stated")),
    "a file is the whole": (_data(FILE), "bulk", FOUND),
    "a download by script": (_data('<a href="#">ดาวน์โหลด CSV</a>'), "bulk", (CANT_TELL, "file-not-seen")),
    "criteria, with a download by script": (
        _data("<button>ดาวน์โหลด CSV</button>" + LICENCE + NEW),
        "criteria",
        (CANT_TELL, "file-not-seen"),
    ),
    "some criteria, with a download by script": (_data("<button>ดาวน์โหลด CSV</button>" + NEW), "criteria", (FAILED, "criteria-missing")),
    "a download by script says nothing of the licence": (_data('<a href="#">ดาวน์โหลด CSV</a>'), "licence", (FAILED, "not-stated")),
    "an API": (_data("<p>เรียกข้อมูลผ่าน API ได้</p>"), "bulk", FOUND),
    "all criteria": (_data(FILE + LICENCE + NEW), "criteria", FOUND),
    "some criteria": (_data(LICENCE), "criteria", (FAILED, "criteria-missing")),
    "no open data": (whole(), "licence", (INAPPLICABLE, "no-open-data")),
    "link not opened": (whole(LINK), "licence", (CANT_TELL, "data-not-read")),
    "not enough seen": (partly(), "licence", NOT_ENOUGH),
}


@pytest.mark.parametrize(("subject", "asked", "expected"), CASES.values(), ids=CASES)
def test_verdict(subject: SiteView, asked: str, expected: tuple[str, str]) -> None:
    assert expected == verdict("open-data", subject, property=asked)


def test_a_catalogue_on_another_host_counts() -> None:
    catalogue = page("https://data.sample.go.th/bangdee", f"<h1>ชุดข้อมูล</h1>{LICENCE}", kind="offsite")
    subject = whole('<a href="https://data.sample.go.th/bangdee">ข้อมูลเปิด</a>', catalogue)
    assert FOUND == verdict("open-data", subject, property="licence")


def test_every_reason_is_reached() -> None:
    assert_every_reason("open-data", (reason for _, _, (_, reason) in CASES.values()))
