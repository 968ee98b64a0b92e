"""robots.txt: what it says, and what it means when it cannot be read (RFC 9309 §2.3.1)."""

from __future__ import annotations

import asyncio
from urllib.parse import urljoin

from protego import Protego

from crawler.artifacts import Fetch, Robots
from crawler.config import ROBOTS_TOKEN
from crawler.fetcher import Fetcher
from crawler.reading.decode import decode

MAX_BYTES = 512_000  # RFC 9309 §2.5 asks for at least 500 kibibytes
MAX_SITEMAPS = 10
SECOND_LOOK_PAUSE_S = 2.0
# How a look fails in passing, and before a site is called unreachable it gets a second one.
PASSING = frozenset({"timeout", "reset", "truncated", "connection-refused", "dns-not-found", "tls", "not-http"})
# Answers that hold no robots.txt are those of a site that has none (RFC 9309 §2.3.1.2, §2.3.1.3).
_NONE = frozenset({"redirected-elsewhere", "redirect-loop", "forbidden-address", "too-large"})


class RobotsRules:
    """Whether robots.txt lets us fetch a URL. An unreadable one (5xx, 429, none) lets nothing but the home page through."""

    def __init__(self, robots: Robots) -> None:
        is_answered = robots.status is not None and not (robots.status >= 500 or robots.status == 429)
        self.is_readable = robots.fault in _NONE if robots.fault is not None else is_answered
        self._rules = Protego.parse(robots.text) if robots.text else None

    def allows(self, url: str) -> bool:
        if not self.is_readable:
            return False
        return self._rules is None or bool(self._rules.can_fetch(url, ROBOTS_TOKEN))


async def gather(fetcher: Fetcher, site_url: str) -> tuple[Robots, RobotsRules]:
    """Fetch and read robots.txt of the site's origin."""
    url = urljoin(site_url, "/robots.txt")
    fetch = await fetcher.fetch(url, "robots", "robots.txt")
    if fetch.fault in PASSING and fetcher.budget_left > 1:
        await asyncio.sleep(SECOND_LOOK_PAUSE_S)
        fetcher.recorder.fetches.pop()
        fetch = await fetcher.fetch(url, "robots", "robots.txt, second look")
    text = _text(fetcher, fetch)
    robots = Robots(url=url, status=fetch.status, fault=fetch.fault, text=text)
    rules = RobotsRules(robots)
    if text:
        parsed = Protego.parse(text)
        delay = parsed.crawl_delay(ROBOTS_TOKEN)
        robots = Robots(
            url=url,
            status=fetch.status,
            fault=fetch.fault,
            text=text,
            sitemaps=tuple(urljoin(url, s) for s in list(parsed.sitemaps)[:MAX_SITEMAPS]),
            crawl_delay_s=float(delay) if delay is not None else None,
            allows_home=bool(parsed.can_fetch(site_url, ROBOTS_TOKEN)),
        )
    return robots, rules


def _text(fetcher: Fetcher, fetch: Fetch) -> str:
    """The file's text; a page in its place (soft 404) is no robots.txt."""
    if not fetch.is_ok or fetch.sha256 is None:
        return ""
    body = fetcher.recorder.bodies[fetch.sha256][:MAX_BYTES]
    if fetch.content_type in ("text/html", "application/xhtml+xml") or body.lstrip()[:1] == b"<":
        return ""
    return decode(body, fetch.content_type).text
