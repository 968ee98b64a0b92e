"""Links and controls of a page: everything that a visitor may click outside a form's own fields."""

from __future__ import annotations

from crawler.reading.menus import Menus
from crawler.reading.names import hint_of, name_of, raw_text
from crawler.reading.page_view import NAME_CHARS, Control, Link
from crawler.reading.running import clean
from crawler.reading.targets import Aim, Base, aim_of, has_href, is_jump, opened_by
from crawler.reading.text import cut
from crawler.reading.tree import Document, Node
from crawler.reading.words import word_set

# More than any menu a person could use; calendars and generated lists go far beyond.
MAX_LINKS = 3000  # in the content, and as many again in menus, header and footer, which end a long page
MAX_CONTROLS = 500

# A form element around more of the page than this, with links in it, is a wrapper, not a form.
WRAPPER_SHARE = 0.6
WRAPPER_LINKS = 15

_TOGGLES = word_set(
    "data-toggle data-bs-toggle aria-expanded aria-haspopup aria-controls data-target data-bs-target data-fancybox data-"
    " lightbox data-dismiss data-bs-dismiss uk-toggle"
)
_INPUT_BUTTONS = frozenset(("button", "submit", "reset", "image"))
_CLICKS = word_set("onclick ng-click data-ng-click v-on:click @click x-on:click (click) onmousedown data-truat-listens")
_BIG = 40  # elements: a larger container with a listener is a region of the page, not a button
_FIELDS = word_set("input select textarea")


def read_links(document: Document, base: Base) -> tuple[tuple[Link, ...], tuple[Control, ...]]:
    """Links and controls in document order; a button inside a link is that link."""
    return _Reader(document, base).read()


def is_button(node: Node) -> bool:
    return node.tag == "button" or node.get("role") == "button" or (node.tag == "input" and node.get("type").lower() in _INPUT_BUTTONS)


def is_wrapper(document: Document, form: Node) -> bool:
    """Whether a form element merely surrounds the page, as ASP.NET writes it."""
    inside = document.under(form)
    if sum(n.tag == "a" for n in inside) < WRAPPER_LINKS:
        return False
    has_state = any(n.get("name").startswith("__VIEWSTATE") for n in inside[:60])
    return has_state or form.size > WRAPPER_SHARE * len(document.nodes)


class _Reader:
    def __init__(self, document: Document, base: Base) -> None:
        self.document = document
        self.base = base
        self.menus = Menus(document)
        self.links: list[Link] = []
        self.read_of = {True: 0, False: 0}  # links in the content, links around it
        self.controls: list[Control] = []
        self.wrappers = {n.order for n in document.nodes if n.tag == "form" and is_wrapper(document, n)}
        self.inside = -1  # order of the last node of the link being read

    def read(self) -> tuple[tuple[Link, ...], tuple[Control, ...]]:
        skipped = -1
        for node in self.document.nodes:
            if node.order <= skipped:
                continue
            if node.tag in ("template", "script", "style", "head") or (node.tag == "noscript" and not self.document.is_rendered):
                skipped = node.end
            elif node.tag == "select":
                self._jumps(node)
            elif node.attrs or node.tag == "button":
                self._one(node)
        return tuple(self.links), tuple(self.controls)

    def _one(self, node: Node) -> None:
        nested = node.order <= self.inside
        if has_href(node):
            if not (nested and node.tag not in ("a", "area")):
                self._link(node, aim_of(self.document, self.base, node))
        elif "onclick" in node.attrs and node.tag not in ("body", "html") and opened_by(node.get("onclick")):
            if not nested:
                self._link(node, aim_of(self.document, self.base, node))
        elif not nested and self._is_control(node):
            self._control(node)

    def _link(self, node: Node, aim: Aim) -> None:
        if self._is_full(node) or (node.tag == "a" and not aim.href and self._is_anchor(node)):
            return
        self.inside = max(self.inside, node.end)
        name = name_of(self.document, node)
        self.links.append(
            Link(
                name=name,
                hint=hint_of(self.document, node, name),
                href=aim.href,
                url=aim.url,
                target=aim.target,
                place=node.place,
                locator=self.document.locator(node),
                listens=node.listens or any(not _CLICKS.isdisjoint(n.attrs) for n in self.document.under(node)[:20]),
                toggles=_toggles(node),
                opens=self.menus.opens(node),
                path=self.menus.path(node),
                heading=node.heading,
                has_image=_has_image(self.document, node),
                is_hidden=node.is_concealed,
            )
        )

    def _is_full(self, node: Node) -> bool:
        """Whether enough links were read; those that are wanted are counted."""
        kind = node.place in ("main", "aside")
        self.read_of[kind] += 1
        return self.read_of[kind] > MAX_LINKS

    def _is_anchor(self, node: Node) -> bool:
        """A mere landing place: no href, nothing to see, nothing that reacts."""
        return "href" not in node.attrs and not node.listens and not _toggles(node) and not clean(raw_text(node))

    def _is_control(self, node: Node) -> bool:
        if is_button(node):
            form = node.closest("form")
            return form is None or form.order in self.wrappers
        if _CLICKS.isdisjoint(node.attrs) or node.tag in ("body", "html", "form", *_FIELDS) or node.size > _BIG:
            return False
        return not any(has_href(n) or n.tag in _FIELDS for n in self.document.under(node))

    def _control(self, node: Node) -> None:
        if len(self.controls) >= MAX_CONTROLS:
            return
        self.inside = max(self.inside, node.end)
        name = name_of(self.document, node)
        hint = hint_of(self.document, node, name)
        self.controls.append(Control(name, hint, node.place, self.document.locator(node), node.listens, _toggles(node)))

    def _jumps(self, select: Node) -> None:
        """Lists of related sites are often drop-downs that open what is chosen."""
        if not is_jump(select):
            return
        for option in (n for n in self.document.under(select) if n.tag == "option"):
            value = option.get("value").strip()
            aim = Aim(value, self.base.absolute(value), "page")
            if value.startswith(("http:", "https:", "/", "./", "../")) and aim.url and not self._is_full(select):
                name = cut(clean(raw_text(option)), NAME_CHARS)
                locator = self.document.locator(option)
                self.links.append(
                    Link(name, "", value[:2000], aim.url, "page", select.place, locator, listens=True, heading=select.heading)
                )


def _toggles(node: Node) -> bool:
    return not _TOGGLES.isdisjoint(node.attrs) or node.attrs.get("role") in ("tab", "button", "switch", "menuitemcheckbox")


def _has_image(document: Document, node: Node) -> bool:
    if node.tag == "area" or "background" in node.attrs.get("style", ""):
        return True
    return any(
        n.tag in ("img", "picture", "svg", "image") or (n.tag == "input" and n.get("type") == "image") for n in document.under(node)[:60]
    )
