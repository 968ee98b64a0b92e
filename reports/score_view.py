"""The score as bars and as arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.arithmetic import Components, Weights, mean
from reports.items import Desk
from reports.plain import interval, points


@dataclass(frozen=True)
class Bar:
    """An interval on a scale of 100: `sure` is known to be there, `open` could not be told. `text` says the same in words."""

    sure: float
    open: float
    text: str


@dataclass(frozen=True)
class ComponentLine:
    """`tallies`: passed, to mend, not told. `weights`: the sums that the score is made of, printed."""

    title: str
    bar: Bar | None
    score: str
    coverage: str
    tallies: tuple[int, int, int]
    weights: tuple[str, str, str, str]


@dataclass(frozen=True)
class PackScore:
    """`mean`: how the pack's score follows from its components, at either end."""

    title: str
    score: str
    components: tuple[ComponentLine, ...]
    mean: tuple[str, str]


@dataclass(frozen=True)
class ScoreView:
    score: str
    worst: str
    best: str
    bar: Bar
    coverage: str
    sentence: str
    packs: tuple[PackScore, ...]


def score_view(score: Mapping[str, Any] | None, findings: Sequence[Mapping[str, Any]], sums: Components, desk: Desk) -> ScoreView | None:
    """None where there is no score, or nothing that counts."""
    if not score or score.get("worst") is None or score.get("best") is None:
        return None
    worst, best, words = score["worst"], score["best"], desk.words
    packs = dict.fromkeys(f["pack"] for f in findings)
    key = "score.sentence-exact" if points(worst) == points(best) else "score.sentence"
    return ScoreView(
        score=interval(worst, best),
        worst=points(worst),
        best=points(best),
        bar=_bar(worst, best, desk),
        coverage=points(score.get("coverage")),
        sentence=words(key, worst=points(worst), best=points(best)),
        packs=tuple(_pack(pack, score.get("components") or (), findings, sums, desk) for pack in packs),
    )


def _bar(worst: float, best: float, desk: Desk) -> Bar:
    sure, end = (min(max(share, 0.0), 1.0) * 100 for share in (worst, best))
    text = desk.words("bar", worst=points(worst), best=points(best))
    return Bar(round(sure, 2), round(max(end - sure, 0.0), 2), text)


def _pack(pack: str, scored: Any, findings: Sequence[Mapping[str, Any]], sums: Components, desk: Desk) -> PackScore:
    mine = [f for f in findings if f["pack"] == pack]
    known = {c["component"]: c for c in scored if c["pack"] == pack}
    order = [*(c for c in (desk.packs[pack].components if pack in desk.packs else ())), *(f["component"] for f in mine)]
    used = {f["component"] for f in mine}
    lines = tuple(_line(pack, c, known.get(c, {}), mine, sums, desk) for c in dict.fromkeys(order) if c in used)
    ends = {end: [c.get(end) for c in known.values() if c.get(end) is not None] for end in ("worst", "best")}
    shown = (_mean(ends["worst"]), _mean(ends["best"]))
    return PackScore(desk.pack_title(pack), interval(mean(ends["worst"]), mean(ends["best"])), lines, shown)


def _mean(shares: list[float]) -> str:
    if not shares:
        return "–"
    return f"({' + '.join(f'{share * 100:.1f}' for share in shares)}) ÷ {len(shares)} = {sum(shares) / len(shares) * 100:.1f}"


def _line(
    pack: str, component: str, scored: Mapping[str, Any], findings: Sequence[Mapping[str, Any]], sums: Components, desk: Desk
) -> ComponentLine:
    outcomes = [f["outcome"] for f in findings if f["component"] == component and not f.get("waiver")]
    weights = sums.get((pack, component), Weights())
    worst, best = scored.get("worst", weights.worst), scored.get("best", weights.best)
    has_bar = worst is not None and best is not None
    return ComponentLine(
        title=desk.component_title(pack, component),
        bar=_bar(worst, best, desk) if has_bar else None,
        score=interval(worst, best),
        coverage=points(scored.get("coverage", weights.coverage)),
        tallies=(outcomes.count("passed"), outcomes.count("failed"), outcomes.count("cantTell")),
        weights=(f"{weights.passed:g}", f"{weights.failed:g}", f"{weights.unknown:g}", f"{weights.all:g}"),
    )
