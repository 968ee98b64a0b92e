"""Sets of words written as one line of text: tables of tags, classes and attributes stay readable."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())
