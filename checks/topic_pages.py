"""The pages of a topic, what stands on them, and what of them was not read. For checks that look inside an offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checks.base import MAX_EVIDENCE
from checks.memory import once_a_site
from checks.offers import decide, of_link, of_sighting, sightings_of
from checks.result import Evidence, Result
from crawler.reading.page_view import TEXT_CHARS, Block, Link, PageView
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView

NEAR_BLOCKS = 3  # a sentence about a channel stands beside it, not a screen away
MIN_SENTENCE_CHARS = 30  # shorter blocks beside it are the names of other things
_EMBEDDED = ("iframe", "embed", "object")


@dataclass(frozen=True)
class Passage:
    """A block of text and the page it stands on."""

    page: PageView
    block: Block

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def evidence(self) -> Evidence:
        return Evidence(self.page.url, self.block.locator, self.block.text, self.page.sha256)


@dataclass(frozen=True)
class TopicPages:
    """`offer`: what the site offers of the topic, as a check of the offer alone would say. `pages`: its pages that were read.
    `unread`: links that announce it, lead somewhere, and were not opened."""

    offer: Result
    pages: tuple[PageView, ...]
    unread: tuple[Evidence, ...]


def pages_of(site: SiteView, topics: Iterable[str]) -> TopicPages:
    """Pages called by the topic's name, and pages that a link of that name opens, also on another organisation's host."""
    return _pages_of(site, tuple(topics))


@once_a_site
def _pages_of(site: SiteView, topics: tuple[str, ...]) -> TopicPages:
    pages: dict[str, PageView] = {}
    unread: list[Evidence] = []
    seen = sightings_of(site, topics)
    for sighting in seen:
        page = _page_of(site, sighting)
        if page is not None:
            pages.setdefault(page.url, page)
        elif sighting.link is not None and of_link(site, sighting.link, sighting.page) == "found-unverified":
            unread.append(of_sighting(site, sighting).evidence)
    offer = decide(site, (of_sighting(site, s) for s in seen), topics)
    return TopicPages(offer, tuple(pages.values()), tuple(unread[:MAX_EVIDENCE]))


def _page_of(site: SiteView, sighting: Sighting) -> PageView | None:
    """The page that a sighting makes a page of the topic. The home page is about everything, so never of one topic."""
    home = site.home
    if sighting.kind == "page":
        page: PageView | None = site.by_url.get(sighting.page.url, sighting.page)
    elif sighting.link is not None:
        page = page_behind(site, sighting.link)
    else:
        return None
    return None if page is None or (home is not None and page.url == home.url) else page


def page_behind(site: SiteView, link: Link) -> PageView | None:
    """What a link opens, as far as it was read; off-site looks included."""
    if link.url is None:
        return None
    page = site.page_at(link.url)
    if page is not None:
        return page
    fetch = site.fetched.get(link.url)
    urls = {link.url, fetch.final_url if fetch else link.url}
    return next((p for p in site.offsite if p.url in urls), None)


@once_a_site
def content(site: SiteView, page: PageView) -> tuple[Passage, ...]:
    """What a page says itself: its main part, without what the home page says too (cookie notes, boxes repeated everywhere)."""
    home = site.home
    repeated = {b.text for b in home.blocks} if home is not None and home.url != page.url else set()
    main = [b for b in page.blocks if b.place == "main"] or [b for b in page.blocks if b.place == "aside"]
    return tuple(Passage(page, b) for b in main if b.text not in repeated)


def passages(site: SiteView, topics: Iterable[str], pages: Iterable[PageView]) -> Iterator[Passage]:
    """All of the topic's pages, then the blocks around its names on other pages."""
    pages = tuple(pages)
    own = {p.url for p in pages}
    for page in pages:
        yield from content(site, page)
    done: set[tuple[str, str]] = set()
    for sighting in sightings_of(site, topics, lambda s: s.place in ("main", "aside") and s.page.url not in own):
        mark = (sighting.page.url, sighting.excerpt)
        if mark not in done:
            done.add(mark)
            yield from _around(sighting)


def _around(sighting: Sighting) -> Iterator[Passage]:
    blocks = [b for b in sighting.page.blocks if b.place in ("main", "aside")]
    for at, block in enumerate(blocks):
        if sighting.excerpt and sighting.excerpt in block.text:
            yield Passage(sighting.page, block)
            beside = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 1 + NEAR_BLOCKS])
            yield from (Passage(sighting.page, b) for b in beside if len(b.text) >= MIN_SENTENCE_CHARS)
            return


def unread_parts(site: SiteView, page: PageView) -> tuple[Evidence, ...]:
    """Files that a page links in its main part or shows in a frame and that were not read, text that was cut, and pages without text."""
    found = [Evidence(page.url, k.locator, k.name or k.hint or k.href, page.sha256) for k in page.links if _is_unread_file(site, k)]
    found += [Evidence(page.url, m.locator, m.url or "", page.sha256) for m in page.media if m.kind in _EMBEDDED and m.place == "main"]
    found += [Evidence(page.url, b.locator, b.text, page.sha256) for b in page.blocks if len(b.text) >= TEXT_CHARS]
    if page.is_image_only or page.is_shell:
        found.append(Evidence(page.url, sha256=page.sha256))
    return tuple(found[:MAX_EVIDENCE])


def _is_unread_file(site: SiteView, link: Link) -> bool:
    return link.target == "file" and link.place == "main" and page_behind(site, link) is None
