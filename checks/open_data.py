"""What the open data pages say of their data: licence, description, age, download in one go, and all openness criteria together.

Source: criteria of the Global Open Data Index 2016/17, read 2026-11-22 as restated at landportal.info.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.data_files import FORMATS, is_data_file, offers_download
from checks.outcome import Outcome
from checks.result import Evidence, Result
from checks.topic_pages import Passage, TopicPages, content, pages_of, unread_parts
from checks.words import key, keyed
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
TOPICS = ("open-data",)
REASONS = {
    "no-open-data": {
        "th": "ยังไม่พบหน้าข้อมูลเปิดบนเว็บไซต์ จึงไม่มีชุดข้อมูลให้ตรวจ",
        "en": "No open data section was found on the site, so there are no datasets to look into.",
    },
    "data-not-read": {
        "th": "เว็บไซต์มีหน้าข้อมูลเปิด แต่ระบบเปิดอ่านชุดข้อมูลได้ไม่ครบ จึงยังตัดสินเรื่อง “{title}” ไม่ได้",
        "en": "There is an open data section, but not all of it could be read, so “{title}” cannot be decided.",
    },
    "not-stated": {
        "th": "เปิดอ่านหน้าข้อมูลเปิดแล้ว ไม่พบ “{title}”",
        "en": "The open data pages were read, and “{title}” is not stated there.",
    },
    "too-old": {
        "th": "วันที่ล่าสุดในหน้าข้อมูลเปิดคือ {date} เก่ากว่า 1 ปี",
        "en": "The newest date on the open data pages is {date}, more than a year ago.",
    },
    "criteria-missing": {
        "th": "พบหลักเกณฑ์ข้อมูลเปิด {count} จาก {wanted} ข้อ ยังไม่พบ {missing}",
        "en": "{count} of {wanted} openness criteria are visible; not seen: {missing}.",
    },
}

Property = Literal["licence", "metadata", "current", "bulk", "criteria"]
CURRENT_DAYS = 365  # catalogue, gws2-od-current: within one year where no frequency is stated
MIN_FACTS = 3  # of a dataset's description, besides its title
_LICENCE = keyed(r"สัญญาอนุญาต|อนุญาตให้(?:ใช้|นำไปใช้)|นำไปใช้(?:ได้)?(?:โดยอิสระ|ต่อได้)|ใช้ได้โดยอิสระ|licen[sc]e|creative ?commons|cc[ -](?:by|0)\b|open government licen|\bodc-|public domain")
_BULK = keyed(r"ดาวน์โหลด(?:ข้อมูล)?(?:ทั้งหมด|ทั้งชุด)|download (?:all|the (?:whole|full))|bulk|\bapi\b|เอพีไอ|package_(?:list|show)")
_FREE = keyed(r"ไม่มีค่าใช้จ่าย|ไม่เสียค่าใช้จ่าย|ไม่คิดค่า|ฟรี|โดยอิสระ|free of charge|\bfree\b|creative ?commons|cc[ -](?:by|0)\b|open government licen")
_FACTS: Mapping[str, re.Pattern[str]] = {
    "description": keyed(r"คำอธิบาย|รายละเอียดข้อมูล|รายละเอียดชุดข้อมูล|คำบรรยาย|description|\babout\b"),
    "owner": keyed(r"เจ้าของข้อมูล|หน่วยงานเจ้าของ|ผู้รับผิดชอบ|ผู้ดูแล(?:ชุด)?ข้อมูล|ชื่อผู้ติดต่อ|แหล่งที่มา|maintainer|publisher|owner|author|source\b|organi[sz]ation"),
    "frequency": keyed(r"ความถี่|รายปี|รายเดือน|ปรับปรุงทุก|frequency|updated (?:daily|weekly|monthly|yearly|annually)"),
    "updated": keyed(r"ปรับปรุง(?:ข้อมูล)?(?:ล่าสุด|เมื่อ)|วันที่(?:ปรับปรุง|สร้าง|เผยแพร่)|last updated|modified|created|updated"),
    "format": keyed(r"รูปแบบ(?:ไฟล์|ข้อมูล|การจัดเก็บ|:)|ประเภทไฟล์|(?:file )?format|data type"),
    "licence": _LICENCE,
    "subject": keyed(r"หมวดหมู่|คำสำคัญ|แท็ก|กลุ่มข้อมูล|categor|keyword|\btags?\b"),
}  # fmt: skip


class Options(CheckOptions):
    property: Property


@dataclass(frozen=True)
class _Data:
    """The open data pages as they were read."""

    pages: tuple[PageView, ...]
    texts: tuple[Passage, ...]
    today: date

    def saying(self, pattern: re.Pattern[str]) -> tuple[Evidence, ...]:
        links = (Evidence(p.url, k.locator, k.name or k.hint, p.sha256) for p in self.pages for k in p.links if k.place == "main" and pattern.search(key(f"{k.name} {k.hint}")))
        return (*(t.evidence for t in self.texts if pattern.search(key(t.text))), *links)

    def files(self) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(p.url, k.locator, k.name or k.hint or k.href, p.sha256)
            for p in self.pages
            for k in p.links
            if is_data_file(k.url, FORMATS) or (k.target != "none" and offers_download(k.name, FORMATS))
        )

    def newest(self) -> tuple[date, Evidence] | None:
        dated = [(d.on, Evidence(p.url, d.locator, d.context, p.sha256)) for p in self.pages for d in p.dates if d.place == "main" and d.on <= self.today]
        return max(dated, key=lambda pair: pair[0], default=None)


def check(site: SiteView, options: Options) -> Result:
    """Look on the pages of the open data section and in the catalogue that it opens; with a part of it unread nothing is missing."""
    found = pages_of(site, TOPICS)
    if found.offer.outcome is Outcome.FAILED:
        return Result(Outcome.INAPPLICABLE, "no-open-data")
    texts = tuple(t for p in found.pages for t in content(site, p))
    today = date.fromisoformat(site.capture.started_at[:10])
    result = _JUDGES[options.property](_Data(found.pages, texts, today))
    if result.outcome is not Outcome.FAILED or result.reason == "too-old":
        return result
    unread = (*found.unread, *(e for p in found.pages for e in _unread(site, p)))
    if unread or not found.pages:
        reason = "not-enough-seen" if found.offer.reason == "not-enough-seen" else "data-not-read"
        return Result(Outcome.CANT_TELL, reason, evidence=unread[:MAX_EVIDENCE])
    return result


def _unread(site: SiteView, page: PageView) -> tuple[Evidence, ...]:
    """Datasets have pages of their own behind the catalogue's."""
    links = tuple(
        Evidence(page.url, k.locator, k.name or k.href, page.sha256)
        for k in page.links
        if k.target == "page" and k.place == "main" and k.url and same_site(k.url, page.url) and site.page_at(k.url) is None
    )
    return (*unread_parts(site, page), *links)


def _said(data: _Data, evidence: tuple[Evidence, ...]) -> Result:
    if evidence:
        return Result(Outcome.PASSED, "found", evidence=evidence[:MAX_EVIDENCE])
    return Result(Outcome.FAILED, "not-stated", evidence=tuple(Evidence(p.url, sha256=p.sha256) for p in data.pages[:MAX_EVIDENCE]))


def _licence(data: _Data) -> Result:
    return _said(data, data.saying(_LICENCE))


def _metadata(data: _Data) -> Result:
    facts = [said[0] for pattern in _FACTS.values() if (said := data.saying(pattern))]
    return _said(data, tuple(facts) if len(facts) >= MIN_FACTS else ())


def _bulk(data: _Data) -> Result:
    return _said(data, (*data.files(), *data.saying(_BULK)))


def _current(data: _Data) -> Result:
    newest = data.newest()
    if newest is None:
        return _said(data, ())
    on, evidence = newest
    if data.today - on <= timedelta(days=CURRENT_DAYS):
        return Result(Outcome.PASSED, "found", evidence=(evidence,))
    return Result(Outcome.FAILED, "too-old", {"date": on.isoformat()}, (evidence,))


def _criteria(data: _Data) -> Result:
    """Six criteria; that pages and files are linked openly answers the one on registration."""
    newest = data.newest()
    is_current = newest is not None and data.today - newest[0] <= timedelta(days=CURRENT_DAYS)
    files = data.files()
    seen: Mapping[str, tuple[Evidence, ...]] = {
        "licence": data.saying(_LICENCE),
        "machine-readable": files,
        "bulk": (*files, *data.saying(_BULK)),
        "current": (newest[1],) if newest is not None and is_current else (),
        "no registration": files,
        "free": data.saying(_FREE),
    }
    missing = [name for name, evidence in seen.items() if not evidence]
    facts = {"count": len(seen) - len(missing), "wanted": len(seen), "missing": ", ".join(missing)}
    evidence = tuple(e[0] for e in seen.values() if e)[:MAX_EVIDENCE]
    return Result(Outcome.FAILED, "criteria-missing", facts, evidence) if missing else Result(Outcome.PASSED, "found", facts, evidence)


_JUDGES: Mapping[str, Callable[[_Data], Result]] = {
    "licence": _licence,
    "metadata": _metadata,
    "current": _current,
    "bulk": _bulk,
    "criteria": _criteria,
}
