"""Does the site offer a feed (RSS or Atom) of its news?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks.base import CheckOptions
from checks.offers import Seen, decide, is_gone, sightings_of
from checks.parts import known, shown, state_of, views_of
from checks.result import Result
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}

_ADDRESS = re.compile(
    r"(?:/feeds?/?|/rss/?|\.rss|(?:rss|atom|feed)2?\.xml|/rss2\.0/?|[?&](?:feed|format|type)=(?:rss|atom|feed)[\w.]*)(?:$|[?#&])|feedburner\.com/",
    re.I,
)
MAX_LABEL = 40  # a headline that mentions RSS is no feed


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Declared in the head, or linked by name or address."""
    return decide(site, (*_declared(site), *_linked(site)), known(site, ("rss",)))


def _declared(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for url in view.feeds:
            fetch = site.fetched.get(url)
            if fetch is None or not is_gone(fetch):
                yield shown(view, "link[rel=alternate]", url)


def _linked(site: SiteView) -> Iterator[Seen]:
    for view in views_of(site):
        for link in view.links:
            if link.url and _ADDRESS.search(link.url):
                yield shown(view, link.locator, link.name or link.url, state_of(site, link, view))
    for s in sightings_of(site, known(site, ("rss",)), lambda s: s.kind == "link" and len(s.excerpt) <= MAX_LABEL):
        if s.link is not None:
            yield shown(s.page, s.locator, s.excerpt, state_of(site, s.link, s.page))
