"""Outcome and reason of domain-name, for each property."""

from __future__ import annotations

import pytest

from tests.checks.build import FILLER, assert_every_reason, fact, home, site, verdict

BLANK = "<p>ยินดีต้อนรับ</p>"


def at(host: str, org_type: str | None = None, html: str = FILLER, title: str = "องค์การบริหารส่วนตำบลบางดี", **more):
    base = f"https://{host}/"
    return site(home(html, base=base, title=title), tls=None, known={"org_type": org_type}, **more)


SUFFIXES = [
    ("www.bangdee.go.th", None, ("passed", "government-suffix")),
    ("bangdee.mi.th", None, ("passed", "government-suffix")),
    ("tambon.shared.go.th", "local", ("passed", "government-suffix")),
    ("xn--12c5ba8a4k.xn--h3cuzk1di.xn--o3cw4h", None, ("passed", "government-suffix")),
    ("bangdee.ac.th", "university", ("passed", "suffix-of-its-kind")),
    ("bangdee.ac.th", None, ("passed", "suffix-of-its-kind")),
    ("bangdee.or.th", "public-organization", ("passed", "suffix-of-its-kind")),
    ("bangdee.or.th", "hospital", ("cantTell", "suffix-of-other-bodies")),
    ("bangdee.co.th", "state-enterprise", ("cantTell", "suffix-of-other-bodies")),
    ("bangdee.or.th", "local", ("failed", "other-suffix")),
    ("bangdee.in.th", None, ("failed", "other-suffix")),
    ("bangdee.com", None, ("failed", "other-suffix")),
    ("bangdee-go-th.net", None, ("failed", "other-suffix")),
    ("203.0.113.7", None, ("failed", "literal-address")),
]


@pytest.mark.parametrize(("host", "org_type", "expected"), SUFFIXES)
def test_suffix(host, org_type, expected):
    """Government suffixes pass, those of other bodies pass for them, the rest fail."""
    assert expected == verdict("domain-name", at(host, org_type), property="government-suffix")


def test_suffix_is_judged_without_a_page():
    """The name is a fact even when the site does not answer."""
    assert ("passed", "government-suffix") == verdict("domain-name", site(home(fault="timeout")), property="government-suffix")


CHARSETS = [
    ("www.bangdee.go.th", ("passed", "well-formed")),
    ("m.bang-dee2.go.th", ("passed", "well-formed")),
    ("xn--12c5ba8a4k.go.th", ("passed", "well-formed")),
    ("b.go.th", ("failed", "bad-label")),
    ("bang--dee.go.th", ("failed", "bad-label")),
    ("bang_dee.go.th", ("failed", "bad-label")),
    ("bangdee-.go.th", ("failed", "bad-label")),
    ("203.0.113.7", ("inapplicable", "no-name")),
]


@pytest.mark.parametrize(("host", "expected"), CHARSETS)
def test_charset(host, expected):
    """Letters, digits and single hyphens inside; two characters at least; ACE labels are exempt."""
    assert expected == verdict("domain-name", at(host), property="charset")


def test_thai_name_of_the_host_itself():
    """A site under a Thai name has one."""
    assert ("passed", "thai-name-seen") == verdict("domain-name", at("xn--12c5ba8a4k.xn--h3cuzk1di.xn--o3cw4h"), property="thai-idn")


def test_thai_name_that_redirects_here():
    """A redirect from or to a Thai name shows it."""
    thai = "https://xn--12c5ba8a4k.xn--h3cuzk1di.xn--o3cw4h/"
    subject = site(home(), fact(thai, redirects=[(thai, "https://www.bangdee.go.th/")]))
    assert ("passed", "thai-name-seen") == verdict("domain-name", subject, property="thai-idn")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="http://บางดี.รัฐบาล.ไทย/">ชื่อภาษาไทย</a>', ("passed", "thai-name-seen")),
        ("<p>เว็บไซต์ภาษาไทย: บางดี.รัฐบาล.ไทย</p>", ("passed", "thai-name-seen")),
        ('<a href="http://กรมอื่น.รัฐบาล.ไทย/">กรมอื่น</a>', ("cantTell", "thai-name-elsewhere")),
        (BLANK, ("cantTell", "thai-name-not-seen")),
    ],
)
def test_thai_name_on_pages(html, expected):
    """A Thai name counts when it is the agency's; another agency's in a list of links does not."""
    assert expected == verdict("domain-name", site(home(html)), property="thai-idn")


REFLECTS = [
    ("www.bangdee.go.th", BLANK, "องค์การบริหารส่วนตำบลบางดี", ("passed", "reflects")),
    ("www.nongyai.go.th", BLANK, "เทศบาลตำบลหนองใหญ่ จังหวัดชลบุรี", ("passed", "reflects")),
    ("www.tbnongyai.go.th", BLANK, "เทศบาลตำบลหนองใหญ่", ("passed", "reflects")),
    ("www.dxb.go.th", "<h1>Department of Xenial Bridges</h1>", "กรมสะพาน", ("passed", "reflects")),
    ("www.xyq.go.th", BLANK, "XYQ กรมตัวอย่าง", ("passed", "reflects")),
    ("www.xyq.go.th", '<a href="mailto:a@xyq.go.th">a@xyq.go.th</a>', "กรมตัวอย่าง", ("cantTell", "not-recognised")),
    ("www.zzqk.go.th", BLANK, "เทศบาลตำบลหนองใหญ่", ("cantTell", "not-recognised")),
    ("203.0.113.7", BLANK, "เทศบาลตำบลหนองใหญ่", ("inapplicable", "no-name")),
]


@pytest.mark.parametrize(("host", "html", "title", "expected"), REFLECTS)
def test_reflects_agency(host, html, title, expected):
    """Initials, English names, spellings of the Thai name and mentions support a label; nothing ever fails it."""
    assert expected == verdict("domain-name", at(host, html=html, title=title), property="reflects-agency")


@pytest.mark.parametrize("asked", ["thai-idn", "reflects-agency"])
def test_nothing_seen(asked):
    """What pages would have to show is not judged without any."""
    assert ("cantTell", "site-not-seen") == verdict("domain-name", site(home(fault="timeout")), property=asked)


def test_names_of_the_seeds_count():
    """What the inventory calls the agency supports its label, even when no page was read."""
    subject = site(home(fault="timeout"), known={"name_en": "Bangdee Subdistrict Administrative Organization", "name_th": None})
    assert ("passed", "reflects") == verdict("domain-name", subject, property="reflects-agency")


def test_every_reason_is_reached():
    reached = {e[1] for *_, e in SUFFIXES + CHARSETS + REFLECTS} | {"thai-name-seen", "thai-name-elsewhere", "thai-name-not-seen"}  # type: ignore[operator]
    assert_every_reason("domain-name", reached)
