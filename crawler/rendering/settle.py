"""When a page has finished changing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from crawler.rendering.scripts import STATE

POLL_S = 0.1

Evaluate = Callable[[str], Awaitable[str]]
"""Runs an expression in the page and gives its string; empty while the page has no document to run it in."""


async def settle(evaluate: Evaluate, network_quiet_ms: Callable[[], float], *, quiet_ms: int, limit_ms: int) -> bool:
    """Wait until the page is quiet, and say whether it ever was.

    Quiet: its document is parsed, and for quiet_ms nothing was in flight, no nodes came or went, and no short
    wait that the page began early is still running. Reaching limit_ms is an answer (False), not an error.
    """
    try:
        async with asyncio.timeout(limit_ms / 1000):
            while True:
                if network_quiet_ms() >= quiet_ms and _is_quiet(await evaluate(STATE), quiet_ms):
                    return True
                await asyncio.sleep(POLL_S)
    except TimeoutError:
        return False


def _is_quiet(state: str, quiet_ms: int) -> bool:
    """`state` is the document's readiness, milliseconds since its last change, and timers awaited."""
    parts = state.split(" ")
    if len(parts) != 3 or parts[0] == "loading":
        return False
    return int(parts[1]) >= quiet_ms and int(parts[2]) == 0
