"""Outcome and reason of browser-support."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, site, verdict


def shown(html: str):
    return site(home(html + FILLER), rendered=True)


CASES = [
    (shown(""), ("passed", "no-limit-seen")),
    (shown('<embed src="/banner.swf">'), ("failed", "plug-in")),
    (shown('<object data="/menu.swf?x=1"></object>'), ("failed", "plug-in")),
    (shown('<video src="/a.mp4"><object data="/player.swf"></object></video>'), ("passed", "no-limit-seen")),
    (shown('<object data="https://counter.example/30.swf"></object>'), ("passed", "no-limit-seen")),
    (shown("<p>แสดงผลได้ดีกับ Internet Explorer 9 ขึ้นไป</p>"), ("failed", "old-browser")),
    (shown("<p>Best viewed with IE 8 at 1024 x 768</p>"), ("failed", "old-browser")),
    (shown("<p>กรุณาติดตั้ง Adobe Flash Player</p>"), ("failed", "old-browser")),
    (shown("<p>แสดงผลได้ดีบน Google Chrome</p>"), ("cantTell", "one-browser")),
    (shown("<p>รองรับ Google Chrome, Firefox, Safari และ Edge</p>"), ("passed", "no-limit-seen")),
    (shown("<p>รองรับ Chrome, Firefox และ Internet Explorer 11</p>"), ("passed", "no-limit-seen")),
    (shown("<p>ข่าว: ไมโครซอฟท์ยุติ Internet Explorer แล้ว</p>"), ("passed", "no-limit-seen")),
    (shown("<p>" + "คู่มือการติดตั้งระบบสำหรับเจ้าหน้าที่ " * 8 + "กรุณาใช้ Internet Explorer 8</p>"), ("passed", "no-limit-seen")),
    (site(home()), ("cantTell", "not-rendered")),
    (site(home(), rendered=True, ended="timed-out"), ("cantTell", "not-rendered")),
]


@pytest.mark.parametrize(("subject", "expected"), CASES)
def test_limits(subject, expected):
    """A notice to visitors or a dead plug-in limits; an article about browsers does not."""
    assert expected == verdict("browser-support", subject)


def test_every_reason_is_reached():
    assert_every_reason("browser-support", {expected[1] for _, expected in CASES})
