"""Marks in a capture which answers were not the page that was asked for. Pure: the same capture and signatures give the same marks."""

from __future__ import annotations

from dataclasses import replace

from crawler.artifacts import Capture, Fetch
from crawler.condition import Condition, Conditions, Seen
from crawler.reading.not_found import NotFoundLook
from crawler.reading.read import PageReader

_KINDS = frozenset({"page", "offsite", "search"})


def marked(capture: Capture, conditions: Conditions, reader: PageReader) -> Capture:
    """The capture with `Fetch.condition` set, so that a challenge, an error told with 200 or a soft 404 counts as a page nowhere."""
    look = not_found_look(capture, reader)
    return replace(capture, fetches=tuple(_marked(f, capture, conditions, look, reader) for f in capture.fetches))


def not_found_look(capture: Capture, reader: PageReader) -> NotFoundLook | None:
    """None when the probe was answered as it should be (404), or not at all."""
    home = capture.home
    probe = next((f for f in capture.fetches if f.kind == "probe" and f.is_ok), None)
    if home is None or not home.is_ok or probe is None:
        return None
    views = reader.read(home, capture.body(home)), reader.read(probe, capture.body(probe))
    return NotFoundLook(views[0], views[1]) if views[0] is not None and views[1] is not None else None


def _marked(fetch: Fetch, capture: Capture, conditions: Conditions, look: NotFoundLook | None, reader: PageReader) -> Fetch:
    if fetch.kind not in _KINDS or fetch.status is None:
        return fetch
    condition, signature = _condition(fetch, capture, conditions, reader)
    if condition is None and look is not None and fetch.is_ok and not _is_home(fetch, capture):
        view = reader.read(fetch, capture.body(fetch))
        if view is not None and look.resembles(view):
            condition, signature = "soft-404", "not-found-probe"
    return replace(fetch, condition=condition, signature=signature)


def _condition(fetch: Fetch, capture: Capture, conditions: Conditions, reader: PageReader) -> tuple[Condition | None, str]:
    """By the answer itself, then by what a browser made of it: some challenges are put in place by a script."""
    body, is_home = capture.body(fetch), _is_home(fetch, capture)
    found = conditions.of(Seen(fetch, body, reader.read(fetch, body), is_home))
    rendering = capture.rendering_of(fetch)
    dom = capture.bodies.get(rendering.dom_sha256 or "") if rendering else None
    if found is None and rendering is not None and dom:
        found = conditions.of(Seen(fetch, dom, reader.read_rendered(rendering, dom), is_home))
    return (found.condition, found.id) if found else (None, "")


def _is_home(fetch: Fetch, capture: Capture) -> bool:
    return fetch is capture.home or fetch.why == "home"
