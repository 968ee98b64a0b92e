"""Does the footer hold what visitors look for there: text menu, copyright, disclaimer, the three policies?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from checks.base import CheckOptions
from checks.offers import Seen, decide, of_link, of_sighting, sightings_of
from checks.outcome import Outcome
from checks.parts import footer_of, home_views, known, shown, views_of
from checks.result import Evidence, Result
from crawler.reading.page_view import Link, PageView
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS = {
    "some-missing": {
        "th": "ส่วนล่างของหน้าแรกมีลิงก์นโยบาย {there} จาก 3 เรื่อง ไม่พบลิงก์: {missing}",
        "en": "The footer of the home page links {there} of the 3 policies. Not found there: {missing}.",
    },
}

_POLICIES = {"policy-website": "นโยบายเว็บไซต์", "policy-privacy": "นโยบายคุ้มครองข้อมูลส่วนบุคคล", "policy-security": "นโยบายความมั่นคงปลอดภัยเว็บไซต์"}
MIN_MENU = 3
LAST = 30  # blocks: a copyright line stands near the end of a page, if not in its footer
_COPYRIGHT = re.compile(
    r"©|ⓒ|&copy;|\(c\)\s?(?:19|20|25)\d\d|copy\s?rights?\b|สงวน\s?(?:ลิข)?สิทธิ์?(?!\s?(?:ไม่|ที่|ใน|การ))|ลิขสิทธิ์\s?(?:©|\(c\)|พ\.ศ|25|20|โดย|ของ|เป็นของ|ตาม|ถูกต้อง)|all\s+rights?\s+reserve",
    re.I,
)
# Credits of a script or theme speak of their author.
_CREDIT = re.compile(r"plug-?in|scroller|mambo|joomla!? (?:is|extension|module)|template by|licensed under", re.I)


class Options(CheckOptions):
    part: Literal["menu", "copyright", "disclaimer", "policies"]


def check(site: SiteView, options: Options) -> Result:
    """The home page's footer decides; copyright counts at the end of any page, a disclaimer wherever it is linked or stands."""
    if options.part == "menu":
        return decide(site, _menus(site), ())
    if options.part == "copyright":
        return decide(site, _copyrights(site), ())
    if options.part == "disclaimer":
        topics = known(site, ("disclaimer",))
        return decide(site, (of_sighting(site, s) for s in sightings_of(site, topics)), topics)
    return _policies(site)


def _menus(site: SiteView) -> Iterator[Seen]:
    for view in home_views(site):
        links = [
            k
            for k in footer_of(view).links
            if k.name and k.target in ("page", "file", "script") and not _is_picture(k) and _is_own(k, view)
        ]
        names = list(dict.fromkeys(k.name for k in links))
        if len(names) >= MIN_MENU:
            yield shown(view, links[0].locator, " | ".join(names))
        dead = [k for k in footer_of(view).links if k.name and k.target == "none" and not _is_picture(k)]
        if len({k.name for k in dead}) >= MIN_MENU:
            yield shown(view, dead[0].locator, " | ".join(k.name for k in dead), of_link(site, dead[0], view))


def _is_own(link: Link, page: PageView) -> bool:
    return link.url is None or same_site(link.url, page.url)


def _is_picture(link: Link) -> bool:
    """Named only by its picture."""
    return link.has_image and len(link.name) < 3


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
    dead = [s for t, seen in found.items() if t not in there for s in seen]
    result = decide(site, dead, ())
    if not there or result.outcome is not Outcome.FAILED:
        return result
    missing = ", ".join(name for topic, name in _POLICIES.items() if topic not in there)
    evidence: tuple[Evidence, ...] = tuple(found[t][0].evidence for t in there)
    return replace(result, reason="some-missing", facts={"there": len(there), "missing": missing}, evidence=evidence)


def _in_footer(site: SiteView, topic: str) -> Iterator[Seen]:
    urls = {v.url: {k.locator for k in footer_of(v).links} for v in home_views(site)}
    for s in sightings_of(site, (topic,), lambda s: s.kind == "link" and s.locator in urls.get(s.page.url, ())):
        yield of_sighting(site, s)
