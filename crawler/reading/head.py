"""What a page says about itself and asks for besides its text: metas, feeds, alternates, sub-resources, scripts, media."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urljoin

from crawler.reading import urls
from crawler.reading.page_view import NAME_CHARS, TEXT_CHARS, Media, Reference
from crawler.reading.running import clean
from crawler.reading.targets import Base
from crawler.reading.text import cut
from crawler.reading.tree import Document, Node
from crawler.reading.words import word_set

INLINE_SCRIPT_CHARS = 50_000  # enough for every counter and switch; bundles go on for megabytes
MAX_REFERENCES = 2000
MAX_MEDIA = 1000
MAX_METAS = 100
MAX_ALTERNATES = 100
MAX_FRAMES = 30
URL_CHARS = 2000

_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s][^\"']*)", re.I)
_SOURCES = {
    "script": ("script", "src"),
    "img": ("image", "src"),
    "iframe": ("frame", "src"),
    "frame": ("frame", "src"),
    "embed": ("object", "src"),
    "object": ("object", "data"),
    "source": ("media", "src"),
    "video": ("media", "src"),
    "audio": ("media", "src"),
    "track": ("media", "src"),
    "input": ("image", "src"),
    "body": ("image", "background"),
    "table": ("image", "background"),
    "td": ("image", "background"),
}
_LINKS = {
    "stylesheet": "stylesheet",
    "icon": "icon",
    "apple-touch-icon": "icon",
    "manifest": "manifest",
    "preload": "preload",
    "modulepreload": "script",
}
_LAZY = ("src", "data-src", "data-lazy-src", "data-original", "data-lazy")
_MEDIA = word_set("img iframe embed object canvas")
_PLAYERS = word_set("video audio")  # their source may be an element of its own


@dataclass
class Head:
    lang: str | None = None
    title: str = ""
    metas: list[tuple[str, str]] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    media: list[Media] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    refresh: str | None = None
    has_scripts: bool = False

    def meta(self, name: str) -> str:
        return next((content for key, content in self.metas if key == name), "")


def read_head(document: Document, base: Base, page_url: str) -> Head:
    return _Reader(document, base, page_url).read()


class _Reader:
    def __init__(self, document: Document, base: Base, page_url: str) -> None:
        self.document, self.base, self.page_url = document, base, page_url
        self.head = Head()
        self.hidden_until = -1

    def read(self) -> Head:
        root = self.document.root
        self.head.lang = (root.get("lang") or root.get("xml:lang")).strip()[:35] or None
        for node in self.document.nodes:
            if node.tag in ("template", "noscript"):
                self.hidden_until = max(self.hidden_until, node.end)
            reader = _READERS.get(node.tag)
            if reader is not None:
                reader(self, node)
            if node.attrs and node.tag in _SOURCES:
                self._reference(node, *_SOURCES[node.tag])
            if (node.attrs and (node.tag in _MEDIA or (node.tag == "svg" and node.get("role") == "img"))) or node.tag in _PLAYERS:
                self._media(node)
        return self.head

    def _title(self, node: Node) -> None:
        if not self.head.title and (node.parent is None or node.parent.tag != "svg"):
            self.head.title = cut(clean(node.text[:TEXT_CHARS]), NAME_CHARS)

    def _meta(self, node: Node) -> None:
        name = (node.get("name") or node.get("property") or node.get("http-equiv")).strip().lower()
        content = node.get("content")
        if not name or len(self.head.metas) >= MAX_METAS:
            return
        self.head.metas.append((name[:100], cut(clean(content[:TEXT_CHARS]), 500)))
        if node.get("http-equiv").strip().lower() == "refresh" and node.order > self.hidden_until and not self.head.refresh:
            match = _REFRESH.match(content)
            if match and match[1].strip(" ;.0123456789"):
                self.head.refresh = self.base.absolute(match[1])

    def _link(self, node: Node) -> None:
        rels = node.get("rel").lower().split()
        href, kind = node.get("href"), node.get("type").lower()
        if not href:
            return
        if "alternate" in rels and ("rss" in kind or "atom" in kind or kind in ("application/feed+json", "application/rdf+xml")):
            if (url := self.base.absolute(href)) and url not in self.head.feeds:
                self.head.feeds.append(url)
        elif "alternate" in rels and node.get("hreflang") and (url := self.base.absolute(href)):
            self.head.alternates.append((node.get("hreflang").strip().lower()[:35], url))
            del self.head.alternates[MAX_ALTERNATES:]
        for rel in rels:
            if rel in _LINKS:
                self._reference(node, _LINKS[rel], "href")
                return

    def _script(self, node: Node) -> None:
        self.head.has_scripts = True
        if node.text and "src" not in node.attrs:
            self.head.scripts.append(node.text)

    def _frame(self, node: Node) -> None:
        url = self.base.absolute(node.get("src")) if node.get("src").strip() else None
        if url and urls.same_site(url, self.page_url) and url not in self.head.frames and len(self.head.frames) < MAX_FRAMES:
            self.head.frames.append(url)

    def _reference(self, node: Node, kind: str, attribute: str) -> None:
        url = self._absolute(node.attrs.get(attribute, ""))
        if url and len(self.head.references) < MAX_REFERENCES and not (node.tag == "input" and node.get("type").lower() != "image"):
            self.head.references.append(Reference(kind, url, self.document.locator(node)))

    def _media(self, node: Node) -> None:
        if len(self.head.media) >= MAX_MEDIA or node.order <= self.hidden_until:
            return
        names = ("src", "data") if node.tag != "img" else _LAZY
        url = next((u for name in names if (u := self._absolute(node.attrs.get(name, "")))), None)
        if url is None and node.tag in _PLAYERS:
            url = next((u for c in node.children if c.tag == "source" and (u := self._absolute(c.get("src")))), None)
        in_link = node.closest("a") is not None
        self.head.media.append(Media(node.tag, url, _media_name(node), node.place, self.document.locator(node), in_link))

    def _absolute(self, written: str) -> str | None:
        """As the browser asks for it: scheme and query kept as they are, for checks of what is loaded."""
        written = written.strip()
        if not written or written[:5].lower() == "data:" or written[:11].lower() in ("javascript:", "about:blank"):
            return None
        try:
            return _joined(self.base.url, written)[:URL_CHARS]
        except ValueError:
            return None


@lru_cache(maxsize=2_000)  # a picture is both a sub-resource and a medium
def _joined(base: str, written: str) -> str:
    return urljoin(base, written)


def _media_name(node: Node) -> str | None:
    if node.tag == "img":
        return cut(clean(node.attrs["alt"][:TEXT_CHARS]), NAME_CHARS) if "alt" in node.attrs else None
    return cut(clean((node.get("aria-label") or node.get("title") or node.get("alt"))[:TEXT_CHARS]), NAME_CHARS) or None


_READERS = {
    "title": _Reader._title,
    "meta": _Reader._meta,
    "link": _Reader._link,
    "script": _Reader._script,
    "iframe": _Reader._frame,
    "frame": _Reader._frame,
}
