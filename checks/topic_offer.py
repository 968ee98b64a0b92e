"""Does the site offer a thing that goes by the names of a topic?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import model_validator

from checks.base import CheckOptions
from checks.offers import decide, of_sighting, sightings_of
from checks.result import Result
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}


class Options(CheckOptions):
    """`where`: site, the home page, or the home page's footer. `kinds`: what may announce it; all kinds when empty."""

    topic: str | None = None
    topics: tuple[str, ...] = ()
    where: Literal["site", "home", "footer"] = "site"
    kinds: tuple[Literal["link", "heading", "page", "form", "control", "text", "image"], ...] = ()

    @model_validator(mode="after")
    def _some_topic(self) -> Options:
        if not self.topic and not self.topics:
            raise ValueError("topic or topics is missing")
        return self

    def all_topics(self) -> tuple[str, ...]:
        return (*((self.topic,) if self.topic else ()), *self.topics)


def check(site: SiteView, options: Options) -> Result:
    """Every sighting of the topics in the asked-for place speaks for the offer; contract.md says what each proves."""
    topics = options.all_topics()
    found = sightings_of(site, topics, lambda s: _is_wanted(site, s, options))
    return decide(site, (of_sighting(site, s) for s in found), topics)


def _is_wanted(site: SiteView, sighting: Sighting, options: Options) -> bool:
    if options.kinds and sighting.kind not in options.kinds:
        return False
    if options.where == "site":
        return True
    home = site.home
    if home is None or sighting.page.url != home.url:
        return False
    return options.where == "home" or sighting.place == "footer"
