"""Addresses that are asked for the sake of a fact: the site's other faces, and a page that cannot exist."""

from __future__ import annotations

import random
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.artifacts import Site


def other_faces(url: str) -> Iterable[str]:
    """The home under the other scheme, and under the other of bare and www (facts; they never change the status)."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.port not in (None, 80, 443):
        return ()
    scheme = "https" if parts.scheme == "http" else "http"
    other = host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
    is_name = any(c.isalpha() for c in host) and ":" not in host
    return (f"{scheme}://{host}/", *([f"{parts.scheme}://{other}/"] if is_name and host.count(".") < 4 else []))


def improbable(site: Site) -> str:
    """An address that no site has, the same each time for the same host."""
    parts = urlsplit(site.url)
    return f"{parts.scheme}://{parts.netloc}/truat-{random.Random(site.host).getrandbits(48):012x}.html"
