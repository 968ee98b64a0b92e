"""What a link, button or control is called, by the order of the accessible name (WAI, accname 1.2, simplified)."""

from __future__ import annotations

import re
from urllib.parse import unquote

from crawler.reading.page_view import NAME_CHARS
from crawler.reading.running import clean
from crawler.reading.text import cut, match_key
from crawler.reading.tree import Document, Node
from crawler.reading.words import word_set

# A name is cut at NAME_CHARS; raw text holds spaces and line breaks besides.
RAW_CHARS = 1000
LABEL_CHARS = 120

_SILENT = word_set("script style template noscript textarea select datalist iframe object canvas audio video")
_SAYS_LITTLE = frozenset(
    map(
        match_key,
        word_set(
            "อ่านต่อ อ่านเพิ่มเติม อ่านทั้งหมด ดูทั้งหมด ดูเพิ่มเติม ดูรายละเอียด รายละเอียด รายละเอียดเพิ่มเติม"
            " คลิก คลิกที่นี่ ที่นี่ เพิ่มเติม ทั้งหมด"
            " ดาวน์โหลด more readmore read-more more... view viewall click here clickhere detail details"
            " download >> go enter next prev previous link"
        ),
    )
)
_GENERIC = word_set(
    "img image images banner icon icons ico logo btn button bt pic picture photo slide slider thumb thumbnail thumbs dsc"
    " untitled noname no none default bg background"
    " blank spacer pixel transparent new copy final small big large medium min max x px home1 web site item line arrow"
    " left right top bottom"
)
_PLAIN_NAME = re.compile(r"[^\W\d_]+|[ก-๛]+")
_HEX = re.compile(r"^(?=.*\d)[0-9a-f]{8,}$", re.I)
_ICON = re.compile(
    r"(?:^|\s)(?:fa|fas|fab|far|bi|icon|icons|ti|mdi|ion|glyphicon|icofont|flaticon|la|lab|las|ri|bx|uil|feather|material-icons)-([a-z][a-z0-9-]{2,40})"
)
_ICON_TAGS = word_set("i span em svg use b")
_ICON_NOISE = word_set("lg xs sm 2x 3x fw solid regular brands spin stack inverse white black")


def raw_text(node: Node, *, limit: int = RAW_CHARS) -> str:
    """Text of an element with the alt texts of its images, not yet normalised, no longer than about the limit."""
    parts: list[str] = []
    size = 0
    stack: list[Node | str] = [node]
    while stack and size < limit:
        part = stack.pop()
        if type(part) is str:
            parts.append(part)
            size += len(part)
            continue
        assert isinstance(part, Node)
        if part.tag in _SILENT:
            continue
        if part.tag == "svg" and part is not node:  # its title names it; the rest is metadata and labels of a drawing
            parts += [" ", part.get("aria-label") or next((c.text for c in part.children if c.tag == "title"), ""), " "]
            continue
        if (
            part is not node
            and part.children == []
            and not part.text
            and part.tag not in ("img", "input", "br", "area", "svg")
            and "aria-label" not in part.attrs
        ):
            continue
        if part is not node and (label := part.attrs.get("aria-label")):
            parts.append(f" {label} ")
            continue
        if part.tag in ("img", "area") or (part.tag == "input" and part.get("type").lower() == "image"):
            parts.append(f" {part.get('alt')} ")
        elif part.tag not in ("span", "b", "i", "u", "em", "strong", "font", "small"):
            parts.append(" ")
            stack.append(" ")
        for child in reversed(part.children):
            if child.tail:
                stack.append(child.tail)
            stack.append(child)
        if part.text:
            parts.append(part.text)
            size += len(part.text)
    return "".join(parts)


def text_of(node: Node, chars: int = NAME_CHARS) -> str:
    return cut(clean(raw_text(node)), chars)


def name_of(document: Document, node: Node) -> str:
    """aria-labelledby, aria-label, text with alt texts, title, value; empty when nothing names it."""
    attrs = node.attrs
    if named := attrs.get("aria-labelledby"):
        label = clean(" ".join(raw_text(document.ids[i]) for i in named.split()[:5] if i in document.ids))
        if label:
            return cut(label, NAME_CHARS)
    for raw in (
        attrs.get("aria-label"),
        None if node.tag == "input" else raw_text(node),
        attrs.get("alt"),
        attrs.get("title"),
        attrs.get("value"),
    ):
        if raw and (name := clean(raw[: RAW_CHARS * 2])):
            return cut(name, NAME_CHARS)
    return ""


def hint_of(document: Document, node: Node, name: str) -> str:
    """Other words that name it, each once, parted by " | ".

    Names of image and icon, and the label beside it, only where the name says little.
    """
    words = [node.get("title"), *(n.get(key) for n in document.under(node)[:40] for key in ("title", "alt") if n.attrs)]
    if says_little(name):
        words += [
            image_name(n.get("src") or n.get("data-src")) for n in (node, *document.under(node)[:40]) if n.tag in ("img", "input", "image")
        ]
        words += [icon_name(n) for n in (node, *document.under(node)[:40]) if n.tag in _ICON_TAGS or n is node]
        words.append(label_beside(document, node))
    kept: dict[str, None] = {}
    for word in words:
        text = clean(word) if word else ""
        if text and text != name:
            kept.setdefault(text)
    return cut(" | ".join(kept), NAME_CHARS)


def says_little(name: str) -> bool:
    key = match_key(name)
    return len(key) < 3 or key.replace(" ", "") in _SAYS_LITTLE or key in _SAYS_LITTLE or key.isdigit()


def image_name(url: str) -> str:
    """Words of an image's file name without its ending; empty for generic, numbered and hashed names."""
    if not url or url.startswith("data:"):
        return ""
    stem = unquote(url.split("?")[0].split("#")[0].rsplit("/", 1)[-1]).rsplit(".", 1)[0]
    if _HEX.match(stem.replace("-", "").replace("_", "")) or len(stem) > 80:
        return ""
    words = _PLAIN_NAME.findall(stem)
    telling = [w for w in words if len(w) > 1 and w.lower() not in _GENERIC]
    if sum(map(len, telling)) < 4:
        return ""
    return " ".join(re.split(r"[\s_+-]+", stem))


def icon_name(node: Node) -> str:
    """What an icon font's class calls its picture ("facebook f" of fa-facebook-f); empty without one."""
    classes = node.attrs.get("class")
    if node.tag == "use":
        classes = "icon-" + (node.get("href") or node.get("xlink:href")).rsplit("#", 1)[-1].removeprefix("icon-")
    if not classes or "-" not in classes:
        return ""
    names = [m for m in _ICON.findall(classes) if m not in _ICON_NOISE and not m.endswith(("-xl", "-lg"))]
    return " ".join(names).replace("-", " ")


def label_beside(document: Document, node: Node) -> str:
    """Short text of the nearest container that holds no other link: what stands under or beside an icon."""
    for ancestor, _ in zip(node.ancestors(), range(3), strict=False):
        if ancestor.tag in ("body", "html", "table", "ul", "ol", "form", "tr") or ancestor.size > node.size + 15:
            break
        if any(n.tag == "a" and n is not node and not node.order < n.order <= node.end for n in document.under(ancestor)):
            break
        text = clean(raw_text(ancestor))
        if len(text) > LABEL_CHARS:
            break
        if text and not says_little(text):
            return text
    return ""
