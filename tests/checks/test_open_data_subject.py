"""Datasets of a subject, told from pages that write about it."""

import pytest

from crawler.reading.site_view import SiteView
from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import CANT_TELL, FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

SECTION = '<a href="/opendata">ข้อมูลเปิด</a>'
CASES = {
    "a data file": (whole('<a href="/d/b.csv">งบประมาณรายจ่ายประจำปี</a>'), UNVERIFIED),
    "in the open data section": (whole(SECTION, page("/opendata", f"<h1>ข้อมูลเปิด</h1>{FILLER}<h2>งบประมาณรายจ่าย</h2>")), FOUND),
    "a page about it": (
        whole('<a href="/budget">งบประมาณรายจ่ายประจำปี</a>', page("/budget", f"<h1>งบประมาณรายจ่าย</h1>{FILLER}")),
        (CANT_TELL, "ordinary-page"),
    ),
    "nothing of it": (whole(), NOT_FOUND),
    "not enough seen": (partly(), NOT_ENOUGH),
}


@pytest.mark.parametrize(("subject", "expected"), CASES.values(), ids=CASES)
def test_verdict(subject: SiteView, expected: tuple[str, str]) -> None:
    assert expected == verdict("open-data-subject", subject, topic="od-budget")


def test_every_reason_is_reached() -> None:
    assert_every_reason("open-data-subject", (reason for _, (_, reason) in CASES.values()))
