"""The open data pages as they were read, and the words by which they describe their data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from checks.data_files import FORMATS, is_data_file, offers_download
from checks.offers import is_control_inert, is_surely_inert
from checks.result import Evidence
from checks.topic_pages import Passage
from checks.words import key, keyed
from crawler.reading.page_view import PageView

CURRENT_DAYS = 365  # catalogue, gws2-od-current: within one year where no frequency is stated
LICENCE = keyed(
    r"สัญญาอนุญาต|อนุญาตให้(?:ใช้|นำไปใช้)|นำไปใช้(?:ได้)?(?:โดยอิสระ|ต่อได้)|ใช้ได้โดยอิสระ"
    r"|licen[sc]e|creative ?commons|cc[ -](?:by|0)\b|\bodc-|public domain"
)
BULK = keyed(r"ดาวน์โหลด(?:ข้อมูล)?(?:ทั้งหมด|ทั้งชุด)|download (?:all|the (?:whole|full))|bulk|\bapi\b|เอพีไอ|package_(?:list|show)")
FREE = keyed(r"ไม่มีค่าใช้จ่าย|ไม่เสียค่าใช้จ่าย|ไม่คิดค่า|ฟรี|โดยอิสระ|free of charge|\bfree\b|creative ?commons|cc[ -](?:by|0)\b|open government licen")
FACTS: Mapping[str, re.Pattern[str]] = {
    "description": keyed(r"คำอธิบาย|รายละเอียดข้อมูล|รายละเอียดชุดข้อมูล|คำบรรยาย|description|\babout\b"),
    "owner": keyed(r"เจ้าของข้อมูล|หน่วยงานเจ้าของ|ผู้รับผิดชอบ|ผู้ดูแล(?:ชุด)?ข้อมูล|ชื่อผู้ติดต่อ|แหล่งที่มา|maintainer|publisher|owner|author|source\b"),
    "frequency": keyed(r"ความถี่|รายปี|รายเดือน|ปรับปรุงทุก|frequency|updated (?:daily|weekly|monthly|yearly|annually)"),
    "updated": keyed(r"ปรับปรุง(?:ข้อมูล)?(?:ล่าสุด|เมื่อ)|วันที่(?:ปรับปรุง|สร้าง|เผยแพร่)|last updated|modified|created|updated"),
    "format": keyed(r"รูปแบบ(?:ไฟล์|ข้อมูล|การจัดเก็บ|:)|ประเภทไฟล์|(?:file )?format|data type"),
    "licence": LICENCE,
    "subject": keyed(r"หมวดหมู่|คำสำคัญ|แท็ก|กลุ่มข้อมูล|categor|keyword|\btags?\b"),
}


@dataclass(frozen=True)
class OpenData:
    """The open data pages as they were read."""

    pages: tuple[PageView, ...]
    texts: tuple[Passage, ...]
    today: date

    def saying(self, pattern: re.Pattern[str]) -> tuple[Evidence, ...]:
        """Texts and names of links that say it."""
        links = (
            Evidence(p.url, k.locator, k.name or k.hint, p.sha256)
            for p in self.pages
            for k in p.links
            if k.place == "main" and pattern.search(key(f"{k.name} {k.hint}"))
        )
        return (*(t.evidence for t in self.texts if pattern.search(key(t.text))), *links)

    def files(self) -> tuple[Evidence, ...]:
        """Links to files that programs read."""
        return tuple(
            Evidence(p.url, k.locator, k.name or k.hint or k.href, p.sha256)
            for p in self.pages
            for k in p.links
            if is_data_file(k.url, FORMATS) or (k.target != "none" and offers_download(k.name, FORMATS))
        )

    def perhaps_files(self) -> tuple[Evidence, ...]:
        """Buttons and links without target that offer data, where what a click on them does was not seen."""
        links = ((p, k.locator, k.name) for p in self.pages for k in p.links if k.target == "none" and not is_surely_inert(k, p))
        controls = ((p, c.locator, c.name or c.hint) for p in self.pages for c in p.controls if not is_control_inert(c, p))
        buttons = ((p, f.locator, name) for p in self.pages for f in p.forms for name in f.buttons)
        named = ((p, at, name) for p, at, name in (*links, *controls, *buttons) if offers_download(name, FORMATS))
        return tuple(Evidence(p.url, at, name, p.sha256) for p, at, name in named)

    def newest(self) -> tuple[date, Evidence] | None:
        """The newest date of the pages' own text that is not in the future."""
        dated = [
            (d.on, Evidence(p.url, d.locator, d.context, p.sha256))
            for p in self.pages
            for d in p.dates
            if d.place == "main" and d.on <= self.today
        ]
        return max(dated, key=lambda pair: pair[0], default=None)

    def is_current(self, on: date) -> bool:
        return self.today - on <= timedelta(days=CURRENT_DAYS)
