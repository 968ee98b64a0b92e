"""A small site of which every page was read, so that what is not on it can be called not found."""

from __future__ import annotations

from checks.outcome import Outcome
from crawler.reading.site_view import SiteView
from tests.checks.build import FILLER, Answer, home, page, site

INNER = ("/about", "/news", "/contact")


def whole(html: str = FILLER, *more: Answer, **options: object) -> SiteView:
    """The home page with this body, the pages of its menu, and more pages."""
    read = {a.fetch.url for a in more}
    inner = (a for a in (page(path) for path in INNER) if a.fetch.url not in read)
    return site(home(html), *inner, *more, **options)  # type: ignore[arg-type]


def partly(html: str = FILLER, *more: Answer) -> SiteView:
    """The same, with the pages of its menu unread."""
    return site(home(html), *more)


PASSED, FAILED, CANT_TELL, INAPPLICABLE = (o.value for o in (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL, Outcome.INAPPLICABLE))
FOUND, UNVERIFIED = (PASSED, "found"), (CANT_TELL, "found-unverified")
NOT_FOUND, NOT_ENOUGH = (FAILED, "not-found"), (CANT_TELL, "not-enough-seen")
