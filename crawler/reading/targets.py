"""Where an element leads: href, script that opens an address, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.reading import urls
from crawler.reading.page_view import Target
from crawler.reading.tree import Document, Node
from crawler.reading.words import word_set

HREF_CHARS = 2000

_HREFS = (
    "href",
    "ng-href",
    "data-ng-href",
    "routerlink",
    "[routerlink]",
    "ng-reflect-router-link",
    "data-href",
    "data-url",
    "data-link",
    "to",
    "xlink:href",
)
_LINK_TAGS = word_set("a area")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.I)
_NOWHERE = re.compile(
    r"^(?:https?:/*|about:blank|#!?|\?#?|//|javascript:[\s;{}]*|javascript:\s*(?:void\s*\(?\s*[\w'\"]*\s*\)?|return\s+false|false|null|undefined|'+|\"+)[\s;]*)$",
    re.I,
)
_TEMPLATE = re.compile(r"\{\{|<%|<\?|\$\{|\[\[")
_OPENS = re.compile(
    r"""(?:\blocation(?:\.href)?\s*=|\blocation\.(?:assign|replace)\s*\(|\bwindow\.open\s*\(|\bopen\s*\(|\bMM_openBrWindow\s*\(|\bMM_goToURL\s*\(\s*['"][^'"]*['"]\s*,)\s*
    (?P<q>['"])(?P<url>[^'"]*)(?P=q)(?P<more>\s*\+)?""",
    re.I | re.X,
)
_JUMPS = re.compile(r"location|open\s*\(|jumpmenu|gotourl|this\.value|\.submit", re.I)


@dataclass(frozen=True)
class Base:
    """What hrefs of a page are relative to, and the encoding in which browsers write their queries."""

    url: str
    encoding: str = "utf-8"

    def absolute(self, href: str) -> str | None:
        return urls.absolute(self.url, href, self.encoding)


@dataclass(frozen=True)
class Aim:
    href: str
    url: str | None
    target: Target


def base_of(document: Document, url: str, encoding: str) -> Base:
    for node in document.nodes[:500]:
        if node.tag == "base" and node.get("href"):
            return Base(urls.absolute(url, node.get("href")) or url, encoding)
    return Base(url, encoding)


def aim_of(document: Document, base: Base, node: Node) -> Aim:
    """Target of a link-like element: its href, else the address that its click handler opens."""
    href = _href(node)
    aim = _aim(document, base, href)
    if aim.target in ("none", "script", "fragment") and (opened := opened_by(node.get("onclick")) or opened_by(href)):
        other = _aim(document, base, opened)
        if other.target not in ("none", "script"):
            return Aim(aim.href or opened[:HREF_CHARS], other.url, other.target)
    return aim


def aim_at(written: str, url: str) -> Aim:
    """Target of an address that stands in something other than markup, relative to `url`."""
    return _aim(Document([]), Base(url), written)


def opened_by(script: str) -> str | None:
    """The address that a click handler opens; None when it does something else, or puts the address together as it runs."""
    if len(script) < 8 or not (match := _OPENS.search(script[:4000])) or match["more"]:
        return None
    return match["url"].strip() or None


def is_jump(select: Node) -> bool:
    """A drop-down list that opens the chosen address."""
    return bool(_JUMPS.search(select.get("onchange"))) or bool(select.words & {"jump", "jumpmenu", "weblink", "weblinks"})


def has_href(node: Node) -> bool:
    if node.tag in _LINK_TAGS:
        return True
    return any(name in node.attrs for name in ("data-href", "routerlink", "ng-href")) or (node.get("role") == "link" and bool(_href(node)))


def _href(node: Node) -> str:
    first = ""
    for name in _HREFS:
        value = node.attrs.get(name)
        if value is None or (name in ("data-url", "data-link", "to") and not value.startswith(("/", "http"))):
            continue
        if value.strip() not in ("", "#"):
            return value
        first = first or value
    return first


def _aim(document: Document, base: Base, written: str) -> Aim:
    href = written.strip("\x00\t\n\r\x0c \xa0\u200b")
    short = href[:HREF_CHARS]
    compact = re.sub(r"[\t\n\r]", "", href)
    if not compact or _NOWHERE.match(compact):
        return Aim(short, None, "none")
    if compact.startswith("#"):
        return Aim(short, None, _fragment(document, compact))
    if _TEMPLATE.search(compact):
        return Aim(short, None, "script")
    scheme = _SCHEME.match(compact)
    kind = scheme[1].lower() if scheme else "http"
    if kind == "javascript":
        return Aim(short, None, "script")
    if kind == "mailto":
        return Aim(short, None, "mail")
    if kind in ("tel", "sms", "callto"):
        return Aim(short, None, "phone")
    url = base.absolute(compact) if kind in ("http", "https") else None
    if url is None:
        return Aim(short, None, "none" if kind in ("http", "https") else "other")
    return Aim(short, url[: HREF_CHARS * 2], "file" if urls.extension(url) in urls.FILES else "page")


def _fragment(document: Document, href: str) -> Target:
    if href.startswith(("#/", "#!/", "#!")) and len(href) > 2:
        return "script"  # the address of a view within a single-page application
    name = href[1:]
    return "fragment" if name in document.names else "none"
