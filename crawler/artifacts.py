"""What a capture holds: everything that was recorded of one site, and no opinion about it.

These are the plain values between the stages. `crawler.capture` writes them to a folder and reads them
back; `crawler.reading` turns bodies into pages; checks judge. Nothing here does I/O.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

SCHEMA = "truat.capture/1"
# Why of a fetch behind an entrance (splash page, meta refresh, frameset) that could not be read.
LANDING = "landing page behind the entrance"

FetchKind = Literal["page", "robots", "sitemap", "probe", "fact", "offsite", "search"]
"""page: part of the sample that is read. probe: the not-found probe. fact: the other scheme or the
other of bare and www. offsite: one look at a target on another organisation's host. search: the one GET search."""

Fault = Literal[
    "dns-not-found",  # NXDOMAIN or no address, by our own resolver
    "connection-refused",
    "timeout",  # no connect, no first byte, or no last byte in time
    "reset",  # the connection broke before a whole answer
    "truncated",  # shorter than its Content-Length or chunking said
    "not-http",  # something answered that is not HTTP
    "tls",  # no handshake was possible
    "too-large",  # over the limit after decompression
    "redirect-loop",  # more hops than allowed, or a URL met twice
    "redirected-elsewhere",  # a redirect left the scope; the last hop says where to
    "forbidden-address",  # the address guard refused it
    "robots",  # robots.txt forbids a redirect's target
    "budget",  # a redirect's target was over the request budget
    "proxy",  # the given --proxy could not be reached
    "our-fault",  # our own network, browser, disk or code
]


@dataclass(frozen=True)
class Hop:
    """One redirect: the URL that answered, its status, and where it pointed (absolute)."""

    url: str
    status: int
    location: str


@dataclass(frozen=True)
class Fetch:
    """One thing that was asked for, with its redirects, and how that ended.

    Exactly one of `status` and `fault` says how it ended: a fault has status None, except
    truncated, too-large and the redirect faults, which keep the status that was seen.
    Times are ISO 8601; `seconds` runs from the request to the last byte.
    `sha256` names the body in `Capture.bodies` (after content decoding), None without one.
    Header names are as sent; repeated headers are repeated.
    """

    url: str
    kind: FetchKind
    why: str
    final_url: str
    status: int | None = None
    fault: Fault | None = None
    fault_detail: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[Hop, ...] = ()
    started_at: str = ""
    seconds: float = 0.0
    body_bytes: int = 0
    sha256: str | None = None
    attempts: int = 1
    condition: str | None = None  # what it is instead of the page (crawler.condition), by which signature; never recorded, set when judging
    signature: str = ""

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def content_type(self) -> str:
        """Media type in lower case without parameters, empty when none was sent."""
        return (self.header("content-type") or "").split(";")[0].strip().lower()

    @property
    def is_ok(self) -> bool:
        """A whole answer with a good status that is the page asked for and nothing in its place."""
        return self.fault is None and self.status is not None and 200 <= self.status < 300 and self.condition is None


@dataclass(frozen=True)
class Violation:
    """One rule of axe-core that a page breaks: its id, impact and help, WCAG tags, how many elements, and a few of them."""

    rule: str
    impact: str
    help: str
    tags: tuple[str, ...] = ()
    count: int = 0
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rendering:
    """A page as Chromium showed it.

    `ended`: settled (network and DOM quiet), timed-out (the hard limit was reached; the DOM is what was
    there then), failed (navigation failed), crashed (browser or tab gone; no DOM).
    `dom_sha256` names the serialised DOM (UTF-8) in `Capture.bodies`. In it, elements with a listener of
    their own for click or key events carry `data-truat-listens`; `delegated` says that document, window
    or body listen for clicks, so that any element may react.
    `scripts_failed`: URLs of scripts that the page asked for and did not get. `styles_failed`: the same of style sheets, None where
    that was not recorded.
    `width_360`: CSS pixels the document needs when the viewport is 360 wide, None when not measured.
    """

    url: str
    final_url: str
    ended: Literal["settled", "timed-out", "failed", "crashed"]
    dom_sha256: str | None = None
    detail: str = ""
    seconds: float = 0.0
    subrequests: int = 0
    dialogs: int = 0
    delegated: bool = False
    scripts_failed: tuple[str, ...] = ()
    styles_failed: tuple[str, ...] | None = None
    frames: tuple[str, ...] = ()
    screenshot: str | None = None
    width_360: int | None = None
    axe: tuple[Violation, ...] | None = None  # None where it was not run or did not end


@dataclass(frozen=True)
class Robots:
    """robots.txt as it was met. `allows_home` is Protego's answer for our user agent."""

    url: str
    status: int | None
    fault: Fault | None
    text: str = ""
    sitemaps: tuple[str, ...] = ()
    crawl_delay_s: float | None = None
    allows_home: bool = True


@dataclass(frozen=True)
class SitemapUrl:
    url: str
    lastmod: str | None = None


@dataclass(frozen=True)
class Sitemap:
    """One sitemap file or index; `urls` is cut at a limit, `total` is not."""

    url: str
    status: int | None
    fault: Fault | None
    urls: tuple[SitemapUrl, ...] = ()
    total: int = 0


@dataclass(frozen=True)
class Tls:
    """What a TLS handshake with the host on port 443 showed.

    `fault`: why there was none (refused, timeout, tls, …), None when it succeeded.
    `verify_error`: OpenSSL's words when the chain, name or date does not verify, None when it does.
    """

    host: str
    port: int = 443
    fault: Fault | None = None
    fault_detail: str = ""
    protocol: str | None = None
    cipher: str | None = None
    subject: str | None = None
    issuer: str | None = None
    names: tuple[str, ...] = ()
    not_before: str | None = None
    not_after: str | None = None
    verify_error: str | None = None


@dataclass(frozen=True)
class Dns:
    """Addresses by our own resolver; empty with `fault` when the name does not exist. None of a capture behind a proxy."""

    host: str
    addresses: tuple[str, ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True)
class Skipped:
    """A URL that was wanted and not fetched. Reasons: robots, budget, scope, slow, blocked, time, trap, extension."""

    url: str
    reason: str


@dataclass(frozen=True)
class Site:
    """Which site, as asked for. `url` has its scheme; `host` is lower-case ASCII (IDNA)."""

    url: str
    host: str
    name_th: str | None = None
    name_en: str | None = None
    org_type: str | None = None


@dataclass(frozen=True)
class Footprint:
    """What the look cost the site: our requests, the browser's below them, bytes over the wire, seconds."""

    requests: int = 0
    subrequests: int = 0
    bytes: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Capture:
    """Everything recorded of one site. `bodies` is kept apart from the JSON (WARC), by SHA-256 in hex."""

    site: Site
    tool_version: str
    started_at: str
    finished_at: str
    max_pages: int
    fetches: tuple[Fetch, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    robots: Robots | None = None
    sitemaps: tuple[Sitemap, ...] = ()
    tls: Tls | None = None
    dns: Dns | None = None
    skipped: tuple[Skipped, ...] = ()
    footprint: Footprint = Footprint()
    is_behind_proxy: bool = False
    our_fault: str | None = None
    schema: str = SCHEMA
    bodies: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @property
    def home(self) -> Fetch | None:
        """The last fetch of the home page, splash and second look included."""
        return next((f for f in reversed(self.fetches) if f.kind == "page" and f.why == "home"), None)

    @property
    def is_landing_unseen(self) -> bool:
        """An entrance was read, and what a visitor is led on to was not."""
        last = next((f for f in reversed(self.fetches) if f.kind == "page" and f.why in ("home", LANDING)), None)
        return last is not None and last.why == LANDING

    def body(self, fetch: Fetch) -> bytes:
        return self.bodies.get(fetch.sha256 or "", b"")

    def rendering_of(self, fetch: Fetch) -> Rendering | None:
        """The last rendering of that page that left a DOM."""
        urls = {fetch.url, fetch.final_url}
        return next((r for r in reversed(self.renderings) if r.dom_sha256 and r.url in urls), None)
