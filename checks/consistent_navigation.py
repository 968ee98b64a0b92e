"""Is the same menu on every page?"""

from __future__ import annotations

from dataclasses import dataclass

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView
from crawler.reading.text import match_key
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS = {
    "consistent": {
        "th": "หน้าย่อย {same} จาก {pages} หน้ามีเมนูหลักเหมือนหน้าแรก",
        "en": "{same} of {pages} inner pages have the home page's main menu.",
    },
    "differs": {
        "th": "มีหน้าย่อยเพียง {same} จาก {pages} หน้าที่มีเมนูหลักเหมือนหน้าแรก",
        "en": "Only {same} of {pages} inner pages have the home page's main menu.",
    },
    "partly": {
        "th": "หน้าย่อย {same} จาก {pages} หน้ามีเมนูหลักเหมือนหน้าแรก หน้าอื่นอาจเป็นคนละส่วนของเว็บไซต์",
        "en": "{same} of {pages} inner pages have the home page's main menu; the others may be other parts of the site.",
    },
    "menu-not-seen": {
        "th": "ระบบแยกเมนูหลักของหน้าแรกไม่ได้ (เช่น เมนูสร้างด้วยสคริปต์หรือเป็นภาพ)",
        "en": "The home page's main menu could not be made out (made by scripts or of pictures, say).",
    },
    "too-few-pages": {
        "th": "ระบบเปิดดูหน้าย่อยได้น้อยเกินกว่าจะเทียบเมนูหลัก",
        "en": "Too few inner pages were read to compare menus.",
    },
}

MIN_MENU = 3
MIN_PAGES = 3  # the home page and two others
SAME = 0.6
MOST, FEW = 0.75, 0.25
_THAI, _LATIN = 0.5, 0.2


@dataclass(frozen=True)
class _Menu:
    page: PageView
    names: frozenset[str]


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Compares menus by the names of their links on the pages as they were answered, so that scripts favour none."""
    home = site.home
    assert home is not None
    menus = _menus(site)
    main = next((m for m in menus if m.page.url == home.url), None)
    if main is None or len(main.names) < MIN_MENU:
        return Result(Outcome.CANT_TELL, "menu-not-seen")
    others = [m for m in menus if m is not main and not _is_other_language(main.page, m.page)]
    if len(others) + 1 < MIN_PAGES:
        return Result(Outcome.CANT_TELL, "too-few-pages")
    alike = [m for m in others if _is_alike(main.names, m.names)]
    return _verdict(others, alike)


def _verdict(others: list[_Menu], alike: list[_Menu]) -> Result:
    share = len(alike) / len(others)
    facts: dict[str, str | int | float] = {"same": len(alike), "pages": len(others)}
    if share >= MOST:
        return Result(Outcome.PASSED, "consistent", facts, _evidence(alike))
    odd = [m for m in others if m not in alike]
    if share <= FEW and not any(m.page.is_shell or not m.names for m in odd):
        return Result(Outcome.FAILED, "differs", facts, _evidence(odd))
    return Result(Outcome.CANT_TELL, "partly", facts, _evidence(odd))


def _menus(site: SiteView) -> list[_Menu]:
    static = {p.url: p for p in site.views if p.source == "static"}
    home = site.home
    pages = [static.get(p.url, p) for p in site.pages if p.source != "pdf"]
    return [_Menu(p, _names(p)) for p in pages if home is not None and same_site(p.url, home.url)]


def _names(page: PageView) -> frozenset[str]:
    return frozenset(key for k in page.links if k.place in ("nav", "header") and (key := match_key(k.name)) and len(key) <= 60)


def _is_alike(main: frozenset[str], other: frozenset[str]) -> bool:
    """Most of one menu is in the other: a section adds entries of its own, a short page leaves submenus out."""
    common = len(main & other)
    if not main | other:
        return False
    return common / len(main | other) >= SAME or (common >= MIN_MENU and common / min(len(main), len(other)) >= SAME)


def _is_other_language(home: PageView, page: PageView) -> bool:
    return home.thai_share > _THAI and page.thai_share < _LATIN


def _evidence(menus: list[_Menu]) -> tuple[Evidence, ...]:
    return tuple(Evidence(m.page.url, "nav", " | ".join(_as_shown(m)), m.page.sha256) for m in menus[:MAX_EVIDENCE])


def _as_shown(menu: _Menu) -> list[str]:
    """The menu's names as they are written, in its order; `names` are comparable forms without tone marks."""
    return list(dict.fromkeys(k.name for k in menu.page.links if match_key(k.name) in menu.names))
