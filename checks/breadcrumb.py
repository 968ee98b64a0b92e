"""Do inner pages show the path from the home page?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checks.base import CheckOptions
from checks.offers import Seen, decide
from checks.parts import shown, views_of
from checks.result import Result
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """One inner page with a trail is enough: the template has it."""
    return decide(site, _trails(site), ())


def _trails(site: SiteView) -> Iterator[Seen]:
    home = site.home
    for view in views_of(site):
        if home is None or view.url != home.url:
            for text, locator in view.breadcrumbs[:1]:
                yield shown(view, locator, text)
