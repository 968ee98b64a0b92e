"""Targets on other organisations' hosts on which a verdict depends: one look each, under the same rules as the site itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from crawler.reading.page_view import PageView
from crawler.reading.sightings import sightings
from crawler.topics import Lexicon

MAX_LOOKS = 4  # each costs its host up to three requests (robots.txt, the page, a second look at a dead one)


def targets(views: Iterable[PageView], lexicon: Lexicon, wanted: frozenset[str], in_scope: Callable[[str], bool]) -> tuple[str, ...]:
    """URLs elsewhere that are the only thing that speaks for a wanted topic, most topics first."""
    topics_by_url: dict[str, int] = {}
    for topic, seen in sorted(sightings(views, lexicon).items()):
        if topic not in wanted:
            continue
        labels = [s for s in seen if s.strength == "label"]
        urls = [s.link.url for s in labels if s.link is not None and s.link.url is not None and s.link.target == "page"]
        if labels and len(urls) == len(labels) and not any(in_scope(url) for url in urls):
            topics_by_url[urls[0]] = topics_by_url.get(urls[0], 0) + 1
    ranked = sorted(topics_by_url, key=lambda url: (-topics_by_url[url], url))
    return tuple(ranked[:MAX_LOOKS])
