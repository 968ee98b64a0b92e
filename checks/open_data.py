"""What the open data pages say of their data: licence, description, age, download in one go, and all openness criteria together.

Source: criteria of the Global Open Data Index 2016/17, read 2026-11-22 as restated at landportal.info.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.open_data_pages import BULK, FACTS, FREE, LICENCE, OpenData
from checks.outcome import Outcome
from checks.result import Evidence, Result
from checks.topic_pages import content, pages_of, unread_parts
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
    "file-not-seen": {
        "th": "หน้าข้อมูลเปิดมีปุ่มหรือลิงก์ดาวน์โหลด แต่ต้องใช้สคริปต์ ระบบจึงไม่เห็นไฟล์ที่ดาวน์โหลดได้ ยังตัดสินเรื่อง “{title}” ไม่ได้",
        "en": "The open data pages offer downloads by script; no file was seen behind it, so “{title}” cannot be decided.",
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
_OF_FILES = frozenset({"machine-readable", "bulk", "no registration"})  # criteria that a file's link answers
MIN_FACTS = 3  # of a dataset's description, besides its title


class Options(CheckOptions):
    property: Property


def check(site: SiteView, options: Options) -> Result:
    """Look on the pages of the open data section and in the catalogue that it opens; with a part of it unread nothing is missing."""
    found = pages_of(site, TOPICS)
    if found.offer.outcome is Outcome.FAILED:
        return Result(Outcome.INAPPLICABLE, "no-open-data")
    texts = tuple(t for p in found.pages for t in content(site, p))
    today = date.fromisoformat(site.capture.started_at[:10])
    result = _JUDGES[options.property](OpenData(found.pages, texts, today))
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


def _said(data: OpenData, evidence: tuple[Evidence, ...]) -> Result:
    if evidence:
        return Result(Outcome.PASSED, "found", evidence=evidence[:MAX_EVIDENCE])
    return Result(Outcome.FAILED, "not-stated", evidence=tuple(Evidence(p.url, sha256=p.sha256) for p in data.pages[:MAX_EVIDENCE]))


def _licence(data: OpenData) -> Result:
    return _said(data, data.saying(LICENCE))


def _metadata(data: OpenData) -> Result:
    facts = [said[0] for pattern in FACTS.values() if (said := data.saying(pattern))]
    return _said(data, tuple(facts) if len(facts) >= MIN_FACTS else ())


def _bulk(data: OpenData) -> Result:
    seen = (*data.files(), *data.saying(BULK))
    if not seen and (offered := data.perhaps_files()):
        return Result(Outcome.CANT_TELL, "file-not-seen", evidence=offered[:MAX_EVIDENCE])
    return _said(data, seen)


def _current(data: OpenData) -> Result:
    newest = data.newest()
    if newest is None:
        return _said(data, ())
    on, evidence = newest
    if data.is_current(on):
        return Result(Outcome.PASSED, "found", evidence=(evidence,))
    return Result(Outcome.FAILED, "too-old", {"date": on.isoformat()}, (evidence,))


def _criteria(data: OpenData) -> Result:
    """Six criteria; that pages and files are linked openly answers the one on registration."""
    newest = data.newest()
    files = data.files()
    seen: Mapping[str, tuple[Evidence, ...]] = {
        "licence": data.saying(LICENCE),
        "machine-readable": files,
        "bulk": (*files, *data.saying(BULK)),
        "current": (newest[1],) if newest is not None and data.is_current(newest[0]) else (),
        "no registration": files,
        "free": data.saying(FREE),
    }
    unseen = [name for name, evidence in seen.items() if not evidence]
    offered = data.perhaps_files()
    missing = [name for name in unseen if not (offered and name in _OF_FILES)]
    if unseen and not missing:
        return Result(Outcome.CANT_TELL, "file-not-seen", evidence=offered[:MAX_EVIDENCE])
    facts: dict[str, str | int | float] = {"count": len(seen) - len(unseen), "wanted": len(seen), "missing": ", ".join(missing)}
    evidence = tuple(e[0] for e in seen.values() if e)[:MAX_EVIDENCE]
    return Result(Outcome.FAILED, "criteria-missing", facts, evidence) if missing else Result(Outcome.PASSED, "found", facts, evidence)


_JUDGES: Mapping[str, Callable[[OpenData], Result]] = {
    "licence": _licence,
    "metadata": _metadata,
    "current": _current,
    "bulk": _bulk,
    "criteria": _criteria,
}
