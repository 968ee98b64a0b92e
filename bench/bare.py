"""A bare Scrapy crawl of given pages, to compare with: fetches them one at a time, reads title and links, keeps nothing.

python -m bench.bare PROXY URL…
"""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

SETTINGS = {
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "LOG_LEVEL": "ERROR",
    "ROBOTSTXT_OBEY": False,
    "TELNETCONSOLE_ENABLED": False,
    "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
}


class Pages(scrapy.Spider):
    name = "pages"

    def __init__(self, proxy: str, urls: list[str], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.proxy, self.urls, self.read = proxy, urls, 0

    async def start(self) -> AsyncIterator[Any]:
        for url in self.urls:
            yield scrapy.Request(url, meta={"proxy": self.proxy}, dont_filter=True)

    def parse(self, response: Any) -> None:
        if hasattr(response, "css"):
            response.css("title::text").get()
            response.css("a::attr(href)").getall()
        self.read += 1


def main() -> int:
    proxy, *urls = sys.argv[1:]
    process = AsyncCrawlerProcess(SETTINGS)
    crawler = process.create_crawler(Pages)
    process.crawl(crawler, proxy=proxy, urls=urls)
    process.start()
    read = crawler.spider.read if crawler.spider else 0
    return 0 if read == len(urls) else f"read {read} of {len(urls)} pages"


if __name__ == "__main__":
    sys.exit(main())
