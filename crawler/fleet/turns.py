"""Which site may go next: never two at once that share a host or an address, and those that may have killed a worker by themselves."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from crawler.store.rows import QueueRow

SUSPECTS_TOGETHER = 4  # after one death of a worker; after two a site is looked at alone
MAX_CRASHES = 3


@dataclass(frozen=True)
class Waiting:
    """A site with the addresses of its name; none when it has none, or when a proxy resolves."""

    row: QueueRow
    addresses: frozenset[str]


class Turns:
    def __init__(self) -> None:
        self._queue: deque[Waiting] = deque()
        self._going: dict[int, Waiting] = {}
        self._busy: set[str] = set()

    def __len__(self) -> int:
        return len(self._queue)

    @property
    def blocked(self) -> int:
        """How many wait for a host or an address that another site has."""
        return sum(bool(waiting.addresses & self._busy) for waiting in self._queue)

    @property
    def going(self) -> int:
        return len(self._going)

    def add(self, row: QueueRow, addresses: frozenset[str]) -> None:
        self._queue.append(Waiting(row, addresses | {f"host {row.host}"}))

    def next(self, crashes_beside: list[int]) -> QueueRow | None:
        """The first site that may go to a worker that already has sites with so many crashes each."""
        for index, waiting in enumerate(self._queue):
            if waiting.addresses & self._busy or not _fits(waiting.row.crashes, crashes_beside):
                continue
            del self._queue[index]
            self._going[waiting.row.site_id] = waiting
            self._busy |= waiting.addresses
            return waiting.row
        return None

    def finished(self, site_id: int) -> None:
        waiting = self._going.pop(site_id, None)
        if waiting is not None:
            self._busy -= waiting.addresses

    def drain(self) -> list[QueueRow]:
        """Everything that still waits, taken out."""
        rows = [waiting.row for waiting in self._queue]
        self._queue.clear()
        return rows


def _fits(crashes: int, beside: list[int]) -> bool:
    if not beside:
        return True
    worst = max(crashes, *beside)
    return worst == 0 or (worst == 1 and min(crashes, *beside) == 1 and len(beside) < SUSPECTS_TOGETHER)
