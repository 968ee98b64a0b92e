"""One worker process as its parent sees it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from crawler.fleet.plan import Order, Plan
from crawler.fleet.worker import MAX_LINE_BYTES
from crawler.store.rows import QueueRow

log = logging.getLogger(__name__)

Tell = Callable[["Child", dict[str, Any]], None]


@dataclass
class Child:
    """`doing`: its sites, and when (monotonic) each was begun. `tell` gets what it says; {"is": "ended"} comes last."""

    plan: Plan
    tell: Tell
    doing: dict[int, tuple[QueueRow, float]] = field(default_factory=dict)
    is_ready: bool = False
    is_worn: bool = False
    is_ended: bool = False
    started: float = field(default_factory=time.monotonic)

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "crawler.fleet.worker",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=MAX_LINE_BYTES,
            start_new_session=True,  # Ctrl-C is for the parent, which then ends its workers in order
        )
        self._send(self.plan.to_json())
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._log())]

    @property
    def pid(self) -> int:
        return self._process.pid

    def audit(self, row: QueueRow, order: Order) -> None:
        self.doing[row.site_id] = (row, time.monotonic())
        self._send({"do": "audit", "order": asdict(order)})

    def forget(self, order: Order) -> None:
        self._send({"do": "forget", "order": asdict(order)})

    def end(self) -> None:
        """Take no more orders, finish what was begun, and go."""
        self._send({"do": "end"})

    def kill(self) -> None:
        self._signal(signal.SIGKILL)

    def terminate(self) -> None:
        self._signal(signal.SIGTERM)

    async def ended(self) -> None:
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _send(self, message: dict[str, Any]) -> None:
        with contextlib.suppress(OSError, RuntimeError):  # it is gone, which its end will tell
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")

    def _signal(self, number: int) -> None:
        with contextlib.suppress(OSError):
            os.killpg(self._process.pid, number)

    async def _listen(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            async for line in self._process.stdout:
                self.tell(self, json.loads(line))
        code = await self._process.wait()
        self.is_ended = True
        self.tell(self, {"is": "ended", "code": code})

    async def _log(self) -> None:
        assert self._process.stderr is not None
        with contextlib.suppress(OSError, ValueError):
            async for line in self._process.stderr:
                if text := line.decode("utf-8", "replace").strip():
                    log.warning("worker %s: %s", self._process.pid, text[:500])
