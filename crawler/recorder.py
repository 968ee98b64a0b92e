"""Collects what one look records, until it becomes a Capture."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawler.artifacts import Capture, Dns, Fetch, Footprint, Rendering, Robots, Site, Sitemap, Skipped, Tls

MAX_SKIPPED = 500  # a site may link to anything; this many tell the story


def now() -> str:
    """The time as everything records it: ISO 8601, seconds, with offset."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass
class Recorder:
    site: Site
    tool_version: str
    max_pages: int
    is_behind_proxy: bool
    started_at: str = field(default_factory=now)
    fetches: list[Fetch] = field(default_factory=list)
    renderings: list[Rendering] = field(default_factory=list)
    sitemaps: list[Sitemap] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    robots: Robots | None = None
    tls: Tls | None = None
    dns: Dns | None = None
    our_fault: str | None = None
    requests: int = 0
    subrequests: int = 0
    received: int = 0

    def keep(self, body: bytes) -> str:
        """Store a body once; its SHA-256 in hex is its name."""
        digest = hashlib.sha256(body).hexdigest()
        self.bodies.setdefault(digest, body)
        return digest

    @property
    def home(self) -> Fetch | None:
        """The last fetch of the home page so far."""
        return next((f for f in reversed(self.fetches) if f.kind == "page" and f.why == "home"), None)

    def skip(self, url: str, reason: str) -> None:
        if len(self.skipped) < MAX_SKIPPED:
            self.skipped.setdefault(url, reason)

    def capture(self, seconds: float) -> Capture:
        """What was recorded so far; may be called at any time, also after an interruption."""
        return Capture(
            site=self.site,
            tool_version=self.tool_version,
            started_at=self.started_at,
            finished_at=now(),
            max_pages=self.max_pages,
            fetches=tuple(self.fetches),
            renderings=tuple(self.renderings),
            robots=self.robots,
            sitemaps=tuple(self.sitemaps),
            tls=self.tls,
            dns=self.dns,
            skipped=tuple(Skipped(url, reason) for url, reason in sorted(self.skipped.items())),
            footprint=Footprint(self.requests, self.subrequests, self.received, round(seconds, 2)),
            is_behind_proxy=self.is_behind_proxy,
            our_fault=self.our_fault,
            bodies=dict(self.bodies),
        )
