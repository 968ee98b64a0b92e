"""Pages in a line: what the tests of reading read."""

from __future__ import annotations

from crawler.artifacts import Rendering
from crawler.reading.page_view import Link, PageView
from crawler.reading.read import read_html

URL = "https://www.example.go.th/dir/page.html"


def page(html: str, *, url: str = URL) -> PageView:
    return read_html(html.encode(), url=url, content_type="text/html; charset=utf-8", sha256="0" * 64)


def rendered(html: str, **facts: object) -> PageView:
    rendering = Rendering(url=URL, final_url=URL, ended="settled", dom_sha256="1" * 64, **facts)
    return read_html(html.encode(), url=URL, content_type="text/html", sha256="1" * 64, rendered=True, rendering=rendering)


def link(html: str) -> Link:
    """The one link of a page."""
    (found,) = page(html).links
    return found
