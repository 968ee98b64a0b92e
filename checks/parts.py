"""Parts of pages that several checks look at: the home page's views, its footer, and things shown there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checks.memory import once_a_site
from checks.offers import Seen, State, of_link, of_sighting, sightings_of
from checks.result import Evidence
from crawler.reading.page_view import Block, Link, PageView
from crawler.reading.site_view import SiteView

# A page without a marked footer still ends in one, often with a menu: rarely more than these, and never most of the page.
LAST_BLOCKS = 50
END_SHARE = 3  # the end is at most a third
# A marked footer with less text is the last line of a longer one.
SHORT_CHARS = 200
SHORT_BLOCKS = 12


@dataclass(frozen=True)
class Footer:
    """`is_marked`: the page says, or its markup shows, where its footer begins."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    is_marked: bool = True


def footer_of(page: PageView) -> Footer:
    """What stands in the page's footer; of one that marks none (cards apart), or only its last line, what stands at its end."""
    blocks = tuple(b for b in page.blocks if b.place == "footer")
    links = tuple(k for k in page.links if k.place == "footer")
    if not (blocks or links) or (blocks and blocks[-1] not in page.blocks[-LAST_BLOCKS:]):
        return _end(page, LAST_BLOCKS)
    if sum(len(b.text) for b in blocks) < SHORT_CHARS and page.blocks[-1:] == blocks[-1:]:
        end = _end(page, SHORT_BLOCKS)
        return Footer(end.blocks, links or end.links, is_marked=bool(links))
    return Footer(blocks, links)


def _end(page: PageView, most: int) -> Footer:
    blocks = page.blocks[len(page.blocks) - min(most, len(page.blocks) // END_SHARE) :]
    text = "\n".join(b.text for b in blocks)
    # Links have no position among blocks: the last of each name that is said there.
    links = {k.name: k for k in page.links if k.name and k.name in text}
    return Footer(blocks, tuple(links.values()), is_marked=False)


@once_a_site
def views_of(site: SiteView) -> tuple[PageView, ...]:
    """Every view of a web page of the site (documents apart): what a rendering broke, the page as answered may still show."""
    return tuple(v for v in site.views or site.pages if v.source != "pdf")


def as_shown(site: SiteView, page: PageView) -> PageView:
    """The page as the browser showed it with all of its scripts, where that is known; else as given."""
    rendered = site.by_url.get(page.url)
    return rendered if rendered is not None and rendered.scripts_loaded else page


def home_views(site: SiteView) -> tuple[PageView, ...]:
    home = site.home
    return () if home is None else tuple(v for v in views_of(site) if v.url == home.url)


def shown(page: PageView, locator: str, excerpt: str, state: State = "found") -> Seen:
    return Seen(state, Evidence(page.url, locator, excerpt, page.sha256))


# What a link, and what a sighting, proves.
state_of = of_link
announced = of_sighting


def known(site: SiteView, topics: Iterable[str]) -> tuple[str, ...]:
    """Those of the topics that the lexicon has."""
    return tuple(t for t in topics if t in site.lexicon.topics)


def is_about(site: SiteView, page: PageView, topics: Iterable[str]) -> bool:
    """Whether a page calls itself, in title or heading, by a name of one of the topics."""
    return any(s.page.url == page.url for s in sightings_of(site, known(site, topics), lambda s: s.kind in ("page", "heading")))
