"""The 1111 hotline and other bodies' channels, told from numbers that hold 1111 and from the agency's own desk."""

import pytest

from tests.checks.build import page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

CASES = {
    "the hotline in text": ("<p>ร้องทุกข์ได้ที่สายด่วนรัฐบาล 1111 กด 2</p>", FOUND),
    "Thai digits": ("<p>สายด่วน ๑๕๖๗ ศูนย์ดำรงธรรมจังหวัด</p>", FOUND),
    "number and name apart": ("<div><h4>สำนักงาน ป.ป.ช.</h4><p>1205</p></div>", FOUND),
    "to be dialled": ('<a href="tel:1111">โทรเลย</a>', FOUND),
    "the portal as a picture": ('<a href="https://www.1111.go.th/"><img src="b5.jpg" alt=""></a>', UNVERIFIED),
    "a neighbour's channel as a picture": (
        '<a href="https://www.sample.go.th/complaint/form.php"><img src="b8.jpg" alt=""></a>',
        UNVERIFIED,
    ),
    "the centre by name": ('<a href="http://damrongdham.moi.go.th/">ศูนย์ดำรงธรรม</a>', UNVERIFIED),
    "a telephone number that holds it": ("<p>โทร. 02-579-1111 โทรสาร 0 2579 1111 ต่อ 1111-2</p>", NOT_FOUND),
    "a number of something else": ("<p>เลขที่หนังสือ มท 1111 ลงวันที่ 2 มกราคม</p>", NOT_FOUND),
    "the agency's own desk": ('<a href="/complain">ร้องเรียนร้องทุกข์</a>', NOT_FOUND),
    "another body's home page": ('<a href="https://www.nacc.go.th/">สำนักงาน ป.ป.ช.</a>', NOT_FOUND),
    "the agency under another name": (
        "".join(f'<a href="https://www.bangdee-sao.go.th/{n}">หน้า {n}</a>' for n in range(8))
        + '<a href="https://www.bangdee-sao.go.th/complain">รับเรื่องร้องเรียน</a>',
        NOT_FOUND,
    ),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_verdict(html: str, expected: tuple[str, str]) -> None:
    pages = [page("/complain")] if '"/complain"' in html else []
    assert expected == verdict("other-agency-complaint", whole(html, *pages))


def test_nothing_is_missing_while_pages_are_unread() -> None:
    assert NOT_ENOUGH == verdict("other-agency-complaint", partly())
