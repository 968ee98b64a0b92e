"""What many looks share: the way out, the browser, topics and signatures. One a process."""

from __future__ import annotations

import asyncio
import ipaddress
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from crawler.artifacts import Site
from crawler.condition import Conditions
from crawler.config import CrawlOptions, Deployment
from crawler.egress import Egress, EgressOptions
from crawler.errors import ConfigurationError
from crawler.reading.urls import normalise
from crawler.rendering.browser import Browser
from crawler.topics import Lexicon
from crawler.visit import Progress, Visit


def rules_folder() -> Path:
    """Where the rules that come with truat lie."""
    return Path(str(files("rules")))


def parse_site(text: str) -> Site:
    """A Site from what somebody typed. Raises ConfigurationError that says what to type instead."""
    text = text.strip()
    url = text if re.match(r"[a-z][a-z0-9+.-]*:/", text, re.IGNORECASE) else f"https://{text}"
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address
        raise _no_address(text) from None
    if parts.scheme.lower() not in ("http", "https"):
        raise ConfigurationError(f"“{text}”: only http and https sites can be audited; give an address such as https://www.example.go.th")
    if parts.username or parts.password:
        raise ConfigurationError(f"“{parts.hostname}”: leave name and password out of the address; truat audits what any visitor sees")
    try:
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ConfigurationError(f"“{text}”: the port is not a number from 0 to 65535") from None
    if not host or not _is_host(host):
        raise _no_address(text)
    clean = normalise(url)
    ascii_host = urlsplit(clean).hostname or host
    if not ascii_host.isascii():  # IDNA has no form for it
        raise _no_address(text)
    return Site(url=clean, host=ascii_host)


def _no_address(text: str) -> ConfigurationError:
    return ConfigurationError(f"“{text}” is not a web address; give one such as https://www.example.go.th")


def _is_host(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
        return True
    except ValueError:
        labels = host.rstrip(".").split(".")
        return all(label and len(label) <= 63 and not set(label) & set(" _\"'<>\\^`{|}%") for label in labels)


@dataclass
class Session:
    """Use as an async context manager: it starts the egress, and closes browser and egress."""

    options: CrawlOptions
    deployment: Deployment
    lexicon: Lexicon
    conditions: Conditions

    def __post_init__(self) -> None:
        o = self.options
        self.egress = Egress(EgressOptions(proxy=o.proxy, resolve=o.resolve, connect_to=o.connect_to, allow_private=o.allow_private))
        self.browser: Browser | None = None

    async def __aenter__(self) -> Session:
        await self.egress.start()
        if self.options.render != "never":
            self.browser = Browser(self.egress.url, self.deployment.user_agent, self.deployment.chromium)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        closing = asyncio.create_task(self._close())
        is_cancelled = False
        while not closing.done():
            try:
                await asyncio.shield(closing)
            except asyncio.CancelledError:  # an impatient Ctrl-C must not leave a browser behind
                is_cancelled = True
        if is_cancelled:
            raise asyncio.CancelledError

    async def _close(self) -> None:
        if self.browser is not None:
            await self.browser.close()
        await self.egress.close()

    def visit(self, site: Site, wanted: frozenset[str], progress: Progress | None = None) -> Visit:
        """A look at one site, not yet begun. `wanted`: ids of the topics that rules ask about."""
        visit = Visit(site, self.options, self.lexicon, wanted, self.conditions, self.egress, self.browser, self.deployment.user_agent)
        if progress is not None:
            visit.progress = progress
        return visit
