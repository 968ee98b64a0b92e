"""Bytes to `PageView`, and a capture to `SiteView`. Nothing here raises, whatever a site sends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crawler.artifacts import Capture, Fetch, Rendering
from crawler.reading import pdf
from crawler.reading.dates import find_dates
from crawler.reading.decode import Decoded, decode
from crawler.reading.forms import read_forms
from crawler.reading.head import INLINE_SCRIPT_CHARS, Head, read_head
from crawler.reading.links import read_links
from crawler.reading.page_view import Block, DateSeen, Form, Link, PageView
from crawler.reading.places import assign
from crawler.reading.running import read_running
from crawler.reading.site_view import SiteView
from crawler.reading.targets import base_of
from crawler.reading.text import cut, thai_share
from crawler.reading.trails import read_trails
from crawler.reading.tree import Document, parse
from crawler.topics import Lexicon

MAX_DATES = 500
CONTEXT_CHARS = 80
# A page with less to read and fewer places to go says nothing without its scripts.
SHELL_CHARS = 200
SHELL_LINKS = 2

_HTML = frozenset(("text/html", "application/xhtml+xml", "application/xhtml", "text/xhtml"))
_VAGUE = frozenset(("", "text/plain", "application/octet-stream", "application/xml", "text/xml", "unknown/unknown"))
_APP_ROOTS = frozenset(("app", "root", "__next", "__nuxt", "application", "app-root", "main-app", "q-app", "svelte"))


def read_html(
    body: bytes, *, url: str, content_type: str, sha256: str, rendered: bool = False, rendering: Rendering | None = None
) -> PageView:
    """One page from its bytes. `rendered`: the body is Chromium's DOM in UTF-8, and `rendering` says how it came about."""
    decoded = Decoded(body.decode("utf-8", "replace"), "utf-8", None) if rendered else decode(body, content_type)
    document = parse(decoded.text, is_rendered=rendered)
    assign(document)
    running = read_running(document)
    base = base_of(document, url, decoded.encoding)
    head = read_head(document, base, url)
    links, controls = read_links(document, base)
    forms = read_forms(document, base)
    blocks = tuple(running.blocks)
    view = PageView(
        url=url,
        source="rendered" if rendered else "static",
        sha256=sha256,
        encoding=decoded.encoding,
        declared=decoded.declared,
        lang=head.lang,
        title=head.title,
        description=head.meta("description"),
        generator=head.meta("generator"),
        headings=tuple(running.headings),
        links=links,
        controls=controls,
        forms=forms,
        blocks=blocks,
        media=tuple(head.media),
        dates=_dates(blocks),
        references=tuple(head.references),
        feeds=tuple(head.feeds),
        alternates=tuple(head.alternates),
        metas=tuple(head.metas),
        inline_scripts="\n".join(head.scripts)[:INLINE_SCRIPT_CHARS],
        comments=document.comments,
        refresh=head.refresh,
        frames=tuple(head.frames),
        is_shell=_is_shell(document, head, blocks, links, forms),
        thai_share=thai_share("\n".join(b.text for b in blocks)),
        has_doctype=document.has_doctype,
        duplicate_ids=document.duplicate_ids,
        breadcrumbs=read_trails(document, blocks),
        delegated=rendering.delegated if rendering else False,
        scripts_loaded=rendering.ended == "settled" and not rendering.scripts_failed if rendering else None,
    )
    document.release()
    return view


def read_pdf(body: bytes, *, url: str, sha256: str) -> PageView:
    """A PDF's text layer and links; `is_image_only` where it has no text."""
    read = pdf.read_text(body, url)
    return PageView(
        url=url,
        source="pdf",
        sha256=sha256,
        title=read.title,
        links=read.links,
        blocks=read.blocks,
        dates=_dates(read.blocks),
        is_image_only=read.is_image_only,
        thai_share=thai_share("\n".join(b.text for b in read.blocks)),
    )


def is_html(fetch: Fetch, body: bytes) -> bool:
    """By media type, and by the beginning of the body where the type says nothing."""
    if fetch.content_type in _HTML:
        return True
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return fetch.content_type in _VAGUE and (start.startswith((b"<!doctype html", b"<html", b"<head")) or b"<html" in start)


def is_pdf(fetch: Fetch, body: bytes) -> bool:
    return body[:1024].lstrip().startswith(b"%PDF-")


class PageReader:
    """Reads each body once: views are kept by (sha256, url)."""

    def __init__(self) -> None:
        self._views: dict[tuple[str, str, bool], PageView] = {}

    def read(self, fetch: Fetch, body: bytes) -> PageView | None:
        """The page as it was answered; None when it is neither HTML nor PDF, or nothing came."""
        if not body:
            return None
        if fetch.sha256 is None:  # nothing to know the body by
            return _view(fetch, body)
        key = (fetch.sha256, fetch.final_url, False)
        if key not in self._views:
            view = _view(fetch, body)
            if view is None:
                return None
            self._views[key] = view
        return self._views[key]

    def read_rendered(self, rendering: Rendering, dom: bytes) -> PageView:
        """The page as Chromium showed it."""
        sha256 = rendering.dom_sha256 or ""
        key = (sha256, rendering.final_url, True)
        if key not in self._views:
            self._views[key] = read_html(
                dom, url=rendering.final_url, content_type="text/html; charset=utf-8", sha256=sha256, rendered=True, rendering=rendering
            )
        return self._views[key]


def site_view(capture: Capture, lexicon: Lexicon, reader: PageReader) -> SiteView:
    """Every page of a capture that can be read, home first, each as its visitor saw it where that is known."""
    views: list[PageView] = []
    pages = [_best(capture, fetch, reader, views) for fetch in _distinct(capture, "page")]
    offsite = [_best(capture, fetch, reader, []) for fetch in _distinct(capture, "offsite")]
    return SiteView(
        capture,
        lexicon,
        pages=tuple(p for p in pages if p is not None),
        views=tuple(views),
        offsite=tuple(p for p in offsite if p is not None),
    )


def _view(fetch: Fetch, body: bytes) -> PageView | None:
    if is_pdf(fetch, body):
        return read_pdf(body, url=fetch.final_url, sha256=fetch.sha256 or "")
    if is_html(fetch, body):
        return read_html(body, url=fetch.final_url, content_type=fetch.header("content-type") or "", sha256=fetch.sha256 or "")
    return None


def _distinct(capture: Capture, kind: str) -> list[Fetch]:
    """The last good fetch of each final URL, in the order in which they were first met, home first."""
    found: dict[str, Fetch] = {}
    home = capture.home
    if kind == "page" and home is not None and home.is_ok:
        found[home.final_url] = home
    for fetch in capture.fetches:
        if fetch.kind == kind and fetch.is_ok and (home is None or fetch.final_url != home.final_url or kind != "page"):
            found[fetch.final_url] = fetch
    return list(found.values())


def _best(capture: Capture, fetch: Fetch, reader: PageReader, views: list[PageView]) -> PageView | None:
    """The rendered view where there is one, under the URL of its fetch; every view made is added to `views`."""
    static = reader.read(fetch, capture.body(fetch))
    if static is not None:
        views.append(static)
    rendering = capture.rendering_of(fetch)
    dom = capture.bodies.get(rendering.dom_sha256 or "") if rendering else None
    if rendering is None or not dom or (static is not None and static.source == "pdf"):
        return static
    shown = replace(reader.read_rendered(rendering, dom), url=fetch.final_url)
    views.append(shown)
    return shown


def _dates(blocks: tuple[Block, ...]) -> tuple[DateSeen, ...]:
    return tuple(date for date, _ in zip(_all_dates(blocks), range(MAX_DATES), strict=False))


def _all_dates(blocks: tuple[Block, ...]) -> Iterator[DateSeen]:
    for block in blocks:
        for dated in find_dates(block.text):
            around = block.text[max(0, dated.start - CONTEXT_CHARS) : dated.end + CONTEXT_CHARS]
            yield DateSeen(dated.on, cut(block.text[dated.start : dated.end], 60), around, block.place, block.locator)


def _is_shell(document: Document, head: Head, blocks: tuple[Block, ...], links: tuple[Link, ...], forms: tuple[Form, ...]) -> bool:
    """Scripts, and hardly anything to read or follow: an application that has not started. A splash page leads on by its picture."""
    if not head.has_scripts or head.frames or any(f.visible_fields for f in forms):
        return False
    if sum(len(b.text) for b in blocks) >= SHELL_CHARS:
        return False
    useful = [link for link in links if link.target in ("page", "file")]
    if any(node.get("id") in _APP_ROOTS or node.tag == "app-root" for node in document.nodes):
        return len(useful) <= 2 * SHELL_LINKS
    return len(useful) <= SHELL_LINKS and not any(link.has_image for link in useful)
