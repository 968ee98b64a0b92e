"""Where on the page an element stands: landmarks and roles first, then words of id and class, then position.

Class words only ever say where something is, never what it is.
"""

from __future__ import annotations

import re

from crawler.reading.page_view import Place
from crawler.reading.tree import Document, Node
from crawler.reading.words import word_set

_TAGS: dict[str, Place] = {"header": "header", "nav": "nav", "main": "main", "aside": "aside", "footer": "footer"}
_ROLES: dict[str, Place] = {
    "banner": "header",
    "navigation": "nav",
    "menubar": "nav",
    "main": "main",
    "complementary": "aside",
    "contentinfo": "footer",
}
_CONTAINERS = word_set("div section ul ol dl td th tr tbody table center article nav form p span")
_FOOTER = word_set(
    "footer foot footerwrap sitefooter pagefooter copyright copyrights copyrightbar footerbottom footertop mainfooter bottombar"
)
_HEADER = word_set("header topbar masthead siteheader pageheader mainheader headerwrap topheader headertop tophead")
_NAV = word_set(
    "menu nav navbar navigation navi mainmenu mainnav topmenu topnav sidemenu sidenav leftmenu menubar megamenu menus"
    " submenu gnav mainnavigation mobilemenu"
)
_ASIDE = word_set("sidebar aside sidebars rightbar leftbar leftside rightside sidecolumn")
# Parts of a card, dialog or article have headers and footers of their own; tabs and pagers are built of "nav" classes.
_PART_OF = word_set(
    "card modal panel post entry article table box widget dialog list item media block comment popup accordion offcanvas grid"
)
_NOT_NAV = word_set(
    "tabs tab pills pagination pager carousel owl slick swiper slider slide item link breadcrumb breadcrumbs prev next"
    " dots pane brand toggler"
)
_COPYRIGHT = re.compile(r"copyright|ลิขสิทธิ์|©|all rights? reserved", re.I)
# A container named after a part and holding more of the page than this is a wrapper of the whole page.
MOST_OF_PAGE = 0.6
SMALL_PAGE = 60
NAV_WITHIN = 3000  # elements: a menu that begins later is not how a visitor finds the way


def assign(document: Document) -> None:
    """Give every node its place."""
    nodes = document.nodes
    total = len(nodes)
    holds_main = _above([n for n in nodes if n.tag == "main" or n.get("role") == "main"])
    links_before = _links_before(nodes)
    is_seen = dict.fromkeys(("footer", "nav"), False)
    for node in nodes:
        parent = node.parent
        if parent is None:
            continue
        node.place = parent.place
        place = _landmark(node) or (
            _by_words(node, total, holds_main, links_before) if node.tag in _CONTAINERS or "-" in node.tag else None
        )
        if place is None or not _may_become(parent, place):
            continue
        node.place, node.has_own_place = place, True
        if place in is_seen:
            is_seen[place] = True
    if not is_seen["footer"]:
        _footer_by_position(document)
    if not is_seen["nav"]:
        _nav_by_position(document, links_before)


def _above(nodes: list[Node]) -> set[int]:
    return {a.order for n in nodes for a in (n, *n.ancestors())}


def _links_before(nodes: list[Node]) -> list[int]:
    """Running count of links, so that those in any subtree are a subtraction."""
    counts = [0]
    for node in nodes:
        counts.append(counts[-1] + (node.tag == "a"))
    return counts


def _links_in(node: Node, links_before: list[int]) -> int:
    return links_before[node.end + 1] - links_before[node.order]


def _landmark(node: Node) -> Place | None:
    role = node.attrs.get("role")
    if role:
        return _ROLES.get(role.strip().lower())
    place = _TAGS.get(node.tag)
    if place in ("header", "footer") and any(a.tag in ("article", "blockquote", "dialog") or _is_part(a, place) for a in node.ancestors()):
        return None
    return place


def _is_part(ancestor: Node, place: Place) -> bool:
    """A header inside a section or main is that section's own; a footer there may still be the page's."""
    return place == "header" and ancestor.tag in ("section", "main", "aside")


def _by_words(node: Node, total: int, holds_main: set[int], links_before: list[int]) -> Place | None:
    attrs = node.attrs
    if "class" not in attrs and "id" not in attrs:
        return None
    words = node.words
    place: Place | None = None
    if words & _FOOTER and not words & _PART_OF and node.order > 0.4 * total:
        place = "footer"
    elif words & _NAV and not words & _NOT_NAV and _links_in(node, links_before) >= 2:
        place = "nav"
    elif words & _HEADER and not words & _PART_OF and node.order < 0.4 * total:
        place = "header"
    elif words & _ASIDE and not words & _PART_OF:
        place = "aside"
    if place is None or node.order in holds_main or (node.size > MOST_OF_PAGE * total and total > SMALL_PAGE):
        return None
    return place


def _may_become(parent: Node, place: Place) -> bool:
    """Footers keep their own menus; headers and asides hold menus; a menu holds nothing else."""
    if parent.place in ("header", "aside"):
        return place == "nav"
    if parent.place == "nav":
        return False
    return parent.place != "footer"


def _footer_by_position(document: Document) -> None:
    total = len(document.nodes)
    for node in reversed(document.nodes):
        if node.order < 0.5 * total and total > SMALL_PAGE:
            return
        if node.tag in ("script", "style", "head", "title", "meta", "html", "body"):
            continue
        if _COPYRIGHT.search(node.text) or any(_COPYRIGHT.search(c.tail) for c in node.children):
            _mark(document, _widest(document, node, 0.5), "footer")
            return


def _widest(document: Document, node: Node, start: float) -> Node:
    """The largest container around it that is still a small part at the end of the page."""
    total = len(document.nodes)
    best = node
    for ancestor in node.ancestors():
        if (
            ancestor.tag in ("body", "html", "form", "main")
            or ancestor.size > 0.2 * total + 5
            or (ancestor.order < start * total and total > SMALL_PAGE)
        ):
            break
        best = ancestor
    return best


def _nav_by_position(document: Document, links_before: list[int]) -> None:
    """Without any named menu: the first list-like container in the upper half that is hardly more than a row of short links."""
    total = len(document.nodes)
    for node in document.nodes[:NAV_WITHIN]:
        if node.order > 0.5 * total:
            return
        if node.tag not in ("ul", "ol", "table", "tr", "td", "div", "center", "map") or node.place not in ("main", "header"):
            continue
        links = _links_in(node, links_before) + (sum(n.tag == "area" for n in document.under(node)) if node.tag == "map" else 0)
        if links >= 4 and node.size < 0.5 * total and _is_row_of_links(document, node):
            _mark(document, node, "nav")
            return


def _is_row_of_links(document: Document, node: Node) -> bool:
    inside = outside = 0
    link_end = -1
    for part in document.under(node)[:600]:
        if part.tag in ("script", "style"):
            continue
        if part.tag in ("a", "area"):
            link_end = max(link_end, part.end)
        size = len(part.text.strip())
        inside += size if part.order <= link_end else 0
        outside += (size if part.order > link_end else 0) + len(part.tail.strip())
    return outside * 4 <= inside or (inside == 0 and outside == 0)


def _mark(document: Document, node: Node, place: Place) -> None:
    node.has_own_place = True
    for part in (node, *document.under(node)):
        part.place = place
