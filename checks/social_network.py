"""Does the site lead to the agency's accounts on social networks?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from checks.base import CheckOptions
from checks.offers import Seen, decide, sightings_of
from checks.outcome import Outcome
from checks.parts import home_views, is_about, known, shown, state_of, views_of
from checks.result import Evidence, Result
from checks.social_profiles import Kind, kind_of, of_plugin
from crawler.reading.page_view import Link, PageView
from crawler.reading.scan import Scan
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {
    "front-page-only": {
        "th": "มีไอคอนหรือลิงก์สื่อสังคมออนไลน์ แต่พาไปหน้าแรกของผู้ให้บริการ ไม่ใช่บัญชีของหน่วยงาน",
        "en": "Links to social networks lead to the network's front page, not to an account of the agency.",
    },
    "in-content-only": {
        "th": "พบลิงก์บัญชีสื่อสังคมออนไลน์เฉพาะในเนื้อหาบางหน้า ระบบบอกไม่ได้ว่าเป็นบัญชีของหน่วยงานหรือไม่",
        "en": "Accounts on social networks are linked only inside the content of some pages; whether they are the agency's cannot be told.",
    },
}

_TOPIC = "social-network"
_SDK = re.compile(r"https?://connect\.facebook\.net/.*(?:sdk|all)\.js.*xfbml|https?://platform\.twitter\.com/widgets\.js", re.I)
_IN_TEXT = Scan(
    r"(?:facebook(?:\s?(?:fan)?page)?|face\s?book|เฟ[ซส]บุ๊?[กค]|แฟนเพจ|line(?:\s?(?:id|official|@))?|ไลน์|youtube|ยูทูบ|instagram|tiktok|twitter)\s?:\s?\S"
    r"|(?:facebook|fb|youtube|instagram|tiktok)\.com/[\w@.]{3,}|\bline\s?(?:id|@)\s?:?\s?@?\w{3,}|lin\.ee/\w"
)


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Links to an account and boxes that show one. Share buttons, single posts and a network's front page are not accounts."""
    result = decide(site, (*_accounts(site), *_boxes(site), *_named(site), *_told(site)), ())
    if result.reason not in ("not-found", "link-goes-nowhere"):
        return result
    if elsewhere := _evidence(site, "profile"):
        return Result(Outcome.CANT_TELL, "in-content-only", evidence=elsewhere)
    if fronts := _evidence(site, "front-page"):
        return replace(result, reason="front-page-only", evidence=fronts)
    return result


def _accounts(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        is_own = _speaks_for_the_agency(site, view)
        for link in view.links:
            if link.url and (is_own or link.place != "main") and kind_of(link.url) == "profile":
                yield shown(view, link.locator, link.name or link.hint or link.url, state_of(site, link, view))


def _speaks_for_the_agency(site: SiteView, page: PageView) -> bool:
    """The home page, and pages about contact, the agency or its accounts; what a news item links may be anybody's."""
    home = site.home
    return (home is not None and page.url == home.url) or is_about(site, page, ("contact", "about", _TOPIC))


def _told(site: SiteView) -> Iterator[Seen]:
    """Accounts named in text, and the network's own script, which draws a box that only a browser shows."""
    for view in views_of(site):
        script = next((r.url for r in view.references if _SDK.match(r.url)), None)
        if script and _speaks_for_the_agency(site, view):
            yield shown(view, "script", script, "found-unverified")
        for block in view.blocks if _speaks_for_the_agency(site, view) else ():
            if match := _IN_TEXT.search(block.text):
                yield shown(view, block.locator, block.text[match.start() :], "found-unverified")


def _boxes(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for media in view.media:
            if media.kind in ("iframe", "embed", "object") and media.url and (account := of_plugin(media.url)):
                yield shown(view, media.locator, account)


def _named(site: SiteView) -> Iterator[Seen]:
    """Icons and links called after a network that lead nowhere, or through a page of the site's own."""
    home = {v.url for v in home_views(site)}
    for s in sightings_of(site, known(site, (_TOPIC,)), lambda s: s.kind == "link" and (s.place != "main" or s.page.url in home)):
        if s.link is not None and _is_own_or_dead(s.link, s):
            yield shown(s.page, s.locator, s.excerpt, state_of(site, s.link, s.page))


def _is_own_or_dead(link: Link, sighting: Sighting) -> bool:
    return link.target == "none" or (link.url is not None and same_site(link.url, sighting.page.url))


def _evidence(site: SiteView, kind: Kind) -> tuple[Evidence, ...]:
    """Links of that kind, but for accounts that are gone."""
    linked = ((v, k) for v in views_of(site) for k in v.links if k.url and kind_of(k.url) == kind)
    links = ((v, k) for v, k in linked if kind != "profile" or state_of(site, k, v) != "link-goes-nowhere")
    return tuple(Evidence(v.url, k.locator, k.url or "", v.sha256) for v, k in links)[:2]
