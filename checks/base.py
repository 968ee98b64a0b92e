"""The form of a check: a plain module that satisfies `Check`.

NEEDS = ("home",)                     attributes of SiteView that must not be None
REASONS = {"key": {"th": …, "en": …}} words for its own reasons, with {facts}
class Options(CheckOptions): …        what a rule may set, strictly
def check(site, options) -> Result    pure: no network, disk, clock or randomness
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict

from checks.outcome import WORST_FIRST, Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView

MAX_EVIDENCE = 5


class CheckOptions(BaseModel):
    """Options of a check as a rule file may set them; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Check(Protocol):
    """What the registry accepts as a check."""

    NEEDS: tuple[str, ...]
    REASONS: Mapping[str, Mapping[str, str]]
    Options: type[CheckOptions]
    check: Callable[[SiteView, Any], Result]


def over_pages(site: SiteView, judge: Callable[[PageView], Result]) -> Result:
    """A property that must hold on every page read: the worst page's result, evidence of up to MAX_EVIDENCE such pages."""
    results = [judge(page) for page in site.pages]
    if not results:
        return Result(Outcome.CANT_TELL, "not-enough-seen", looked_at=0)
    worst = min((r.outcome for r in results), key=WORST_FIRST.index)
    same = [r for r in results if r.outcome is worst]
    first = same[0]
    evidence = tuple(e for r in same for e in r.evidence)[:MAX_EVIDENCE]
    return Result(worst, first.reason, {**first.facts, "pages": len(same), "of": len(results)}, evidence, looked_at=len(results))


def pages_looked_at(site: SiteView) -> tuple[Evidence, ...]:
    """Evidence for a pass about absence: the pages looked at, with an empty excerpt (contract, audit.json)."""
    return tuple(Evidence(url=p.url, sha256=p.sha256) for p in site.pages[:MAX_EVIDENCE])
