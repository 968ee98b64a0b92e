"""Text layer of a PDF as running text. Most announcements of Thai agencies are PDFs; many are scans without any text."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pypdfium2

from crawler.reading.page_view import NAME_CHARS, TEXT_CHARS, Block, Link
from crawler.reading.pdf_links import links_on
from crawler.reading.running import clean
from crawler.reading.text import cut

# What an announcement, plan or report says of itself stands at its beginning; the longest reports have hundreds of pages.
MAX_PAGES = 40
MAX_CHARS = 300_000
# Fewer characters a page than this are page numbers and stamps on a scan.
CHARS_A_PAGE = 20

_LOCK = threading.Lock()  # PDFium must not be entered twice at a time


@dataclass(frozen=True)
class Text:
    """`blocks`: one a paragraph, located as "page N"; `is_image_only`: no text layer. Empty of what cannot be opened."""

    title: str = ""
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    is_image_only: bool = False


def read_text(body: bytes, url: str) -> Text:
    """Text layer and links of a document; `url` is its own, for what is relative to it."""
    try:
        with _LOCK, closing(pypdfium2.PdfDocument(body)) as document:
            count = len(document)
            title = cut(clean(str(document.get_metadata_dict().get("Title") or "")), NAME_CHARS)
            pages = list(_pages(document, min(count, MAX_PAGES), url))
    except (pypdfium2.PdfiumError, ValueError, TypeError, OSError, UnicodeError, IndexError):
        return Text()
    blocks = tuple(b for page in pages for b in page.blocks)
    chars = sum(len(b.text) for b in blocks)
    is_image_only = count > 0 and chars < CHARS_A_PAGE * min(count, MAX_PAGES)
    return Text(title, blocks, tuple(k for page in pages for k in page.links), is_image_only)


@dataclass(frozen=True)
class _Page:
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()


def _pages(document: pypdfium2.PdfDocument, count: int, url: str) -> Iterator[_Page]:
    left = MAX_CHARS
    for number in range(count):
        if left <= 0:
            return
        try:
            page = _page(document, number, left, url)
        except (pypdfium2.PdfiumError, ValueError, UnicodeError):
            continue  # one broken page does not make the others unreadable
        left -= sum(len(b.text) for b in page.blocks)
        yield page


def _page(document: pypdfium2.PdfDocument, number: int, chars: int, url: str) -> _Page:
    locator = f"page {number + 1}"
    with closing(document[number]) as page, closing(page.get_textpage()) as layer:
        text = str(layer.get_text_bounded(errors="ignore"))[:chars]
        links = links_on(document, page, layer, url=url, locator=locator)
    return _Page(tuple(Block(paragraph, "main", locator) for paragraph in _paragraphs(text)), tuple(links))


def _paragraphs(text: str) -> Iterator[str]:
    """Lines gathered up to the length of a block; an empty line ends a paragraph."""
    gathered = ""
    for line in (*map(clean, text.splitlines()), ""):
        if gathered and (not line or len(gathered) + len(line) > TEXT_CHARS):
            yield cut(gathered, TEXT_CHARS)
            gathered = ""
        gathered = f"{gathered} {line}".strip()
    if gathered:
        yield cut(gathered, TEXT_CHARS)
