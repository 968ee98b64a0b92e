"""Does the site lead to the agency's accounts on social networks?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checks.base import CheckOptions
from checks.offers import Seen, decide, of_link, sightings_of
from checks.parts import known, shown, views_of
from checks.result import Evidence, Result
from checks.social_profiles import kind_of, of_plugin
from crawler.reading.page_view import Link
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {
    "front-page-only": {
        "th": "มีไอคอนหรือลิงก์สื่อสังคมออนไลน์ แต่พาไปหน้าแรกของผู้ให้บริการ ไม่ใช่บัญชีของหน่วยงาน",
        "en": "Links to social networks lead to the network's front page, not to an account of the agency.",
    },
}

_TOPIC = "social-network"


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Links to an account and boxes that show one. Share buttons, single posts and a network's front page are not accounts."""
    result = decide(site, (*_accounts(site), *_boxes(site), *_named(site)), ())
    if result.reason in ("not-found", "link-goes-nowhere") and (fronts := _front_pages(site)):
        return replace(result, reason="front-page-only", evidence=fronts)
    return result


def _accounts(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for link in view.links:
            if link.url and kind_of(link.url) == "profile":
                yield shown(view, link.locator, link.name or link.hint or link.url, of_link(site, link, view))


def _boxes(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for media in view.media:
            if media.kind in ("iframe", "embed", "object") and media.url and (account := of_plugin(media.url)):
                yield shown(view, media.locator, account)


def _named(site: SiteView) -> Iterator[Seen]:
    """Icons and links called after a network that lead nowhere, or through a page of the site's own."""
    for s in sightings_of(site, known(site, (_TOPIC,)), lambda s: s.kind == "link" and s.place != "main"):
        if s.link is not None and _is_own_or_dead(s.link, s):
            yield shown(s.page, s.locator, s.excerpt, of_link(site, s.link, s.page))


def _is_own_or_dead(link: Link, sighting: Sighting) -> bool:
    return link.target == "none" or (link.url is not None and same_site(link.url, sighting.page.url))


def _front_pages(site: SiteView) -> tuple[Evidence, ...]:
    found = [
        Evidence(v.url, k.locator, k.url, v.sha256) for v in views_of(site) for k in v.links if k.url and kind_of(k.url) == "front-page"
    ]
    return tuple(found[:2])
