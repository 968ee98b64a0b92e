"""Bytes to text for pages whose declared encoding may lie.

Order: byte order mark, then evidence of the bytes where it is consistent, then header, then meta. Thai sites declare UTF-8 and
send windows-874, or the other way round, or mix both in one page (an included file, a counter).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from bs4 import UnicodeDammit

from crawler.reading.words import word_set

META_BYTES = 8192  # browsers look at 1024; old pages put long comments and scripts before the meta
SAMPLE_BYTES = 200_000
# Well-formed share at which a page is UTF-8 with faults; single-byte Thai is well-formed UTF-8 by chance for little more than half.
MOSTLY = 0.95

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_COMMENT = re.compile(rb"<!--.*?-->", re.S)
_THAI_NAMES = word_set("tis620 tis6202533 tis62025331 iso885911 windows874 xwindows874 cp874 ibm874 dos874 mskorthai874 874")
# Browsers read these labels as windows-1252 (WHATWG Encoding, section 4.2).
_LATIN_NAMES = word_set("iso88591 latin1 l1 ascii usascii windows1252 cp1252 ansi")
_NOT_CHARSETS = word_set("idna punycode unicode_escape raw_unicode_escape")
# Well-formed UTF-8 beyond ASCII (Unicode, table 3-7, slightly wider).
_UTF8 = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
# Two Thai letters in a row: a chance match in single-byte Thai ("เน" and then an odd letter, twice) does not occur in words.
_UTF8_THAI = re.compile(rb"(?:\xe0[\xb8\xb9][\x80-\xbf]){2,}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_THAI_BYTES = re.compile(rb"[\xa1-\xda\xdf-\xfb]")


@dataclass(frozen=True)
class Decoded:
    """`encoding`: what was used. `declared`: the name given by BOM, header or meta, lower case, None when nothing said one."""

    text: str
    encoding: str
    declared: str | None


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Text of any bytes; never raises."""
    for bom, name in _BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(name, "replace"), name.removesuffix("-le").removesuffix("-be"), name)
    declared = _declared(body, content_type)
    encoding = _by_evidence(body, declared)
    return Decoded(_text(body, encoding), encoding, declared)


def codec_of(label: str | None) -> str | None:
    """Our name for a charset label, None when nobody knows it."""
    if not label:
        return None
    plain = re.sub(r"[^a-z0-9]", "", label.lower())
    if plain in _THAI_NAMES:
        return "windows-874"
    if plain in _LATIN_NAMES:
        return "windows-1252"
    if plain in ("utf8", "unicode11utf8"):
        return "utf-8"
    try:
        name = codecs.lookup(label).name
        # Python also has codecs that are no character sets (rot13, zip, punycode, undefined).
        return name if b"a<b>a<b>".decode(name, "replace") and name not in _NOT_CHARSETS else None
    except (LookupError, ValueError, TypeError):
        return None


def _declared(body: bytes, content_type: str) -> str | None:
    if header := _HEADER.search(content_type):
        return header[1].lower()
    head = _COMMENT.sub(b"", body[:META_BYTES])
    found = _XML.search(head) or _META.search(head)
    return found[1].decode("ascii", "replace").lower() if found else None


def _by_evidence(body: bytes, declared: str | None) -> str:
    named = codec_of(declared)
    if named and named.startswith(("utf-16", "utf-32", "utf-7")):
        if body[:200].count(0) > 20:
            return named
        named = "utf-8"  # a page whose meta could be read as ASCII is not what that meta says
    if body.isascii():
        return named or "utf-8"
    if _reads_as(body, "utf-8"):
        return "utf-8"
    if named not in (None, "utf-8", "windows-1252", "windows-874") and _reads_as(body, named or ""):
        return named or "utf-8"
    high = b"".join(_HIGH.findall(body[:SAMPLE_BYTES])) or b"".join(_HIGH.findall(body))
    if 2 * _bytes_in(_UTF8_THAI, high) >= len(high) or _bytes_in(_UTF8, high) >= MOSTLY * len(high):
        return "utf-8"
    if named == "windows-874" or _is_thai(body[:SAMPLE_BYTES]):
        return "windows-874"
    return _foreign(body, named)


def _reads_as(body: bytes, encoding: str) -> bool:
    try:
        body.decode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def _bytes_in(pattern: re.Pattern[bytes], high: bytes) -> int:
    return sum(len(run) for run in pattern.findall(high))


def _is_thai(sample: bytes) -> bool:
    """Single-byte Thai: nearly all high bytes are Thai letters, and they stand in runs (accents of Latin words stand alone)."""
    runs = _HIGH.findall(sample)
    high = b"".join(runs)
    thai = len(_THAI_BYTES.findall(high))
    return bool(runs) and thai >= 0.9 * len(high) and len(high) >= 2.5 * len(runs)


def _foreign(body: bytes, named: str | None) -> str:
    if named and named != "utf-8":
        return named
    guess = UnicodeDammit(body[:SAMPLE_BYTES], is_html=True).original_encoding
    return codec_of(guess) or "windows-1252"


def _text(body: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        try:
            return body.decode("utf-8")
        except UnicodeDecodeError:
            return body.decode("utf-8", "truat-thai")
    if encoding == "windows-874":
        return _thai(body)
    try:
        return body.decode(encoding, "replace")
    except (LookupError, ValueError):  # a codec that is not for text, or refuses "replace"
        return body.decode("windows-1252", "replace")


def _thai(body: bytes) -> str:
    """windows-874, with the stretches that are plainly UTF-8 Thai read as such."""
    parts: list[str] = []
    end = 0
    for run in _UTF8_THAI.finditer(body):
        parts += body[end : run.start()].decode("cp874", "replace"), run[0].decode("utf-8", "replace")
        end = run.end()
    return "".join(parts) + body[end:].decode("cp874", "replace")


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are not UTF-8 in a UTF-8 page: single-byte Thai where the run is that, one replacement character otherwise."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    run = _HIGH.match(error.object, error.start)
    stray = run[0] if run else b""
    if len(stray) >= 3 and _is_thai(stray) and not _UTF8_THAI.search(stray):
        return stray.decode("cp874", "replace"), error.start + len(stray)
    return "\ufffd", max(error.end, error.start + 1)


codecs.register_error("truat-thai", _stray)
