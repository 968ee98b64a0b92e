"""Thai names as people spell them in Latin letters: a loose pattern over consonants, for comparing with a domain label.

Spellings on real domains follow no one system (RTGS, phonetic, by letter), so each consonant stands for all its usual
spellings and vowels may be any. Source: Royal Thai General System of Transcription, and common personal-name spellings.
"""

from __future__ import annotations

import re
from functools import lru_cache

MIN_LETTERS = 3  # consonant letters of a word, semivowels included
_VOWELS = "[aeiouyw]*"
_LETTERS = {
    "ก": "k|g|c", "ข": "kh|k", "ฃ": "kh|k", "ค": "kh|k|c", "ฅ": "kh|k", "ฆ": "kh|k|g", "ง": "ng|n", "จ": "ch|j|t|c",
    "ฉ": "ch", "ช": "ch|sh|c|t",
    "ซ": "s|z", "ฌ": "ch", "ญ": "y|n|j|", "ฎ": "d|t", "ฏ": "t|d", "ฐ": "th|t|tth", "ฑ": "th|t|d", "ฒ": "th|t", "ณ": "n",
    "ด": "d|t", "ต": "t|d|dt",
    "ถ": "th|t", "ท": "th|t|d|tth", "ธ": "th|t|d|tth", "น": "n", "บ": "b|p", "ป": "p|b", "ผ": "ph|p", "ฝ": "f|ph", "พ": "ph|p|b",
    "ฟ": "f|ph|p", "ภ": "ph|p|b",
    "ม": "m", "ย": "y|i|", "ร": "r|n|l|", "ล": "l|n|r", "ว": "w|v|u|o|", "ศ": "s|t", "ษ": "s|t", "ส": "s|t", "ห": "h|",
    "ฬ": "l|n", "อ": "", "ฮ": "h",
    "ฤ": "r|",
}  # fmt: skip
_SILENT = re.compile("[ก-ฮ][ิุ]?์")
_CLUSTERS = {"ทร": "(?:thr|tr|s|th[aeiouw]*r|t[aeiouw]*r)", "รร": "(?:r|n|)", "ศร": "(?:sr|s|s[aeiouw]*r)", "สร": "(?:sr|s|s[aeiouw]*r)"}


@lru_cache(maxsize=2000)
def pattern_of(word: str) -> re.Pattern[str] | None:
    """Matches a spelling of the Thai word; None when the word is too short to say anything."""
    plain = _SILENT.sub("", word)
    parts: list[str] = []
    sounded = letters = at = 0
    while at < len(plain):
        pair = plain[at : at + 2]
        if pair in _CLUSTERS:
            parts.append(_CLUSTERS[pair] + _VOWELS)
            sounded, letters = sounded + 1, letters + 2
            at += 2
            continue
        if spellings := _LETTERS.get(plain[at]):
            parts.append(f"(?:{spellings})" + _VOWELS)
            sounded, letters = sounded + (not spellings.endswith("|")), letters + 1
        at += 1
    if not sounded or letters < MIN_LETTERS:
        return None
    return re.compile(_VOWELS + "".join(parts))
