"""Whether a text is in the language that it should be in. Thai names inside English, and snippets to paste, are no mistake."""

from __future__ import annotations

import re

from crawler.reading.text import thai_share

MAX_THAI_WORDS = 40  # Thai letters in a row: longer than any name of a menu entry that an English text may quote
_THAI_RUN = re.compile(r"[ก-๎][ก-๎ 0-9/]*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^)]*\)|<[^>]*>")
_THAI = re.compile(r"[ก-๎]")
_LATIN = re.compile(r"[A-Za-z]")


def misplaced(lang: str, text: str) -> str | None:
    """What is wrong with the language of a text, None when it is as it should be."""
    if not text.strip():
        return "is empty"
    if lang == "th":
        return None if _THAI.search(text) else "has no Thai letters"
    if not _LATIN.search(text):
        return "has no English words"
    sentence = next((line for line in text.splitlines() if _is_thai_sentence(line)), None)
    return f"holds a Thai sentence: “{sentence.strip()[:60]}”" if sentence else None


def _is_thai_sentence(line: str) -> bool:
    """Prose that is mostly Thai. Lines that are indented or marked up are to be pasted."""
    if line.startswith((" ", "\t")) or "<" in line:
        return False
    prose = _QUOTED.sub("", line)
    longest = max((len(run) for run in _THAI_RUN.findall(prose)), default=0)
    return longest > MAX_THAI_WORDS and thai_share(prose) > 0.5
