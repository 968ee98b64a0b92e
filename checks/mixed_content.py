"""Do https pages ask for parts over plain http?"""

from __future__ import annotations

from checks.base import MAX_EVIDENCE, CheckOptions, pages_looked_at
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import PageView, Reference
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "mixed": {
        "th": "หน้า https {pages} หน้ายังเรียกภาพ สคริปต์ หรือส่วนประกอบผ่าน http:// ที่ไม่เข้ารหัส รวม {parts} รายการ",
        "en": "{pages} https page(s) ask for {parts} part(s) over unencrypted http://.",
    },
    "none-mixed": {
        "th": "หน้า https ที่เปิดดูไม่เรียกส่วนประกอบใดผ่าน http:// ที่ไม่เข้ารหัส",
        "en": "The https pages that were read ask for nothing over unencrypted http://.",
    },
    "no-https-page": {
        "th": "หน้าที่เปิดดูเป็น http ทั้งหมด เรื่องส่วนประกอบที่ไม่เข้ารหัสจึงรวมอยู่ในข้อการเข้ารหัสข้อมูล",
        "en": "Every page that was read is plain http, so unencrypted parts are a matter of the rule on encryption.",
    },
}

# What a page merely names, without loading it.
_NOT_LOADED = frozenset({"preload", "manifest"})


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Source: W3C Mixed Content, section 4: a request over http from an https page, blockable or upgradable."""
    secure = [p for p in site.pages if p.url.startswith("https:")]
    if not secure:
        return Result(Outcome.INAPPLICABLE, "no-https-page")
    evidence = mixed_parts(site)
    if evidence:
        pages = len({e.url for e in evidence})
        return Result(Outcome.FAILED, "mixed", {"pages": pages, "parts": len(evidence)}, evidence[:MAX_EVIDENCE])
    return Result(Outcome.PASSED, "none-mixed", evidence=pages_looked_at(site))


def mixed_parts(site: SiteView) -> tuple[Evidence, ...]:
    """Every part that an https page loads over http, each address once."""
    found: dict[str, Evidence] = {}
    for page in site.pages:
        if page.url.startswith("https:") and not _upgrades(site, page):
            for part in page.references:
                if _is_plain(part):
                    found.setdefault(part.url, Evidence(page.url, part.locator, part.url, page.sha256))
    return tuple(found.values())


def _is_plain(part: Reference) -> bool:
    return part.url.startswith("http:") and part.kind not in _NOT_LOADED


def _upgrades(site: SiteView, page: PageView) -> bool:
    """The page tells browsers to ask over https instead (CSP upgrade-insecure-requests)."""
    fetch = site.fetched.get(page.url)
    sent = [v for k, v in fetch.headers if k.lower() == "content-security-policy"] if fetch else []
    sent += [content for name, content in page.metas if name == "content-security-policy"]
    return any("upgrade-insecure-requests" in policy.lower() for policy in sent)
