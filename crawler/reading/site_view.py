"""The site as it was read: pages, and the facts around them. The one thing that checks are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crawler.artifacts import Capture, Dns, Fetch, Robots, Tls
from crawler.reading.page_view import PageView
from crawler.reading.sightings import Sighting, sightings
from crawler.reading.urls import folder_of
from crawler.topics import Lexicon


@dataclass(frozen=True)
class SiteView:
    """`pages`: one view a page read, home first (rendered where it was rendered). `views`: every view, so a rendered page has two.
    `offsite`: views of other organisations' pages that got their one look; never counted as pages of the site.
    """

    capture: Capture
    lexicon: Lexicon
    pages: tuple[PageView, ...] = ()
    views: tuple[PageView, ...] = ()
    offsite: tuple[PageView, ...] = ()

    @property
    def home(self) -> PageView | None:
        """The home page as a visitor sees it, None when it was not read."""
        home = self.capture.home
        if home is None:
            return None
        return next((p for p in self.pages if p.url in (home.final_url, home.url)), None)

    @property
    def tls(self) -> Tls | None:
        return self.capture.tls

    @property
    def dns(self) -> Dns | None:
        return self.capture.dns

    @property
    def robots(self) -> Robots | None:
        return self.capture.robots

    @cached_property
    def fetched(self) -> dict[str, Fetch]:
        """Every fetch by each URL that it went through (asked for, redirects, arrived at); a page before a mere fact about it."""
        ordered = sorted(self.capture.fetches, key=lambda f: f.kind in ("page", "offsite"))
        return {url: f for f in ordered for url in (*(h.url for h in f.redirects), f.final_url, f.url)}

    @cached_property
    def by_url(self) -> dict[str, PageView]:
        return {p.url: p for p in self.pages}

    @cached_property
    def sightings(self) -> Mapping[str, tuple[Sighting, ...]]:
        """Where each topic is named, over all views."""
        return sightings(self.views, self.lexicon)

    @cached_property
    def answers(self) -> dict[object, Any]:
        """What was worked out of this site, kept for whoever asks the same."""
        return {}

    def page_at(self, url: str | None) -> PageView | None:
        """The page that a link to this URL opens, None when it was not read."""
        if url is None:
            return None
        fetch = self.fetched.get(url)
        return self.by_url.get(fetch.final_url if fetch else url) or self._by_folder.get(folder_of(url))

    @cached_property
    def _by_folder(self) -> dict[str, PageView]:
        return {folder_of(p.url): p for p in self.pages}
