"""What to fetch next: the page that would decide most about the topics that rules need, then a random sample.

W3C WCAG-EM asks for a structured and a random sample; topics give the first, a generator seeded by the host the second, so that
a look can be repeated.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from crawler.reading.page_view import PageView, Place
from crawler.reading.text import cut
from crawler.reading.urls import extension, host_of, normalise, same_site
from crawler.topics import Lexicon

CANDIDATES_A_TOPIC = 3
SAMPLE_SHARE = 0.2  # of the page budget, kept for the random sample
MAX_SAME_KIND = 6  # more addresses that differ in their numbers alone are a calendar or a catalogue, not another kind of page
MAX_SUBHOST_PAGES = 3
MIN_CROWD = 0.5  # pages of one folder resemble each other, but on a flat site every page lies in one
MAX_CANDIDATES = 3_000
MAX_NAME_CHARS = 80  # longer names are headlines: they tell of a thing more often than they are it
_NUMBER = re.compile(r"\d+")
PAGES = frozenset(
    {"", "html", "htm", "php", "asp", "aspx", "jsp", "do", "cfm", "cgi", "pl", "xhtml", "shtml", "action", "phtml", "php5", "nsf"}
)
_PLACE = {"nav": 1.0, "header": 0.9, "footer": 0.9, "aside": 0.8, "main": 0.6}
# General menus behind which what is asked usually lies; worth opening while topics are still missing.
HUBS = {"about": 6.0, "services": 6.0, "sitemap-page": 8.0, "contact": 6.0, "ita": 5.0, "official-information": 3.0, "policies": 5.0}


@dataclass
class Candidate:
    """A URL that was met and not fetched. `topics`: how strongly each topic was announced, 0 to 1."""

    url: str
    why: str
    topics: dict[str, float] = field(default_factory=dict)
    place: float = 0.5
    depth: int = 0
    is_menu: bool = False


class Frontier:
    """`host`: the site's, with its port where that is not the usual one."""

    def __init__(self, host: str, lexicon: Lexicon, wanted: Iterable[str], max_pages: int) -> None:
        self._home = f"http://{host}/"
        self._host = host_of(self._home)
        self._lexicon = lexicon
        self._wanted = frozenset(wanted)
        self._max_pages = max_pages
        self._random = random.Random(self._host)
        self._candidates: dict[str, Candidate] = {}
        self._taken: set[str] = set()
        self._paths: Counter[str] = Counter()
        self._subhosts: Counter[str] = Counter()
        self._taken_for: defaultdict[str, float] = defaultdict(float)  # how much was fetched for a topic, by strength
        self._failures: Counter[str] = Counter()
        self._sampled = 0
        self._pages = 0

    def in_scope(self, url: str) -> bool:
        """The host itself with and without www; its sub-hosts are let in one by one, where a menu uses them."""
        return same_site(url, self._home)

    def __contains__(self, url: str) -> bool:
        """Whether that URL was fetched, or arrived at, already."""
        return url in self._taken

    def seen(self, url: str) -> None:
        """This URL needs no fetch any more (fetched, or arrived at by a redirect)."""
        self._taken.add(url)
        self._candidates.pop(url, None)

    def add_page(self, page: PageView, depth: int) -> None:
        """Take in a page's links."""
        self._pages += 1
        for link in page.links:
            if link.url is not None and link.target in ("page", "file"):
                self._offer(link.url, " ".join((link.name or link.hint).split()), link.place, depth + 1, page.url)
        for frame in page.frames:
            self._offer(frame, "", "main", depth + 1, page.url)

    def add_sitemap(self, urls: Iterable[str]) -> None:
        for url in urls:
            self._offer(url, "", "main", 2, "sitemap")

    def _offer(self, url: str, name: str, place: Place, depth: int, source: str) -> None:
        url = normalise(url)
        if url in self._taken or not url.startswith(("http://", "https://")) or not self._fits(url, name, place):
            return
        known = self._candidates.get(url)
        if known is None:
            if len(self._candidates) >= MAX_CANDIDATES:
                return
            known = self._candidates[url] = Candidate(url, f"link: {cut(name, 60)}" if name else f"address, from {source}", depth=depth)
        known.place = max(known.place, _PLACE[place])
        known.is_menu = known.is_menu or place in ("nav", "header", "footer")
        for topic, strength in self._announced(url, name).items():
            if strength > known.topics.get(topic, 0.0):
                known.topics[topic] = strength

    def _fits(self, url: str, name: str, place: Place) -> bool:
        kind = extension(url)
        if kind == "pdf":
            return self.in_scope(url) and bool(self._lexicon.topics_in(name) & self._wanted)
        if kind not in PAGES:
            return False
        if self.in_scope(url):
            return True
        # A sub-host that the site's own menu uses for a topic is part of the site, as a visitor sees it.
        return (
            host_of(url).endswith("." + self._host.removeprefix("www."))
            and place != "main"
            and bool(self._lexicon.topics_in(name) & self._wanted)
        )

    def _announced(self, url: str, name: str) -> dict[str, float]:
        found: dict[str, float] = {}
        for match in self._lexicon.matches(name):
            weight = {"label": 1.0, "whole": 1.0, "page": 0.5, "hint": 0.4}[match.strength]
            if len(name) > MAX_NAME_CHARS:
                weight *= 0.3
            found[match.topic] = max(found.get(match.topic, 0.0), weight)
        for topic in self._lexicon.addressed(url):
            found[topic] = max(found.get(topic, 0.0), 0.5)
        return found

    def _gain(self, candidate: Candidate) -> float:
        gain = 0.0
        for topic, strength in candidate.topics.items():
            seen = self._taken_for[topic]
            if seen >= CANDIDATES_A_TOPIC:
                continue
            # Where one page of a topic does not answer, the next may not either; other topics get their turn.
            doubt = 0.8 ** self._failures[topic]
            if topic in HUBS:
                gain += HUBS[topic] * strength * doubt * 0.3**seen
            elif topic in self._wanted:
                gain += strength * doubt * 0.4**seen
        depth = 0.9 ** max(0, candidate.depth - 1)
        crowd = max(MIN_CROWD, 0.8 ** self._paths[_shape(candidate.url)])
        return gain * candidate.place * depth * crowd + (0.05 if candidate.is_menu else 0.0) * crowd

    def next(self) -> Candidate | None:
        """The most telling URL left, or one of the random sample; None when nothing is left. It counts as taken."""
        allowed = [c for c in self._candidates.values() if self._may_take(c)]
        if not allowed:
            return None
        reserve = max(1, round(self._max_pages * SAMPLE_SHARE))
        best = max(allowed, key=lambda c: (round(self._gain(c), 6), -len(c.url), c.url))
        is_sample = self._gain(best) < 0.1 or (self._pages >= self._max_pages - reserve and self._sampled < reserve)
        if is_sample:
            best = self._any(allowed)
            best.why = "sample"
            self._sampled += 1
        elif topics := [t for t, s in sorted(best.topics.items(), key=lambda item: (-item[1], item[0])) if t in self._wanted or t in HUBS]:
            best.why = f"topic: {', '.join(topics[:3])}"
        self._take(best)
        return best

    def _any(self, allowed: list[Candidate]) -> Candidate:
        """One at random, kinds first: a calendar or an archive has no end of pages that differ in their numbers alone."""
        kinds: dict[str, list[Candidate]] = {}
        for candidate in sorted(allowed, key=lambda c: c.url):
            kinds.setdefault(_kind(candidate.url), []).append(candidate)
        return self._random.choice(kinds[self._random.choice(sorted(kinds))])

    def _may_take(self, candidate: Candidate) -> bool:
        if self._paths[_kind(candidate.url)] >= MAX_SAME_KIND and not any(s >= 1.0 for s in candidate.topics.values()):
            return False
        return self.in_scope(candidate.url) or self._subhosts[host_of(candidate.url)] < MAX_SUBHOST_PAGES

    def _take(self, candidate: Candidate) -> None:
        self.seen(candidate.url)
        self._paths[_kind(candidate.url)] += 1
        self._paths[_shape(candidate.url)] += 1
        for topic, strength in candidate.topics.items():
            self._taken_for[topic] += strength
        if not self.in_scope(candidate.url):
            self._subhosts[host_of(candidate.url)] += 1

    def failed(self, candidate: Candidate) -> None:
        """The page could not be read, so its topics are as open as before."""
        for topic, strength in candidate.topics.items():
            self._taken_for[topic] -= strength
            self._failures[topic] += 1
        self._paths[_kind(candidate.url)] -= 1

    def left(self) -> tuple[str, ...]:
        """URLs of this site's menus that were never asked for."""
        return tuple(sorted(c.url for c in self._candidates.values() if c.is_menu))


def _kind(url: str) -> str:
    return "kind " + _NUMBER.sub("0", url)


def _shape(url: str) -> str:
    """The kind of page that a URL seems to be: its folder, or its script."""
    path = unquote(urlsplit(url).path)
    return "shape " + (path.rsplit("/", 1)[0] if not urlsplit(url).query else path)
