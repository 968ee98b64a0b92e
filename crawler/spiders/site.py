"""One site, one Scrapy crawl: Scrapy downloads, the visit says what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import scrapy

from crawler.artifacts import Capture
from crawler.capture import write_capture
from crawler.condition import load_conditions
from crawler.config import CrawlOptions, load_deployment
from crawler.session import Session, parse_site, rules_folder
from crawler.topics import load_lexicon
from crawler.visit import Visit


class SiteSpider(scrapy.Spider):
    """Runs a Visit and keeps its capture.

    As a part of truat it is given the visit; `scrapy crawl site -a url=… [-a out=DIR]` makes one with the default options.
    """

    name = "site"

    def __init__(self, visit: Visit | None = None, url: str | None = None, out: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if visit is None and not url:
            raise ValueError("say which site: scrapy crawl site -a url=https://www.example.go.th")
        self.visit, self.url, self.out = visit, url, out
        self.capture: Capture | None = None

    async def start(self) -> AsyncIterator[Any]:
        if self.visit is not None:
            self.capture = await self.visit.run(self._engine.download_async)
        else:
            await self._alone(str(self.url))
        nothing: tuple[Any, ...] = ()
        for item in nothing:  # Scrapy wants an iterator; what was recorded is no item
            yield item

    async def _alone(self, url: str) -> None:
        site = parse_site(url)
        lexicon = load_lexicon(rules_folder() / "topics")
        conditions = load_conditions(rules_folder() / "conditions")
        async with Session(CrawlOptions(), load_deployment(), lexicon, conditions) as session:
            visit = session.visit(site, frozenset(lexicon.topics))
            self.capture = await visit.run(self._engine.download_async)
        write_capture(self.capture, Path(self.out) if self.out else Path("truat-out") / site.host / "capture", visit.pictures)

    @property
    def _engine(self) -> Any:
        return self.crawler.engine
