"""Is a thing offered anywhere on the site? What a sighting proves, and when enough was seen to say that there is none.

The order and the conditions are contract.md's: found, found-unverified, other cantTell, link-goes-nowhere, not-found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from rapidfuzz import fuzz, process

from checks.base import MAX_EVIDENCE
from checks.memory import once_a_site
from checks.outcome import Outcome
from checks.result import Evidence, NearMiss, Result
from crawler.artifacts import Fetch
from crawler.reading.page_view import Control, Link, PageView
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView
from crawler.reading.text import match_key
from crawler.reading.urls import same_site

State = Literal["found", "found-unverified", "link-goes-nowhere"]
_BEST_FIRST: tuple[State, ...] = ("found", "found-unverified", "link-goes-nowhere")
_OUTCOME = {"found": Outcome.PASSED, "found-unverified": Outcome.CANT_TELL, "link-goes-nowhere": Outcome.FAILED}
ENOUGH_PAGES = 8  # contract.md, reason not-found
_MENUS = ("nav", "header", "footer")
GONE = frozenset({404, 410})
MIN_SIMILARITY = 0.75  # below this, Thai names resemble each other by their common words
MIN_WORDING_CHARS = 5  # shorter ones resemble anything
MAX_NEAR_MISSES = 3
MAX_NEAR_MISS_CHARS = 60


@dataclass(frozen=True)
class Seen:
    """One thing seen that speaks for an offer, and what it proves."""

    state: State
    evidence: Evidence


def of_link(site: SiteView, link: Link, page: PageView) -> State:
    """What a link proves of the thing that it names."""
    if link.target == "none":
        return "link-goes-nowhere" if _is_dead(site, link, page) else "found-unverified"
    if link.target in ("mail", "phone", "fragment"):
        return "found"
    if link.url is None:
        return "found-unverified"
    fetch = site.fetched.get(link.url)
    if fetch is None:
        return "found-unverified"
    if is_gone(fetch):
        return "link-goes-nowhere"
    return "found" if fetch.is_ok else "found-unverified"


def _is_dead(site: SiteView, link: Link, page: PageView) -> bool:
    """Whether a link without target, and every other of its name and address on that page, was seen to do nothing.

    Judged as the browser showed the page: as answered it cannot say what its scripts do with a link.
    """
    shown = site.by_url.get(page.url, page)
    same = [k for k in shown.links if k.name == link.name and k.href == link.href]
    return bool(same) and all(is_surely_inert(k, shown) for k in same)


def is_gone(fetch: Fetch) -> bool:
    """404 or 410 twice, or a name that does not exist by our own resolver."""
    return (fetch.status in GONE and fetch.attempts >= 2) or fetch.fault == "dns-not-found"


def is_surely_inert(link: Link, page: PageView) -> bool:
    """Nothing can happen on a click: seen rendered, with every script loaded, and no listener, toggle or submenu."""
    return _shows_all(page) and link.is_inert


def is_control_inert(control: Control, page: PageView) -> bool:
    """The same of a button outside forms."""
    return _shows_all(page) and not (control.listens or control.toggles)


def _shows_all(page: PageView) -> bool:
    return page.source == "rendered" and page.scripts_loaded is True and not page.delegated


def of_sighting(site: SiteView, sighting: Sighting) -> Seen:
    state: State = of_link(site, sighting.link, sighting.page) if sighting.link is not None else "found"
    return Seen(state, Evidence(sighting.page.url, sighting.locator, sighting.excerpt, sighting.page.sha256))


def decide(site: SiteView, seen: Iterable[Seen], topics: Iterable[str]) -> Result:
    """Combine what was seen, best first; with nothing seen, say whether enough was looked at to call it not found."""
    by_state: dict[State, list[Evidence]] = {}
    for item in seen:
        by_state.setdefault(item.state, []).append(item.evidence)
    for state in _BEST_FIRST[:2]:
        if evidence := by_state.get(state):
            return Result(_OUTCOME[state], state, evidence=tuple(evidence[:MAX_EVIDENCE]))
    wanted = tuple(topics)
    if not is_enough_seen(site, wanted):
        return Result(Outcome.CANT_TELL, "not-enough-seen", evidence=_unseen(site, wanted))
    if evidence := by_state.get("link-goes-nowhere"):
        return Result(Outcome.FAILED, "link-goes-nowhere", evidence=tuple(evidence[:MAX_EVIDENCE]))
    return Result(Outcome.FAILED, "not-found", near_misses=near_misses(site, wanted))


# --- was enough seen? ---------------------------------------------------------------------------------------------


@once_a_site
def is_enough_seen(site: SiteView, topics: tuple[str, ...]) -> bool:
    """Home read (rendered if it is a shell), no candidate for a topic left unseen, and eight pages or every in-scope link read."""
    home = site.home
    if home is None or home.is_shell or site.capture.is_landing_unseen:
        return False
    if len(site.pages) < ENOUGH_PAGES and not _all_links_read(site):
        return False
    return not _unseen(site, topics)


@once_a_site
def _all_links_read(site: SiteView) -> bool:
    """Every in-scope link, and no menu entry that a script may drive to where we did not follow."""
    if any(_may_lead_on(link, page) for page in site.pages for link in page.links):
        return False
    return all(_is_read(site, url) for page in site.pages for url in in_scope_urls(site, page))


def _may_lead_on(link: Link, page: PageView) -> bool:
    if link.place not in _MENUS or link.opens or not link.name:
        return False
    return link.target == "script" or (link.target == "none" and not is_surely_inert(link, page))


@once_a_site
def in_scope_urls(site: SiteView, page: PageView) -> frozenset[str]:
    return frozenset(k.url for k in page.links if k.url and k.target == "page" and same_site(k.url, page.url))


def _is_read(site: SiteView, url: str) -> bool:
    fetch = site.fetched.get(url)
    return fetch is not None and (fetch.is_ok or is_gone(fetch))


@once_a_site
def _unseen(site: SiteView, topics: tuple[str, ...]) -> tuple[Evidence, ...]:
    """Menu entries behind which the thing may be (a hint, or a parent topic's page), where none of those could be opened."""
    places = [s for topic in topics for s in _places_to_look(site, topic)]
    if any(_is_read(site, s.link.url) for s in places if s.link is not None and s.link.url):
        return ()
    return tuple(Evidence(s.page.url, s.locator, s.excerpt, s.page.sha256) for s in places[:MAX_EVIDENCE])


def _places_to_look(site: SiteView, topic: str) -> Iterable[Sighting]:
    yield from (s for s in site.sightings.get(topic, ()) if s.strength == "hint" and _is_menu(s))
    for parent in site.lexicon.topics[topic].parents:
        yield from (s for s in site.sightings.get(parent, ()) if s.strength == "label" and _is_menu(s))


def _is_menu(sighting: Sighting) -> bool:
    link = sighting.link
    return link is not None and link.target == "page" and sighting.place in _MENUS and same_site(link.url or "", sighting.page.url)


# --- near misses --------------------------------------------------------------------------------------------------


def near_misses(site: SiteView, topics: Iterable[str]) -> tuple[NearMiss, ...]:
    """Names on the site that resemble the topic's wordings, nearest first."""
    return _near_misses(site, tuple(topics))


@once_a_site
def _near_misses(site: SiteView, topics: tuple[str, ...]) -> tuple[NearMiss, ...]:
    names = _names(site)
    best: dict[str, float] = {}
    for wording in sorted({match_key(w) for t in topics for w in site.lexicon.topics[t].labels.all()}):
        if len(wording) >= MIN_WORDING_CHARS:
            for key, score in names.nearest(wording):
                best[key] = max(best.get(key, 0.0), score / 100)
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))[:MAX_NEAR_MISSES]
    return tuple(NearMiss(names.said[key][1], names.said[key][0], round(score, 2)) for key, score in ranked)


@dataclass(frozen=True)
class _Names:
    """`said`: comparable form to (name, URL of the page) of what links and headings are called. `forms`: those, shortest first;
    `positions`: theirs in `said`."""

    said: Mapping[str, tuple[str, str]]
    forms: tuple[str, ...]
    positions: tuple[int, ...]

    def nearest(self, wording: str) -> list[tuple[str, float]]:
        """Up to MAX_NEAR_MISSES names; only those of about its length can be similar enough (similarity is twice what is common
        by both lengths)."""
        shortest = len(wording) * MIN_SIMILARITY / (2 - MIN_SIMILARITY)
        start = bisect_left(self.forms, floor(shortest), key=len)
        end = bisect_right(self.forms, ceil(len(wording) ** 2 / shortest), key=len)
        close = self.forms[start:end]
        scored = process.extract(wording, close, scorer=fuzz.ratio, limit=None, score_cutoff=100 * MIN_SIMILARITY)
        scored.sort(key=lambda hit: (-hit[1], self.positions[start + hit[2]]))
        return [(form, score) for form, score, _ in scored[:MAX_NEAR_MISSES]]


@once_a_site
def _names(site: SiteView) -> _Names:
    found: dict[str, tuple[str, str]] = {}
    for page in site.pages:
        for text in (*(k.name for k in page.links), *(h.text for h in page.headings)):
            if 3 < len(text) <= MAX_NEAR_MISS_CHARS:
                found.setdefault(match_key(text), (text, page.url))
    by_length = sorted(enumerate(found), key=lambda item: len(item[1]))
    return _Names(found, tuple(form for _, form in by_length), tuple(position for position, _ in by_length))


Wanted = Callable[[Sighting], bool]


def sightings_of(site: SiteView, topics: Iterable[str], wanted: Wanted = lambda s: True) -> list[Sighting]:
    """Sightings that announce one of the topics (not mere hints), filtered; what is called just so first."""
    found = [s for t in topics for s in site.sightings.get(t, ()) if s.strength != "hint" and wanted(s)]
    return sorted(found, key=lambda s: -s.share)
