"""One Chromium for many sites: started when first needed, renewed when worn or broken, always answering in time."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable

from playwright.async_api import Error

from crawler.artifacts import Rendering
from crawler.rendering.chromium import require
from crawler.rendering.engine import Engine
from crawler.rendering.gate import Answer
from crawler.rendering.tab import DETAIL_CHARS, Order, Tab

log = logging.getLogger(__name__)

MEASURE_EVERY = 20  # pages between two looks at the memory
RESERVE = 0.25  # of the limit is kept for reading the page after it had its time to settle
MAX_RESERVE_S = 3.0
NOT_STARTED = "Chromium did not start"  # begins the detail of a rendering that never was

Rendered = tuple[Rendering, bytes | None, bytes | None]


class Browser:
    """Shared by everything in one event loop. `egress_url`: the proxy that every request goes through.

    `executable`: path of a Chromium, None to look for one. `is_sandboxed`: None until it was started.
    At most `at_once` pages are rendered at the same time; waiting for a turn does not count against a page's limit.
    """

    def __init__(
        self,
        egress_url: str,
        user_agent: str,
        executable: str | None = None,
        *,
        at_once: int = 2,
        max_pages: int = 200,
        max_memory_mb: float = 1500,
    ) -> None:
        self._egress_url = egress_url
        self._user_agent = user_agent
        self._executable = executable
        self._max_pages = max_pages
        self._max_memory_mb = max_memory_mb
        self._turns = asyncio.Semaphore(at_once)
        self._starting = asyncio.Lock()
        self._engine: Engine | None = None
        self._closing: set[asyncio.Task[None]] = set()
        self.is_sandboxed: bool | None = None

    async def start(self) -> None:
        """Start Chromium now. Raises BrowserMissing, Error or TimeoutError. `render` does it when needed."""
        async with self._starting:
            await self._usable()

    async def close(self) -> None:
        """End Chromium. May be called again, and before start."""
        engine, self._engine = self._engine, None
        if engine is not None:
            await engine.close()
        await asyncio.gather(*self._closing, return_exceptions=True)

    async def render(
        self,
        url: str,
        *,
        body: bytes | None,
        headers: Iterable[tuple[str, str]] = (),
        status: int = 200,
        with_picture: bool,
        limit_s: float,
        may_request: Callable[[str], bool],
        max_subrequests: int,
        measure_360: bool,
        run_axe: bool = False,
    ) -> tuple[Rendering, bytes | None, bytes | None]:
        """Show a page; gives what was recorded, its document (UTF-8) and its picture (JPEG).

        With `body` the site is not asked for the page again: Chromium is answered with body, headers and status.
        `may_request` is asked before each request below the page. Returns within about limit_s of its turn, whatever
        the page does; a page without a document has None. Raises BrowserMissing, nothing else.
        """
        answer = None if body is None else Answer(body, tuple(headers), status)
        settle_limit_s = limit_s - min(MAX_RESERVE_S, limit_s * RESERVE)
        order = Order(url, answer, with_picture, may_request, max_subrequests, measure_360, run_axe, settle_limit_s)
        async with self._turns:
            started = time.monotonic()
            try:
                engine = await self._take()
            except (Error, TimeoutError, OSError) as error:
                detail = f"{NOT_STARTED}: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
                return Rendering(url, url, "crashed", detail=detail[:DETAIL_CHARS]), None, None
            tab = Tab(order, self._user_agent)
            try:
                await _within(tab, engine, limit_s)
            finally:
                await self._give_back(engine, tab)
            return _recorded(tab, time.monotonic() - started)

    async def _take(self) -> Engine:
        async with self._starting:
            engine = await self._usable()
            engine.active += 1
            engine.pages += 1
            return engine

    async def _usable(self) -> Engine:
        """The engine in use, or a new one when it is gone or worn. Call with the lock held."""
        engine = self._engine
        if engine is not None and engine.is_alive and not engine.is_spent:
            return engine
        if engine is not None:
            self._retire(engine)
        self._engine = await Engine.launch(require(self._executable), self._egress_url)
        self.is_sandboxed = self._engine.is_sandboxed
        return self._engine

    def _retire(self, engine: Engine) -> None:
        """Take no more pages, and close as soon as nothing is being rendered."""
        engine.is_spent = True
        if self._engine is engine:
            self._engine = None
        if engine.active == 0:
            task = asyncio.get_running_loop().create_task(engine.close())
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def _give_back(self, engine: Engine, tab: Tab) -> None:
        is_well = await tab.close() and engine.is_alive
        engine.active -= 1
        if is_well and engine.pages % MEASURE_EVERY == 0 and await engine.memory_mb() > self._max_memory_mb:
            log.info("Chromium is renewed: over %s MB", self._max_memory_mb)
            is_well = False
        if not is_well or engine.is_spent or engine.pages >= self._max_pages:
            self._retire(engine)


async def _within(tab: Tab, engine: Engine, limit_s: float) -> None:
    """Run a tab until it is done, its time is over, or the browser or the page is gone. Never raises."""
    engine.on_gone.append(tab.gone.set)
    run = asyncio.ensure_future(tab.run(engine))
    gone = asyncio.ensure_future(tab.gone.wait())
    try:
        await asyncio.wait({run, gone}, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
        if tab.dom is not None:
            return  # what was written down before the browser went is still what the page showed
        if tab.gone.is_set():
            tab.ended, tab.detail = "crashed", "the browser or the page crashed"
        elif run.done() and (error := run.exception()) is not None:
            if not isinstance(error, Error):
                log.error("rendering failed", exc_info=error)
            tab.ended, tab.detail = ("failed" if engine.is_alive else "crashed"), str(error).partition("\n")[0][:DETAIL_CHARS]
    finally:
        engine.on_gone.remove(tab.gone.set)
        for task in (run, gone):
            task.cancel()
        await asyncio.gather(run, gone, return_exceptions=True)


def _recorded(tab: Tab, seconds: float) -> Rendered:
    gate = tab.gate
    rendering = Rendering(
        url=tab.order.url,
        final_url=tab.final_url or tab.order.url,
        ended=tab.ended,
        detail=tab.detail,
        seconds=round(seconds, 3),
        subrequests=gate.subrequests if gate else 0,
        dialogs=tab.dialogs,
        delegated=tab.delegated,
        scripts_failed=gate.missing("script") if gate else (),
        styles_failed=gate.missing("stylesheet") if gate else None,
        frames=tab.frames,
        width_360=tab.width_360,
        axe=tab.axe,
    )
    return rendering, tab.dom, tab.picture
