"""What stands at a field of a form, as its visitor would read it."""

from __future__ import annotations

from crawler.reading.names import raw_text
from crawler.reading.page_view import NAME_CHARS
from crawler.reading.running import clean
from crawler.reading.text import cut
from crawler.reading.tree import BLOCK_TAGS, Document, Node
from crawler.reading.words import word_set

LABEL_CHARS = 120
NEAR = 12  # elements before a field that may hold its label
FIELD_TAGS = word_set("input select textarea")
_INLINE = word_set("span b strong font label i em small p u")


def label_of(document: Document, field: Node, labels_for: dict[str, Node]) -> str:
    """Label element, aria-labelledby, aria-label, wrapping label, placeholder, title, else the text just before it."""
    for raw in _explicit(document, field, labels_for):
        if raw and (label := clean(raw)):
            return cut(label, NAME_CHARS)
    return _label_beside(field) or text_before(field)


def _label_beside(field: Node) -> str:
    """A label element without `for` that shares a small container with this field alone (labels that float above it stand after it)."""
    for ancestor, _ in zip(field.ancestors(), range(2), strict=False):
        labels = [c for c in ancestor.children[: NEAR * 2] if c.tag == "label"]
        if len(labels) == 1 and sum(c.tag in FIELD_TAGS or _holds_field(c) for c in ancestor.children[: NEAR * 2]) == 1:
            return cut(clean(raw_text(labels[0])), NAME_CHARS)
    return ""


def _explicit(document: Document, field: Node, labels_for: dict[str, Node]) -> list[str]:
    found = [raw_text(labels_for[field.get("id")])] if field.get("id") in labels_for else []
    found += [raw_text(document.ids[i]) for i in field.get("aria-labelledby").split()[:5] if i in document.ids]
    found.append(field.get("aria-label"))
    if (wrapping := field.closest("label")) is not None:
        found.append(raw_text(wrapping))
    return [*found, field.get("placeholder"), field.get("data-placeholder"), field.get("title")]


def choice_label(document: Document, field: Node, labels_for: dict[str, Node]) -> str:
    """Label of one radio button or checkbox: its label element, else the text after it, else before it."""
    for raw in _explicit(document, field, labels_for):
        if raw and (label := clean(raw)):
            return cut(label, NAME_CHARS)
    after = clean(field.tail) or _next_text(field)
    return cut(after, NAME_CHARS) if after else text_before(field) or clean(field.get("value"))


def text_before(field: Node) -> str:
    """The nearest short text before a field: beside it, in the cell or container before it."""
    at = field
    for ancestor, _ in zip(field.ancestors(), range(4), strict=False):
        text = _beside(ancestor, at)
        if text:
            return text
        if ancestor.tag in ("form", "table", "body", "fieldset", "section") or _fields_before(ancestor, at):
            return ""
        at = ancestor
    return ""


def text_within(container: Node, field: Node) -> str:
    """The nearest short text before a field, inside one container around it."""
    at = next((a for a in field.ancestors() if a.parent is container), field)
    return _beside(container, at)


def _beside(parent: Node, child: Node) -> str:
    """Text between the field before it (if any) and this one, within one parent."""
    before = parent.children[: parent.children.index(child)]
    parts: list[str] = [parent.text if len(before) <= NEAR else ""]
    for sibling in before[-NEAR:]:
        if sibling.tag in FIELD_TAGS or sibling.tag == "button" or _holds_field(sibling):
            parts = [sibling.tail]
        elif sibling.tag == "br":
            parts = [sibling.tail] if clean("".join(parts)) and clean(sibling.tail) else [*parts, sibling.tail]
        elif sibling.tag in BLOCK_TAGS and clean(text := raw_text(sibling, limit=LABEL_CHARS * 2)):
            parts = [text, " ", sibling.tail]
        elif sibling.tag not in ("script", "style"):
            parts += [" ", raw_text(sibling, limit=LABEL_CHARS * 2), " ", sibling.tail]
    text = clean("".join(parts))
    return text if 0 < len(text) <= LABEL_CHARS else ""


def _holds_field(node: Node) -> bool:
    return any(c.tag in FIELD_TAGS or any(g.tag in FIELD_TAGS for g in c.children) for c in node.children[:50])


def _fields_before(parent: Node, child: Node) -> bool:
    before = parent.children[: parent.children.index(child)]
    return any(sibling.tag in FIELD_TAGS or _holds_field(sibling) for sibling in before[-NEAR:])


def _next_text(field: Node) -> str:
    if field.parent is None:
        return ""
    siblings = field.parent.children
    at = siblings.index(field) + 1
    if at < len(siblings) and siblings[at].tag in _INLINE:
        return clean(raw_text(siblings[at]))
    if at == len(siblings) and field.parent.tag in ("td", "span", "div") and field.parent.parent is not None:
        cells = field.parent.parent.children
        after = cells[cells.index(field.parent) + 1 :][:1]
        return clean(raw_text(after[0])) if after and not _holds_field(after[0]) and len(raw_text(after[0])) < LABEL_CHARS else ""
    return ""
