"""The score taken apart, so that a reader can follow it: weights by component, and what each gap would give.

The rule of the score: over the findings of a component that apply, are automatic and not waived, by weight, worst = passed / all,
best = (passed + cantTell) / all. A pack is the mean of its components, the site the mean of its packs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_COUNTED = ("passed", "failed", "cantTell")


@dataclass(frozen=True)
class Weights:
    """Sums of weights of one component, waived findings left out."""

    passed: float = 0.0
    failed: float = 0.0
    unknown: float = 0.0

    @property
    def all(self) -> float:
        return self.passed + self.failed + self.unknown

    @property
    def worst(self) -> float | None:
        return self.passed / self.all if self.all else None

    @property
    def best(self) -> float | None:
        return (self.passed + self.unknown) / self.all if self.all else None

    @property
    def coverage(self) -> float | None:
        return (self.passed + self.failed) / self.all if self.all else None


Components = Mapping[tuple[str, str], Weights]
"""By pack and component; only those in which anything counts."""


def counts(finding: Mapping[str, Any]) -> bool:
    """Whether the finding is part of the score."""
    return finding["outcome"] in _COUNTED and not finding.get("waiver")


def weigh(findings: Iterable[Mapping[str, Any]]) -> Components:
    sums: dict[tuple[str, str], Weights] = {}
    for finding in filter(counts, findings):
        key = (finding["pack"], finding["component"])
        old, weight = sums.get(key, Weights()), float(finding["weight"])
        match finding["outcome"]:
            case "passed":
                sums[key] = Weights(old.passed + weight, old.failed, old.unknown)
            case "failed":
                sums[key] = Weights(old.passed, old.failed + weight, old.unknown)
            case _:
                sums[key] = Weights(old.passed, old.failed, old.unknown + weight)
    return {key: weights for key, weights in sums.items() if weights.all}


def gain(finding: Mapping[str, Any], components: Components) -> float:
    """How much the site's score rises when this gap is mended and all else stays; a share of 1, 0 when it is not part of the score."""
    weights = components.get((finding["pack"], finding["component"]))
    if weights is None or not counts(finding):
        return 0.0
    packs = {pack for pack, _ in components}
    siblings = [key for key in components if key[0] == finding["pack"]]
    return float(finding["weight"]) / weights.all / len(siblings) / len(packs)


def mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
