"""What a check says of one site: outcome, reason, and what it saw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checks.outcome import Outcome

EXCERPT_CHARS = 160  # a reader needs a line, not a page; what comes from a site is cut on entry


@dataclass(frozen=True)
class Evidence:
    """Where something was seen. `locator` is an XPath or a header or file name; `sha256` names the stored body."""

    url: str
    locator: str = ""
    excerpt: str = ""
    sha256: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "excerpt", " ".join(self.excerpt.split())[:EXCERPT_CHARS])


@dataclass(frozen=True)
class NearMiss:
    """Words that were there and resemble what was asked for; `similarity` is 0 to 1."""

    url: str
    excerpt: str
    similarity: float


@dataclass(frozen=True)
class Result:
    """`reason` is a key of the check's REASONS or of `checks.reasons.COMMON`; `facts` fill its words.
    `looked_at`: pages looked at; None lets the runner say how many were read."""

    outcome: Outcome
    reason: str
    facts: Mapping[str, str | int | float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    near_misses: tuple[NearMiss, ...] = ()
    looked_at: int | None = None
