"""Sitemaps named in robots.txt and at the usual place: plain, gzip, text and index (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree

from crawler.artifacts import Fetch, Robots, Sitemap, SitemapUrl
from crawler.fetcher import Fetcher
from crawler.reading.urls import normalise

MAX_FILES = 5  # an index may name thousands; these few show what the site has
MAX_URLS = 2_000
MAX_BYTES = 52_428_800  # the protocol's own limit, after decompression


async def gather(fetcher: Fetcher, site_url: str, robots: Robots | None) -> None:
    """Fetch sitemaps, indexes first level included, and record them."""
    named = robots.sitemaps if robots else ()
    queue = [*named, *([] if named else [urljoin(site_url, "/sitemap.xml")])]
    seen: set[str] = set()
    while queue and len(seen) < MAX_FILES and fetcher.budget_left > fetcher.max_requests // 2:
        url = queue.pop(0)
        if url in seen or fetcher.may_follow(url, "sitemap") is not None:
            continue
        seen.add(url)
        fetch = await fetcher.fetch(url, "sitemap", "sitemap")
        sitemap, nested = read(fetch, fetcher.recorder.bodies.get(fetch.sha256 or "", b""))
        fetcher.recorder.sitemaps.append(sitemap)
        queue.extend(nested)


def read(fetch: Fetch, body: bytes) -> tuple[Sitemap, list[str]]:
    """The URLs of one file, and the sitemaps that it names. Never raises: what cannot be read is empty."""
    empty = Sitemap(url=fetch.url, status=fetch.status, fault=fetch.fault)
    if not fetch.is_ok or not body:
        return empty, []
    entries = list(_entries(_unpacked(body)))
    pages = [SitemapUrl(normalise(loc), lastmod) for kind, loc, lastmod in entries if kind == "url"]
    nested = [normalise(loc) for kind, loc, _ in entries if kind == "sitemap"]
    return Sitemap(fetch.url, fetch.status, fetch.fault, tuple(pages[:MAX_URLS]), len(pages)), nested


def _unpacked(body: bytes) -> bytes:
    if body[:2] != b"\x1f\x8b":
        return body
    try:
        return gzip.GzipFile(fileobj=io.BytesIO(body)).read(MAX_BYTES)
    except (OSError, EOFError, zlib.error):
        return b""


def _entries(body: bytes) -> Iterator[tuple[str, str, str | None]]:
    if body.lstrip()[:1] != b"<":
        for line in body.decode("utf-8", "replace").splitlines()[:MAX_URLS]:
            if line.strip().startswith(("http://", "https://")):
                yield "url", line.strip(), None
        return
    # No entities, no network, no DTD: a sitemap needs none of them, an attack does.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return
    for node in root.iter("{*}url", "{*}sitemap") if root is not None else ():
        loc = (node.findtext("{*}loc") or "").strip()
        if loc.startswith(("http://", "https://")):
            lastmod = (node.findtext("{*}lastmod") or "").strip()
            yield etree.QName(node).localname, loc, lastmod[:40] or None
