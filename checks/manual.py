"""What nobody can see from outside: a question for a person."""

from __future__ import annotations

from collections.abc import Mapping

from checks.base import CheckOptions
from checks.outcome import Outcome
from checks.result import Result
from crawler.reading.site_view import SiteView
from crawler.topics import Text

NEEDS: tuple[str, ...] = ()
REASONS: Mapping[str, Mapping[str, str]] = {}


class Options(CheckOptions):
    question: Text


def check(site: SiteView, options: Options) -> Result:
    """Always untested; the runner does not even ask."""
    return Result(Outcome.UNTESTED, "needs-a-person", looked_at=0)
