"""Is there something to vote on?"""

from __future__ import annotations

from collections.abc import Iterator

from checks.base import CheckOptions
from checks.offers import Seen, decide, of_sighting, sightings_of
from checks.result import Evidence, Result
from checks.votes import is_vote, words_of
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
TOPICS = ("poll",)
REASONS: dict[str, dict[str, str]] = {}


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """A form with choices, or a link or page of that name. A heading or button without choices may be a "like" of an article."""
    return decide(site, (*_forms(site), *_named(site)), TOPICS)


def _forms(site: SiteView) -> Iterator[Seen]:
    for page in site.pages:
        for form in page.forms:
            if is_vote(form):
                yield Seen("found", Evidence(page.url, form.locator, words_of(form), page.sha256))


def _named(site: SiteView) -> Iterator[Seen]:
    for sighting in sightings_of(site, TOPICS, lambda s: s.kind in ("link", "page", "heading")):
        seen = of_sighting(site, sighting)
        yield seen if sighting.kind != "heading" else Seen("found-unverified", seen.evidence)
