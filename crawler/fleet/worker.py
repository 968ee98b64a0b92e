"""A worker process of the embedded engine: one event loop, many sites at once.

    python -m crawler.fleet.worker      reads the plan and then orders from standard input, a JSON object a line; answers on standard output

Orders: {"do": "audit", "order": {…}} · {"do": "forget", "order": {…}} (its result is stored) · {"do": "end"}.
When standard input ends, so does it.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import json
import logging
import os
import sys
import time
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner

from crawler import reactor
from crawler.fleet.plan import Order, Plan
from crawler.fleet.result import reduced, to_json

MAX_LINE_BYTES = 64_000_000
MAX_RESIDENT_MB = 500  # a worker that has grown beyond is replaced by a fresh one

log = logging.getLogger(__name__)


def load(dotted: str) -> Any:
    """The object that module:name stands for."""
    module, _, name = dotted.partition(":")
    return getattr(importlib.import_module(module), name)


class Worker:
    def __init__(self, plan: Plan, auditor: Any, out: Any) -> None:
        self._plan = plan
        self._auditor = auditor
        self._out = out
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_worn = False

    async def serve(self, runner: AsyncCrawlerRunner) -> None:
        lines = await _standard_input()
        async with self._auditor:
            self._say({"is": "ready", "pid": os.getpid()})
            async for line in lines:
                message = json.loads(line)
                if message["do"] == "end":
                    await asyncio.gather(*self._tasks)
                    return
                self._obey(message["do"], Order(**message["order"]), runner)
        # Whoever gave the orders is gone: what is unfinished will be ordered again, of somebody else.
        os._exit(1)

    def _obey(self, do: str, order: Order, runner: AsyncCrawlerRunner) -> None:
        if do == "forget":
            self._auditor.journal(order).forget()
            return
        task = asyncio.get_running_loop().create_task(self._audit(order, runner))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _audit(self, order: Order, runner: AsyncCrawlerRunner) -> None:
        started = time.monotonic()
        try:
            data, place, rendering_s = await self._auditor.audit(order, runner)
        except OSError as error:
            self._say({"is": "broken", "site": order.site_id, "detail": f"{error.filename or 'the captures'}: {error.strerror or error}"})
            return
        except Exception as error:
            log.exception("the audit of %s broke", order.host)
            self._say({"is": "failed", "site": order.site_id, "detail": f"{type(error).__name__}: {error}"[:300]})
            return
        result = reduced(data, place)
        seconds = round(time.monotonic() - started, 2)
        self._say({"is": "done", "site": order.site_id, "result": to_json(result), "seconds": seconds, "rendering": rendering_s})
        if not self._is_worn and resident_mb() > MAX_RESIDENT_MB:
            self._is_worn = True
            self._say({"is": "worn"})

    def _say(self, message: dict[str, Any]) -> None:
        try:
            self._out.write(json.dumps(message, ensure_ascii=False).encode() + b"\n")
            self._out.flush()
        except OSError:
            os._exit(1)


async def _standard_input() -> asyncio.StreamReader:
    reader = asyncio.StreamReader(limit=MAX_LINE_BYTES)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    return reader


def resident_mb(pid: int | str = "self") -> float:
    """Resident memory of a process, 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _first_line() -> bytes:
    """Byte by byte, so that nothing of what follows gets stuck in a buffer."""
    line = bytearray()
    while (byte := os.read(0, 1)) and byte != b"\n":
        line += byte
    return bytes(line)


def _spare_the_collector() -> None:
    """Rules and topics never become garbage, and pages are large: looking through it all over and over costs a twentieth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def main() -> None:
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    # Whatever prints goes to standard error: standard output belongs to the answers.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    plan = Plan.from_json(json.loads(_first_line()))
    auditor = load(plan.auditor)(plan)
    _spare_the_collector()
    code = 0
    try:
        reactor.run(Worker(plan, auditor, out).serve, auditor.settings)
    except KeyboardInterrupt:
        code = 130
    except Exception as error:
        out.write(json.dumps({"is": "dead", "detail": f"{type(error).__name__}: {error}"[:300]}).encode() + b"\n")
        out.flush()
        code = 1
    os._exit(code)  # a thread that still computes must not keep the process


if __name__ == "__main__":
    main()
