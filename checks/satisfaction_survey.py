"""Does the site ask its visitors how satisfied they are?"""

from __future__ import annotations

from collections.abc import Iterator

from checks.base import CheckOptions
from checks.offers import Seen, decide, of_sighting, sightings_of
from checks.result import Evidence, Result
from checks.votes import is_rating, words_of
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
TOPICS = ("survey",)
REASONS: dict[str, dict[str, str]] = {}


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """A form that asks so, or the survey's name as link, heading or page."""
    named = (of_sighting(site, s) for s in sightings_of(site, TOPICS))
    return decide(site, (*_forms(site), *named), TOPICS)


def _forms(site: SiteView) -> Iterator[Seen]:
    for page in site.pages:
        for form in page.forms:
            if is_rating(form):
                yield Seen("found", Evidence(page.url, form.locator, words_of(form), page.sha256))
