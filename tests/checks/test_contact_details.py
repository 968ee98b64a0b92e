"""Outcome and reason of contact-details."""

import pytest

from tests.checks.build import FILLER, assert_every_reason, page, run, verdict
from tests.checks.whole import CANT_TELL, FAILED, FOUND, NOT_ENOUGH, NOT_FOUND, partly, whole

ADDRESS = "<p>เลขที่ ๙๙ หมู่ ๔ ถ.พหลโยธิน ต.บางดี อ.เมือง จ.ตัวอย่าง ๕๐๐๐๐</p>"
PHONE = "<p>โทรศัพท์ ๐-๕๓๑๑-๒๒๓๓</p>"
TAIL = "<p>ข้อความ</p>" * 150

SITE = {
    "address and telephone": (whole(ADDRESS + PHONE), FOUND),
    "address and e-mail link": (whole(ADDRESS + '<a href="mailto:saraban@bangdee.go.th">อีเมล</a>'), FOUND),
    "address and hotline": (whole(ADDRESS + "<p>สายด่วน 1584</p>"), FOUND),
    "parts in cells": (
        whole("<table><tr><td>77/1</td><td>หมู่ 2</td></tr><tr><td>ตำบลบางดี</td><td>อำเภอเมือง</td></tr></table>" + PHONE),
        FOUND,
    ),
    "English": (whole("<p>120 Moo 3 Chaengwattana Road, Lak Si District, Bangkok 10210 Tel +66 2141 6747</p>"), FOUND),
    "Bangkok": (whole("<p>1032 ถนนพหลโยธิน แขวงจอมพล เขตจตุจักร กรุงเทพมหานคร 10900 โทร 02 271 8888</p>"), FOUND),
    "on the contact page": (whole(FILLER, page("/contact", ADDRESS + PHONE)), FOUND),
    "no telephone": (whole(ADDRESS), (FAILED, "address-only")),
    "a fax alone is no telephone": (whole(ADDRESS + "<p>โทรสาร 1234</p>"), (FAILED, "address-only")),
    "no address": (whole(PHONE), (FAILED, "no-address")),
    "places without a house are no address": (whole("<p>ต.บางดี อ.เมือง จ.ตัวอย่าง</p>" + PHONE), (FAILED, "no-address")),
    "where a road is built is no address": (
        whole("<p>ก่อสร้างถนน หมู่ที่ 3 ต.บางดี อ.เมือง จ.ตัวอย่าง</p>" + "<p>02-111-2222</p>"),
        (FAILED, "no-address"),
    ),
    "an office known by its village": (whole("<p>ที่ทำการ อบต. หมู่ที่ 3 ต.บางดี อ.เมือง จ.ตัวอย่าง</p>" + PHONE), FOUND),
    "a date is no telephone": (whole("<p>02-12-2560</p>"), NOT_FOUND),
    "nothing": (whole(), NOT_FOUND),
    "contact page unread": (partly(), NOT_ENOUGH),
}
FOOTER = {
    "telephone": (whole(FILLER + f"<footer>{PHONE}</footer>"), FOUND),
    "address alone": (whole(FILLER + f"<footer>{ADDRESS}</footer>"), FOUND),
    "only above the footer": (whole(PHONE + TAIL + "<footer><p>" + "หน่วยงานของเรา " * 20 + "</p></footer>"), NOT_FOUND),
    "no footer marked": (whole(PHONE + TAIL), (CANT_TELL, "footer-unclear")),
    "nothing anywhere": (whole(TAIL), NOT_FOUND),
}


@pytest.mark.parametrize("name", SITE)
def test_site(name):
    """Address and telephone or e-mail are both asked for, and only text that a visitor can read counts."""
    subject, expected = SITE[name]
    assert expected == verdict("contact-details", subject)


NEWS = "<p>จ่ายน้ำที่ 12/3 หมู่ที่ 6 ตำบลบางดี อำเภอเมือง … Read More</p>" + "<p>ข่าวของตำบล</p>" * 8
SHOWN = {
    "not a piece of news": (whole(NEWS + ADDRESS + PHONE), "เลขที่ 99"),
    "on another page than a piece of news": (
        whole(NEWS + '<a href="mailto:a@b.go.th">Read More</a>', page("/contact", ADDRESS + PHONE)),
        "เลขที่ 99",
    ),
    "nothing together": (whole(NEWS + "<p>-</p>" * 9 + "<p>สายด่วน 1584</p>"), "หมู่ที่ 6"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_evidence_holds_address_and_telephone_together(name):
    """Where an address and a number stand side by side, those are shown."""
    subject, words = SHOWN[name]
    result = run("contact-details", subject)
    assert "passed" == result.outcome.value
    assert words in result.evidence[0].excerpt


@pytest.mark.parametrize("name", FOOTER)
def test_footer(name):
    """Any contact data in the footer will do, and an unclear footer is not judged."""
    subject, expected = FOOTER[name]
    assert expected == verdict("contact-details", subject, where="footer")


def test_every_reason_is_reached():
    assert_every_reason("contact-details", {reason for _, (_, reason) in (*SITE.values(), *FOOTER.values())})
