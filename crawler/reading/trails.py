"""Breadcrumbs: trails from the home page to this one. A plain menu is none."""

from __future__ import annotations

import re

from crawler.reading.names import icon_name, raw_text
from crawler.reading.page_view import Block
from crawler.reading.running import clean
from crawler.reading.text import cut, match_key
from crawler.reading.tree import BLOCK_TAGS, Document, Node
from crawler.reading.words import word_set

TRAIL_CHARS = 300
MAX_STEPS = 9
STEP_CHARS = 150
MAX_TRAILS = 5

_WORDS = word_set("breadcrumb breadcrumbs crumb crumbs breadcrum bredcrumb textbreadcrumb pathway sitepath navpath navigasi")
_LABELS = ("breadcrumb", "เส้นทาง", "คุณอยู่ที่", "you are here")
# Guillemets come out of `text.normalise` as plain quotation marks.
_SEPARATOR = re.compile(r"\s*(?:»|›|>+|→|▸|►|❯|/|\\|::|\||(?:(?<=\s)|^)[\"'](?=\s|$))\s*")
_STRONG = re.compile(r"»|›|>|→|▸|►|❯|::|\s[\"']\s")
_HOME = frozenset(
    match_key(w)
    for w in ("หน้าแรก", "หน้าหลัก", "home", "homepage", "โฮม", "แรก", "หน้าบ้าน", "เว็บไซต์หลัก", "หน้าแรกเว็บไซต์", "main page", "index")
)
_HERE = re.compile(r"^(?:คุณอยู่ที่(?:นี่)?|ท่านอยู่ที่(?:นี่)?|ตำแหน่งปัจจุบัน|คุณกำลังอยู่ที่|you are here|you're here|current location)\s*[:>-]?\s*", re.I)


def read_trails(document: Document, blocks: tuple[Block, ...]) -> tuple[tuple[str, str], ...]:
    """Text and locator of each trail, as (steps joined by " > ", XPath)."""
    trails: dict[str, str] = {}
    covered = -1
    for node in document.nodes:
        if node.order <= covered or not node.attrs or node.tag in ("body", "html") or not _is_marked(node):
            continue
        covered = node.end
        steps, where = _innermost(document, node)
        if len(steps) >= 2:
            trails.setdefault(_joined(steps), document.locator(where))
    for block in blocks:
        if steps := _written(block):
            trails.setdefault(_joined(steps), block.locator)
    return tuple(list(trails.items())[:MAX_TRAILS])


def _joined(steps: list[str]) -> str:
    return cut(" > ".join(steps), TRAIL_CHARS)


def _is_marked(node: Node) -> bool:
    label = node.attrs.get("aria-label", "").lower()
    if label and any(word in label for word in _LABELS):
        return True
    if "BreadcrumbList" in node.attrs.get("itemtype", "") or "v:Breadcrumb" in node.attrs.get("typeof", ""):
        return True
    return ("class" in node.attrs or "id" in node.attrs) and not node.words.isdisjoint(_WORDS)


def _innermost(document: Document, node: Node) -> tuple[list[str], Node]:
    """Steps of the innermost marked container that has some: wrappers hold a title or picture besides."""
    marked = [node, *(n for n in document.under(node)[:150] if n.attrs and n.tag != "li" and _is_marked(n))]
    for inner in reversed(marked):
        steps = _steps(document, inner)
        if len(steps) >= 2:
            return _from_home(steps), inner
    return [], node


def _from_home(steps: list[str]) -> list[str]:
    """Without what stands before the home page's step, as a page's title above the trail."""
    at = next((n for n, step in enumerate(steps[:-1]) if match_key(step) in _HOME), 0)
    return steps[at:]


def _steps(document: Document, node: Node) -> list[str]:
    """Steps of a container that says it is a trail: entries of its list, else links and texts between separators."""
    inside = document.under(node)
    if len(inside) > 150:
        return []
    items = [n for n in inside if n.tag == "li"]
    texts = [_item(document, n) for n in items] if len(items) > 1 else _SEPARATOR.split(_between(node, inside))
    steps = [s for text in texts if (s := _HERE.sub("", text.strip(" -·•"))) and not _SEPARATOR.fullmatch(s)]
    if len(steps) > MAX_STEPS or any(len(s) > STEP_CHARS for s in steps):
        return []
    return steps


def _item(document: Document, item: Node) -> str:
    text = clean(raw_text(item))
    if not text and any("home" in icon_name(n) or "house" in icon_name(n) for n in document.under(item)):
        return "home"
    return _SEPARATOR.sub(" ", text).strip() if _SEPARATOR.fullmatch(text[:1]) or _SEPARATOR.fullmatch(text[-1:]) else text


def _between(node: Node, inside: list[Node]) -> str:
    """Text with links parted even where the separator is a picture or a style."""
    parts = [node.text]
    end = -1
    for part in inside:
        if part.tag in ("script", "style") or part.order <= end:
            continue
        if part.tag == "a":
            end = part.end
            parts += [" > ", raw_text(part).strip() or ("home" if _has_home_icon(part) else ""), " > "]
        elif part.tag in BLOCK_TAGS:
            parts += [" > ", part.text]
        else:
            parts.append(part.text)
        parts.append(part.tail)
    return clean(" ".join(parts))


def _has_home_icon(node: Node) -> bool:
    return any("home" in icon_name(n) or "house" in icon_name(n) for n in (node, *node.children))


def _written(block: Block) -> list[str]:
    """Steps of a line of text that reads as a trail: it starts at home and has arrows, or says that you are here."""
    text = block.text
    if len(text) > TRAIL_CHARS or block.place in ("nav", "footer"):
        return []
    says_here = bool(_HERE.match(text))
    if not says_here and not _STRONG.search(text) and "/" not in text:
        return []
    steps = [s for s in _SEPARATOR.split(_HERE.sub("", text)) if s]
    if not 2 <= len(steps) <= MAX_STEPS or any(len(s) > STEP_CHARS for s in steps) or "|" in text:
        return []
    starts_home = match_key(steps[0]) in _HOME
    if says_here:
        return steps
    return steps if starts_home and (_STRONG.search(text) or len(steps) <= 4) else []
