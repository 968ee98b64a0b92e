"""Markup as a plain tree of `Node`, in document order, made once a page and walked by every reader.

lxml parses; its proxies are slow to walk again and again, so what readers need is copied out of them in one pass.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from crawler.reading.joined import with_noframes, without_early_ends
from crawler.reading.page_view import Place
from crawler.reading.words import word_set

# Beyond this a page is a dump of data: a tree of it would cost hundreds of megabytes.
MAX_NODES = 150_000
# libxml2 stops reading at this depth; only pages with thousands of unclosed tags get there.
PARSER_DEPTH = 2048
COMMENT_CHARS = 20_000
MAX_STEPS = 80

BLOCK_TAGS = word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul"
    " marquee video audio iframe"
)
SKIP_TAGS = word_set(
    "script style template noscript head title noframes noembed iframe textarea select object datalist svg math audio video canvas"
)
_FORMATTING = re.compile(r"</?(?:font|b|i|u|s|em|strong|span|small|big|center|tt|div|p|o:p)\b[^>]*>", re.I)
_DOCTYPE = re.compile(r"\A\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<!doctype\s+html", re.I | re.S)
_SPLIT = re.compile(r"[^0-9a-z]+|(?<=[a-z])(?=[0-9])")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ID = re.compile(r"^[\w.:-]{1,60}$")


class Node:
    """An element. `order` and `end`: its place in document order and that of its last descendant.

    `step`: nth of its tag among its siblings. The rest is filled in by `places` and `running`;
    `is_concealed`: hidden by attribute or inline style, `is_hidden`: and no click reveals it.
    """

    __slots__ = (
        "_words",
        "attrs",
        "children",
        "end",
        "has_own_place",
        "heading",
        "is_concealed",
        "is_hidden",
        "listens",
        "order",
        "parent",
        "place",
        "step",
        "tag",
        "tail",
        "text",
    )

    def __init__(self, tag: str, attrs: dict[str, str], parent: Node | None, order: int, step: int) -> None:
        self.tag = tag
        self.attrs = attrs
        self.parent = parent
        self.order = self.end = order
        self.step = step
        self.text = ""
        self.tail = ""
        self.children: list[Node] = []
        self.place: Place = "main"
        self.has_own_place = False
        self.heading = ""
        self.is_concealed = False
        self.is_hidden = False
        self.listens = False
        self._words: frozenset[str] | None = None

    @property
    def size(self) -> int:
        """Elements in it, itself included."""
        return self.end - self.order + 1

    def get(self, name: str) -> str:
        return self.attrs.get(name, "")

    def ancestors(self) -> Iterator[Node]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def closest(self, *tags: str) -> Node | None:
        return next((a for a in self.ancestors() if a.tag in tags), None)

    @property
    def words(self) -> frozenset[str]:
        """Words of id and class in lower case, camel case split."""
        if self._words is None:
            self._words = split_words(f"{self.get('id')} {self.get('class')}")
        return self._words


@dataclass
class Document:
    """A parsed page. `nodes` in document order; the first is the root."""

    nodes: list[Node]
    comments: str = ""
    has_doctype: bool = True
    is_rendered: bool = False
    ids: dict[str, Node] = field(default_factory=dict)
    _located: dict[int, tuple[str, int]] = field(default_factory=dict)  # locator and its number of steps, of elements that hold others
    duplicate_ids: tuple[str, ...] = ()

    @property
    def root(self) -> Node:
        return self.nodes[0]

    def under(self, node: Node) -> list[Node]:
        """Descendants in document order."""
        return self.nodes[node.order + 1 : node.end + 1]

    def release(self) -> None:
        """Take the tree apart, so that its memory is free at once and not when cycles are looked for."""
        for node in self.nodes:
            node.children.clear()

    @cached_property
    def names(self) -> frozenset[str]:
        """What a fragment may point at."""
        return frozenset(self.ids) | {n.get("name") for n in self.nodes if n.tag == "a" and n.get("name")}

    def locator(self, node: Node) -> str:
        """An XPath of the element, from the nearest id that occurs once (or MAX_STEPS above it): short, and true of the page as parsed."""
        parent = node.parent
        if parent is None or self._is_named(node):
            return self._climb(node)[0]
        known = self._located.get(parent.order)
        if known is None:
            known = self._located[parent.order] = self._climb(parent)
        above, steps = known
        return f"{above}/{_step(node)}" if steps < MAX_STEPS else self._climb(node)[0]

    def _is_named(self, node: Node) -> bool:
        own = node.attrs.get("id")
        return bool(own) and bool(_ID.match(own or "")) and self.ids.get(own or "") is node and own not in self.duplicate_ids

    def _climb(self, node: Node) -> tuple[str, int]:
        steps: list[str] = []
        at: Node | None = node
        while at is not None:
            if self._is_named(at):
                return "/".join((f'//*[@id="{at.get("id")}"]', *reversed(steps))), len(steps)
            if len(steps) >= MAX_STEPS:
                return "//" + "/".join(reversed(steps)), len(steps)
            steps.append(_step(at))
            at = at.parent
        return "/" + "/".join(reversed(steps)), len(steps)


def _step(node: Node) -> str:
    return node.tag if node.tag in ("html", "body", "head") else f"{node.tag}[{node.step}]"


_WORDS_CACHE: dict[str, frozenset[str]] = {}


def split_words(text: str) -> frozenset[str]:
    words = _WORDS_CACHE.get(text)
    if words is None:
        if len(_WORDS_CACHE) > 50_000:
            _WORDS_CACHE.clear()
        words = frozenset(w for w in _SPLIT.split(_CAMEL.sub(" ", text[:500]).lower()) if w)
        _WORDS_CACHE[text] = words
    return words


def parse(text: str, *, is_rendered: bool = False) -> Document:
    """The tree of any text; never raises."""
    text = with_noframes(without_early_ends(text.replace("\x00", "")))
    root = _parsed(text)
    document = _copy(root, PARSER_DEPTH)
    if document is None:
        # Thousands of unclosed formatting tags: without them the page can be read to its end.
        document = _copy(_parsed(_FORMATTING.sub(" ", text)), PARSER_DEPTH + 2) or Document([Node("html", {}, None, 0, 1)])
    document.has_doctype = bool(_DOCTYPE.match(text[:5000]))
    document.is_rendered = is_rendered
    _index_ids(document)
    return document


def _parsed(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", recover=True, huge_tree=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _copy(root: etree._Element | None, max_depth: int) -> Document | None:
    """Nodes of an lxml tree; None when it is as deep as the parser goes, so that text may be missing."""
    if root is None:
        return Document([Node("html", {}, None, 0, 1)])
    nodes: list[Node] = []
    comments: list[str] = []
    stack: list[tuple[etree._Element, Node | None, int, int, str]] = [(root, None, 1, 1, "")]
    while stack and len(nodes) < MAX_NODES:
        element, parent, step, depth, tail = stack.pop()
        if depth >= max_depth - 1:
            return None
        node = Node(element.tag, dict(element.items()), parent, len(nodes), step)  # type: ignore[arg-type]
        node.text = element.text or ""
        node.tail = tail
        nodes.append(node)
        if parent is not None:
            parent.children.append(node)
        if len(element):
            stack.extend(reversed(_children(element, node, depth + 1, comments)))
    for node in reversed(nodes):
        if node.parent is not None and node.end > node.parent.end:
            node.parent.end = node.end
    return Document(nodes, comments="\n".join(comments)[:COMMENT_CHARS])


def _children(
    element: etree._Element, node: Node, depth: int, comments: list[str]
) -> list[tuple[etree._Element, Node | None, int, int, str]]:
    kids: list[tuple[etree._Element, Node | None, int, int, str]] = []
    counts: dict[str, int] = {}
    for child in element:
        tag: object = child.tag
        if type(tag) is str:
            counts[tag] = counts.get(tag, 0) + 1
            kids.append((child, node, counts[tag], depth, child.tail or ""))
            continue
        if tag is etree.Comment and child.text:
            comments.append(child.text)
        if child.tail:  # the text goes on after a comment
            if kids:
                kids[-1] = (*kids[-1][:4], kids[-1][4] + child.tail)
            else:
                node.text += child.tail
    return kids


def _index_ids(document: Document) -> None:
    counts: Counter[str] = Counter()
    for node in document.nodes:
        own = node.attrs.get("id")
        if own:
            document.ids.setdefault(own, node)
            counts[own] += 1
    document.duplicate_ids = tuple(sorted(i[:100] for i, n in counts.items() if n > 1)[:50])
