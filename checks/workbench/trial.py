"""One case of a rule, judged, beside what it expects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from checks.finding import Finding
from checks.rule import Rule
from checks.workbench.cases import Case
from checks.workbench.sites import capture_of
from crawler.artifacts import Capture
from crawler.reading.read import PageReader

Judge = Callable[[Capture, tuple[Rule, ...]], tuple[Finding, ...]]
MAX_SHOWN = 3


@dataclass(frozen=True)
class Trial:
    rule: Rule
    case: Case
    finding: Finding

    @property
    def is_right(self) -> bool:
        wanted, seen = self.case.expect, self.finding
        said = " ".join(e.excerpt for e in seen.evidence)
        return (wanted.outcome, wanted.reason) == (seen.outcome, seen.reason) and (wanted.excerpt is None or wanted.excerpt in said)

    def words(self) -> tuple[str, ...]:
        """What was expected and what was seen, in lines."""
        wanted, seen = self.case.expect, self.finding
        excerpt = f", evidence with “{wanted.excerpt}”" if wanted.excerpt else ""
        return (
            f"expected {wanted.outcome} {wanted.reason}{excerpt}",
            f"seen     {seen.outcome} {seen.reason}: {seen.message['en']}",
            *(f"         {e.url} {e.locator} “{e.excerpt}”" for e in seen.evidence[:MAX_SHOWN]),
            *(f"         near: “{m.excerpt}” ({m.similarity})" for m in seen.near_misses[:MAX_SHOWN]),
        )


def try_case(rule: Rule, case: Case, rules: Iterable[Rule], judge: Judge, reader: PageReader) -> Trial:
    """Judge a case's site. `rules`: all that there are; a quality needs its base judged first."""
    bases = tuple(r for r in rules if r.id == rule.base)
    return Trial(rule, case, judge(capture_of(case, reader), (*bases, rule))[-1])
