"""Forms as a visitor meets them: form elements, and groups of inputs that stand in no form of their own.

ASP.NET puts one form element around the whole page; what is a search box and what a log-in then shows only by who stands together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Literal

from crawler.reading.labels import FIELD_TAGS, choice_label, label_of, text_before, text_within
from crawler.reading.links import is_button, is_wrapper
from crawler.reading.menus import Menus
from crawler.reading.names import icon_name, image_name, name_of, raw_text
from crawler.reading.page_view import NAME_CHARS, Field, Form
from crawler.reading.running import clean
from crawler.reading.targets import Base
from crawler.reading.text import cut
from crawler.reading.tree import Document, Node
from crawler.reading.words import word_set

# A person fills in no form of more fields; tables with a checkbox a row have thousands.
MAX_FIELDS = 500
MAX_FORMS = 100
MAX_LOOSE = 1500
MAX_CHOICES = 300
# Elements that a group of loose inputs may span, and levels by which a part may lie within it.
GROUP_SIZE = 400
BUTTON_CHARS = 40
# Inputs without any button (a search box that waits for Enter, filters of a list) belong together within this.
BARE_GROUP_SIZE = 60
NESTED_LEVELS = 4

_KINDS = word_set(
    "text email tel search url number date datetime-local month week time password radio checkbox file hidden submit"
    " button reset image color range"
)
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6 legend caption")
_ACTS = word_set("onclick ng-click v-on:click @click data-truat-listens")


def read_forms(document: Document, base: Base) -> tuple[Form, ...]:
    return _Reader(document, base).read()


class _Reader:
    def __init__(self, document: Document, base: Base) -> None:
        self.document = document
        self.base = base
        self.menus = Menus(document)
        self.labels_for = {n.get("for"): n for n in reversed(document.nodes) if n.tag == "label" and n.get("for")}

    def read(self) -> tuple[Form, ...]:
        found: list[tuple[int, Form]] = []
        covered = -1
        loose: list[Node] = []
        for node in self._live():
            if node.order <= covered:
                continue
            if node.tag == "form" and not is_wrapper(self.document, node):
                covered = node.end
                inside = [n for n in self.document.under(node) if n.tag in FIELD_TAGS or is_button(n) or _acts(n)]
                if form := self._form(node, inside):
                    found.append((node.order, form))
            elif node.tag in FIELD_TAGS or is_button(node) or _acts(node):
                loose.append(node)
        found += [
            (container.order, form) for container, members in self._groups(loose[:MAX_LOOSE]) if (form := self._form(container, members))
        ]
        return tuple(form for _, form in sorted(found, key=lambda f: f[0])[:MAX_FORMS])

    def _live(self) -> Iterable[Node]:
        skipped = -1
        for node in self.document.nodes:
            if node.order <= skipped:
                continue
            if node.tag in ("template", "script", "head", "noscript"):
                skipped = node.end
            else:
                yield node

    def _groups(self, loose: list[Node]) -> list[tuple[Node, list[Node]]]:
        """Visible loose inputs by the smallest container that holds a button too; a container within another close by is part of it."""
        buttons = [n.order for n in loose if n.tag not in FIELD_TAGS or is_button(n)]
        containers: dict[int, Node] = {}
        choices = {key: nodes[-1] for key, nodes in _choice_groups(loose).items()}
        for field in loose:
            if field.tag in FIELD_TAGS and not is_button(field) and field.get("type").lower() != "hidden":
                container = _container(field, buttons, choices.get(_kind(field) + field.get("name")))
                containers[container.order] = container
        outer = [c for c in containers.values() if not any(_lies_in(c, o) for o in containers.values() if o is not c)]
        taken: set[int] = set()
        groups: list[tuple[Node, list[Node]]] = []
        for container in sorted(outer, key=lambda c: c.size):
            members = [n for n in loose if container.order <= n.order <= container.end and n.order not in taken]
            taken.update(n.order for n in members)
            groups.append((container, members))
        return groups

    def _form(self, node: Node, members: list[Node]) -> Form | None:
        fields = self._fields([n for n in members if n.tag in FIELD_TAGS])
        buttons = [name for n in members if (is_button(n) or n.tag not in FIELD_TAGS) and (name := self._button(n))]
        if not fields and not buttons:
            return None
        return Form(
            name=self._name(node),
            method=_method(node),
            url=self._action(node),
            fields=fields,
            buttons=tuple(dict.fromkeys(buttons))[:50],
            place=node.place,
            locator=self.document.locator(node),
            path=self.menus.path(node),
        )

    def _fields(self, nodes: list[Node]) -> tuple[Field, ...]:
        fields: list[Field] = []
        groups = _choice_groups(nodes)
        done: set[str] = set()
        for node in nodes[: MAX_FIELDS * 4]:
            kind, name = _kind(node), node.get("name")[:NAME_CHARS]
            if kind in ("radio", "checkbox") and (kind == "radio" or len(groups.get(kind + name, ())) > 1) and name:
                if kind + name not in done:
                    done.add(kind + name)
                    fields.append(self._group(kind, name, groups[kind + name]))
                continue
            fields.append(self._single(kind, name, node))
        return tuple(fields[:MAX_FIELDS])

    def _single(self, kind: str, name: str, node: Node) -> Field:
        if kind in ("hidden", "submit", "button", "image", "reset"):
            return Field(kind, name, name_of(self.document, node) if kind != "hidden" else "")
        choices: tuple[str, ...] = ()
        if kind == "select":
            options = [n for n in self.document.under(node) if n.tag == "option"][:MAX_CHOICES]
            choices = tuple(cut(text, NAME_CHARS) for n in options if (text := clean(raw_text(n) or n.get("label"))))
        find = choice_label if kind in ("radio", "checkbox") else label_of
        return Field(kind, name, find(self.document, node, self.labels_for), choices, _is_required(node))

    def _group(self, kind: str, name: str, nodes: list[Node]) -> Field:
        choices = tuple(choice_label(self.document, n, self.labels_for) for n in nodes[:MAX_CHOICES])
        return Field(kind, name, self._question(nodes), choices, any(map(_is_required, nodes)))

    def _question(self, nodes: list[Node]) -> str:
        """Legend of the fieldset, or the text in or before the smallest container of the group."""
        first, last = nodes[0], nodes[-1]
        fieldset = first.closest("fieldset")
        if fieldset is not None and fieldset.end >= last.order:
            legend = next((n for n in fieldset.children if n.tag == "legend"), None)
            if legend is not None:
                return cut(clean(raw_text(legend)), NAME_CHARS)
        around = next((a for a in first.ancestors() if a.end >= last.order), first)
        return text_before(first) if around is first.parent else text_within(around, first) or _before(around)

    def _name(self, node: Node) -> str:
        for raw in self._names(node):
            if raw and (name := clean(raw)):
                return cut(name, NAME_CHARS)
        return node.heading

    def _names(self, node: Node) -> Iterable[str]:
        yield from (raw_text(self.document.ids[i]) for i in node.get("aria-labelledby").split()[:5] if i in self.document.ids)
        yield node.get("aria-label")
        for inner in self.document.under(node)[:200]:
            if inner.tag in FIELD_TAGS and inner.get("type").lower() != "hidden":
                break
            if inner.tag in _HEADINGS:
                yield raw_text(inner)
        yield node.get("title")

    def _button(self, node: Node) -> str:
        name = name_of(self.document, node)
        if not name and node.tag == "input":
            name = {"submit": "Submit", "reset": "Reset"}.get(node.get("type").lower(), "")
        return name or next(
            (word for n in (node, *self.document.under(node)[:10]) if (word := icon_name(n) or image_name(n.get("src")))), ""
        )

    def _action(self, node: Node) -> str | None:
        if node.tag != "form" or is_wrapper(self.document, node):
            return None
        action = node.get("action").strip()
        if not action:
            return self.base.absolute("")
        return self.base.absolute(action) if not action.lower().startswith(("javascript:", "#", "mailto:")) else None


def _before(container: Node) -> str:
    """What stands before a form is not the question of its choices."""
    return "" if container.tag in ("form", "body") else text_before(container)


def _acts(node: Node) -> bool:
    """A link or picture that serves as the button of a form: it runs a script and leads nowhere else."""
    if node.tag == "a":
        href = node.get("href").strip().lower()
        return href.startswith("javascript:") or (href in ("", "#") and not _ACTS.isdisjoint(node.attrs))
    if node.tag not in ("img", "i", "span", "div") or _ACTS.isdisjoint(node.attrs) or node.size > 6:
        return False
    return len(raw_text(node).strip()) <= BUTTON_CHARS


def _container(field: Node, buttons: list[int], last_of_group: Node | None) -> Node:
    """Smallest container with a button; without one the largest small container. A group of choices stays together."""
    bare = field.parent or field
    end = last_of_group.order if last_of_group is not None else field.order
    for ancestor in field.ancestors():
        if ancestor.tag in ("body", "html") or ancestor.size > GROUP_SIZE or ancestor.place != field.place:
            break
        if ancestor.end >= end and bisect_left(buttons, ancestor.order) < bisect_right(buttons, ancestor.end):
            return ancestor
        if ancestor.size <= BARE_GROUP_SIZE or bare.end < end:
            bare = ancestor
        if ancestor.tag in ("form", "main"):
            break
    return bare


def _lies_in(inner: Node, outer: Node) -> bool:
    if not outer.order < inner.order <= outer.end:
        return False
    return any(a is outer for a, _ in zip(inner.ancestors(), range(NESTED_LEVELS), strict=False))


def _choice_groups(nodes: list[Node]) -> dict[str, list[Node]]:
    groups: dict[str, list[Node]] = {}
    for node in nodes:
        if (kind := _kind(node)) in ("radio", "checkbox"):
            groups.setdefault(kind + node.get("name")[:NAME_CHARS], []).append(node)
    return groups


def _kind(node: Node) -> str:
    if node.tag != "input":
        return node.tag
    kind = node.get("type").strip().lower()
    return kind if kind in _KINDS else "text"


def _is_required(node: Node) -> bool:
    return "required" in node.attrs or node.get("aria-required").lower() == "true"


def _method(node: Node) -> Literal["get", "post"]:
    if node.tag == "form":
        return "post" if node.get("method").strip().lower() == "post" else "get"
    return "post"
