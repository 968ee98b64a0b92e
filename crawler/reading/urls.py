"""URLs in one form, so that a page met twice is one page; and which hosts belong together."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit, urlunsplit

from publicsuffixlist import PublicSuffixList
from w3lib.url import safe_url_string

from crawler.reading.words import word_set

DOCUMENTS = word_set(
    "pdf doc docx xls xlsx xlsm ppt pptx pps ppsx csv tsv ods odt odp rtf txt epub xml json geojson jsonld rdf kml kmz shp gpkg"
)
ARCHIVES = word_set("zip rar 7z gz tgz tar apk ipa exe msi")
# A scanned announcement is often an image: a visitor opens it as a document.
PICTURES = word_set("jpg jpeg png gif webp bmp tif tiff svg mp4 mp3 wav avi wmv mov flv webm m4a m4v")
FILES = DOCUMENTS | ARCHIVES | PICTURES

_CODECS = {"windows-874": "cp874"}  # where Python's name is another
KEPT_URLS = 20_000  # the addresses of a few sites: links to the same come on every page
_PORTS = {"http": 80, "https": 443}
_FROM_ORIGIN = ("/", "http://", "https://")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#;]*", re.I)
_SESSION_KEYS = word_set("phpsessid jsessionid sessionid session_id cfid cftoken oscsid zenid fbclid gclid")
# A short "sid" is as often a section's number as a session's name; only what looks random is taken out.
_RANDOM = re.compile(r"^(?=.*\d)[0-9a-zA-Z,-]{16,}$")
_INDEX = re.compile(r"/(?:(?:index|default)\.(?:html?|php|aspx?|jsp))?$", re.IGNORECASE)
_BROKEN_SCHEME = re.compile(r"^(https?):/*(?=[^/])", re.I)


def absolute(base: str, href: str, encoding: str = "utf-8") -> str | None:
    """The http(s) URL that a browser would open for this href, normalised; None when there is none.

    `encoding`: of the page: browsers write the query in it (WHATWG URL, section 4.4), the path always in UTF-8.
    """
    return _absolute(_origin(base) if href.startswith(_FROM_ORIGIN) else base, href, encoding)


@lru_cache(maxsize=KEPT_URLS)
def _origin(url: str) -> str:
    """All that matters of a base to what starts at the host or above, so that one menu on many pages is worked out once."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme in _PORTS and parts.netloc else url


@lru_cache(maxsize=KEPT_URLS)
def _absolute(base: str, href: str, encoding: str) -> str | None:
    try:
        joined = urljoin(base, _BROKEN_SCHEME.sub(r"\1://", _tidy(href)))
        parts = urlsplit(joined)
        if parts.scheme not in _PORTS or not parts.hostname:
            return None
        return normalise(joined, encoding)
    except ValueError:
        return None


def normalise(url: str, encoding: str = "utf-8") -> str:
    """Lower-case scheme and host (IDNA), no default port, dot segments, fragment, session id or campaign parameter; the
    percent-encoding canonical, the order of the query kept. What is not an http(s) URL comes back trimmed."""
    url = _tidy(url)
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() not in _PORTS or not parts.hostname:
            return url
        path = _dots(_PATH_SESSION.sub("", parts.path)) or "/"
        query = "&".join(p for p in parts.query.split("&") if p and not _is_noise(p))
        bare = urlunsplit((parts.scheme.lower(), _netloc(parts.scheme.lower(), url), path, query, ""))
        return _ESCAPE.sub(_canonical, _escaped(bare, encoding))
    except ValueError:
        return url


def _escaped(url: str, encoding: str) -> str:
    try:
        return safe_url_string(url, encoding=_CODECS.get(encoding, encoding), path_encoding="utf-8")
    except (LookupError, UnicodeError):  # a character that the page's encoding does not have
        return safe_url_string(url)


@lru_cache(maxsize=KEPT_URLS)
def host_of(url: str) -> str:
    """Host of a URL, lower case, IDNA, without port; empty when it has none."""
    try:
        return _ascii(urlsplit(_tidy(url)).hostname or "")
    except ValueError:
        return ""


@lru_cache(maxsize=KEPT_URLS)
def folder_of(url: str) -> str:
    """What a folder, its slash and its index page have in common: servers answer all three with one page."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, _INDEX.sub("", parts.path), parts.query, ""))


def same_site(a: str, b: str) -> bool:
    """Same host and port, whether with or without www., by http or https."""
    ours, theirs = _site(a), _site(b)
    return bool(ours[0]) and ours == theirs


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


@lru_cache(maxsize=20_000)
def registrable(host: str) -> str:
    """The domain that was registered (name under a public suffix); the host itself when there is none, as for an address."""
    host = host.lower().rstrip(".")
    if not host or ":" in host or host.replace(".", "").isdigit():
        return host
    return str(_suffixes().privatesuffix(host) or host)


@lru_cache(maxsize=KEPT_URLS)
def extension(url: str) -> str:
    """Ending of the file a URL names, lower case without dot: of its path, else of a file name given to a script; "" when there is none."""
    try:
        parts = urlsplit(_tidy(url))
    except ValueError:
        return ""
    ending = _ending(parts.path)
    if ending in FILES:
        return ending
    for _, value in parse_qsl(parts.query, max_num_fields=None) if parts.query else ():
        if _ending(value) in FILES:
            return _ending(value)
    return ending


def _ending(path: str) -> str:
    name = unquote(path).rstrip().rsplit("/", 1)[-1]
    stem, dot, ending = name.rpartition(".")
    ending = ending.lower()
    return ending if dot and stem and 1 <= len(ending) <= 8 and ending.isascii() and ending.isalnum() else ""


def _tidy(url: str) -> str:
    return url.strip("\x00\t\n\r\x0c \xa0\u200b\ufeff").translate({9: None, 10: None, 13: None})


def _is_noise(parameter: str) -> bool:
    key, _, value = parameter.partition("=")
    key = key.lower()
    if key in _SESSION_KEYS or key.startswith(("utm_", "aspsessionid")):
        return True
    return key in ("sid", "sess", "session") and bool(_RANDOM.match(value))


def _canonical(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if char in _UNRESERVED else escape[0].upper()


def _dots(path: str) -> str:
    """RFC 3986, 5.2.4."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[max(len(kept) - 1, 1) :]
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept) + ("/" if segments[-1] in (".", "..") and kept[-1:] != [""] else "")


@lru_cache(maxsize=5_000)
def _ascii(host: str) -> str:
    host = host.lower().rstrip(".")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _netloc(scheme: str, url: str) -> str:
    parts = urlsplit(url)
    host = _ascii(parts.hostname or "")
    host = f"[{host}]" if ":" in host else host
    user = parts.netloc.rpartition("@")[0]
    port = "" if parts.port in (None, _PORTS[scheme]) else f":{parts.port}"
    return (f"{user}@" if user else "") + host + port


@lru_cache(maxsize=KEPT_URLS)
def _site(url: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(_tidy(url))
        port = None if parts.port in (None, *_PORTS.values()) else parts.port
    except ValueError:
        return "", None
    return host_of(url).removeprefix("www."), port
