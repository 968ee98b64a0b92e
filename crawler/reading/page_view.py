"""A page as its visitor meets it: names and targets, not markup.

`crawler.reading.read` makes one of these from bytes; the crawler ranks by it and checks judge by it.
Every text is normalised (`crawler.reading.text.normalise`) and cut to a stated length.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

Place = Literal["header", "nav", "main", "aside", "footer"]
"""Where on the page. Menus inside the header count as nav. Landmarks and roles decide; where a page has none, position,
element ids and class words may (they only ever say where, never what)."""

Target = Literal["page", "file", "mail", "phone", "fragment", "none", "script", "other"]
"""page: http(s) or relative. file: the same with the ending of a document, data or archive file. fragment: "#name" of an
element that exists on the page. none: no href, empty, "#", or "#name" of nothing. script: javascript: of any kind that does something;
`javascript:void(0)` and
`javascript:;` are none. mail: mailto:. phone: tel:, sms:. other: any other scheme."""

NAME_CHARS = 200
TEXT_CHARS = 2000


@dataclass(frozen=True)
class Link:
    """An a, area or button-like element with a target.

    `name`: what it is called, by the accessible-name order: aria-label(ledby), then its text with the alt of
    its images, then title, value. `hint`: other words that a visitor may see or that name it (title, image file
    name without ending, surrounding label), for links whose name is empty or says little.
    `href` as written; `url` absolute and without fragment where target is page or file, else None.
    `listens`, `toggles`, `opens`: it or an ancestor has a listener (rendered pages, or an on… attribute), it toggles something (data-
    toggle, data-bs-toggle,
    aria-expanded, aria-haspopup, aria-controls, role=tab/button), it is followed by or holds a submenu (a nested list in its li).
    `path`: names of the menu entries above it, outermost first. `heading`: nearest heading before it in the same section.
    `is_hidden`: an attribute or inline style of it or an ancestor hides it until something shows it (closed menus, dialogs; planted
    spam too).
    """

    name: str
    hint: str
    href: str
    url: str | None
    target: Target
    place: Place
    locator: str
    listens: bool = False
    toggles: bool = False
    opens: bool = False
    path: tuple[str, ...] = ()
    heading: str = ""
    has_image: bool = False
    is_hidden: bool = False

    @property
    def leads_somewhere(self) -> bool:
        return self.target not in ("none",)

    @property
    def is_inert(self) -> bool:
        """No target, and nothing seen that would make it react."""
        return self.target == "none" and not (self.listens or self.toggles or self.opens)


@dataclass(frozen=True)
class Field:
    """One control of a form. `kind`: text, email, tel, search, textarea, select, radio, checkbox, file, password, date, number, hidden,
    submit, …
    `label`: label element, aria-label, placeholder, title or the text just before it. `choices`: texts of select options,
    or the labels of a radio/checkbox group (one Field a group, by name)."""

    kind: str
    name: str
    label: str
    choices: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True)
class Form:
    """A form element, or a group of inputs with a button that stands outside any form.
    `name`: legend, aria-label, heading or caption nearest before it. `buttons`: names of its buttons. `url`: absolute action."""

    name: str
    method: Literal["get", "post"]
    url: str | None
    fields: tuple[Field, ...]
    buttons: tuple[str, ...]
    place: Place
    locator: str
    path: tuple[str, ...] = ()

    @property
    def visible_fields(self) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if f.kind not in ("hidden", "submit", "button", "image", "reset"))


@dataclass(frozen=True)
class Control:
    """A button or other clickable thing outside forms that is not a Link (button, [role=button], input[type=button], [onclick])."""

    name: str
    hint: str
    place: Place
    locator: str
    listens: bool = False
    toggles: bool = False


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    locator: str
    place: Place


@dataclass(frozen=True)
class Block:
    """A run of visible text: a paragraph, cell, list item or the like, without its links' duplicates removed."""

    text: str
    place: Place
    locator: str
    heading: str = ""


@dataclass(frozen=True)
class Media:
    """img, video, audio, iframe, embed, object, canvas, svg-as-image. `name`: alt, title or aria-label; None when an img has no alt
    attribute at all."""

    kind: str
    url: str | None
    name: str | None
    place: Place
    locator: str
    in_link: bool = False


@dataclass(frozen=True)
class DateSeen:
    """A calendar date in visible text (Buddhist or common era, Thai or Arabic digits, Thai or English months), and the words around it."""

    on: date
    text: str
    context: str
    place: Place
    locator: str


@dataclass(frozen=True)
class Reference:
    """A sub-resource that the page asks for: script, stylesheet, image, frame … `url` absolute."""

    kind: str
    url: str
    locator: str


@dataclass(frozen=True)
class PageView:
    """One page, read once. `source`: static (as answered), rendered (Chromium's DOM), pdf (its text layer).

    `encoding` is what it was decoded with, `declared` what header, BOM or meta said (None when nothing did).
    `is_shell`: nearly nothing to read without its scripts. `thai_share`: Thai letters among all letters of the visible text.
    `refresh`: target of a meta refresh, `frames`: same-site frame and iframe targets.
    """

    url: str
    source: Literal["static", "rendered", "pdf"]
    sha256: str
    encoding: str = "utf-8"
    declared: str | None = None
    lang: str | None = None
    title: str = ""
    description: str = ""
    generator: str = ""
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    controls: tuple[Control, ...] = ()
    forms: tuple[Form, ...] = ()
    blocks: tuple[Block, ...] = ()
    media: tuple[Media, ...] = ()
    dates: tuple[DateSeen, ...] = ()
    references: tuple[Reference, ...] = ()
    feeds: tuple[str, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()  # (hreflang, url)
    metas: tuple[tuple[str, str], ...] = ()  # (name or property in lower case, content)
    inline_scripts: str = field(default="", repr=False)  # cut to INLINE_SCRIPT_CHARS
    comments: str = field(default="", repr=False)
    refresh: str | None = None
    frames: tuple[str, ...] = ()
    is_shell: bool = False
    is_image_only: bool = False  # a PDF without a text layer
    thai_share: float = 0.0
    has_doctype: bool = True
    duplicate_ids: tuple[str, ...] = ()
    breadcrumbs: tuple[tuple[str, str], ...] = ()  # (text of the trail, locator)
    delegated: bool = False
    scripts_loaded: bool | None = None  # rendered pages only

    @cached_property
    def text(self) -> str:
        """All visible text, one block a line."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def name(self) -> str:
        """What the page calls itself: its first h1, else its title."""
        return next((h.text for h in self.headings if h.level == 1 and h.text), self.title)
