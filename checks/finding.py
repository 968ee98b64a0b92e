"""A rule's verdict on a site, as audit.json has it."""

from __future__ import annotations

from dataclasses import dataclass

from checks.outcome import Outcome
from checks.result import Evidence, NearMiss


@dataclass(frozen=True)
class Finding:
    """Exactly one for every rule of every chosen pack. `message` has th and en, ready to show."""

    rule: str
    rule_version: int
    pack: str
    component: str
    level: str
    confidence: str
    weight: float
    outcome: Outcome
    reason: str
    message: dict[str, str]
    evidence: tuple[Evidence, ...]
    looked_at: int
    near_misses: tuple[NearMiss, ...] = ()
    waiver: str | None = None
