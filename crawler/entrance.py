"""Where a visitor of an entrance page goes on to: a refresh, a frame, or the link that says “enter the site”."""

from __future__ import annotations

from crawler.reading.page_view import PageView
from crawler.reading.urls import normalise
from crawler.topics import Lexicon

TOPIC = "entrance"
MAX_LINKS = 12  # a page with more links, or more to read, is a home page with such a link, not a splash page
MAX_CHARS = 1500
MAX_FRAMED_CHARS = 400  # beside frames that hold the site itself


def onward(view: PageView, lexicon: Lexicon) -> str | None:
    """The URL behind an entrance, None for a page that is no entrance."""
    if view.refresh and normalise(view.refresh) != view.url:
        return normalise(view.refresh)
    if view.frames and len(view.text) < MAX_FRAMED_CHARS:
        return normalise(view.frames[0])
    if len(view.links) > MAX_LINKS or len(view.text) > MAX_CHARS:
        return None
    doors = (k.url for k in view.links if k.url and TOPIC in lexicon.topics_in(k.name or k.hint))
    return next((normalise(url) for url in doors if normalise(url) != view.url), None)
