"""Does the footer hold what visitors look for there: text menu, copyright, disclaimer, the three policies?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from checks.base import CheckOptions
from checks.offers import Seen, State, decide, sightings_of
from checks.outcome import Outcome
from checks.parts import announced, footer_of, home_views, known, shown, state_of, views_of
from checks.result import Evidence, Result
from checks.words import key
from crawler.reading.page_view import Link, PageView
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS = {
    "footer-unclear": {
        "th": "หน้าแรกมีลิงก์เหล่านี้ แต่ระบบแยกไม่ออกว่าส่วนใดเป็นส่วนล่างของหน้า จึงยังไม่ตัดสิน",
        "en": "The home page has such links, but where its footer begins is not clear.",
    },
    "some-missing": {
        "th": "ส่วนล่างของหน้าแรกมีลิงก์นโยบาย {there} จาก 3 เรื่อง ไม่พบลิงก์: {missing}",
        "en": "The footer of the home page links {there} of the 3 policies. Not found there: {missing}.",
    },
}

_POLICIES = {"policy-website": "นโยบายเว็บไซต์", "policy-privacy": "นโยบายคุ้มครองข้อมูลส่วนบุคคล", "policy-security": "นโยบายความมั่นคงปลอดภัยเว็บไซต์"}
MIN_MENU, MIN_REPEATED, MANY = 3, 2, 5
_NO_MENU = frozenset((*_POLICIES, "disclaimer", "social-network"))
_REACH = re.compile(r"\d|@")  # numbers and addresses
_SAYS_LITTLE = frozenset(
    key(w) for w in ("ดูทั้งหมด", "ดูทั้งหมด...", "คลิก", "คลิ๊ก", "อ่านต่อ", "คลิกที่นี่", "view all", "read more", "more", "top", "back to top")
)
LAST = 30  # blocks: a copyright line stands near the end of a page, if not in its footer
_COPYRIGHT = re.compile(
    r"©|ⓒ|&copy;|\(c\)\s?(?:19|20|25)\d\d|copy\s?rights?\b|สงวน\s?(?:ลิข)?สิทธิ์?+(?!\s?(?:ไม่|ที่|ใน|การ))|ลิขสิทธิ์\s?(?:©|\(c\)|พ\.ศ|25|20|โดย|ของ|เป็นของ|ตาม|ถูกต้อง)|all\s+rights?\s+reserve",
    re.I,
)
# Credits of a script or theme speak of their author.
_CREDIT = re.compile(r"plug-?in|scroller|mambo|joomla!? (?:is|extension|module)|template by|licensed under", re.I)


class Options(CheckOptions):
    part: Literal["menu", "copyright", "disclaimer", "policies"]


def check(site: SiteView, options: Options) -> Result:
    """The home page's footer decides; copyright counts at the end of any page, a disclaimer wherever it is linked or stands."""
    if options.part == "menu":
        return _menu(site)
    if options.part == "copyright":
        return decide(site, _copyrights(site), ())
    if options.part == "disclaimer":
        topics = known(site, ("disclaimer",))
        return decide(site, (announced(site, s) for s in sightings_of(site, topics)), topics)
    return _policies(site)


def _menu(site: SiteView) -> Result:
    seen = list(_menus(site))
    if all(footer_of(v).is_marked for v in home_views(site)):
        return decide(site, seen, ())
    result = decide(site, (), ())
    return _unclear(seen[0].evidence) if seen and result.outcome is Outcome.FAILED else result


def _unclear(evidence: Evidence) -> Result:
    return Result(Outcome.CANT_TELL, "footer-unclear", evidence=(evidence,))


def _menus(site: SiteView) -> Iterator[Seen]:
    for view in home_views(site):
        links = [k for k in footer_of(view).links if _is_entry(site, k, view)]
        names = list(dict.fromkeys(k.name for k in links))
        elsewhere = {k.name for k in view.links if k.place in ("nav", "header", "main") and k not in links}
        if len(names) >= MANY or (len(names) >= MIN_MENU and len(elsewhere.intersection(names)) >= MIN_REPEATED):
            state: State = "found" if any(k.leads_somewhere for k in links) else state_of(site, links[0], view)
            yield shown(view, links[0].locator, " | ".join(names), state)


def _is_entry(site: SiteView, link: Link, page: PageView) -> bool:
    """A link in words to another part of this site; policies and ways to get in touch are no menu."""
    if link.target not in ("page", "none", "script") or len(link.name) < 3 or _REACH.search(link.name):
        return False
    if link.url is not None and not same_site(link.url, page.url):
        return False
    return not site.lexicon.topics_in(link.name) & _NO_MENU and key(link.name) not in _SAYS_LITTLE


def _copyrights(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for at, block in enumerate(view.blocks):
            if block.place != "footer" and at < len(view.blocks) - LAST:
                continue
            if (match := _COPYRIGHT.search(block.text)) and not _CREDIT.search(block.text):
                yield shown(view, block.locator, block.text[max(0, match.start() - 20) :])


def _policies(site: SiteView) -> Result:
    found = {topic: list(_in_footer(site, topic)) for topic in known(site, _POLICIES)}
    states = {topic: {s.state for s in seen} for topic, seen in found.items()}
    there = [t for t, s in states.items() if s & {"found", "found-unverified"}]
    if len(there) == len(_POLICIES):
        is_sure = all("found" in states[t] for t in there)
        best = (next(s for s in found[t] if s.state == "found" or "found" not in states[t]) for t in there)
        return decide(site, [s if is_sure else replace(s, state="found-unverified") for s in best], ())
    if elsewhere := _outside_footer(site, [t for t in found if t not in there]):
        return elsewhere
    dead = [s for t, seen in found.items() if t not in there for s in seen]
    result = decide(site, dead, ())
    if not there or result.outcome is not Outcome.FAILED:
        return result
    missing = ", ".join(name for topic, name in _POLICIES.items() if topic not in there)
    evidence: tuple[Evidence, ...] = tuple(found[t][0].evidence for t in there)
    return replace(result, reason="some-missing", facts={"there": len(there), "missing": missing}, evidence=evidence)


def _outside_footer(site: SiteView, topics: list[str]) -> Result | None:
    """A policy linked on a home page that does not show where its footer begins may well stand in it."""
    if all(footer_of(v).is_marked for v in home_views(site)):
        return None
    urls = {v.url for v in home_views(site)}
    others = sightings_of(site, topics, lambda s: s.kind == "link" and s.page.url in urls)
    return _unclear(announced(site, others[0]).evidence) if others else None


def _in_footer(site: SiteView, topic: str) -> Iterator[Seen]:
    urls = {v.url: {k.locator for k in footer_of(v).links} for v in home_views(site)}
    for s in sightings_of(site, (topic,), lambda s: s.kind == "link" and s.locator in urls.get(s.page.url, ())):
        yield announced(site, s)
