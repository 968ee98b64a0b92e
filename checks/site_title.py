"""Does the title of the home page name the agency?"""

from __future__ import annotations

import re

from checks.agency_names import KINDS_EN, KINDS_TH
from checks.base import CheckOptions
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView
from crawler.reading.text import match_key

NEEDS = ("home",)
REASONS = {
    "named": {
        "th": "ชื่อหน้าแรก (title) ระบุชื่อหน่วยงาน: “{seen}”",
        "en": "The home page's title names the agency: “{seen}”.",
    },
    "no-title": {
        "th": "หน้าแรกไม่มีชื่อ (title)",
        "en": "The home page has no title.",
    },
    "generic": {
        "th": "ชื่อหน้าแรก (title) เป็นคำทั่วไป “{seen}” ไม่บอกว่าเป็นเว็บไซต์ของหน่วยงานใด",
        "en": "The home page's title is the general “{seen}” and does not say whose site it is.",
    },
    "not-recognised": {
        "th": "ระบบไม่แน่ใจว่าชื่อหน้าแรก (title) “{seen}” เป็นชื่อของหน่วยงานหรือไม่",
        "en": "Whether the title “{seen}” names the agency is not clear.",
    },
    "title-not-seen": {
        "th": "หน้าแรกสร้างด้วยสคริปต์และยังแสดงผลไม่ครบ จึงไม่ทราบชื่อหน้าแรก",
        "en": "The home page is made by scripts and was not seen whole, so its title is not known.",
    },
}

# What systems put there when nobody did, and words that name no one.
_GENERIC = frozenset(
    match_key(w)
    for w in (
        "หน้าแรก", "หน้าหลัก", "หน้าแรกของเว็บไซต์", "ยินดีต้อนรับ", "ยินดีต้อนรับสู่เว็บไซต์", "เว็บไซต์",
        "ยินดีต้อนรับเข้าสู่เว็บไซต์", "เว็บไซต์หน่วยงาน", "หน้าหลักเว็บไซต์", "home", "homepage",
        "home page", "index", "untitled", "untitled document", "new page 1", "welcome", "welcome to", "main", "main page",
        "document", "website", "web site",
        "joomla", "joomla!", "wordpress", "just another wordpress site", "my blog", "my website", "drupal", "react app",
        "vite app", "vite + react", "nuxt",
        "next.js", "laravel", "angular", "title", "page title", "my site", "test", "blank page", "default", "no title", "welcome to nginx!",
    )
)  # fmt: skip
_PARTS = re.compile(r"\s*(?:[|:»>•–]|\s-\s|::)\s*")
# A kind of body alone ("department") names nobody.
MIN_NAME_CHARS = 3


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Named: the seeds' name, or a kind of body with a name of its own, or what header and footer call the agency too."""
    home = site.home
    assert home is not None
    title = home.title
    evidence = (Evidence(home.url, "title", title, home.sha256),)
    if not title or _is_generic(title):
        if home.is_shell or (home.source == "rendered" and not home.scripts_loaded):
            return Result(Outcome.CANT_TELL, "title-not-seen", evidence=evidence)
        return Result(Outcome.FAILED, "generic" if title else "no-title", {"seen": title}, evidence)
    if _is_known_name(site, title) or _has_kind_and_name(title) or _is_used_elsewhere(home, title):
        return Result(Outcome.PASSED, "named", {"seen": title[:100]}, evidence)
    return Result(Outcome.CANT_TELL, "not-recognised", {"seen": title[:100]}, evidence)


def _is_generic(title: str) -> bool:
    parts = [p for p in (match_key(part).strip(" .!-_") for part in _PARTS.split(title)) if p]
    return all(p in _GENERIC or p.replace(" ", "") in _GENERIC for p in parts)


def _is_known_name(site: SiteView, title: str) -> bool:
    key = match_key(title).replace(" ", "")
    names = (site.capture.site.name_th, site.capture.site.name_en)
    return any(match_key(n).replace(" ", "") in key for n in names if n and len(n) >= MIN_NAME_CHARS)


def _has_kind_and_name(title: str) -> bool:
    for kind in KINDS_TH:
        _, found, rest = title.partition(kind)
        if found and len(re.sub(r"[^ก-๛A-Za-z0-9]", "", rest)) >= MIN_NAME_CHARS:
            return True
    match = KINDS_EN.search(title)
    return match is not None and len(re.sub(r"[^A-Za-zก-๛]", "", title.replace(match[0], ""))) >= MIN_NAME_CHARS


def _is_used_elsewhere(home: PageView, title: str) -> bool:
    """A part of the title that the page's header, logo or footer repeats is what the site calls itself."""
    names = [h.text for h in home.headings if h.place == "header" or h.level == 1]
    names += [m.name for m in home.media if m.name and m.place == "header"]
    names += [b.text for b in home.blocks if b.place in ("header", "footer")]
    keys = [match_key(n).replace(" ", "") for n in names]
    parts = [match_key(p).replace(" ", "") for p in _PARTS.split(title) if not _is_generic(p)]
    return any(len(p) >= 2 * MIN_NAME_CHARS and any(p in k for k in keys) for p in parts)
