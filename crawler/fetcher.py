"""Asks a site for one URL through Scrapy, follows its redirects within the rules, and records how that ended."""

from __future__ import annotations

import time
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from gzip import BadGzipFile
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response

from crawler.artifacts import Fault, Fetch, FetchKind, Hop
from crawler.config import MAX_REDIRECTS
from crawler.egress import Egress
from crawler.reading.urls import normalise
from crawler.recorder import Recorder, now

Download = Callable[[Request], Awaitable[Response]]
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FAULTS: tuple[tuple[type[Exception], Fault], ...] = (
    (DownloadTimeoutError, "timeout"),
    (DownloadConnectionRefusedError, "our-fault"),  # the egress is on this machine: it always answers
    (CannotResolveHostError, "our-fault"),
    (DownloadCancelledError, "too-large"),
    (UnsupportedURLSchemeError, "redirected-elsewhere"),
    (IgnoreRequest, "too-large"),  # what is left that ignores is the middleware that unpacks answers: over the limit after decompression
)
_UNPACKERS = frozenset({"brotli", "brotlicffi", "zstd", "_zstd", "backports", "compression"})


@dataclass(frozen=True)
class _Answer:
    """One exchange without its redirects."""

    status: int | None = None
    fault: Fault | None = None
    detail: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class BudgetSpent(Exception):
    """The site's request budget is used up."""


@dataclass
class Fetcher:
    """`may_follow` says why a redirect to a URL must not be followed, None when it may."""

    download: Download
    egress: Egress
    recorder: Recorder
    timeout_s: float
    max_requests: int
    may_follow: Callable[[str, FetchKind], Fault | None]
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def budget_left(self) -> int:
        return self.max_requests - self.recorder.requests

    async def fetch(self, url: str, kind: FetchKind, why: str, *, method: str = "GET") -> Fetch:
        """Fetch and record. Raises BudgetSpent before the first request when none is left."""
        if self.budget_left <= 0:
            raise BudgetSpent
        started_at, started = now(), time.monotonic()
        fetch, body = await self._follow(Fetch(url=url, kind=kind, why=why, final_url=url, started_at=started_at), method)
        fetch = replace(fetch, seconds=round(time.monotonic() - started, 3), body_bytes=len(body))
        if body:
            fetch = replace(fetch, sha256=self.recorder.keep(body))
        self.recorder.fetches.append(fetch)
        return fetch

    async def _follow(self, fetch: Fetch, method: str) -> tuple[Fetch, bytes]:
        hops: list[Hop] = []
        url = fetch.url
        while True:
            answer = await self._exchange(url, method)
            ended = replace(
                fetch,
                final_url=url,
                redirects=tuple(hops),
                status=answer.status,
                fault=answer.fault,
                fault_detail=answer.detail,
                headers=answer.headers,
            )
            location = ended.header("location")
            if answer.fault or answer.status not in REDIRECTS or not location:
                return ended, answer.body
            target = normalise(urljoin(url, location))
            hops.append(Hop(url, answer.status or 0, target))
            ended = replace(ended, redirects=tuple(hops))
            if fault := self._stops(target, hops, fetch.kind):
                return replace(ended, fault=fault, fault_detail=target), answer.body
            url = target

    def _stops(self, target: str, hops: list[Hop], kind: FetchKind) -> Fault | None:
        if urlsplit(target).scheme not in ("http", "https"):
            return "redirected-elsewhere"
        if len(hops) > MAX_REDIRECTS or sum(h.location == target for h in hops) > 1:
            return "redirect-loop"
        if self.budget_left <= 0:
            return "budget"
        return self.may_follow(target, kind)

    async def _exchange(self, url: str, method: str) -> _Answer:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        self.egress.clear_fault(host, port)
        self.recorder.requests += 1
        meta = {"proxy": self.egress.url, "download_timeout": self.timeout_s, "handle_httpstatus_all": True}
        request = Request(url, method=method, headers=self.headers, meta=meta, dont_filter=True)
        try:
            response = await self.download(request)
        except Exception as error:
            return self._failed(error, host, port)
        if response.headers.get("X-Truat-Egress") and response.headers.get("X-Truat-Token") == self.egress.token.encode():
            return self._failed(None, host, port)
        headers = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, values in response.headers.items() for value in values)
        self.recorder.received += len(response.body)
        fault: Fault | None = "truncated" if "dataloss" in response.flags else None
        return _Answer(response.status, fault, "", headers, response.body)

    def _failed(self, error: Exception | None, host: str, port: int) -> _Answer:
        """Name what went wrong; the egress knows best, for it made the connection."""
        if known := self.egress.last_fault(host, port):
            return _Answer(fault=known[0], detail=known[1])
        detail = f"{type(error).__name__}: {error}"[:300]
        for kind, fault in _FAULTS:
            if isinstance(error, kind):
                return _Answer(fault=fault, detail=detail)
        if isinstance(error, DownloadFailedError) or "Tunnel" in type(error).__name__ or "SSL" in detail:
            return _Answer(fault=_broken(detail), detail=detail)
        if isinstance(error, EOFError | BadGzipFile | zlib.error) or type(error).__module__.partition(".")[0] in _UNPACKERS:
            return _Answer(fault="truncated", detail=f"the answer could not be unpacked: {detail}"[:300])
        return _Answer(fault="our-fault", detail=detail)


def _broken(detail: str) -> Fault:
    """Which kind of broken answer a download failure is, from what the transport said."""
    lowered = detail.lower()
    if "ssl" in lowered or "tls" in lowered or "certificate" in lowered:
        return "tls"
    if "parse" in lowered or "not enough data" in lowered or "badheader" in lowered or "wrong number of fields" in lowered:
        return "not-http"
    return "reset"
