"""Outcome and reason of multimedia."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, verdict
from tests.checks.whole import FAILED, FOUND, NOT_ENOUGH, NOT_FOUND, UNVERIFIED, partly, whole

CASES = {
    "video element": (whole('<video controls src="/a.mp4"></video>'), FOUND),
    "video element without attributes": (whole('<video><source src="/a.mp4" type="video/mp4"></video>'), FOUND),
    "sound": (whole('<audio controls src="/a.mp3"></audio>'), FOUND),
    "player": (whole('<iframe src="https://www.youtube-nocookie.com/embed/abc"></iframe>'), FOUND),
    "link to a film": (whole('<a href="https://youtu.be/abcdefg">ชม</a>'), UNVERIFIED),
    "section": (whole("<h2>คลังวิดีโอ</h2><p>แนะนำตำบล</p>"), FOUND),
    "label that leads nowhere": (whole('<a href="#">วีดิทัศน์</a>', rendered=True), (FAILED, "link-goes-nowhere")),
    "a headline about cameras": (whole("<h3>จัดซื้อกล้องวิดีโอ</h3>"), NOT_FOUND),
    "a map is no film": (whole('<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>'), NOT_FOUND),
    "little seen": (partly('<a href="/more">เพิ่มเติม</a>' + FILLER), NOT_ENOUGH),
    "read on another page": (whole(FILLER, page("/news", '<video src="/a.mp4"></video>')), FOUND),
}


@pytest.mark.parametrize("name", CASES)
def test_outcome_and_reason(name):
    subject, expected = CASES[name]
    assert expected == verdict("multimedia", subject)


def test_every_reason_is_reached():
    assert_every_reason("multimedia", {reason for _, (_, reason) in CASES.values()})
