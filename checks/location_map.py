"""Is there a map of where the office is, embedded or linked?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from checks.base import CheckOptions
from checks.offers import Seen, decide, sightings_of
from checks.parts import announced, is_about, known, shown, state_of, views_of
from checks.result import Result
from crawler.reading.page_view import PageView
from crawler.reading.scan import Scan
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}

_TOPIC = "location-map"
_PLACE = re.compile(
    r"^https?://(?:(?:www\.)?google\.[a-z.]+/maps(?!/d/)|maps\.google\.[a-z.]+/|goo\.gl/maps|maps\.app\.goo\.gl|g\.page/"
    r"|(?:www\.)?openstreetmap\.org/|map\.longdo\.com/|(?:www\.)?bing\.com/maps|(?:www\.)?here\.com/|maps\.apple\.com/|(?:www\.)?waze\.com/)",
    re.I,
)
_PICTURE = re.compile(r"(?<![a-z])(?<!site[ _-])(?<!site)map(?![a-z])|แผนที่", re.I)
# Maps drawn by a script may show anything; on a page about contact or location they show the office.
_DRAWN = Scan(
    r"google\.maps\.|\bL\.map\(|longdo\.Map|new (?:mapboxgl|ol)\.Map|maps\.google(?:apis)?\.com/maps/api|leaflet|map\.longdo\.com/api", re.I
)


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Maps of one place: embedded, drawn, linked at a map service, or a page or picture that calls itself the map."""
    topics = known(site, (_TOPIC,))
    named = (announced(site, s) for s in sightings_of(site, topics))
    return decide(site, (*_embedded(site), *_linked(site), *_drawn(site), *_pictures(site), *named), topics)


def _embedded(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        if _asks_for_a_place(view):
            continue
        for media in view.media:
            if media.kind in ("iframe", "embed", "object") and media.url and _PLACE.match(media.url) and "/maps/api/" not in media.url:
                yield shown(view, media.locator, unquote(media.url))


def _asks_for_a_place(page: PageView) -> bool:
    """A form for reporting an incident holds a map on which to point, which says nothing of the office."""
    return any(_WHERE.search(f.label) for form in page.forms for f in form.visible_fields)


_WHERE = re.compile(r"ละติจูด|ลองจิจูด|ลองติจูด|latitude|longitude|สถานที่เกิดเหตุ|จุดเกิดเหตุ|ที่เกิดเหตุ|พิกัด", re.I)


def _linked(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for link in view.links:
            if link.url and _PLACE.match(link.url):
                yield shown(view, link.locator, link.name or link.url, state_of(site, link, view))


def _drawn(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        script = next((r.url for r in view.references if r.kind == "script" and _DRAWN.search(r.url)), "")
        if (script or _DRAWN.search(view.inline_scripts)) and _is_about_the_office(site, view):
            yield shown(view, "script", script or "map")


def _pictures(site: SiteView) -> Iterator[Seen]:
    """Pictures called map on such a page."""
    for view in views_of(site):
        for media in view.media:
            if (
                media.kind == "img"
                and _PICTURE.search(f"{media.name or ''} {unquote(media.url or '').rpartition('/')[2]}")
                and _is_about_the_office(site, view)
            ):
                yield shown(view, media.locator, media.name or media.url or "")


def _is_about_the_office(site: SiteView, page: PageView) -> bool:
    return is_about(site, page, ("contact", _TOPIC)) and not _asks_for_a_place(page)
