"""Outcome and reason of injected-content, with what only looks like it."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, home, page, site, verdict

HIDDEN = '<div style="display:none"><a href="https://slotmax88.example/">สล็อตเว็บตรง</a> <a href="https://ufabet999.example/">บาคาร่าออนไลน์</a></div>'
FAR_AWAY = '<div style="position:absolute;left:-9999px">สล็อต บาคาร่า แทงบอล <a href="https://slotmax88.example/">คลิก</a></div>'
OPEN = "".join(
    f'<a href="https://{h}.example/">{t}</a>'
    for h, t in (("slotmax88", "สล็อต"), ("sbobet1", "แทงบอล"), ("lucky", "คาสิโน"), ("joker123x", "เครดิตฟรี"))
)
CASES = {
    "clean": (site(home()), ("passed", "clean")),
    "hidden links": (site(home(HIDDEN + FILLER)), ("failed", "planted")),
    "a block out of sight": (site(home(FAR_AWAY + FILLER)), ("failed", "planted")),
    "links in the open": (site(home(OPEN + FILLER)), ("failed", "planted")),
    "a planted page": (
        site(home(), page("/p", "<p>สล็อต บาคาร่า แทงบอล เล่นง่าย</p>" + FILLER, title="สล็อต บาคาร่า ฝากถอนไม่มีขั้นต่ำ")),
        ("failed", "planted"),
    ),
    "viagra in English": (
        site(
            home(
                '<p style="font-size:0"><a href="https://cheap-viagra.example/">buy viagra</a> <a href="https://cialis-now.example/">cialis</a></p>'
                + FILLER
            )
        ),
        ("failed", "planted"),
    ),
    "spam that calls itself safe and legal": (
        site(
            home(
                '<a href="https://ufabet999.example/">สล็อตเว็บตรง ปลอดภัย ถูกกฎหมาย</a><a href="https://slotmax88.example/">บาคาร่า ปลอดภัย</a>'
                + FILLER
            )
        ),
        ("failed", "planted"),
    ),
    "a village of streams": (site(home('<a href="https://huaynamsai.example/">ท่องเที่ยวห้วยน้ำใส</a>' + FILLER)), ("passed", "clean")),
    "the land of Tibet": (site(home('<a href="https://www.tibet.example/">ทิเบต</a>' + FILLER)), ("passed", "clean")),
    "one odd link": (site(home('<a href="https://example.com/x">คาสิโน</a>' + FILLER)), ("cantTell", "suspicious")),
    "news about arrests": (
        site(
            home('<a href="/news/1">ตำรวจทลายเว็บพนันออนไลน์ สล็อต บาคาร่า จับกุม 5 ราย</a>' + FILLER),
            page(
                "/news/1",
                "<h1>ตำรวจทลายเว็บพนันออนไลน์</h1><p>เจ้าหน้าที่จับกุมเครือข่ายสล็อต บาคาร่า แทงบอล</p><p>ของกลาง: สล็อต บาคาร่า แทงบอล</p>",
                title="ตำรวจทลายเว็บพนัน",
            ),
        ),
        ("passed", "clean"),
    ),
    "a foreign report on a bill": (
        site(home('<a href="https://news.example/1">ร่าง พ.ร.บ. คาสิโน เข้าสภาแล้ว</a>' + FILLER)),
        ("passed", "clean"),
    ),
    "a campaign": (site(home("<p>รณรงค์หยุดพนันออนไลน์ สล็อต บาคาร่า แทงบอล</p>" + FILLER)), ("passed", "clean")),
    "time slots": (site(home('<a href="https://booking.example/">จองคิว time slot</a>' + FILLER)), ("passed", "clean")),
    "a closed menu": (
        site(home('<ul style="display:none"><li><a href="https://www.facebook.com/x">เฟซบุ๊ก</a></li></ul>' + FILLER)),
        ("passed", "clean"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_signs(name):
    """Several independent signs fail; news, campaigns and laws about gambling are none."""
    subject, expected = CASES[name]
    assert expected == verdict("injected-content", subject)


def test_shell_that_was_not_rendered():
    """Nothing seen is nothing passed."""
    shell = '<!DOCTYPE html><html><head><title>ก</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'
    assert ("cantTell", "not-enough-seen") == verdict("injected-content", site(home(shell)))


def test_every_reason_is_reached():
    assert_every_reason("injected-content", {expected[1] for _, expected in CASES.values()})
