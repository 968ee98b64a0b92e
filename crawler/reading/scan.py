"""Patterns for texts of which few match: RE2 reads past the others in one pass, `re` says what it is that matches."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

import re2

from crawler.reading.page_view import NAME_CHARS

_LOOKAROUND = re.compile(r"\(\?<?[=!](?:[^()\\]|\\.)*\)|\\b")
_CLASSES = {"\\d": r"\p{Nd}", "\\w": r"\pL\pN_", "\\s": r"\s\pZ\x0b\x1c-\x1f\x85"}
_PART = re.compile(r"\\.|\[\^?\]?|\]|[^\\\[\]]+", re.S)
MAX_NAMES = 20_000

T = TypeVar("T")


class Scan:
    """A pattern that is searched for in many texts; `flags`: IGNORECASE and DOTALL of `re`."""

    def __init__(self, pattern: str, flags: re.RegexFlag = re.I) -> None:
        self._exact = re.compile(pattern, flags)
        options = re2.Options()
        options.case_sensitive = not flags & re.I
        options.dot_nl = True
        options.log_errors = False
        wide = re2.compile(widened(pattern), options)
        self._may_match = for_names(lambda text: wide.search(text) is not None)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, as `re` finds it."""
        return self._exact.search(text) if self._may_match(text) else None


def widened(pattern: str) -> str:
    """The pattern in RE2's language, matching wherever the given one does and perhaps elsewhere too.

    Lookarounds (without groups of their own), word boundaries and ends are left out, and classes mean what they mean to `re`: beyond ASCII.
    """
    parts: list[str] = []
    is_in_class = False
    for part in _PART.findall(_LOOKAROUND.sub("", pattern)):
        if part in _CLASSES:
            parts.append(_CLASSES[part] if is_in_class else f"[{_CLASSES[part]}]")
            continue
        parts.append(part if is_in_class else part.replace("$", ""))
        is_in_class = part.startswith("[") or (is_in_class and part != "]")
    return "".join(parts)


def for_names(function: Callable[[str], T]) -> Callable[[str], T]:
    """Keep the answers for names (up to NAME_CHARS): menus say the same on every page. Longer texts rarely come twice."""
    kept = lru_cache(maxsize=MAX_NAMES)(function)

    @wraps(function)
    def answer(text: str) -> T:
        return kept(text) if len(text) <= NAME_CHARS else function(text)

    return answer
