"""Links to data that programs can read, told from the feeds and manifests that every site has."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from checks.words import key
from crawler.reading.scan import MAX_NAMES, Scan
from crawler.reading.urls import extension

FORMATS = frozenset({"csv", "ods", "xml", "json", "geojson", "kml", "kmz", "shp", "tsv", "rdf", "jsonld", "gpkg"})
_MACHINERY = Scan(
    r"sitemap|\brss|feed|atom|opensearch|manifest|browserconfig|crossdomain|oembed|xmlrpc|swagger|package(?:-lock)?\.json|/wp-json"
)
_NO_DATA = Scan(r"\brss\b|\bfeed|sitemap|\batom\b")
# Parameters that name a format: export.php?type=csv
_FORMAT_KEYS = frozenset({"format", "type", "export", "output", "ext", "filetype", "file_type", "download", "as", "f", "outputformat"})
_DOWNLOADS = "ดาวน์โหลด|ดาวโหลด|โหลด|ไฟล์|รูปแบบ|ส่งออก|download|export|file|format"
NEAR_CHARS = 25


@lru_cache(maxsize=MAX_NAMES)
def is_data_file(url: str | None, formats: frozenset[str]) -> bool:
    """Whether a URL names such a file, in its path or in a parameter."""
    if url is None or _MACHINERY.search(url):
        return False
    if extension(url) in formats:
        return True
    return any(k.lower() in _FORMAT_KEYS and v.lower() in formats for k, v in parse_qsl(urlsplit(url).query))


def offers_download(text: str, formats: frozenset[str]) -> bool:
    """Whether a text is the name of such a format or offers a file in it."""
    if _NO_DATA.search(text):
        return False
    named, offered = _patterns(formats)
    words = key(text)
    return offered.search(words) is not None or named.fullmatch(words) is not None


@lru_cache(maxsize=16)
def _patterns(formats: frozenset[str]) -> tuple[re.Pattern[str], Scan]:
    one = rf"(?<![a-z0-9.])\.?(?:{'|'.join(sorted(formats))})(?![a-z0-9])"
    many = rf"\(?{one}(?:\s*[,/|]\s*{one})*\)?"
    words = key(_DOWNLOADS)
    return re.compile(many), Scan(rf"(?:{words})[^.]{{0,{NEAR_CHARS}}}?{one}|{one}[^.]{{0,{NEAR_CHARS}}}?(?:{words})", re.NOFLAG)
