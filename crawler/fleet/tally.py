"""How a night goes, as this process sees it: for the live view, the log lines and the sentinel."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from crawler.store.rows import AuditRow, QueueRow, Totals

RATE_OVER_S = 300.0


@dataclass
class Tally:
    """`changed` is called after each change and at least once a second; `noticed` with each result, of a first round too."""

    totals: Totals
    worked_before_s: float = 0.0
    changed: Callable[[Tally], None] = lambda tally: None
    noticed: Callable[[QueueRow, AuditRow], None] = lambda row, result: None
    statuses: Counter[str] = field(default_factory=Counter)
    going: dict[int, tuple[str, float]] = field(default_factory=dict)
    recent: deque[float] = field(default_factory=deque)
    rendering_s: float = 0.0
    looking_s: float = 0.0

    def __post_init__(self) -> None:
        self.statuses.update(self.totals.statuses)
        self.done = self.totals.done
        self.started = time.monotonic()

    @property
    def worked_s(self) -> float:
        return round(self.worked_before_s + time.monotonic() - self.started, 1)

    @property
    def per_minute(self) -> float:
        """Sites a minute over the last minutes."""
        over = min(RATE_OVER_S, max(time.monotonic() - self.started, 1.0))
        return 60 * len(self.recent) / over

    @property
    def left_s(self) -> float | None:
        """None until there is a rate to go by."""
        return 60 * (self.totals.sites - self.done) / self.per_minute if len(self.recent) >= 5 else None

    @property
    def rendering_share(self) -> float:
        return self.rendering_s / self.looking_s if self.looking_s else 0.0

    @property
    def slowest(self) -> list[tuple[str, float]]:
        """Hosts being looked at, longest first, with seconds."""
        return sorted(((host, time.monotonic() - begun) for host, begun in self.going.values()), key=lambda x: -x[1])

    def begun(self, row: QueueRow) -> None:
        self.going[row.site_id] = (row.host, time.monotonic())

    def dropped(self, row: QueueRow) -> None:
        self.going.pop(row.site_id, None)

    def finished(self, row: QueueRow, result: AuditRow, seconds: float, rendering_s: float, *, again: bool) -> None:
        self.dropped(row)
        self.rendering_s += rendering_s
        self.looking_s += seconds
        self.noticed(row, result)
        if not again:
            self.done += 1
            self.statuses[result.status] += 1
            self.recent.append(time.monotonic())
        self.changed(self)

    def tick(self) -> None:
        while self.recent and time.monotonic() - self.recent[0] > RATE_OVER_S:
            self.recent.popleft()
        self.changed(self)
