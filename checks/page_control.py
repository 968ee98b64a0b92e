"""Is there a control that changes how the page is shown or read: text size, colour contrast, reading aloud?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from checks.base import CheckOptions
from checks.control_signs import DRIVES, LINE, READERS, SERIES, is_driven
from checks.offers import Seen, State, decide, sightings_of
from checks.parts import as_shown, known, shown, state_of, views_of
from checks.result import Evidence, Result
from crawler.reading.page_view import Block, Control, Link, PageView
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS: Mapping[str, Mapping[str, str]] = {}

_TOPICS = {"font-size": "font-size", "contrast": "contrast", "read-aloud": "read-aloud"}
LABEL_CHARS = 40
FIRST_BLOCKS = 30
SERIES_CHARS = 12  # no letter, and no line of letters, that sets size or colour is longer


class Options(CheckOptions):
    control: Literal["font-size", "contrast", "read-aloud"]


def check(site: SiteView, options: Options) -> Result:
    """A control by its name, its id or picture, or by a series of letters such as ก ก ก; one that no script drives leads nowhere."""
    topics = known(site, (_TOPICS[options.control],))
    return decide(
        site,
        (
            *_named(site, topics, options.control),
            *_in_series(site, options.control),
            *_nameless(site, topics, options.control),
            *_labels(site, topics, options.control),
            *_readers(site, options),
        ),
        (),
    )


def _latest(site: SiteView) -> Iterator[PageView]:
    """What a rendering shows of a control, its answer cannot: where all scripts ran, only the rendering speaks."""
    return (v for v in views_of(site) if as_shown(site, v) is v)


def _named(site: SiteView, topics: Sequence[str], control: str) -> Iterator[Seen]:
    for s in sightings_of(site, topics, lambda s: s.kind in ("link", "control", "image", "form") and 2 < len(s.excerpt) <= LABEL_CHARS):
        if s.link is not None:
            state = _of_link(site, s.link, s.page, control)
        else:
            state = "found" if s.kind == "form" else _of_control(as_shown(site, s.page), control, listens=_listens(s))
        yield Seen(state, Evidence(s.page.url, s.locator, s.excerpt, s.page.sha256))


def _listens(sighting: Sighting) -> bool:
    return any(c.locator == sighting.locator and (c.listens or c.toggles) for c in sighting.page.controls)


def _of_link(site: SiteView, link: Link, page: PageView, control: str) -> State:
    if link.target in ("none", "fragment", "script"):
        return "found" if link.listens or link.target == "script" or is_driven(page, control) else state_of(site, link, page)
    return state_of(site, link, page)


def _of_control(page: PageView, control: str, *, listens: bool) -> State:
    """A button or picture reacts when a listener was seen or a script speaks of it; nothing reacts where a rendered page showed none."""
    if listens or is_driven(page, control):
        return "found"
    is_known = page.source == "rendered" and page.scripts_loaded is True and not page.delegated
    return "link-goes-nowhere" if is_known else "found-unverified"


def _in_series(site: SiteView, control: str) -> Iterator[Seen]:
    for view in _latest(site):
        for first in (*_series(view.links, control), *_series(view.controls, control)):
            if isinstance(first, Link):
                yield shown(view, first.locator, first.name, _of_link(site, first, view, control))
            else:
                yield shown(view, first.locator, first.name, _of_control(view, control, listens=first.listens or first.toggles))


def _series(items: Sequence[Link | Control], control: str) -> Iterator[Link | Control]:
    """The first of two or more neighbours whose names are one letter and the same."""
    for one, other in pairwise(items):
        if len(one.name) > SERIES_CHARS:
            continue
        names = (_bare(one.name), _bare(other.name))
        if all(SERIES[control].fullmatch(n) for n in names) and _letter(names[0]) == _letter(names[1]):
            yield one
            return


def _bare(name: str) -> str:
    return name.replace(" ", "")


def _letter(name: str) -> str:
    return name.strip("+-123").casefold()[:1]


def _nameless(site: SiteView, topics: Sequence[str], control: str) -> Iterator[Seen]:
    """Buttons that only their id names, pictures named by words joined with hyphens, and scripts whose control has no name at all."""
    for view in _latest(site):
        for item in view.controls:
            if not item.name and DRIVES[control].search(item.locator.rpartition("@id=")[2]):
                yield shown(view, item.locator, item.locator, _of_control(view, control, listens=item.listens or item.toggles))
        for media in view.media:
            if (
                media.name
                and not media.in_link
                and any(t in topics for t in site.lexicon.topics_in(media.name.replace("-", " ").replace("_", " ")))
            ):
                yield shown(view, media.locator, media.name, _of_control(view, control, listens=False))
        if match := DRIVES[control].search(view.inline_scripts):
            yield shown(view, "script", match[0], "found-unverified")


def _labels(site: SiteView, topics: Sequence[str], control: str) -> Iterator[Seen]:
    """Short text at the head of a page or in its menus that names the control; what reacts beside it may have no name at all."""
    for view in _latest(site):
        for at, block in enumerate(view.blocks):
            if (at < FIRST_BLOCKS or block.place in ("header", "nav")) and _is_label(site, view.blocks, at, block, topics, control):
                yield shown(view, block.locator, block.text, _of_control(view, control, listens=_reacts_near(view, block)))


def _is_label(site: SiteView, blocks: Sequence[Block], at: int, block: Block, topics: Sequence[str], control: str) -> bool:
    if len(block.text) > LABEL_CHARS:
        return False
    if len(block.text) <= SERIES_CHARS and (
        LINE[control].fullmatch(block.text) or LINE[control].fullmatch(" ".join(b.text for b in blocks[at : at + 3]))
    ):
        return True
    return len(block.text) > 2 and any(t in topics for t in site.lexicon.topics_in(block.text))


def _reacts_near(page: PageView, block: Block) -> bool:
    """Something with a listener inside the labelled block, or beside it."""
    around = block.locator.rpartition("/")[0]
    reacting = (*(k.locator for k in page.links if k.listens), *(c.locator for c in page.controls if c.listens))
    return any(locator.startswith(block.locator) or (around.count("/") > 3 and locator.startswith(around + "/")) for locator in reacting)


def _readers(site: SiteView, options: Options) -> Iterator[Seen]:
    if options.control != "read-aloud":
        return
    for view in _latest(site):
        found = next((r.url for r in view.references if READERS.search(r.url)), None)
        if found or (match := READERS.search(view.inline_scripts)):
            yield shown(view, "script", found or (match[0] if match else ""))
