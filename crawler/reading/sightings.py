"""Where the pages of a site name a topic: links, headings, page names, forms, controls, running text. Facts, not verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from crawler.reading.page_view import Form, Link, PageView, Place
from crawler.reading.text import match_key
from crawler.topics import Lexicon, Match

Kind = Literal["link", "heading", "page", "form", "control", "text", "image"]
# Up to here a name is the name of something; longer ones are sentences and headlines that may only mention it.
MAX_NAME_CHARS = 40
MIN_TEXT_SHARE = 0.5  # of a paragraph
MIN_SHARE = 0.3  # of a longer name, for a wording still to be what it is about
_ABOUT = match_key("เรื่อง")
_DECORATION = " -•*.:)(0123456789"
MAX_A_TOPIC = 60  # sightings kept of one topic; a menu repeats itself on every page


@dataclass(frozen=True)
class Sighting:
    """A topic, named in one place. `strength`: label (a wording of the topic), hint (a place to look), address (only the URL says so)."""

    topic: str
    kind: Kind
    strength: Literal["label", "hint", "address"]
    page: PageView
    place: Place
    locator: str
    excerpt: str
    link: Link | None = None
    form: Form | None = None
    share: float = 1.0  # of the name's letters that the wording makes up: what is called exactly so shows best


def sightings(views: Iterable[PageView], lexicon: Lexicon) -> Mapping[str, tuple[Sighting, ...]]:
    """All sightings by topic, those of the home page first."""
    found: dict[str, list[Sighting]] = defaultdict(list)
    seen: set[tuple[str, str, str, str]] = set()
    for view in views:
        for sighting in _on_page(view, lexicon):
            key = (
                sighting.topic,
                sighting.strength,
                sighting.excerpt,
                sighting.link.href if sighting.link else f"{view.url} {sighting.kind}",
            )
            if key not in seen and len(found[sighting.topic]) < MAX_A_TOPIC:
                seen.add(key)
                found[sighting.topic].append(sighting)
    return {topic: tuple(items) for topic, items in found.items()}


def _on_page(view: PageView, lexicon: Lexicon) -> Iterator[Sighting]:
    for link in view.links:
        yield from _of_link(view, link, lexicon)
    for heading in view.headings:
        yield from _named(lexicon, view, "heading", heading.text, heading.place, heading.locator)
    for title in dict.fromkeys((view.title, view.name)):
        yield from _named(lexicon, view, "page", title, "main", "title")
    for form in view.forms:
        for text in (form.name, *form.buttons):
            yield from _named(lexicon, view, "form", text, form.place, form.locator, form=form)
        for field in form.fields:
            # A field called “occupation” announces no jobs: one word alone says what to fill in, not what the form is for.
            if not any(m.strength == "whole" for m in lexicon.matches(field.label)):
                yield from _named(lexicon, view, "form", field.label, form.place, form.locator, form=form)
    for control in view.controls:
        yield from _named(lexicon, view, "control", control.name or control.hint, control.place, control.locator)
    for media in view.media:
        if media.name and not media.in_link:
            yield from _named(lexicon, view, "image", media.name, media.place, media.locator)
    names = sorted({link.name for link in view.links if link.name}, key=len, reverse=True)
    for block in view.blocks:
        if block.place == "nav":
            continue
        for match in lexicon.matches(block.text):
            if match.strength == "page" and is_said(block.text, match) and _says_more(block.text, match, names, lexicon):
                yield Sighting(match.topic, "text", "label", view, block.place, block.locator, _around(block.text, match))


def _of_link(view: PageView, link: Link, lexicon: Lexicon) -> Iterator[Sighting]:
    name = link.name or link.hint
    named = set()
    for text in dict.fromkeys((name, link.hint)):
        if not lexicon.matches(text):  # as most
            continue
        for sighting in _named(lexicon, view, "link", text, link.place, link.locator, link=link):
            named.add(sighting.topic)
            yield sighting
    if link.url is not None and not link.name:
        for topic in lexicon.addressed(link.url) - named:
            yield Sighting(topic, "link", "address", view, link.place, link.locator, link.hint or link.href, link)


def _named(
    lexicon: Lexicon,
    view: PageView,
    kind: Kind,
    text: str,
    place: Place,
    locator: str,
    *,
    link: Link | None = None,
    form: Form | None = None,
) -> Iterator[Sighting]:
    best: dict[str, tuple[bool, float]] = {}
    for match in lexicon.matches(text):
        if match.strength == "page" and kind not in ("heading", "page"):
            continue
        is_label = match.strength != "hint" and is_about(text, match, has_headlines=lexicon.topics[match.topic].headlines)
        best[match.topic] = max(best.get(match.topic, (False, 0.0)), (is_label, match.share))
    for topic, (is_label, share) in best.items():
        yield Sighting(topic, kind, "label" if is_label else "hint", view, place, locator, text, link, form, round(share, 1))


def is_about(text: str, match: Match, *, has_headlines: bool) -> bool:
    """Whether a name is of the topic, or a longer text that only mentions it."""
    if has_headlines or match.strength == "whole" or len(text) <= MAX_NAME_CHARS or match.share >= MIN_SHARE:
        return True
    # “ประกาศ … เรื่อง นโยบายเว็บไซต์”: official documents say who first, and what they are about after this word.
    _, word, subject = match_key(text).rpartition(_ABOUT)
    wording = match_key(match.wording)
    return bool(word) and wording in subject and len(wording) >= MIN_SHARE * len(subject)


def is_said(text: str, match: Match) -> bool:
    """Whether a paragraph is about the wording: it begins with it, or says little else. A sentence that mentions it is not."""
    return match.share >= MIN_TEXT_SHARE or match_key(text).lstrip(_DECORATION).startswith(match_key(match.wording))


def _says_more(text: str, match: Match, names: list[str], lexicon: Lexicon) -> bool:
    """Whether it is said outside the names of links: an entry of a menu is a link, and may be a dead one."""
    for name in names:
        if name in text and _holds(name, match, lexicon):
            text = text.replace(name, " ")
    return _holds(text, match, lexicon)


def _holds(text: str, match: Match, lexicon: Lexicon) -> bool:
    return any(m.topic == match.topic and m.strength == "page" for m in lexicon.matches(text))


def _around(text: str, match: Match) -> str:
    at = max(0, text.find(match.wording[:8]))
    return text[max(0, at - 30) : at + 130]
