"""Do the pages have the frame that every HTML document needs: type, character set, title, ids that occur once?"""

from __future__ import annotations

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.decode import codec_of
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "sound": {
        "th": "หน้าที่เปิดดู {pages} หน้าประกาศชนิดเอกสาร ชุดอักขระ และชื่อหน้าครบ และไม่มี id ซ้ำ",
        "en": "All {pages} pages declare document type, character set and title, and no id occurs twice.",
    },
    "faults": {
        "th": "พบข้อผิดพลาดในโครงสร้าง HTML {pages} จาก {of} หน้า: {faults}",
        "en": "{pages} of {of} pages have faults in their HTML: {faults}.",
    },
    "no-html-seen": {
        "th": "ไม่มีหน้า HTML ต้นฉบับให้ตรวจโครงสร้าง",
        "en": "No HTML page was seen as the server sent it.",
    },
}

_WORDS = {
    "no-doctype": "DOCTYPE",
    "no-charset": "charset",
    "wrong-charset": "charset (declared ≠ real)",
    "no-title": "title",
    "duplicate-ids": "duplicate id",
}


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Looks at pages as answered: what Chromium serialises is always well-formed.

    Source: HTML Living Standard, sections 4.2 and 13.1.
    """
    pages = [p for p in site.views or site.pages if p.source == "static"]
    if not pages:
        return Result(Outcome.CANT_TELL, "no-html-seen", looked_at=0)
    found = [(page, faults) for page in pages if (faults := _faults(page))]
    if not found:
        evidence = tuple(Evidence(p.url, sha256=p.sha256) for p in pages[:MAX_EVIDENCE])
        return Result(Outcome.PASSED, "sound", {"pages": len(pages)}, evidence, looked_at=len(pages))
    kinds = dict.fromkeys(fault for _, faults in found for fault in faults)
    facts: dict[str, str | int | float] = {"pages": len(found), "of": len(pages), "faults": ", ".join(_WORDS[k] for k in kinds)}
    return Result(Outcome.FAILED, "faults", facts, tuple(_evidence(p, f) for p, f in found[:MAX_EVIDENCE]), looked_at=len(pages))


def _faults(page: PageView) -> dict[str, str]:
    """Fault to what was seen of it."""
    faults: dict[str, str] = {}
    if not page.has_doctype:
        faults["no-doctype"] = "<!DOCTYPE html> ?"
    if page.declared is None and page.thai_share > 0:
        faults["no-charset"] = "charset ?"
    elif page.declared is not None and page.thai_share > 0 and codec_of(page.declared) not in (None, page.encoding):
        faults["wrong-charset"] = f"{page.declared} ≠ {page.encoding}"
    # Scripts may give a shell its title.
    if not page.title and not page.is_shell:
        faults["no-title"] = "<title> ?"
    if page.duplicate_ids:
        faults["duplicate-ids"] = "id: " + ", ".join(page.duplicate_ids[:5])
    return faults


def _evidence(page: PageView, faults: dict[str, str]) -> Evidence:
    return Evidence(page.url, "html", "; ".join(faults.values()), page.sha256)
