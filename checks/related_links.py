"""Does the site link to related agencies, under such a heading or as a row of their banners?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checks.base import CheckOptions
from checks.offers import Seen, decide, of_sighting, sightings_of
from checks.parts import known
from checks.result import Evidence, Result
from crawler.reading.page_view import Link, PageView
from crawler.reading.site_view import SiteView
from crawler.reading.urls import host_of, registrable

NEEDS = ("home",)
TOPIC = "weblinks"
TOPICS = (TOPIC,)
_POLICIES = ("policy-website", "policy-privacy", "policy-security", "disclaimer")
REASONS: Mapping[str, Mapping[str, str]] = {}
# Banners of this many other organisations are a collection of links, whatever stands above them; one or two may be a campaign.
MIN_BANNERS = 3
MIN_LINKS = 5
# Second-level names of public bodies, schools and associations (.th domain policy).
_PUBLIC = (".go.th", ".mi.th", ".ac.th", ".or.th")


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """Sightings of the topic, and the home page's links to other organisations."""
    policies = _policy_pages(site)
    found = sightings_of(site, (TOPIC,), lambda s: s.kind == "link" or s.place != "main" or s.page.url not in policies)
    seen = [of_sighting(site, s) for s in found]
    return decide(site, [*seen, *_collections(site)], (TOPIC,))


def _policy_pages(site: SiteView) -> frozenset[str]:
    """Pages called policies: what they say of links to others is a section of them."""
    named = sightings_of(site, known(site, _POLICIES), lambda s: s.kind == "page")
    return frozenset(s.page.url for s in named if site.home is None or s.page.url != site.home.url)


def _collections(site: SiteView) -> Iterator[Seen]:
    home = site.home
    if home is None:
        return
    foreign = _foreign(home)
    banners = {host: link for host, link in foreign.items() if link.has_image}
    for links, enough in ((banners, MIN_BANNERS), (foreign, MIN_LINKS)):
        if len(links) >= enough:
            for link in links.values():
                yield Seen("found", Evidence(home.url, link.locator, link.name or link.href, home.sha256))
            return


def _foreign(page: PageView) -> dict[str, Link]:
    """The first link to each other public organisation, a banner before a text."""
    own = registrable(host_of(page.url))
    found: dict[str, Link] = {}
    for link in sorted(page.links, key=lambda k: not k.has_image):
        host = host_of(link.url) if link.url and link.target == "page" else ""
        if host.endswith(_PUBLIC) and registrable(host) != own:
            found.setdefault(registrable(host), link)
    return found
