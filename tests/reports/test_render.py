"""The report: complete, bilingual, small, and safe to open whatever a site serves."""

from __future__ import annotations

import itertools
import re
from typing import Any, get_args

import pytest
from lxml import html as parser

from reports.items import Limits
from reports.plain import Lang
from reports.render import MAX_BYTES, PICTURE_BYTES, render_report
from reports.words import texts
from tests.reports import sample

STATUSES = sorted(
    key.removeprefix("status.") for key in texts() if key.startswith("status.") and key.split(".")[1] not in sample.NOT_STATUSES
)
LANGS = get_args(Lang)
HOSTILE = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\u202e\x1b[31m"


def render(audit: dict[str, Any], lang: Lang = "th", picture: bytes | None = None) -> str:
    return render_report(audit, sample.rules(), sample.packs(), lang=lang, picture=picture)


def tree(text: str) -> Any:
    return parser.document_fromstring(text.encode())


def visible(text: str) -> str:
    page = tree(text)
    for style in page.xpath("//style"):
        style.getparent().remove(style)
    return " ".join(page.text_content().split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("status", STATUSES)
def test_every_status_renders_in_both_languages(status: str, lang: Lang) -> None:
    """Each says which status it is; only what was read has a score."""
    text = visible(render(sample.audit(status), lang))
    assert texts()[f"status.{status}"][lang] in text
    assert ("30–45" in text) == (status in ("audited", "partly-audited"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_site_that_was_not_seen_shows_cause_and_decided_findings_only(lang: Lang) -> None:
    """No score, no gain, no list of what was not judged."""
    audit = sample.audit("connection-timeout")
    page = tree(render(audit, lang))
    text = " ".join(page.text_content().split())
    assert audit["status_reason"][lang].splitlines()[0] in text
    assert {"gws2-domain-gov-suffix", "gws2-sec-encryption"} == set(page.xpath("//@id")) & set(sample.rules())
    assert not page.xpath("//*[contains(@class, 'bar')] | //*[contains(@class, 'gain')]")
    assert texts()["status.unjudged"][lang].format(n=25) in text


@pytest.mark.parametrize("reason", [None, "เหตุเป็นข้อความเดียว", {"th": "เหตุเป็นข้อความเดียว", "en": "x"}])
def test_status_reason_may_be_missing_a_string_or_bilingual(reason: Any) -> None:
    text = visible(render(sample.audit("blocked", status_reason=reason)))
    assert ("เหตุเป็นข้อความเดียว" in text) == (reason is not None)


@pytest.mark.parametrize("lang", LANGS)
def test_every_finding_is_in_the_report_once(lang: Lang) -> None:
    """Nothing is left out, and every id is unique."""
    ids = tree(render(sample.audit(), lang)).xpath("//@id")
    assert sorted(set(ids)) == sorted(ids)
    assert set(sample.rules()) <= set(ids)


def test_hostile_strings_from_a_site_stay_text() -> None:
    """Wherever a stranger's string may stand, it adds no element, attribute or control character."""
    clean, audit = sample.audit("partly-audited"), sample.audit("partly-audited")
    audit["site"] |= {"name_th": HOSTILE, "host": HOSTILE, "final_url": f"https://x.go.th/{HOSTILE}"}
    audit["status_reason"] = HOSTILE
    for page in audit["pages"]:
        page |= {"url": f"javascript:alert(1)//{HOSTILE}", "why": HOSTILE, "status": HOSTILE}
    audit["skipped"] = [{"url": f"data:text/html,{HOSTILE}", "reason": HOSTILE}]
    for found in audit["findings"]:
        found["message"] = {"th": HOSTILE, "en": HOSTILE}
        found["evidence"] = [{"url": f"https://x.go.th/{HOSTILE}", "locator": HOSTILE, "excerpt": HOSTILE, "sha256": ""}]
        found["near_misses"] = [{"url": "javascript:alert(1)", "excerpt": HOSTILE, "similarity": 0.8}]
    text = render(audit)
    page = tree(text)
    assert page.xpath("//script | //@onerror | //*[@src='x']") == []
    assert {a.tag for a in page.iter() if isinstance(a.tag, str)} <= {a.tag for a in tree(render(clean)).iter() if isinstance(a.tag, str)}
    assert all(href.startswith(("#", "https://")) for href in page.xpath("//a/@href"))
    assert "<script>alert(1)" in page.text_content()
    assert "{{7*7}}" in text
    assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e]", text)


def test_nothing_is_loaded_and_no_script_may_run() -> None:
    """One file: no remote resource, and a policy that would refuse one."""
    text = render(sample.audit(), picture=b"\xff\xd8\xff" + b"0" * 100)
    page = tree(text)
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
    assert page.xpath("//script | //link | //iframe | //form | //object") == []
    assert all(src.startswith("data:image/jpeg;base64,") for src in page.xpath("//@src"))
    assert not re.search(r"url\((?!#)|@import", page.xpath("string(//style)"))


@pytest.mark.parametrize("picture", [b"GIF89a", b"<svg onload=alert(1)>", b"\xff\xd8\xff" + b"0" * PICTURE_BYTES])
def test_a_picture_of_another_kind_or_too_large_is_left_out(picture: bytes) -> None:
    assert tree(render(sample.audit(), picture=picture)).xpath("//img") == []


def test_an_unstated_item_is_not_found_and_never_a_violation() -> None:
    """What no source demands is not called unmet, violated or unlawful in either language."""
    rules = [finding for finding in sample.findings() if finding["level"] == "unstated"]
    for lang, own_word, others in (
        ("th", "ไม่พบ", ("ยังไม่ผ่าน", "ฝ่าฝืน", "ละเมิด", "ผิดมาตรฐาน", "ไม่เป็นไปตาม")),
        ("en", "Not found", ("Not met", "violat", "breach", "complian", "fails")),
    ):
        text = visible(render(sample.audit(findings=rules), lang))
        assert own_word in text
        assert [word for word in others if word.lower() in text.lower()] == []


def test_the_head_says_what_the_document_is() -> None:
    """Automatic, from outside, not by DGA; which standard and version, how well read; when in the Buddhist era and Thai time."""
    text = visible(render(sample.audit()))
    for words in (
        "ตรวจอัตโนมัติจากภายนอก",
        "ไม่ใช่การประเมินของสำนักงานพัฒนารัฐบาลดิจิทัล",
        "รุ่น 2026.11 · 23 ข้อ",
        "จาก 27 ข้อ อ่านต้นฉบับได้ชัดเจน 9 ข้อ",
        "25 พฤศจิกายน 2569 เวลา 01:30 น.",
        "truat 0.1.0",
    ):
        assert words in text
    assert "25 November 2026, 01:30" in visible(render(sample.audit(), "en"))


def test_a_gap_tells_the_near_miss_the_remedy_and_the_source() -> None:
    gap = tree(render(sample.audit())).get_element_by_id("gws2-complaint-channel")
    text = " ".join(gap.text_content().split())
    assert "พบคำว่า แจ้งเรื่องถึงนายก" in text
    assert "หากหมายถึงสิ่งนี้ ควรเปลี่ยนชื่อให้ตรงว่า “ช่องทางการรับเรื่องร้องเรียน”" in text
    assert '<a href="/complaint">' in gap.xpath("string(.//pre/code)")
    assert sample.STANDARD in text
    assert gap.xpath(".//a[@href='#dg2560-complaint-online']")


def test_headings_go_down_one_level_at_a_time_and_there_is_one_h1() -> None:
    for status in ("audited", "blocked"):
        levels = [int(h.tag[1]) for h in tree(render(sample.audit(status))).xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_hijacked_site_is_never_linked() -> None:
    """Its visitors must not be sent to somebody else's content by us."""
    hrefs = tree(render(sample.audit("hijacked"))).xpath("//a/@href")
    assert [href for href in hrefs if sample.HOME in href] == []


def test_a_waived_gap_is_shown_apart_and_gains_nothing() -> None:
    audit = sample.audit()
    next(f for f in audit["findings"] if f["rule"] == "gws2-rss")["waiver"] = "ย้ายระบบ ถึงสิ้นปี 2569"
    page = tree(render(audit))
    gap = page.get_element_by_id("gws2-rss")
    assert gap.xpath("ancestor::section/@id") == ["waived"]
    assert "ย้ายระบบ ถึงสิ้นปี 2569" in gap.text_content()
    assert gap.xpath(".//*[contains(@class, 'gain')]") == []


def test_unknown_rules_and_packs_appear_by_their_ids() -> None:
    """An old audit can be reported with rules that have since gone."""
    text = visible(render_report(sample.audit(), {}, {}, lang="th", picture=None))
    assert "gws2-complaint-channel" in text


def test_the_largest_report_stays_within_the_bound_and_keeps_every_gap() -> None:
    """450 gaps with as much evidence as a check may give: less is repeated, no gap is dropped."""
    rule = sample.RULES[12]
    place = {"url": f"{sample.HOME}/{'%E0%B8%81' * 60}", "locator": "/html/body" + "/div[1]" * 20, "excerpt": "ก" * 160, "sha256": ""}
    found = [sample.finding(f"gws2-item-{n}", *rule[1:], evidence=[place] * 5, near_misses=[]) for n in range(450)]
    rules = {f["rule"]: sample.rules()["gws2-complaint-channel"] for f in found}
    text = render_report(
        sample.audit(findings=found), rules, sample.packs(), lang="th", picture=b"\xff\xd8\xff" + b"0" * (PICTURE_BYTES - 3)
    )
    assert len(text.encode()) <= MAX_BYTES
    assert set(rules) <= set(tree(text).xpath("//@id"))
    assert texts()["shortened"]["th"] in text


def test_a_usual_report_is_whole() -> None:
    text = render(sample.audit(), picture=b"\xff\xd8\xff" + b"0" * (PICTURE_BYTES - 3))
    assert len(text.encode()) <= MAX_BYTES
    assert texts()["shortened"]["th"] not in text
    assert Limits().evidence == 5


def test_same_audit_same_bytes() -> None:
    assert render(sample.audit()) == render(sample.audit())


def test_cause_remedy_and_detail_are_told_apart() -> None:
    reason = {"th": "x", "en": "y", "detail": "HTTP 503", "cause": {"th": "แม่ข่ายล่ม", "en": ""}, "remedy": {"th": "เปิดใหม่", "en": ""}}
    text = visible(render(sample.audit("server-error", status_reason=reason)))
    assert "เหตุ: แม่ข่ายล่ม วิธีแก้: เปิดใหม่ รายละเอียด: HTTP 503" in text


def test_a_page_that_failed_is_not_passed_off_as_read() -> None:
    audit = sample.audit()
    audit["pages"][3] |= {"status": None, "fault": "timeout"}
    assert "ไม่ตอบในเวลา" in tree(render(audit)).get_element_by_id("pages").text_content()
