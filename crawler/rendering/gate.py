"""Which of a page's requests go out, and what became of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from playwright.async_api import Error, Page, Request, Response, Route

log = logging.getLogger(__name__)

MAX_NAVIGATIONS = 5  # pages that send themselves on and on
MAX_MISSING = 50
URL_CHARS = 2000
# Nothing that a reader of the page would miss: video, reports to the site, streams that never end.
_NEVER = {"media", "ping", "cspviolationreport", "eventsource", "websocket", "manifest", "prefetch", "texttrack"}
_FOR_PICTURES = {"image", "font"}
_WAITED_FOR = {"document", "stylesheet", "script", "xhr", "fetch"}
_NOT_REPLAYED = {"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive", "location", "trailer", "upgrade"}


@dataclass(frozen=True)
class Answer:
    """The main document as it was already fetched."""

    body: bytes = field(repr=False)
    headers: tuple[tuple[str, str], ...]
    status: int

    @property
    def replayed_status(self) -> int:
        """Statuses that have no document of their own would end the navigation."""
        return self.status if 200 <= self.status < 600 and self.status not in (204, 205) and self.status // 100 != 3 else 200

    @property
    def replayed_headers(self) -> dict[str, str]:
        """Without what described the transfer; repeated headers as Chromium's protocol joins them."""
        joined: dict[str, str] = {}
        for name, value in self.headers:
            key = name.lower()
            if key in _NOT_REPLAYED or not name.isascii() or not value.isprintable():
                continue
            joined[key] = f"{joined[key]}{chr(10) if key == 'set-cookie' else ', '}{value}" if key in joined else value
        return joined


@dataclass
class Gate:
    """For one page. `subrequests`: requests that went out below the main document, redirects included."""

    page: Page
    answer: Answer | None
    with_picture: bool
    may_request: Callable[[str], bool]
    max_subrequests: int
    subrequests: int = 0
    failed: dict[str, set[str]] = field(default_factory=lambda: {"script": set(), "stylesheet": set()})
    navigations: int = 0
    _in_flight: dict[Request, str] = field(default_factory=dict)
    _moved_at: float = 0.0
    _pictures: int = 0

    def watch(self) -> None:
        self._moved_at = asyncio.get_running_loop().time()
        self.page.on("request", self._began)
        self.page.on("requestfinished", self._ended)
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._responded)
        self.page.on("framenavigated", lambda frame: self._new_document() if frame == self.page.main_frame else None)

    def quiet_ms(self) -> float:
        """Milliseconds since the page last waited for something that could change its text."""
        if any(kind in _WAITED_FOR for kind in self._in_flight.values()):
            return 0.0
        return (asyncio.get_running_loop().time() - self._moved_at) * 1000

    @property
    def is_loading_pictures(self) -> bool:
        return any(kind in _FOR_PICTURES for kind in self._in_flight.values())

    def missing(self, kind: Literal["script", "stylesheet"]) -> tuple[str, ...]:
        """Scripts or style sheets that failed, and those that are still awaited; sorted, for they end in any order."""
        awaited = [request.url for request, of_kind in self._in_flight.items() if of_kind == kind]
        return tuple(url[:URL_CHARS] for url in sorted({*self.failed[kind], *awaited}))[:MAX_MISSING]

    async def route(self, route: Route) -> None:
        """Let a request out, answer it with what is known already, or end it."""
        try:
            if self._is_answered(route.request):
                await self._fulfil(route)
            elif (refusal := self._refusal(route.request)) is None:
                await route.continue_()
            else:
                await route.abort(refusal)
        except Error as error:
            log.debug("request ended while it was decided on: %s", error.message)

    async def _fulfil(self, route: Route) -> None:
        assert self.answer is not None
        status, body = self.answer.replayed_status, self.answer.body
        try:
            await route.fulfill(status=status, headers=self.answer.replayed_headers, body=body)
        except Error:  # headers that Chromium does not accept
            await route.fulfill(status=status, content_type="text/html", body=body)

    def _is_main(self, request: Request) -> bool:
        try:
            return request.is_navigation_request() and request.frame == self.page.main_frame
        except Error:  # a window that is just opening has no frame yet
            return False

    def _is_answered(self, request: Request) -> bool:
        """Whether this is the main document itself, asked for the first time or reloaded by the page."""
        if not self._is_main(request):
            return False
        self.navigations += 1
        again = self.navigations == 1 or request.url == self.page.url
        return self.answer is not None and request.method == "GET" and again and self.navigations <= MAX_NAVIGATIONS

    def _refusal(self, request: Request) -> str | None:
        """Chromium's word for why a request does not go out, None when it does. Counts those that do."""
        is_main = self._is_main(request)
        if is_main and self.navigations == 1:
            return None if request.url.startswith(("http://", "https://")) else "aborted"
        # An aborted navigation leaves the page as it is; a blocked one would show an error page instead.
        refusal = "aborted" if is_main else "blockedbyclient"
        if not self._is_ours(request) or not self._is_wanted(request) or self.navigations > MAX_NAVIGATIONS:
            return refusal
        is_picture = request.resource_type in _FOR_PICTURES
        # Pictures get half at most: a page without a script that was over the limit is another page.
        is_over = self.subrequests >= self.max_subrequests or (is_picture and self._pictures >= self.max_subrequests // 2)
        if is_over or not self._is_allowed(request.url):
            return refusal
        self.subrequests += 1
        self._pictures += is_picture
        return None

    def _is_ours(self, request: Request) -> bool:
        try:
            return request.frame.page == self.page
        except Error:
            return False

    def _is_wanted(self, request: Request) -> bool:
        if request.method not in ("GET", "HEAD") or not request.url.startswith(("http://", "https://")):
            return False
        kind = request.resource_type
        return kind not in _NEVER and (self.with_picture or kind not in _FOR_PICTURES)

    def _is_allowed(self, url: str) -> bool:
        try:
            return self.may_request(url)
        except Exception:
            log.exception("may_request failed")
            return False

    def _is_of_the_page(self, request: Request) -> bool:
        """Frames are pages of their own: what they wait for does not keep this one from being read."""
        try:
            return request.frame == self.page.main_frame
        except Error:
            return False

    def _began(self, request: Request) -> None:
        if request.redirected_from is not None and not (self._is_main(request) and self.navigations <= 1):
            self.subrequests += 1  # hops go out without being routed
        if self._is_of_the_page(request) and request.url.startswith("http"):
            self._in_flight[request] = request.resource_type
            self._moved_at = asyncio.get_running_loop().time()

    def _ended(self, request: Request) -> None:
        if self._in_flight.pop(request, None) is not None:
            self._moved_at = asyncio.get_running_loop().time()

    def _failed(self, request: Request) -> None:
        self._ended(request)
        self._note_missing(request)

    def _responded(self, response: Response) -> None:
        if response.status >= 400:
            self._note_missing(response.request)

    def _note_missing(self, request: Request) -> None:
        if request.resource_type in self.failed and self._is_of_the_page(request):
            self.failed[request.resource_type].add(request.url)

    def _new_document(self) -> None:
        """What an earlier document failed to load is no longer on the page."""
        for urls in self.failed.values():
            urls.clear()
        self._in_flight.clear()
        self._moved_at = asyncio.get_running_loop().time()
