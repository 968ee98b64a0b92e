"""Does a page say a thing in so many words?"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import model_validator

from checks.base import CheckOptions
from checks.offers import Seen, decide
from checks.result import Result
from checks.topic_pages import Passage, pages_of, passages
from checks.words import holds
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: dict[str, dict[str, str]] = {}


class Options(CheckOptions):
    """`near`: only on that topic's pages and beside its names."""

    th: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    near: str | None = None

    @model_validator(mode="after")
    def _some_words(self) -> Options:
        if not self.th and not self.en:
            raise ValueError("th or en is missing")
        return self


def check(site: SiteView, options: Options) -> Result:
    """Look for the wordings in visible text."""
    near = (options.near,) if options.near else ()
    said = (Seen("found", p.evidence) for p in _texts(site, near) if holds(p.text, (*options.th, *options.en)))
    announced = pages_of(site, near) if near else None
    unread = (Seen("found-unverified", e) for e in announced.unread) if announced else ()
    return decide(site, (*said, *unread), near)


def _texts(site: SiteView, near: tuple[str, ...]) -> Iterator[Passage]:
    if near:
        yield from passages(site, near, pages_of(site, near).pages)
        return
    for page in site.pages:
        yield from (Passage(page, block) for block in page.blocks)
