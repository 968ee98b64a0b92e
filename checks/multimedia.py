"""Does the site show video or audio?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks.base import CheckOptions
from checks.offers import Seen, decide, sightings_of
from checks.parts import announced, known, shown, state_of, views_of
from checks.result import Result
from crawler.reading.scan import Scan
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}

_TOPIC = "multimedia"
_PLAYERS = re.compile(
    r"youtube(?:-nocookie)?\.com/(?:embed|v)/|facebook\.com/(?:v[\d.]+/)?plugins/video|player\.vimeo\.com|dailymotion\.com/embed|tiktok\.com/(?:embed|player)"
    r"|soundcloud\.com/player|open\.spotify\.com/embed|anchor\.fm/|podbean\.com|streamable\.com|jwplatform\.com|drive\.google\.com/file/[^/]+/preview#video",
    re.I,
)
_WATCH = Scan(
    r"youtube\.com/(?:watch\?|shorts/|live/|playlist\?)|youtu\.be/[\w-]{6,}|(?:^|/)fb\.watch/|facebook\.com/(?:watch/?\?v=|[^?]*/videos/|reel/)|vimeo\.com/\d|dailymotion\.com/video/|tiktok\.com/@[\w.]+/video/"
    r"|\.(?:mp4|webm|m4v|mov|wmv|avi|flv|mp3|wav|wma|ogg|m3u8)(?:$|\?)",
    re.I,
)
MAX_LABEL = 40  # a news headline that mentions a video is no section of videos


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Players on a page, links to something to watch or hear, or a section of videos."""
    return decide(site, (*_played(site), *_linked(site), *_sections(site)), known(site, (_TOPIC,)))


def _played(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for media in view.media:
            if media.kind in ("video", "audio") or (
                media.kind in ("iframe", "embed", "object") and media.url and _PLAYERS.search(media.url)
            ):
                yield shown(view, media.locator, media.url or media.name or media.kind)
        for reference in view.references:
            if reference.kind == "media" and _WATCH.search(reference.url):
                yield shown(view, reference.locator, reference.url)


def _linked(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for link in view.links:
            if link.url and _WATCH.search(link.url):
                yield shown(view, link.locator, link.name or link.url, state_of(site, link, view))


def _sections(site: SiteView) -> Iterator[Seen]:
    for sighting in sightings_of(
        site, known(site, (_TOPIC,)), lambda s: s.strength == "label" and s.kind != "form" and len(s.excerpt) <= MAX_LABEL
    ):
        yield announced(site, sighting)
