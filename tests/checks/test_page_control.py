"""Outcome and reason of page-control."""

import pytest

from tests.checks.build import assert_every_reason, page, verdict
from tests.checks.whole import FAILED, FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

SERIES = '<header><a href="#">ก-</a><a href="#">ก</a><a href="#">ก+</a></header>'
SPANS = "<header><span>ก</span><span>ก</span><span>ก</span></header>"
SCRIPT = "<script>function f(n){document.body.style.fontSize=n}</script>"
INDEX = "".join(f'<a href="#{c}">{c}</a>' for c in "ABCDEF")
DEAD = (FAILED, "link-goes-nowhere")

CASES = {
    "series that listens": (whole(SERIES.replace('href="#"', 'href="#" onclick="f()"')), "font-size", FOUND),
    "series, and a script": (whole(SERIES + SCRIPT), "font-size", FOUND),
    "series as answered": (whole(SERIES), "font-size", UNVERIFIED),
    "series as rendered": (whole(SERIES, rendered=True), "font-size", DEAD),
    "spans": (whole(SPANS), "font-size", UNVERIFIED),
    "label with buttons": (whole("<header><b>ขนาดตัวอักษร</b> <button onclick='f()'>เล็ก</button></header>"), "font-size", FOUND),
    "named button": (whole('<button onclick="f()">เพิ่มขนาดตัวอักษร</button>'), "font-size", FOUND),
    "picture": (whole(f'<img src="/text-plus.png" alt="text-plus">{SCRIPT}'), "font-size", FOUND),
    "an index from A to Z": (whole(INDEX), "font-size", NOT_FOUND),
    "a sentence about letters": (whole("<p>" + "กำหนดขนาดตัวอักษรในเอกสารประกวดราคาเป็น 16 พอยต์ " * 3 + "</p>"), "font-size", NOT_FOUND),
    "contrast by id": (whole('<div type="button" id="yellow_bg" onclick="yellow_bg()"></div>'), "contrast", FOUND),
    "contrast by name": (whole('<header><a href="?c=2">ความตัดกันของสี</a></header>', page("/?c=2")), "contrast", FOUND),
    "contrast by script alone": (whole("<script>function toggleTheme(){}</script>"), "contrast", UNVERIFIED),
    "no contrast": (whole(SERIES), "contrast", NOT_FOUND),
    "read aloud by name": (whole('<button onclick="speak()">อ่านออกเสียง</button>'), "read-aloud", FOUND),
    "read aloud by a service": (whole('<script src="https://code.responsivevoice.org/responsivevoice.js"></script>'), "read-aloud", FOUND),
    "a lesson in reading aloud": (whole("<h3>ประกวดอ่านออกเสียงภาษาไทย</h3>"), "read-aloud", NOT_FOUND),
    "little seen": (partly(), "read-aloud", NOT_ENOUGH),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    """What is named must react: a link to “#” that no script drives leads nowhere, once that can be known."""
    subject, control, expected = CASES[name]
    assert expected == verdict("page-control", subject, control=control)


def test_every_reason_is_reached():
    assert_every_reason("page-control", {reason for _, _, (_, reason) in CASES.values()})
