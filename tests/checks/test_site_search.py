"""Outcome and reason of site-search."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import FAILED, FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

BOX = '<form action="/find"><input name="q" placeholder="ค้นหา"><button>ค้นหา</button></form>'
CRITERIA = (
    '<form action="/search"><label>คำค้น <input name="q"></label><label>ประเภท <select name="t"><option>ข่าว<option>ประกาศ</select></label>'
    '<label>เรียงตาม <select name="o"><option>วันที่<option>ชื่อ</select></label><button>ค้นหา</button></form>'
)
ASPX = (
    '<form method="post"><input name="ctl00$txtSearch" placeholder="ค้นหา"><input name="a"><input name="b">'
    "<textarea></textarea><button>ส่ง</button></form>"
)


def top(inner: str) -> str:
    """A page with a header of its own."""
    head = '<head><meta charset="utf-8"><title>องค์การบริหารส่วนตำบลบางดี</title></head>'
    return f'<!DOCTYPE html><html lang="th">{head}<body><header>{inner}</header><main>{FILLER}</main></body></html>'


PLAIN = {
    "box": (whole(BOX), FOUND),
    "box among everything else": (whole(ASPX), FOUND),
    "custom search engine": (whole('<script src="https://cse.google.com/cse.js?cx=1:2"></script>'), FOUND),
    "box in every header": (whole(FILLER, page("/news", top(BOX))), FOUND),
    "link to a search page": (whole(top('<a href="/s">ค้นหา</a>'), page("/s")), FOUND),
    "icon that leads nowhere": (whole(top('<a href="#">ค้นหา</a>'), rendered=True), (FAILED, "link-goes-nowhere")),
    "link to a page that was not read": (whole(top('<a href="https://www.bangdee.go.th/s">ค้นหา</a>')), UNVERIFIED),
    "a filter of one list": (whole(FILLER, page("/news", "<h1>ข่าว</h1>" + BOX)), NOT_FOUND),
    "tracking by number": (whole('<form><input name="q" placeholder="เลขที่คำร้อง"><button>ค้นหา</button></form>'), NOT_FOUND),
    "only selects": (whole('<form><select name="y"><option>2569</select><button>ค้นหา</button></form>'), NOT_FOUND),
    "little seen": (partly(), NOT_ENOUGH),
}
ADVANCED = {
    "named": (whole('<a href="/adv">ค้นหาขั้นสูง</a>', page("/adv")), FOUND),
    "criteria on the search page": (whole(FILLER, page("/search", "<h1>ค้นหาข้อมูล</h1>" + CRITERIA)), FOUND),
    "criteria of a list of news": (whole(FILLER, page("/news", "<h1>ข่าว</h1>" + CRITERIA)), NOT_FOUND),
    "one box": (whole(BOX), NOT_FOUND),
}


@pytest.mark.parametrize("name", PLAIN)
def test_plain(name):
    """What searches the site, not one list of it."""
    subject, expected = PLAIN[name]
    assert expected == verdict("site-search", subject)


@pytest.mark.parametrize("name", ADVANCED)
def test_advanced(name):
    """More than one criterion, on a page for searching."""
    subject, expected = ADVANCED[name]
    assert expected == verdict("site-search", subject, advanced=True)


def test_every_reason_is_reached():
    assert_every_reason("site-search", {reason for _, (_, reason) in PLAIN.values()})
