"""Words in the form in which they are compared, for the few wordings that belong to a check and not to a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from crawler.reading.text import match_key

_MARKS = re.compile(r"[็-๎]")

key = lru_cache(maxsize=50_000)(match_key)
"""`match_key`, remembered: menus and footers repeat on every page of a site."""


def keyed(pattern: str) -> re.Pattern[str]:
    """A pattern to be searched in `key(text)`: written as it is spelled, in lower case, and without spaces between Thai letters."""
    return re.compile(_MARKS.sub("", pattern))


def holds(text: str, wordings: Iterable[str]) -> str | None:
    """The first of the wordings that stands in the text, compared leniently."""
    in_text = key(text)
    return next((w for w in wordings if (k := key(w)) and k in in_text), None)
