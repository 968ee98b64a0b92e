"""Runs a coroutine on Twisted's asyncio reactor, where Scrapy lives. One run a process: a reactor starts once."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from crawler import settings as defaults
from crawler.config import CrawlOptions

T = TypeVar("T")


def scrapy_settings(options: CrawlOptions, user_agent: str) -> Settings:
    """crawler.settings with what this run's options say."""
    settings = Settings()
    settings.setmodule(defaults, priority="project")
    settings.set("USER_AGENT", user_agent, priority="cmdline")
    settings.set("DOWNLOAD_TIMEOUT", options.timeout_s, priority="cmdline")
    settings.set("DOWNLOAD_DELAY", options.delay_s, priority="cmdline")
    settings.set("AUTOTHROTTLE_ENABLED", options.delay_s > 0, priority="cmdline")
    settings.set("AUTOTHROTTLE_START_DELAY", options.delay_s, priority="cmdline")
    return settings


def run(main: Callable[[AsyncCrawlerRunner], Awaitable[T]], settings: Settings) -> T:
    """Run to the end and return the result. Raises what main raises; KeyboardInterrupt on Ctrl-C, after main was cancelled."""
    install_reactor(defaults.TWISTED_REACTOR)
    from twisted.internet import reactor

    result: list[T] = []
    errors: list[BaseException] = []

    async def body() -> None:
        try:
            result.append(await main(AsyncCrawlerRunner(settings)))
        except asyncio.CancelledError:
            errors.append(KeyboardInterrupt())
        except BaseException as error:
            errors.append(error)
        finally:
            _reactor(reactor).stop()

    def start() -> None:
        loop = asyncio.get_event_loop()
        task = loop.create_task(body())
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, task.cancel)

    _reactor(reactor).callWhenRunning(start)
    _reactor(reactor).run(installSignalHandlers=False)
    if errors:
        raise errors[0]
    return result[0]


def _reactor(reactor: object) -> Any:
    """Twisted's module-level reactor carries no types."""
    return reactor
