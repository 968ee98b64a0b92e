"""Whole documents around what a case gives: an HTML page around a fragment, a PDF around its text."""

from __future__ import annotations

from textwrap import wrap

SITE_NAME = "องค์การบริหารส่วนตำบลตัวอย่าง"
# On every page, so that even a fragment of one link is a page with something to read. It names no topic.
GREETING = f"<p>{SITE_NAME} ยินดีต้อนรับทุกท่าน</p>"
LINE_CHARS, LINE_POINTS = 90, 14  # what fits beside and below one another; a reader leaves out what is off the page
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'


def document(html: str, *, title: str | None = None, encoding: str = "utf-8", more: str = "") -> str:
    """A whole, faultless page around `more` and a fragment. What brings its own html element stays as it is; `more` goes last."""
    if "<html" in html.lower():
        end = html.lower().rfind("</body>")
        return html[:end] + more + html[end:] if end >= 0 else html + more
    head = f'<meta charset="{encoding}">{_VIEWPORT}<title>{SITE_NAME if title is None else title}</title>'
    return f'<!DOCTYPE html>\n<html lang="th"><head>{head}</head><body>{GREETING}{more}{html}</body></html>'


def pdf(text: str) -> bytes:
    """A PDF of one page with a text layer, its lines wrapped to fit; of an empty text, a scan without one."""
    lines = [part for line in text.splitlines() for part in wrap(line, LINE_CHARS)]
    height = max(842, 62 + LINE_POINTS * len(lines))  # A4, or as long as the text needs
    shown = b" ".join(b"<" + line.encode("utf-16-be").hex().encode() + b"> Tj 0 -%d Td" % LINE_POINTS for line in lines)
    content = b"BT /F 12 Tf 20 %d Td " % (height - 62) + shown + b" ET" if lines else b""
    objects = (
        b"<</Type /Catalog /Pages 2 0 R>>",
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 %d] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>" % height,
        _stream(content),
        b"<</Type /Font /Subtype /Type0 /BaseFont /Sarabun /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R>>",
        b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /Sarabun /DW 500 /FontDescriptor 8 0 R"
        b" /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>",
        _stream(_TO_UNICODE),
        b"<</Type /FontDescriptor /FontName /Sarabun /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200"
        b" /CapHeight 700 /StemV 80>>",
    )
    numbered = (b"%d 0 obj %s endobj\n" % (number, body) for number, body in enumerate(objects, 1))
    return b"%PDF-1.4\n" + b"".join(numbered) + b"trailer <</Root 1 0 R>>\n%%EOF\n"


# Character codes are UTF-16, and so are what they mean.
_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin begincmap /CMapName /U def /CMapType 2 def"
    b" 1 begincodespacerange <0000> <FFFF> endcodespacerange"
    b" 2 beginbfrange <0020> <00FF> <0020> <0E00> <0EFF> <0E00> endbfrange endcmap end"
)


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>> stream\n%s\nendstream" % (len(content), content)
