"""The score is an interval over what is not known."""

from __future__ import annotations

from checks.finding import Finding
from checks.outcome import Outcome
from checks.score import Interval, score


def finding(outcome: Outcome, *, pack: str = "gws2", component: str = "1", weight: float = 1, waiver: str | None = None) -> Finding:
    return Finding("r", 1, pack, component, "unstated", "low", weight, outcome, "found", {}, (), 1, waiver=waiver)


def test_what_is_not_known_widens_the_interval() -> None:
    result = score([finding(Outcome.PASSED), finding(Outcome.FAILED), finding(Outcome.CANT_TELL, weight=2)])
    assert Interval(0.25, 0.75, 0.5) == result.site


def test_each_component_and_each_pack_weighs_the_same() -> None:
    ones = [finding(Outcome.PASSED), *(finding(Outcome.FAILED, component="2") for _ in range(9)), finding(Outcome.PASSED, pack="dg2560")]
    assert Interval(0.75, 0.75, 1.0) == score(ones).site


def test_what_does_not_apply_or_is_waived_does_not_count() -> None:
    result = score([finding(Outcome.INAPPLICABLE), finding(Outcome.UNTESTED), finding(Outcome.FAILED, waiver="w"), finding(Outcome.PASSED)])
    assert Interval(1.0, 1.0, 1.0) == result.site


def test_nothing_that_counts_is_no_score() -> None:
    assert score([finding(Outcome.UNTESTED)]).site is None
