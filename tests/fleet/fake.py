"""An auditor without network, for tests of the engine: hosts say what is to happen to them.

`ok…`: audited. `down…`: no answer, each time. `flaky…`: none in the first round. `kills…`: the worker dies. `once…`: dies the first time.
`slow…`: takes a second. `full…`: no space left. `breaks…`: raises. Each look is a line in looks.txt of the work folder.
"""

from __future__ import annotations

import asyncio
import errno
import os
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from crawler.fleet.plan import Order, Plan


class Auditor:
    settings = Settings()

    def __init__(self, plan: Plan) -> None:
        self._work = Path(plan.work)
        self._work.mkdir(parents=True, exist_ok=True)

    async def __aenter__(self) -> Auditor:
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def audit(self, order: Order, runner: object) -> tuple[dict[str, Any], str, float]:
        name = order.host
        with (self._work / "looks.txt").open("a") as file:
            file.write(f"{name} begin\n")
        looks = (self._work / "looks.txt").read_text().count(f"{name} begin")
        await asyncio.sleep(1.0 if name.startswith("slow") else 0.02)
        if name.startswith("kills") or (name.startswith("once") and looks == 1):
            os._exit(9)
        if name.startswith("full"):
            raise OSError(errno.ENOSPC, "No space left on device", "captures")
        if name.startswith("breaks"):
            raise RuntimeError("our own bug")
        with (self._work / "looks.txt").open("a") as file:
            file.write(f"{name} end\n")
        is_down = name.startswith("down") or (name.startswith("flaky") and not order.is_second)
        return audit_json(order.url, "connection-timeout" if is_down else "audited"), f"run/{order.folder}", 0.0

    def journal(self, order: Order) -> Auditor:
        return self

    def forget(self) -> None:
        pass


def audit_json(url: str, status: str) -> dict[str, Any]:
    finding = {
        "rule": "r1", "rule_version": 1, "pack": "gws2", "component": "1", "outcome": "passed", "reason": "found",
        "message": {"th": "พบ", "en": "found"}, "evidence": [], "near_misses": [], "waiver": None,
    }  # fmt: skip
    is_seen = status == "audited"
    return {
        "site": {"url": url, "final_url": url},
        "status": status,
        "status_reason": None if is_seen else {"detail": "timeout"},
        "started_at": "2026-11-24T22:00:00+00:00",
        "finished_at": "2026-11-24T22:00:01+00:00",
        "score": {"worst": 0.5, "best": 0.5, "coverage": 1.0, "components": []} if is_seen else None,
        "footprint": {"requests": 5, "subrequests": 0, "bytes": 10, "pages": 3 if is_seen else 0, "rendered": 0, "seconds": 0.1},
        "pages": [{"url": url, "status": 200, "rendered": True, "why": "home"}] if is_seen else [],
        "findings": [finding if is_seen else {**finding, "reason": "site-not-seen", "outcome": "cantTell"}],
    }
