"""What a terminal shows at the end of an audit."""

from __future__ import annotations

from io import StringIO
from typing import Any

from rich.console import Console

from reports.plain import Lang
from reports.terminal import summary
from reports.view import view_of
from tests.reports import sample


def printed(audit: dict[str, Any], lang: Lang = "th", path: str | None = "out/report.html") -> str:
    console = Console(width=100, color_system="truecolor", force_terminal=True, record=True, file=StringIO())
    console.print(summary(view_of(audit, sample.rules(), sample.packs(), lang=lang), report_path=path))
    return console.export_text()


def test_score_components_gaps_and_the_report_s_place() -> None:
    text = printed(sample.audit())
    for words in ("30–45 จาก 100", "5 การมีส่วนร่วมของประชาชน", "ไม่พบนโยบายการคุ้มครองข้อมูลส่วนบุคคล", "+3.1", "out/report.html"):
        assert words in text
    assert text.index("ไม่พบนโยบายการคุ้มครอง") < text.index("ไม่พบข้อมูลเปิดภาครัฐ") < text.index("ไม่พบRSS")


def test_english() -> None:
    text = printed(sample.audit(), "en")
    assert "Score 30–45 of 100" in text
    assert "Privacy policy: not found" in text


def test_a_site_that_was_not_seen_has_its_cause_and_no_score() -> None:
    text = printed(sample.audit("connection-timeout"))
    assert "เว็บไซต์ไม่ตอบภายในเวลาที่กำหนด" in text
    assert "ตรวจว่าเครื่องแม่ข่ายเปิดอยู่" in text
    assert "จาก 100" not in text


def test_a_site_cannot_write_markup_or_escapes_to_the_terminal() -> None:
    audit = sample.audit()
    audit["site"]["name_th"] = "[red]x[/red][/]\x1b[2J\x1b]0;title\x07"
    for found in audit["findings"]:
        found["message"] = {"th": "[link=https://evil.example]x[/link]\x1b[2J", "en": ""}
    text = printed(audit)
    assert "[red]x[/red][/]" in text
    assert "[link=https://evil.example]" in text
    assert "\x1b" not in text
    assert "\x07" not in text
