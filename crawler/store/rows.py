"""What goes into the store and comes out of it, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

RunState = Literal["running", "finished", "frozen", "cancelled"]
SEEN = ("audited", "partly-audited")


@dataclass(frozen=True)
class SeedRow:
    """A site as the seeds have it; `key` tells one site from another over all nights."""

    key: str
    code: str
    host: str
    url: str
    name_th: str
    name_en: str
    org_type: str
    ministry: str
    province: str
    emails: tuple[str, ...]
    lang: str
    notes: str
    may_mail: bool
    skip: str = ""  # why this night leaves it out; empty when it does not


@dataclass(frozen=True)
class RunRow:
    id: str
    state: RunState
    cause: str | None
    released: bool
    created_at: str
    finished_at: str | None
    seconds: float
    engine: str
    options: Mapping[str, Any]
    seeds_name: str
    seeds_digest: str
    sites: int
    owner: str | None = None
    beat: str | None = None
    mix: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class QueueRow:
    """A site to audit. `is_second`: it failed in a passing way before, in this night; `spent`: requests that this took."""

    site_id: int
    url: str
    host: str
    name_th: str
    name_en: str
    org_type: str
    leases: int
    crashes: int
    spent: int
    is_second: bool


@dataclass(frozen=True)
class FindingRow:
    rule: str
    rule_version: int
    pack: str
    component: str
    outcome: str
    reason: str
    detail: Mapping[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> tuple[int, str, str]:
        """What has to stay the same for an extent to go on."""
        return self.rule_version, self.outcome, self.reason


@dataclass(frozen=True)
class AuditRow:
    """The result of one site's audit, small enough to be kept for ever. `findings`: without those that only say that it was not seen."""

    status: str
    reason: str | None
    final_url: str
    worst: float | None
    best: float | None
    coverage: float | None
    scores: tuple[Mapping[str, Any], ...]
    started_at: str
    finished_at: str
    seconds: float
    requests: int
    subrequests: int
    bytes: int
    pages: int
    is_home_rendered: bool
    capture: str | None
    findings: tuple[FindingRow, ...] = ()

    @property
    def is_seen(self) -> bool:
        return self.status in SEEN


@dataclass(frozen=True)
class Totals:
    """How a run stands. `rendered`: sites whose home page was rendered."""

    sites: int
    done: int
    statuses: Mapping[str, int]
    rendered: int
    pages: int
    skipped: int = 0
    second_round: int = 0
