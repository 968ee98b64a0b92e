"""The score as an interval over what is not known. design.md, Score, has the arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checks.finding import Finding
from checks.outcome import Outcome

_COUNTED = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL)
DIGITS = 4


@dataclass(frozen=True)
class Interval:
    """Shares from 0 to 1: `worst` counts what could not be told as failed, `best` as passed; `coverage` is the share decided."""

    worst: float
    best: float
    coverage: float


@dataclass(frozen=True)
class ComponentScore:
    pack: str
    component: str
    interval: Interval


@dataclass(frozen=True)
class Score:
    """The site's interval: the mean of its packs', each the mean of its components'. None where nothing counts."""

    site: Interval | None
    components: tuple[ComponentScore, ...]


def score(findings: Iterable[Finding]) -> Score:
    """Score findings; inapplicable, untested and waived ones do not count. Components without any that count are left out."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        if finding.outcome in _COUNTED and finding.waiver is None:
            groups.setdefault((finding.pack, finding.component), []).append(finding)
    components = tuple(ComponentScore(pack, component, _interval(group)) for (pack, component), group in groups.items())
    packs: dict[str, list[Interval]] = {}
    for part in components:
        packs.setdefault(part.pack, []).append(part.interval)
    means = [_mean(intervals) for intervals in packs.values()]
    return Score(
        _rounded(_mean(means)) if means else None, tuple(ComponentScore(c.pack, c.component, _rounded(c.interval)) for c in components)
    )


def _interval(findings: Sequence[Finding]) -> Interval:
    total = sum(f.weight for f in findings)
    passed = sum(f.weight for f in findings if f.outcome is Outcome.PASSED)
    unknown = sum(f.weight for f in findings if f.outcome is Outcome.CANT_TELL)
    return Interval(passed / total, (passed + unknown) / total, (total - unknown) / total)


def _mean(intervals: Sequence[Interval]) -> Interval:
    n = len(intervals)
    return Interval(sum(i.worst for i in intervals) / n, sum(i.best for i in intervals) / n, sum(i.coverage for i in intervals) / n)


def _rounded(interval: Interval) -> Interval:
    return Interval(round(interval.worst, DIGITS), round(interval.best, DIGITS), round(interval.coverage, DIGITS))
