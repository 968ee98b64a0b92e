"""One page in one fresh context, from navigation to what is kept of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import BrowserContext, CDPSession, Dialog, Error, Page, WebSocketRoute

from crawler.artifacts import Violation
from crawler.gatherers import axe
from crawler.rendering.engine import Engine
from crawler.rendering.gate import Answer, Gate
from crawler.rendering.scripts import MAX_DOM_CHARS, SERIALISE, TO_TOP, WATCH, WIDTH
from crawler.rendering.settle import POLL_S, settle

QUIET_MS = 500
PICTURES_POLLS = 20  # how long a page that is written down may still load images before its picture is taken
MAX_PICTURE_BYTES = 250_000
QUALITIES = (70, 45, 20)
REFLOW_S = 0.3
PROBE_S = 0.5
MAX_FRAMES = 50
URL_CHARS = 2000
DETAIL_CHARS = 200

Ended = Literal["settled", "timed-out", "failed", "crashed"]


@dataclass(frozen=True)
class Order:
    """What is asked of one rendering; see `Browser.render`."""

    url: str
    answer: Answer | None
    with_picture: bool
    may_request: Callable[[str], bool]
    max_subrequests: int
    measure_360: bool
    run_axe: bool
    settle_limit_s: float


@dataclass
class Tab:
    """Fills its fields step by step, so that whenever it is stopped they hold what was seen until then."""

    order: Order
    user_agent: str
    ended: Ended = "timed-out"
    detail: str = ""
    final_url: str = ""
    dom: bytes | None = None
    picture: bytes | None = None
    width_360: int | None = None
    axe: tuple[Violation, ...] | None = None
    dialogs: int = 0
    popups: int = 0
    delegated: bool = False
    frames: tuple[str, ...] = ()
    gate: Gate | None = None
    gone: asyncio.Event = field(default_factory=asyncio.Event)
    _context: BrowserContext | None = None
    _page: Page | None = None
    _session: CDPSession | None = None

    async def run(self, engine: Engine) -> None:
        """All steps. Raises Error when the browser or the page goes away in between."""
        started = asyncio.get_running_loop().time()
        page = await self._open(engine)
        if not await self._navigate(page):
            return
        left = self.order.settle_limit_s - (asyncio.get_running_loop().time() - started)
        assert self.gate is not None
        is_settled = await settle(self._evaluate, self.gate.quiet_ms, quiet_ms=QUIET_MS, limit_ms=int(max(left, 0.1) * 1000))
        if not is_settled:
            await self._interrupt()
        await self._write_down(page)
        if self.dom is None:
            return
        self.ended = "settled" if is_settled else "timed-out"
        with contextlib.suppress(Error):
            await self._look(page)

    async def close(self) -> bool:
        """Leave the browser as if nothing had been; False when it does not answer any more."""
        if self._context is None:
            return True
        try:
            await asyncio.wait_for(self._context.close(), 3)
        except (Error, TimeoutError):
            return False
        return True

    async def _open(self, engine: Engine) -> Page:
        self._context = context = await engine.chromium.new_context(
            user_agent=self.user_agent,
            locale="th-TH",
            timezone_id="Asia/Bangkok",
            viewport={"width": 1366, "height": 900},
            ignore_https_errors=True,  # a certificate is judged elsewhere; its page is read all the same
            accept_downloads=False,
            service_workers="block",
            permissions=[],
        )
        await context.add_init_script(WATCH)
        self._page = page = await context.new_page()
        gate = self.gate = Gate(page, self.order.answer, self.order.with_picture, self.order.may_request, self.order.max_subrequests)
        gate.watch()
        context.on("dialog", self._dismiss)
        context.on("page", self._close_popup)
        page.on("crash", lambda _: self.gone.set())
        await context.route("**/*", gate.route)
        await context.route_web_socket("**/*", _refuse)
        # Opened now, because a page that is busy in an endless loop accepts no new one.
        self._session = await context.new_cdp_session(page)
        return page

    async def _navigate(self, page: Page) -> bool:
        try:
            response = await page.goto(self.order.url, wait_until="commit", timeout=self.order.settle_limit_s * 1000)
        except Error as error:
            is_late = "Timeout" in error.message
            self.ended, self.detail = "timed-out" if is_late else "failed", error.message.split("\n")[0][:DETAIL_CHARS]
            return False
        if response is not None and "x-truat-egress" in response.headers and self.order.answer is None:
            self.ended, self.detail = "failed", response.headers["x-truat-egress"][:DETAIL_CHARS]
            return False
        return True

    async def _evaluate(self, expression: str) -> str:
        """Straight through the protocol: pages replace what richer ways rely on."""
        assert self._session is not None
        try:
            told = await self._session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True})
        except Error:
            if self.gone.is_set() or self._page is None or self._page.is_closed():
                raise
            return ""  # between two documents
        value = told.get("result", {}).get("value")
        return value if isinstance(value, str) else ""

    async def _interrupt(self) -> None:
        """Stop a script that never ends, so that what it left can be read."""
        assert self._session is not None
        for _ in range(3):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PROBE_S):
                    await self._evaluate("''")
                    return
            with contextlib.suppress(Error, TimeoutError):
                async with asyncio.timeout(PROBE_S):
                    await self._session.send("Runtime.terminateExecution")

    async def _write_down(self, page: Page) -> None:
        self.final_url = page.url[:URL_CHARS]
        self.frames = tuple(f.url[:URL_CHARS] for f in page.frames[1:] if f.url.startswith("http"))[:MAX_FRAMES]
        if not page.url.startswith(("http://", "https://")):
            self.ended, self.detail = "failed", "the page went to an address that cannot be shown"
            return
        written = await self._evaluate(SERIALISE)
        if not written or len(written) > MAX_DOM_CHARS:
            self.ended, self.detail = "failed", "the document is too large" if written else "the document could not be read"
            return
        self.delegated = written.startswith("1")
        self.dom = written[1:].encode("utf-8", "replace")

    async def _look(self, page: Page) -> None:
        """Picture and narrow width; the document is written down already."""
        if self.order.with_picture:
            await self._take_picture(page)
        if self.order.run_axe:
            with contextlib.suppress(TimeoutError):
                self.axe = await asyncio.wait_for(self._run_axe(), axe.LIMIT_S)
        if self.order.measure_360:
            await page.set_viewport_size({"width": 360, "height": 740})
            await asyncio.sleep(REFLOW_S)
            width = await self._evaluate(WIDTH)
            self.width_360 = int(width) if width.isdecimal() else None

    async def _run_axe(self) -> tuple[Violation, ...] | None:
        assert self._session is not None
        await self._session.send("Runtime.evaluate", {"expression": axe.script()})
        told = await self._session.send("Runtime.evaluate", {"expression": axe.RUN, "returnByValue": True, "awaitPromise": True})
        return axe.read(str(told.get("result", {}).get("value", "")))

    async def _take_picture(self, page: Page) -> None:
        for _ in range(PICTURES_POLLS):
            if self.gate is None or not self.gate.is_loading_pictures:
                break
            await asyncio.sleep(POLL_S)
        await self._evaluate(TO_TOP)
        for quality in QUALITIES:
            picture = await page.screenshot(type="jpeg", quality=quality, animations="disabled", timeout=5000)
            if len(picture) <= MAX_PICTURE_BYTES:
                self.picture = picture
                return

    async def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs += 1
        with contextlib.suppress(Error):
            await dialog.dismiss()

    async def _close_popup(self, popup: Page) -> None:
        self.popups += 1
        with contextlib.suppress(Error):
            await popup.close()


async def _refuse(socket: WebSocketRoute) -> None:
    """Live connections carry nothing that a page has to say."""
    with contextlib.suppress(Error):
        await socket.close()
