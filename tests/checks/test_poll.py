"""Votes with choices, told from surveys, settings and the liking of an article."""

import pytest

from tests.checks.build import page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole


def _radios(*labels: str, name: str = 'name="q"') -> str:
    return "".join(f'<label><input type="radio" {name} value="{n}">{label}</label>' for n, label in enumerate(labels))


CASES = {
    "a vote": (f"<h3>โหวต</h3><form>{_radios('เห็นด้วย', 'ไม่เห็นด้วย')}<button>ส่ง</button></form>", FOUND),
    "one question without the word": (
        f"<form><p>ท่านสนใจข้อมูลใดของเรา</p>{_radios('ข่าว', 'แผน', 'งบประมาณ')}<button>ส่ง</button></form>",
        FOUND,
    ),
    "radio buttons without a name": (f"<form>{_radios('ข่าว', 'แผน', 'งบประมาณ', 'อื่น ๆ', name='')}</form>", FOUND),
    "a link": ('<a href="/poll">แบบสำรวจความคิดเห็น</a>', FOUND),
    "a heading over nothing": ("<h3>แบบสำรวจความคิดเห็น</h3>", UNVERIFIED),
    "text size": (f"<form><p>ขนาดตัวอักษร</p>{_radios('เล็ก', 'กลาง', 'ใหญ่')}<button>ตกลง</button></form>", NOT_FOUND),
    "an assessment": (f"<h3>แบบประเมินความพึงพอใจ</h3><form>{_radios('มาก', 'น้อย')}<button>ส่ง</button></form>", NOT_FOUND),
    "a registration": (
        f'<form><input name="n" placeholder="ชื่อ">{_radios("ชาย", "หญิง")}<input name="t" placeholder="โทร"><button>ส่ง</button></form>',
        NOT_FOUND,
    ),
    "liking an article": ("<p>คุณต้องการโหวตบทความนี้หรือไม่</p><button>ยกเลิก</button>", NOT_FOUND),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_verdict(html: str, expected: tuple[str, str]) -> None:
    pages = [page("/poll")] if "/poll" in html else []
    assert expected == verdict("poll", whole(html, *pages))


def test_nothing_is_missing_while_pages_are_unread() -> None:
    assert NOT_ENOUGH == verdict("poll", partly())
