"""Menus as nested entries: what stands above a link, and which links open something below them."""

from __future__ import annotations

from crawler.reading.names import raw_text
from crawler.reading.page_view import NAME_CHARS
from crawler.reading.running import clean
from crawler.reading.text import cut
from crawler.reading.tree import Document, Node
from crawler.reading.words import word_set

MAX_DEPTH = 5
MAX_LEVELS = 60  # elements between a link and the top of its menu
ENTRY_CHARS = 80
WIDE = 200  # children: a wider container is a list of contents, not a menu's entry

_LISTS = word_set("ul ol menu dl")
_BELOW = word_set("submenu dropdown mega megamenu flyout children subnav")
_NO_ENTRY = word_set("toggler brand logo hamburger")


class Menus:
    """Answers for one page, each container looked at once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._labels: dict[int, str] = {}
        self._submenus: dict[int, bool] = {}

    def path(self, link: Node) -> tuple[str, ...]:
        """Names of the menu entries above a link, outermost first."""
        names: list[str] = []
        for ancestor, _ in zip(link.ancestors(), range(MAX_LEVELS), strict=False):
            if ancestor.tag in ("body", "main", "header", "footer"):
                break
            if self._is_submenu(ancestor):
                label = self._label(ancestor)
                if label and label not in names[-1:]:
                    names.append(label)
        return tuple(reversed(names[:MAX_DEPTH]))

    def opens(self, link: Node) -> bool:
        """Followed by or holding a submenu: a nested list of links in its li, or a container named as one beside it."""
        at = link
        for ancestor in link.ancestors():
            if ancestor.tag in _LISTS or ancestor.tag in ("body", "table") or self._is_submenu(ancestor):
                return False
            if len(ancestor.children) <= WIDE and self._is_followed(ancestor, at):
                return True
            if ancestor.tag == "li":
                return False
            at = ancestor
        return False

    def _is_followed(self, parent: Node, at: Node) -> bool:
        """In an entry by any list of links; elsewhere by a submenu directly after it."""
        after = [c for c in parent.children[parent.children.index(at) + 1 :] if c.tag not in ("script", "style", "i", "span", "br")]
        if parent.tag in ("li", "dd", "dt"):
            return any(_is_list_of_links(self._document, a) for a in after[:4])
        return bool(after) and _is_submenu(after[0]) and _is_list_of_links(self._document, after[0])

    def _is_submenu(self, node: Node) -> bool:
        known = self._submenus.get(node.order)
        if known is None:
            known = self._submenus[node.order] = _is_submenu(node)
        return known

    def _label(self, submenu: Node) -> str:
        if submenu.order not in self._labels:
            self._labels[submenu.order] = _entry_above(submenu)
        return self._labels[submenu.order]


def _is_submenu(node: Node) -> bool:
    """A list in an entry, or a container that its words call a submenu."""
    parent = node.parent
    if parent is None:
        return False
    if node.tag in _LISTS and parent.tag in ("li", "dd"):
        return True
    if node.tag in ("li", "a", "button", "nav", "header"):
        return False
    words = node.words
    if ("sub" in words and not words.isdisjoint(("menu", "nav"))) or ("dropdown" in words and not words.isdisjoint(("menu", "content"))):
        return True
    return bool(words & _BELOW) and "has" not in words and node.tag in ("ul", "ol", "div") and _stands_second(node)


def _stands_second(node: Node) -> bool:
    """Whether something stands before it that can name it."""
    parent = node.parent
    return parent is not None and (parent.children[0] is not node or bool(parent.text.strip()))


def _is_list_of_links(document: Document, node: Node) -> bool:
    if node.tag in ("script", "style", "a", "button"):
        return False
    inside = document.under(node)[:200]
    return any(n.tag == "a" for n in inside) and (node.tag in _LISTS or _is_submenu(node) or any(n.tag in _LISTS for n in inside))


def _entry_above(submenu: Node) -> str:
    """The text before the submenu in its entry; of its parent when the submenu stands alone in a wrapper."""
    at = submenu
    for ancestor, _ in zip(submenu.ancestors(), range(3), strict=False):
        text = _text_before(ancestor, at)
        if text:
            return cut(text, NAME_CHARS) if len(text) <= ENTRY_CHARS else ""
        if ancestor.tag in ("li", "nav", "body", "header", "main", "td"):
            return ""
        at = ancestor
    return ""


def _text_before(parent: Node, child: Node) -> str:
    before = parent.children[: parent.children.index(child)] if len(parent.children) <= WIDE else []
    if parent.tag in ("li", "dd"):  # an entry: all that is said before its list
        parts = [parent.text]
        for sibling in before:
            parts += ["" if _is_beside(sibling) else _first_text(sibling), sibling.tail]
        return clean(" ".join(parts))
    for sibling in reversed(before):
        if sibling.tag in _LISTS or _is_submenu(sibling):
            return ""
        text = clean(sibling.tail) or ("" if _is_beside(sibling) else clean(_first_text(sibling)))
        if text:
            return text if sum(c.tag == "a" for c in sibling.children) < 2 else ""
    return clean(parent.text)


def _is_beside(node: Node) -> bool:
    """Not a name: another list, a field, the button that unfolds the whole menu."""
    return node.tag in ("script", "style", "input", "form", *_LISTS) or not node.words.isdisjoint(_NO_ENTRY)


def _first_text(node: Node) -> str:
    return node.attrs.get("aria-label") or raw_text(node, limit=ENTRY_CHARS * 2)
