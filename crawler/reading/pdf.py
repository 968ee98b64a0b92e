"""Text layer of a PDF as running text. Most announcements of Thai agencies are PDFs; many are scans without any text."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing

import pypdfium2

from crawler.reading.page_view import NAME_CHARS, TEXT_CHARS, Block
from crawler.reading.running import clean
from crawler.reading.text import cut

# What an announcement, plan or report says of itself stands at its beginning; the longest reports have hundreds of pages.
MAX_PAGES = 40
MAX_CHARS = 300_000
# Fewer characters a page than this are page numbers and stamps on a scan.
CHARS_A_PAGE = 20

_LOCK = threading.Lock()  # PDFium must not be entered twice at a time


def read_text(body: bytes) -> tuple[str, tuple[Block, ...], bool]:
    """Title, blocks (one a paragraph, located as "page N") and whether there is no text layer. Empty for what cannot be opened."""
    try:
        with _LOCK, closing(pypdfium2.PdfDocument(body)) as document:
            pages = len(document)
            title = cut(clean(str(document.get_metadata_dict().get("Title") or "")), NAME_CHARS)
            blocks = tuple(_blocks(document, min(pages, MAX_PAGES)))
    except (pypdfium2.PdfiumError, ValueError, TypeError, OSError, UnicodeError, IndexError):
        return "", (), False
    chars = sum(len(b.text) for b in blocks)
    return title, blocks, pages > 0 and chars < CHARS_A_PAGE * min(pages, MAX_PAGES)


def _blocks(document: pypdfium2.PdfDocument, pages: int) -> Iterator[Block]:
    left = MAX_CHARS
    for number in range(pages):
        if left <= 0:
            return
        text = _page_text(document, number)[:left]
        left -= len(text)
        for paragraph in _paragraphs(text):
            yield Block(paragraph, "main", f"page {number + 1}")


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        with closing(document[number]) as page, closing(page.get_textpage()) as layer:
            return str(layer.get_text_bounded(errors="ignore"))
    except (pypdfium2.PdfiumError, ValueError, UnicodeError):
        return ""  # one broken page does not make the others unreadable


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
