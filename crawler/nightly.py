"""One site of a night, from its address to a result that can be stored. A composition root: the fleet knows it by its dotted name."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings

from crawler import pipeline, reactor
from crawler.artifacts import Site
from crawler.config import CrawlOptions, Deployment, load_deployment
from crawler.egress import EgressOptions, parse
from crawler.fleet.captures import Captures
from crawler.fleet.journal import Journal, JournaledLook
from crawler.fleet.plan import JOURNALS, Order, Plan
from crawler.rendering import chromium
from crawler.rendering.browser import Browser
from crawler.session import Session, rules_folder
from crawler.spiders.site import SiteSpider

PAGES_AT_ONCE = 2  # rendered in one Chromium: more only take turns at the same cores
MAX_BROWSER_MB = 450


class SiteAuditor:
    """Audits many sites at once with one way out and one Chromium. Use as an async context manager."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._deployment = load_deployment()
        self._book = pipeline.load_rule_book(rules_folder(), plan.packs)
        self._captures = Captures(plan.captures)
        self._judging = asyncio.Lock()  # one at a time: judging is pure computing, and more threads would only take turns
        self._stack = AsyncExitStack()

    @property
    def settings(self) -> Settings:
        return reactor.scrapy_settings(self._plan.options, self._deployment.user_agent)

    async def __aenter__(self) -> SiteAuditor:
        session = Session(self._plan.options, self._deployment, self._book.lexicon, self._book.conditions)
        self._session = await self._stack.enter_async_context(session)
        if session.browser is not None:
            session.browser = Browser(
                session.egress.url,
                self._deployment.user_agent,
                self._deployment.chromium,
                at_once=PAGES_AT_ONCE,
                max_memory_mb=MAX_BROWSER_MB,
            )
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    async def audit(self, order: Order, runner: AsyncCrawlerRunner) -> tuple[dict[str, Any], str, float]:
        """audit.json of one site, the place of its capture, and the seconds of rendering. Raises OSError for a full disk."""
        site = Site(order.url, order.host, order.name_th or None, order.name_en or None, order.org_type or None)
        captured = await self._look(site, order, runner)
        place = f"{self._plan.run_id}/{order.folder}"
        async with self._judging:
            data = await asyncio.get_running_loop().run_in_executor(None, partial(self._finish, captured, place))
        return data, place, sum(r.seconds for r in captured.capture.renderings)

    async def _look(self, site: Site, order: Order, runner: AsyncCrawlerRunner) -> pipeline.Captured:
        visit = self._session.visit(site, self._book.wanted)
        if order.spent:
            visit.options = replace(visit.options, max_requests=max(1, visit.options.max_requests - order.spent))
        journal = self.journal(order)
        await runner.crawl(SiteSpider, visit=JournaledLook(visit, journal))
        if (task := asyncio.current_task()) is not None and task.cancelling():
            raise asyncio.CancelledError  # Scrapy's engine takes a cancellation for an ordinary end
        return pipeline.Captured(visit.recorder.capture(visit.elapsed), visit.pictures, visit.reader)

    def journal(self, order: Order) -> Journal:
        """A second round asks anew."""
        round_ = "second" if order.is_second else "first"
        return Journal(Path(self._plan.work) / JOURNALS / f"{order.folder}.{round_}")

    def _finish(self, captured: pipeline.Captured, place: str) -> dict[str, Any]:
        result = pipeline.judge(captured.capture, self._book, reader=captured.reader, min_confidence=self._plan.min_confidence)
        data = pipeline.to_json(result, self._book)
        with self._captures.writing(place) as folder:
            pipeline.store(captured, folder)
            pipeline.write_audit(data, folder)
        return data


def require_ready(options: CrawlOptions, deployment: Deployment, packs: tuple[str, ...]) -> None:
    """What cannot work is said before a run is made of it. Raises ConfigurationError, RuleError or BrowserMissing."""
    parse(EgressOptions(options.proxy, options.resolve, options.connect_to, options.allow_private))
    pipeline.load_rule_book(rules_folder(), packs)
    if options.render != "never":
        chromium.require(deployment.chromium)


@cache
def _book(packs: tuple[str, ...]) -> pipeline.RuleBook:
    return pipeline.load_rule_book(rules_folder(), packs)


def rejudge(plan_json: dict[str, Any], place: str) -> dict[str, Any]:
    """Judge one stored capture with the rules as they are now, and replace its audit.json. Raises CrawlerError."""
    plan = Plan.from_json(plan_json)
    book, captures = _book(plan.packs), Captures(plan.captures)
    with captures.reading(place) as folder:
        result = pipeline.read_and_judge(folder / pipeline.CAPTURE_FOLDER, book, min_confidence=plan.min_confidence)
    data = pipeline.to_json(result, book)
    with captures.writing(place) as folder:
        pipeline.write_audit(data, folder)
    return data
