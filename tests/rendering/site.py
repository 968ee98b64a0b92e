"""A small web server on 127.0.0.1 and a browser that reaches it through the egress."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from crawler.egress import Egress, EgressOptions
from crawler.rendering import chromium
from crawler.rendering.browser import Browser, Rendered

needs_chromium = pytest.mark.skipif(chromium.find() is None, reason="no Chromium on this machine")
HTML = "text/html; charset=utf-8"


@dataclass
class Site:
    """`pages`: path to content; a path that is not there is 404, content None is never answered."""

    pages: dict[str, str | None]
    types: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    url: str = ""

    async def asked_for(self, path: str) -> None:
        for _ in range(200):
            if f"GET {path}" in self.seen:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"nobody asked for {path}")

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(EOFError, OSError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            method, target, _ = head.split(" ", 2)
            self.seen.append(f"{method} {target}")
            path = target.split("?")[0]
            body = self.pages.get(path, "")
            if body is None:
                await reader.read()
            status = "200 OK" if path in self.pages else "404 Not Found"
            content = (body or "").encode()
            kind = self.types.get(path, HTML)
            writer.write(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content)
            await writer.drain()
        writer.close()


@contextlib.asynccontextmanager
async def browsing(site: Site, **settings: object) -> AsyncIterator[Browser]:
    server = await asyncio.start_server(site.serve, "127.0.0.1", 0)
    site.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    egress = Egress(EgressOptions(allow_private=("127.0.0.0/8",)))
    await egress.start()
    browser = Browser(egress.url, "truat/test (+https://office.example)", **settings)
    try:
        yield browser
    finally:
        await browser.close()
        await egress.close()
        server.close()


async def show(browser: Browser, site: Site, path: str = "/", *, given: str | None = None, **changes: object) -> Rendered:
    """Render a page of the site with ordinary limits; `given` is its document where the site is not to be asked."""
    order = {
        "body": None if given is None else given.encode(),
        "headers": (("Content-Type", HTML),),
        "with_picture": False,
        "limit_s": 15,
        "may_request": lambda url: True,
        "max_subrequests": 50,
        "measure_360": False,
    }
    return await browser.render(site.url + path, **{**order, **changes})


def rendered(pages: dict[str, str | None], types: dict[str, str] | None = None, **changes: object) -> tuple[Rendered, Site]:
    """The home page of a site of these pages, rendered."""

    async def scenario() -> tuple[Rendered, Site]:
        site = Site(pages, types or {})
        async with browsing(site) as browser:
            return await show(browser, site, **changes), site

    return asyncio.run(scenario())
