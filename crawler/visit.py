"""One look at one site, from robots.txt to the last page: what is asked for, in which order, and when to stop.

The crawler records and never judges. The only opinions here are about manners (budget, robots, slowness, blocks) and about
what to look at next.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from crawler import entrance
from crawler.artifacts import LANDING, Capture, Fault, Fetch, FetchKind, Rendering, Site
from crawler.condition import Conditions, Seen, Signature
from crawler.config import MAX_SUBREQUESTS, CrawlOptions, tool_version
from crawler.egress import Egress
from crawler.fetcher import BudgetSpent, Download, Fetcher
from crawler.frontier import Candidate, Frontier
from crawler.gatherers import dns, offsite, robots, sitemap, tls
from crawler.gatherers.faces import improbable, other_faces
from crawler.manners import MAX_RETRY_AFTER_S, Manners
from crawler.marking import not_found_look
from crawler.reading.not_found import NotFoundLook
from crawler.reading.page_view import PageView
from crawler.reading.read import PageReader
from crawler.reading.urls import folder_of, host_of, registrable
from crawler.recorder import Recorder
from crawler.rendering.browser import NOT_STARTED, Browser
from crawler.rendering.decide import needs_rendering
from crawler.topics import Lexicon

log = logging.getLogger(__name__)

Progress = Callable[[str, int, int], None]
"""Called with a stage (fetching, rendering), pages read and pages wanted."""

MAX_SPLASHES = 3
SECOND_LOOK_PAUSE_S = 2.0
RENDER_LIMIT_S = 12.0
MAX_RENDERED_SHELLS = 8
TRANSIENT = frozenset({"timeout", "reset", "truncated", "connection-refused"})
_NEVER = "never"


@dataclass
class Visit:
    """Records one site. `run` never raises for anything the site does."""

    site: Site
    options: CrawlOptions
    lexicon: Lexicon
    wanted: frozenset[str]
    conditions: Conditions
    egress: Egress
    browser: Browser | None
    user_agent: str
    progress: Progress = lambda stage, done, wanted: None
    reader: PageReader = field(default_factory=PageReader)
    pictures: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.recorder = Recorder(self.site, tool_version(), self.options.max_pages, self.options.proxy is not None)
        self.frontier = Frontier(urlsplit(self.site.url).netloc, self.lexicon, self.wanted, self.options.max_pages)
        self._started = time.monotonic()
        self._pages = 0
        self._rendered = 0
        self._shown: set[tuple[str, ...]] = set()
        self._views: list[PageView] = []
        self._rules: robots.RobotsRules | None = None
        self._foreign_rules: dict[str, robots.RobotsRules] = {}
        self._missing: NotFoundLook | None = None
        self._manners = Manners()

    # --- the whole ------------------------------------------------------------------------------------------------

    async def run(self, download: Download) -> Capture:
        self.fetcher = Fetcher(
            download=download,
            egress=self.egress,
            recorder=self.recorder,
            timeout_s=self.options.timeout_s,
            max_requests=self.options.max_requests,
            may_follow=self._may_follow,
            headers={
                "User-Agent": self.user_agent,
                "Accept-Language": "th,en;q=0.7",
                "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            },
        )
        try:
            await asyncio.wait_for(self._look(), self.options.max_seconds)
        except (TimeoutError, BudgetSpent) as error:
            reason = "budget" if isinstance(error, BudgetSpent) else "time"
            if reason == "time" and self.recorder.home is None:
                self.recorder.fetches.append(self._never_answered())
            for url in self.frontier.left():
                self.recorder.skip(url, reason)
        except Exception as error:
            # Our own code broke: what was recorded stays, but nothing may be judged by it.
            log.exception("the look at %s broke", self.site.host)
            self.recorder.our_fault = f"truat broke while looking: {type(error).__name__}: {error}"
        return self.recorder.capture(self.elapsed)

    def _never_answered(self) -> Fetch:
        """The home page of a site that kept us waiting for the whole time that a look may take."""
        detail = f"nothing within {self.options.max_seconds:g} s"
        return Fetch(url=self.site.url, kind="page", why="home", final_url=self.site.url, fault="timeout", fault_detail=detail)

    @property
    def elapsed(self) -> float:
        """Seconds since the look began."""
        return time.monotonic() - self._started

    async def _look(self) -> None:
        if not self.recorder.is_behind_proxy:
            self.recorder.dns = await dns.gather(self.egress, self.site.host)
        self.recorder.robots, self._rules = await robots.gather(self.fetcher, self.site.url)
        if self._rules.is_readable and not self._rules.allows(self.site.url):
            self.recorder.skip(self.site.url, "robots")
            return
        home = await self._home()
        if home is None:
            await self._facts()
            return
        rendering = asyncio.create_task(self._render_home(home)) if self.browser else None
        try:
            if rendering and home.is_shell:
                await rendering
            if self._rules.is_readable:
                await self._rest(home)
            if rendering:
                await rendering
        finally:
            if rendering:
                rendering.cancel()

    async def _rest(self, home: PageView) -> None:
        self.frontier.add_page(home, 0)
        await self._facts()
        await self._sitemaps()
        known = [u.url for s in self.recorder.sitemaps for u in s.urls]
        self.frontier.add_sitemap(known)
        await self._pages_by_rank()
        await self._offsite_looks()
        await self._second_looks()

    # --- home -----------------------------------------------------------------------------------------------------

    async def _home(self) -> PageView | None:
        """The page that a visitor lands on: past a splash page, a meta refresh or a frameset. None when it was not read."""
        url = self.site.url
        view: PageView | None = None
        for _ in range(MAX_SPLASHES + 1):
            fetch = await self._fetch_twice(url)
            self._note_home_host(fetch)
            read = self._read(fetch, is_home=True)
            if read is None:
                if view is None:
                    return None
                # The entrance was read; what lies behind it was not, unless the sitemap knows it by its index page.
                self.recorder.fetches[-1] = replace(self.recorder.fetches[-1], why=LANDING)
                return await self._index_page(url) or view
            view = read
            self._count(view)
            behind = entrance.onward(view, self.lexicon)
            if behind is None or behind in {f.url for f in self.recorder.fetches} or self._may_follow(behind, "page"):
                return view
            self.frontier.add_page(view, 0)
            url = behind
        return view

    async def _index_page(self, folder: str) -> PageView | None:
        """The index page of a folder that did not answer by its own name, where a sitemap lists it."""
        await self._sitemaps()
        same = (u.url for s in self.recorder.sitemaps for u in s.urls if u.url != folder and folder_of(u.url) == folder_of(folder))
        url = next(iter(same), None)
        if url is None or self._may_follow(url, "page"):
            return None
        fetch = await self._fetch(url, "home")
        view = self._read(fetch, is_home=True)
        if view is None:
            self.recorder.fetches[-1] = replace(fetch, why=LANDING)
        else:
            self._count(view)
        return view

    async def _sitemaps(self) -> None:
        if not self.recorder.sitemaps:
            await sitemap.gather(self.fetcher, self.site.url, self.recorder.robots)

    async def _fetch_twice(self, url: str) -> Fetch:
        """A home page that fails in a passing way is asked for once more, after a pause, before anything is said of it."""
        fetch = await self._fetch(url, "home")
        is_passing = fetch.fault in TRANSIENT or fetch.status in (500, 502, 503, 504)
        if is_passing and self.fetcher.budget_left > 0 and self._rules is not None and self._rules.is_readable:
            await asyncio.sleep(SECOND_LOOK_PAUSE_S)
            again = await self._fetch(url, "home")
            self.recorder.fetches.pop()
            self.recorder.fetches[-1] = replace(again, attempts=2)
            return self.recorder.fetches[-1]
        return fetch

    def _note_home_host(self, fetch: Fetch) -> None:
        """A redirect may move the site to another host of its own domain; from there on that host is the site."""
        host = host_of(fetch.final_url)
        if fetch.is_ok and not self.frontier.in_scope(fetch.final_url) and registrable(host) == registrable(self.site.host):
            self.frontier = Frontier(urlsplit(fetch.final_url).netloc, self.lexicon, self.wanted, self.options.max_pages)

    # --- pages ----------------------------------------------------------------------------------------------------

    async def _pages_by_rank(self) -> None:
        while self._pages < self.options.max_pages and self._manners.stopped is None:
            candidate = self.frontier.next()
            if candidate is None:
                return
            if not await self._is_allowed(candidate.url):
                self.recorder.skip(candidate.url, "robots")
                self.frontier.failed(candidate)
                continue
            if self.fetcher.budget_left <= 0:
                self.recorder.skip(candidate.url, "budget")
                break
            await self._page(candidate)
        reason = self._manners.stopped or "budget"
        for url in self.frontier.left():
            self.recorder.skip(url, reason)

    async def _is_allowed(self, url: str) -> bool:
        """Whether robots.txt of that very host lets us; a sub-host's is fetched when its first page is wanted (RFC 9309 §2.3)."""
        if self.frontier.in_scope(url) or self.fetcher.budget_left <= 1:
            return self._rules is None or self._rules.allows(url)
        host = host_of(url)
        if host not in self._foreign_rules:
            _, self._foreign_rules[host] = await robots.gather(self.fetcher, url)
        return self._foreign_rules[host].allows(url)

    async def _page(self, candidate: Candidate) -> None:
        fetch = await self._fetch(candidate.url, candidate.why)
        self.frontier.seen(fetch.final_url)
        await self._mind_manners(fetch)
        view = self._read(fetch, is_home=False)
        if view and self.browser and self._rendered < MAX_RENDERED_SHELLS and needs_rendering(view, self.options.render, is_home=False):
            view = await self._render(fetch, is_home=False) or view  # first, for an application answers each address with the same shell
        if view is None or not self._count(view):
            self.frontier.failed(candidate)
            return
        self.frontier.add_page(view, candidate.depth)

    def _read(self, fetch: Fetch, *, is_home: bool) -> PageView | None:
        """The page, None when something else was answered in its place (a challenge, a soft 404). A home page is HTML."""
        view = self.reader.read(fetch, self._body(fetch)) if fetch.is_ok else None
        if view is None or (is_home and view.source == "pdf") or self._instead(fetch, is_home=is_home):
            return None
        return None if not is_home and self._missing is not None and self._missing.resembles(view) else view

    def _instead(self, fetch: Fetch, *, is_home: bool) -> Signature | None:
        body = self._body(fetch)
        return self.conditions.of(Seen(fetch, body, self.reader.read(fetch, body), is_home))

    def _body(self, fetch: Fetch) -> bytes:
        return self.recorder.bodies.get(fetch.sha256 or "", b"")

    def _count(self, view: PageView) -> bool:
        """Count a page once by what it shows: a trap answers every address with the same, but for the session's name in its links."""
        shown = (view.title, view.text, *(m.url or "" for m in view.media))
        if shown in self._shown:
            return False
        self._shown.add(shown)
        self._views.append(view)
        self._pages += 1
        self.progress("fetching", self._pages, self.options.max_pages)
        return True

    async def _mind_manners(self, fetch: Fetch) -> None:
        found = self._instead(fetch, is_home=False)
        wait_s = self._manners.note(fetch, is_refusal=found is not None and found.condition == "blocked")
        if wait_s > 0:
            await asyncio.sleep(wait_s)

    async def _fetch(self, url: str, why: str, kind: FetchKind = "page") -> Fetch:
        self.frontier.seen(url)
        if delay := (self.recorder.robots.crawl_delay_s if self.recorder.robots else None):
            await asyncio.sleep(min(delay, MAX_RETRY_AFTER_S))
        return await self.fetcher.fetch(url, kind, why)

    async def _offsite_looks(self) -> None:
        """A form or page elsewhere on which a verdict depends gets its one look."""
        if self._manners.stopped is not None:
            return
        for url in offsite.targets(self._views, self.lexicon, self.wanted, self.frontier.in_scope):
            if url in self.frontier or self.fetcher.budget_left < 3:
                continue
            if await self._is_allowed(url):
                await self._fetch(url, "a verdict depends on it", "offsite")
            else:
                self.recorder.skip(url, "robots")

    async def _second_looks(self) -> None:
        """Pages that answered 404 are asked for once more: one answer may be an accident (contract.md, link-goes-nowhere)."""
        dead = [f for f in self.recorder.fetches if f.kind in ("page", "offsite") and f.status in (404, 410)]
        for fetch in dead[: max(0, min(10, self.fetcher.budget_left))]:
            again = await self.fetcher.fetch(fetch.url, fetch.kind, fetch.why)
            self.recorder.fetches.pop()
            index = self.recorder.fetches.index(fetch)
            self.recorder.fetches[index] = replace(again, attempts=fetch.attempts + 1)

    # --- facts ----------------------------------------------------------------------------------------------------

    async def _facts(self) -> None:
        """The other scheme, the bare or www host, TLS, and what the site answers for a page that cannot exist."""
        home = next((f for f in self.recorder.fetches if f.kind == "page"), None)
        if self.recorder.dns is not None and self.recorder.dns.fault and (home is None or home.status is None):
            return  # nothing to reach; with --connect-to a name may be reached that no resolver knows
        if not self.recorder.is_behind_proxy:
            self.recorder.tls = await tls.gather(self.egress, self.site.host, timeout_s=self.options.timeout_s)
        for url in other_faces(self.site.url):
            if self.fetcher.budget_left > 0:
                await self.fetcher.fetch(url, "fact", "other face", method="HEAD")
        if self._pages and self.fetcher.budget_left > 0:  # there is nothing to learn of a site that was not read
            await self.fetcher.fetch(improbable(self.site), "probe", "not-found probe")
            self._missing = not_found_look(self.recorder.capture(self.elapsed), self.reader)

    # --- rendering ------------------------------------------------------------------------------------------------

    async def _render_home(self, home: PageView) -> None:
        fetch = self.recorder.home
        if fetch is None or self.options.render == _NEVER:
            return
        self.progress("rendering", self._pages, self.options.max_pages)
        view = await self._render(fetch, is_home=True)
        if view is not None:
            self.frontier.add_page(view, 0)

    async def _render(self, fetch: Fetch, *, is_home: bool) -> PageView | None:
        assert self.browser is not None
        self._rendered += 1
        rendering, dom, picture = await self.browser.render(
            fetch.final_url,
            body=self.recorder.bodies.get(fetch.sha256 or ""),
            headers=fetch.headers,
            status=fetch.status or 200,
            with_picture=is_home,
            limit_s=RENDER_LIMIT_S,
            may_request=lambda url: True,
            max_subrequests=max(0, MAX_SUBREQUESTS - self.recorder.subrequests),
            measure_360=is_home,
            run_axe=is_home and self.options.run_axe,
        )
        return self._keep_rendering(rendering, dom, picture)

    def _keep_rendering(self, rendering: Rendering, dom: bytes | None, picture: bytes | None) -> PageView | None:
        self.recorder.subrequests += rendering.subrequests
        if rendering.detail.startswith(NOT_STARTED):
            self.recorder.our_fault = rendering.detail  # without a browser menus that scripts make would be missed
        if dom:
            rendering = replace(rendering, dom_sha256=self.recorder.keep(dom))
        if picture:
            name = f"page-{len(self.pictures) + 1}.jpg"
            self.pictures[name] = picture
            rendering = replace(rendering, screenshot=name)
        self.recorder.renderings.append(rendering)
        return self.reader.read_rendered(rendering, dom) if dom else None

    # --- scope ----------------------------------------------------------------------------------------------------

    def _may_follow(self, url: str, kind: FetchKind) -> Fault | None:
        """A redirect may go anywhere within the organisation's own domain, if robots.txt lets us."""
        if kind in ("fact", "offsite"):
            return None
        if registrable(host_of(url)) != registrable(self.site.host):
            return "redirected-elsewhere"
        if (
            kind == "page"
            and self._rules is not None
            and self._rules.is_readable
            and self.frontier.in_scope(url)
            and not self._rules.allows(url)
        ):
            return "robots"
        return None
