"""Asking visitors how satisfied they are, told from reports of what was asked."""

import pytest

from tests.checks.build import page, verdict
from tests.checks.whole import FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

CHOICES = "".join(f'<label><input type="radio" name="s" value="{n}">{t}</label>' for n, t in enumerate(("พึงพอใจมาก", "พอใช้", "ควรปรับปรุง")))
CASES = {
    "a form": (f"<form><p>ระดับของท่าน</p>{CHOICES}<button>ส่ง</button></form>", FOUND),
    "a link that was opened": ('<a href="/survey">แบบสำรวจความพึงพอใจ</a>', FOUND),
    "a form elsewhere": ('<a href="https://forms.gle/abc">ประเมินความพึงพอใจเว็บไซต์</a>', UNVERIFIED),
    "a report": ('<a href="/report">รายงานผลการสำรวจความพึงพอใจ</a>', NOT_FOUND),
    "nothing": ("<p>ยินดีต้อนรับ</p>", NOT_FOUND),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_verdict(html: str, expected: tuple[str, str]) -> None:
    pages = [page(path) for path in ("/survey", "/report") if path in html]
    assert expected == verdict("satisfaction-survey", whole(html, *pages))


def test_nothing_is_missing_while_pages_are_unread() -> None:
    assert NOT_ENOUGH == verdict("satisfaction-survey", partly())
