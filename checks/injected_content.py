"""Was foreign content planted on the site: gambling, pharmacy or other spam?"""

from __future__ import annotations

from collections.abc import Iterable

from checks.base import MAX_EVIDENCE, CheckOptions, pages_looked_at
from checks.outcome import Outcome
from checks.result import Result
from checks.spam_signs import Sign, signs
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "planted": {
        "th": "พบเนื้อหาแปลกปลอมหลายจุด เช่น ลิงก์หรือข้อความเว็บพนันหรือสแปมที่ฝังไว้ ({signs} จุด) เว็บไซต์อาจถูกบุกรุก",
        "en": "Several signs of planted content, such as hidden gambling or spam links ({signs}); the site may have been broken into.",
    },
    "suspicious": {
        "th": "พบข้อความหรือลิงก์ที่คล้ายเว็บพนันหรือสแปม แต่ยังไม่พอที่จะสรุปว่าถูกฝัง ให้เจ้าหน้าที่เปิดดู",
        "en": "Text or links that resemble gambling or spam, too little to say that they were planted; a person should look.",
    },
    "clean": {
        "th": "ไม่พบลิงก์หรือข้อความเว็บพนันหรือสแปมที่ถูกฝังในหน้าที่เปิดดู",
        "en": "No planted gambling or spam on the pages that were read.",
    },
}

# Several independent signs: one odd link may be an advertisement, a comment or a news item.
ENOUGH = 4
ENOUGH_PLACES = 2


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Adds up independent signs (`checks.spam_signs`); news about gambling is none."""
    found = _distinct(signs(site))
    evidence = tuple(s.evidence for s in sorted(found, key=lambda s: -s.weight)[:MAX_EVIDENCE])
    if sum(s.weight for s in found) >= ENOUGH and len(found) >= ENOUGH_PLACES:
        return Result(Outcome.FAILED, "planted", {"signs": len(found)}, evidence)
    if found:
        return Result(Outcome.CANT_TELL, "suspicious", evidence=evidence)
    if site.home is None or site.home.is_shell:
        return Result(Outcome.CANT_TELL, "not-enough-seen")
    return Result(Outcome.PASSED, "clean", evidence=pages_looked_at(site))


def _distinct(found: Iterable[Sign]) -> list[Sign]:
    """Each thing once: the same footer link on every page is one sign."""
    best: dict[str, Sign] = {}
    for sign in found:
        if sign.what not in best or best[sign.what].weight < sign.weight:
            best[sign.what] = sign
    return list(best.values())
