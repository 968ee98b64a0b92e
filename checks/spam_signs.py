"""Single signs of planted content, each with its weight: what is hidden weighs more than what stands in the open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.result import Evidence
from checks.spam_words import is_about, is_spam_host, spam_terms
from crawler.reading.decode import decode
from crawler.reading.page_view import Link, PageView
from crawler.reading.scan import Scan
from crawler.reading.site_view import SiteView
from crawler.reading.tree import Document, Node, parse
from crawler.reading.urls import host_of, registrable

OPEN, HIDDEN, TITLE = 1, 2, 3
MIN_TERMS = 3  # of running text: fewer may be a passing mention
MAX_NAME_CHARS = 80
MAX_BODY_BYTES = 2_000_000
_GOVERNMENT = (".go.th", ".ac.th", ".or.th", ".mi.th")
# Ways in which planted blocks are kept from visitors but not from search engines.
_CONCEALED = Scan(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}|font-size\s*:\s*0|"
    r"(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)|opacity\s*:\s*0(?:\s*;|\s*$)"
)
# A cheap look before the page is parsed again.
_TERMS = Scan("สล็อต|สล๊อต|บาคาร่า|คาสิโน|พนัน|หวย|casino|slot|judi|togel|gacor|viagra|cialis")
MAX_CONCEALED_NODES = 400  # a larger block is a menu or a dialog of the page's own


@dataclass(frozen=True)
class Sign:
    """`what` tells one planted thing from another."""

    what: str
    weight: int
    evidence: Evidence


def signs(site: SiteView) -> Iterator[Sign]:
    yield from _of_redirects(site)
    for page in site.views or site.pages:
        if page.source == "pdf":
            continue
        yield from _of_links(site, page)
        if not is_about(f"{page.title} {page.name}"):
            yield from _of_title(page)
            yield from _of_text(page)
        yield from _of_concealed(site, page)


def _is_foreign(site: SiteView, url: str | None) -> bool:
    host = host_of(url or "")
    return bool(host) and registrable(host) != registrable(site.capture.site.host) and not host.endswith(_GOVERNMENT)


def _of_redirects(site: SiteView) -> Iterator[Sign]:
    for fetch in site.capture.fetches:
        for hop in fetch.redirects:
            if fetch.kind in ("page", "fact", "probe") and _is_foreign(site, hop.location) and is_spam_host(host_of(hop.location)):
                yield Sign(host_of(hop.location), TITLE, Evidence(hop.url, "Location", hop.location))


def _of_links(site: SiteView, page: PageView) -> Iterator[Sign]:
    for link in page.links:
        if not _is_foreign(site, link.url) or is_about(f"{link.name} {link.hint} {link.heading}"):
            continue
        host = host_of(link.url or "")
        terms = spam_terms(link.name[: MAX_NAME_CHARS * 2]) if len(link.name) <= MAX_NAME_CHARS else frozenset()
        if terms or is_spam_host(host):
            yield Sign(host, _weight(link, bool(terms), is_spam_host(host)), _evidence(page, link))


def _weight(link: Link, has_terms: bool, is_spam: bool) -> int:
    return (HIDDEN if link.is_hidden else OPEN) + (has_terms and is_spam)


def _evidence(page: PageView, link: Link) -> Evidence:
    return Evidence(page.url, link.locator, f"{link.name} {link.url}", page.sha256)


def _of_title(page: PageView) -> Iterator[Sign]:
    for locator, text in (("title", page.title), ("meta description", page.description)):
        if terms := spam_terms(text):
            yield Sign(f"{locator} {text}", TITLE if len(terms) > 1 else HIDDEN, Evidence(page.url, locator, text, page.sha256))


def _of_text(page: PageView) -> Iterator[Sign]:
    for block in page.blocks:
        if len(spam_terms(block.text)) >= MIN_TERMS and not is_about(block.heading):
            yield Sign("text", OPEN, Evidence(page.url, block.locator, block.text, page.sha256))


def _of_concealed(site: SiteView, page: PageView) -> Iterator[Sign]:
    """Blocks kept out of sight by inline style: what is in them no visitor has read."""
    body = site.capture.bodies.get(page.sha256, b"")[:MAX_BODY_BYTES]
    if not body:
        return
    text = decode(body).text
    if not _TERMS.search(text) or not _CONCEALED.search(text):
        return
    document = parse(text)
    for node in document.nodes:
        style = node.attrs.get("style", "")
        if style and node.size <= MAX_CONCEALED_NODES and _CONCEALED.search(style):
            words = _text_in(document, node)
            if len(spam_terms(words)) >= 2:
                yield Sign(f"concealed {words[:80]}", HIDDEN, Evidence(page.url, document.locator(node), words, page.sha256))


def _text_in(document: Document, node: Node) -> str:
    parts = [node.text, *(part for n in document.under(node) if n.tag not in ("script", "style") for part in (n.text, n.tail))]
    return " ".join(" ".join(parts).split())[:2000]
