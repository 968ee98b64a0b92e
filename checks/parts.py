"""Parts of pages that several checks look at: the home page's views, its footer, and things shown there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.offers import Seen, State
from checks.result import Evidence
from crawler.reading.page_view import Block, Link, PageView
from crawler.reading.site_view import SiteView

# A page without a marked footer still ends in one: rarely more than these.
LAST_BLOCKS = 15
LAST_LINKS = 15


@dataclass(frozen=True)
class Footer:
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]


def footer_of(page: PageView) -> Footer:
    """What stands in the page's footer; of a page that marks none, what stands at its end."""
    blocks = tuple(b for b in page.blocks if b.place == "footer")
    links = tuple(k for k in page.links if k.place == "footer")
    if blocks or links:
        return Footer(blocks, links)
    return Footer(page.blocks[-LAST_BLOCKS:], page.links[-LAST_LINKS:])


def views_of(site: SiteView) -> tuple[PageView, ...]:
    """Every view of a web page of the site (documents apart): what a rendering broke, the page as answered may still show."""
    return tuple(v for v in site.views or site.pages if v.source != "pdf")


def home_views(site: SiteView) -> tuple[PageView, ...]:
    home = site.home
    return () if home is None else tuple(v for v in views_of(site) if v.url == home.url)


def shown(page: PageView, locator: str, excerpt: str, state: State = "found") -> Seen:
    return Seen(state, Evidence(page.url, locator, excerpt, page.sha256))


def known(site: SiteView, topics: Iterable[str]) -> tuple[str, ...]:
    """Those of the topics that the lexicon has."""
    return tuple(t for t in topics if t in site.lexicon.topics)


def stretches(blocks: tuple[Block, ...], chars: int) -> Iterator[tuple[Block, str]]:
    """Each block, with the text from it on: what belongs together often stands in several cells or lines."""
    for at, block in enumerate(blocks):
        text = block.text
        for following in blocks[at + 1 : at + 7]:
            if len(text) >= chars:
                break
            text = f"{text} {following.text}"
        yield block, text[: max(chars, len(block.text))]
