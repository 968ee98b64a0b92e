"""How a site answers for a page that cannot exist; what looks like that is no page, whatever its status says (soft 404)."""

from __future__ import annotations

import re

from crawler.reading.page_view import PageView
from crawler.reading.text import normalise

MIN_RESEMBLANCE = 0.8  # of what the page adds to the home page; dates, counters and an echoed address may differ
_VARYING = re.compile(r"https?://\S+|/\S*|\d+")
_Lines = frozenset[str]


class NotFoundLook:
    """Made from the home page and the answer to the not-found probe, both as they were answered.

    What both have in common is the frame of menus and footer; only what a page adds to it is compared. A site that answers every
    address with its home page is one case of this, but an application that has not started (a shell) answers so too, and tells nothing.
    """

    def __init__(self, home: PageView, probe: PageView) -> None:
        self._home = _lines(home)
        self._added = _lines(probe) - self._home
        self._says_nothing = home.is_shell or probe.is_shell

    def resembles(self, page: PageView) -> bool:
        """Whether a page shows nothing but what the probe was answered with."""
        if self._says_nothing or page.is_shell or page.source == "pdf":
            return False
        added = _lines(page) - self._home
        if not self._added or not added:
            return not self._added and not added
        return len(added & self._added) >= MIN_RESEMBLANCE * len(added | self._added)


def _lines(view: PageView) -> _Lines:
    """What a page shows, piece by piece, without what differs from answer to answer."""
    pieces = [view.title, *(b.text for b in view.blocks), *(k.name for k in view.links), *(m.url or "" for m in view.media)]
    fields = [f"{f.name} {field.name} {field.label}" for f in view.forms for field in f.fields]
    media = {m.url or "" for m in view.media}
    varying = (_VARYING.sub("", normalise(p)).casefold().strip() for p in [*pieces, *fields] if p not in media)
    return frozenset([*(p for p in varying if p), *(m for m in media if m)])
