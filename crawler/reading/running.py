"""Running text: blocks and headings of what a visitor can read, in one walk over the tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from crawler.reading.page_view import NAME_CHARS, TEXT_CHARS, Block, Heading
from crawler.reading.text import cut, normalise
from crawler.reading.tree import BLOCK_TAGS, SKIP_TAGS, Document, Node
from crawler.reading.words import word_set

# Far above any page that a person reads; what comes after is a dump of data.
MAX_BLOCKS = 20_000
MAX_HEADINGS = 1_000

_SECTIONS = word_set("section article aside nav footer main")
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
_SPACED = word_set("a button img input label option td th")
_INVISIBLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
# What a click or a touch brings to light counts as visible: menus, tabs, folds, dialogs.
_REVEALED = word_set(
    "menu submenu dropdown nav tab tabs tabpanel pane collapse accordion modal dialog panel faq answer toggle popup offcanvas mega"
)
_REVEALED_TAGS = word_set("ul ol li nav menu dialog details")
_LISTENERS = word_set(
    "onclick onmousedown onmouseup onkeydown onkeypress onkeyup ontouchstart onmouseover onmouseenter onpointerdown"
    " onchange data-truat-listens"
    " ng-click data-ng-click ng-mousedown v-on:click @click x-on:click (click) jsaction data-onclick hx-get hx-post wire:click"
)


def clean(raw: str) -> str:
    """Normalised text; the same words stand in menus, mobile menus and blocks again and again."""
    return _short(raw) if len(raw) <= TEXT_CHARS else normalise(raw)


@lru_cache(maxsize=8192)
def _short(raw: str) -> str:
    return normalise(raw)


@dataclass
class Running:
    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)


def read_running(document: Document) -> Running:
    """Blocks and headings. Fills in `heading`, `is_hidden` and `listens` of every node on the way."""
    return _Walk(document).run()


def hidden_by_style(node: Node) -> bool:
    return bool(_INVISIBLE.search(node.attrs.get("style", "")))


class _Walk:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.out = Running()
        self.buffer: list[str] = []
        self.block: Node = document.root
        self.heading = ""
        self.entered: list[tuple[str, int, int]] = []
        self.targets = {
            value.lstrip("#")
            for n in document.nodes
            for key in ("data-target", "data-bs-target", "aria-controls", "href")
            if (value := n.attrs.get(key)) and len(value) < 80
        }

    def run(self) -> Running:
        stack: list[tuple[Node, bool]] = [(self.document.root, False)]
        while stack:
            node, is_leaving = stack.pop()
            if is_leaving:
                self._leave(node)
                continue
            self._inherit(node)
            if node.tag in SKIP_TAGS:
                self._skip(node)
                continue
            stack.append((node, True))
            self._enter(node)
            for child in reversed(node.children):
                stack.append((child, False))
        self._flush()
        return self.out

    def _skip(self, node: Node) -> None:
        for inner in self.document.under(node):
            inner.heading, inner.listens = node.heading, node.listens
            inner.is_concealed = node.is_concealed
            inner.is_hidden = node.is_hidden or node.tag in ("template", "noscript")
        self._tail(node)

    def _inherit(self, node: Node) -> None:
        parent, attrs = node.parent, node.attrs
        node.heading = self.heading
        if parent is not None:
            node.is_hidden = parent.is_hidden
            node.is_concealed = parent.is_concealed
            node.listens = parent.listens
        if attrs:
            if not node.listens and node.tag not in ("body", "html") and not _LISTENERS.isdisjoint(attrs):
                node.listens = True
            if "hidden" in attrs or ("style" in attrs and hidden_by_style(node)):
                node.is_concealed = True
                node.is_hidden = node.is_hidden or self._is_hidden(node)

    def _is_hidden(self, node: Node) -> bool:
        if "hidden" not in node.attrs and not self.document.is_rendered:
            return False
        if node.tag in _REVEALED_TAGS or node.get("role") in ("tabpanel", "dialog", "menu") or node.get("id") in self.targets:
            return False
        return not node.words & _REVEALED

    def _enter(self, node: Node) -> None:
        tag = node.tag
        if tag in BLOCK_TAGS:
            self._flush()
            self.block = node
            if tag in _SECTIONS:
                self.entered.append((self.heading, len(self.out.blocks), len(self.out.headings)))
            if node.has_own_place and node.place == "footer":
                self.heading = node.heading = ""
        elif tag == "br":
            if self.buffer and self.buffer[-1] == "\n":
                self._flush()
            else:
                self.buffer.append("\n")
        elif tag in _SPACED:
            self.buffer.append(" ")
        if node.text and not node.is_hidden:
            self.buffer.append(node.text)

    def _leave(self, node: Node) -> None:
        tag = node.tag
        if tag in _HEADINGS or node.attrs.get("role") == "heading":
            self._head(node)
        if tag in BLOCK_TAGS:
            self._flush()
            self.block = node.parent or node
            if tag in _SECTIONS and self.entered:
                self._restore(*self.entered.pop())
        elif tag in _SPACED:
            self.buffer.append(" ")
        self._tail(node)

    def _restore(self, heading: str, blocks: int, headings: int) -> None:
        """A section's heading ends with it, unless it held nothing but the heading."""
        if len(self.out.blocks) - blocks > len(self.out.headings) - headings:
            self.heading = heading

    def _head(self, node: Node) -> None:
        text = clean("".join(self.buffer))
        if not text:
            text = _alts(self.document, node)
        self._flush()
        if not text or node.is_hidden:
            return
        text = cut(text, NAME_CHARS)
        if len(self.out.headings) < MAX_HEADINGS:
            self.out.headings.append(Heading(_level(node), text, self.document.locator(node), node.place))
        self.heading = text

    def _tail(self, node: Node) -> None:
        if not node.tail or (node.parent is not None and node.parent.is_hidden):
            return
        if node.tail.strip() or self.buffer[-1:] != ["\n"]:  # so that two line breaks in a row are seen as such
            self.buffer.append(node.tail)

    def _flush(self) -> None:
        if not self.buffer:
            return
        text = clean("".join(self.buffer))
        self.buffer.clear()
        if not text or len(self.out.blocks) >= MAX_BLOCKS:
            return
        locator = self.document.locator(self.block)
        for piece in _pieces(text):
            self.out.blocks.append(Block(piece, self.block.place, locator, self.heading))


def _level(node: Node) -> int:
    if node.tag in _HEADINGS:
        return int(node.tag[1])
    level = node.get("aria-level").strip()
    return int(level) if level.isascii() and level.isdigit() and 1 <= int(level[:2]) <= 6 else 2


def _alts(document: Document, node: Node) -> str:
    return clean(" ".join(n.get("alt") for n in document.under(node) if n.tag == "img" and n.get("alt")))


def _pieces(text: str) -> list[str]:
    """A long run in several blocks, cut at spaces, so that nothing of it is lost."""
    pieces = []
    while len(text) > TEXT_CHARS:
        at = text.rfind(" ", TEXT_CHARS // 2, TEXT_CHARS)
        at = TEXT_CHARS if at < 0 else at
        pieces.append(text[:at].strip())
        text = text[at:].strip()
    return [*pieces, text]
