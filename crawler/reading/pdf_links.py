"""Links that a PDF carries as annotations: what they are called and where they lead."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from crawler.reading.page_view import NAME_CHARS, Link
from crawler.reading.running import clean
from crawler.reading.targets import aim_at
from crawler.reading.text import cut

MAX_LINKS = 200  # of one page of the document; more is an index
MAX_URI_BYTES = 4000


def links_on(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, layer: pypdfium2.PdfTextPage, *, url: str, locator: str
) -> list[Link]:
    """Links of one page to addresses outside the document, each named by the text that it lies on; `url` is the document's own."""
    found: list[Link] = []
    for annotation in _annotations(page):
        uri = _uri(document, annotation)
        if uri:
            aim = aim_at(uri, url)
            found.append(Link(_text_under(layer, annotation), "", aim.href, aim.url, aim.target, "main", locator))
    return found


def _annotations(page: pypdfium2.PdfPage) -> Iterator[object]:
    position = ctypes.c_int(0)
    annotation = raw.FPDF_LINK()
    for _ in range(MAX_LINKS):
        if not raw.FPDFLink_Enumerate(page, position, annotation):
            return
        yield annotation


def _uri(document: pypdfium2.PdfDocument, annotation: object) -> str:
    action = raw.FPDFLink_GetAction(annotation)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    size = min(raw.FPDFAction_GetURIPath(document, action, None, 0), MAX_URI_BYTES)
    buffer = ctypes.create_string_buffer(size + 1)
    raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _text_under(layer: pypdfium2.PdfTextPage, annotation: object) -> str:
    box = raw.FS_RECTF()
    if not raw.FPDFLink_GetAnnotRect(annotation, box):
        return ""
    text = layer.get_text_bounded(box.left, box.bottom, box.right, box.top, errors="ignore")
    return cut(clean(text), NAME_CHARS)
