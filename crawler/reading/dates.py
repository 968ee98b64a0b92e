"""Calendar dates in Thai and English text, of the Buddhist or the common era."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

BUDDHIST = 543  # years that the Buddhist era is ahead of the common era
# Public web sites of Thai agencies do not go back further; plans do not reach further.
FIRST_YEAR, LAST_YEAR = 1997, 2032

_THAI_MONTHS = (
    "มกราคม|ม\\.?\\s?ค\\.?",
    "กุมภาพันธ์?|ก\\.?\\s?พ\\.?",
    "มีนาคม|มี\\.?\\s?ค\\.?",
    "เมษายน|เม\\.?\\s?ย\\.?",
    "พฤษภาคม|พ\\.?\\s?ค\\.?",
    "มิถุนายน|มิ\\.?\\s?ย\\.?",
    "กร?กฎ?ฏ?าคม|ก\\.?\\s?ค\\.?",
    "สิงหาคม|ส\\.?\\s?ค\\.?",
    "กันยายน|ก\\.?\\s?ย\\.?",
    "ตุลาคม|ต\\.?\\s?ค\\.?",
    "พฤศจิกายน|พ\\.?\\s?ย\\.?",
    "ธันวาคม|ธ\\.?\\s?ค\\.?",
)
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_THAI = "|".join(f"(?P<t{n}>{pattern})" for n, pattern in enumerate(_THAI_MONTHS, 1))
_ENGLISH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|B\.?E\.?|A\.?D\.?)\s?)?(?P<y>\d{4}|\d{2})(?!\d)"

_WORDED = re.compile(rf"(?<!\d)(?P<d>[0-3]?\d)\s?(?:เดือน\s?)?[ ./-]?\s?(?:{_THAI})\s?[ ./,-]?\s?{_YEAR}")
_ENGLISH_DAY = re.compile(
    rf"(?<!\d)(?P<d>[0-3]?\d)(?:st|nd|rd|th)?[\s/.-]+(?P<m>{_ENGLISH})\.?,?[\s/.-]+"
    # Of “20 - December 23rd, 2016” the 23 is a day.
    r"(?P<y>\d{4}|\d{2}(?!st|nd|rd|th|,?\s+\d{4}))(?![\d:])",
    re.I,
)
_ENGLISH_MONTH = re.compile(rf"\b(?P<m>{_ENGLISH})\.?\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.I)
_ISO = re.compile(r"(?<![\d/.-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>[01]?\d)(?P=sep)(?P<d>[0-3]?\d)(?!\d|[/-]\d)")
_NUMERIC = re.compile(r"(?<![\d/.-])(?P<d>[0-3]?\d)\s?(?P<sep>[-/.])\s?(?P<m>[0-3]?\d)\s?(?P=sep)\s?(?P<y>\d{4})(?!\d|[/-]\d)")
# Two digits for the year only with slashes: with dots or dashes it is a clause or telephone number as often.
_SHORT = re.compile(r"(?<![\d/.-])(?P<d>[0-3]?\d)/(?P<m>[01]?\d)/(?P<y>\d{2})(?![\d/])")
# A year that was cut after its century (“ธันวาคม 25…”): years of two digits go with short names of months.
_CENTURIES = ("25", "20")
_LEFT_OPEN = re.compile(r"\s?(?:\.{2}|…|_|-{2}|x)", re.I)
_FULL_THAI_CHARS, _FULL_ENGLISH_CHARS = 6, 5  # shorter names of months are short forms, or could be
_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_HAS_DIGITS = re.compile(r"\d.*\d", re.S)


@dataclass(frozen=True)
class Dated:
    """A date, and where it stands in the text."""

    on: date
    start: int
    end: int


def find_dates(text: str) -> list[Dated]:
    """Every whole date (day, month, year) in a text, in its order; of overlapping readings the first. Implausible years are left out."""
    if not _HAS_DIGITS.search(text):
        return []
    text = text.translate(_DIGITS)
    found: list[Dated] = []
    for dated in sorted(_all(text), key=lambda d: (d.start, -d.end)):
        if not found or dated.start >= found[-1].end:
            found.append(dated)
    return found


def year_of(digits: str) -> int | None:
    """Common-era year of two or four digits of either era, None when implausible.

    Two digits cannot be mistaken within the plausible years: 40-75 can only be Buddhist, 00-32 and 97-99 only common era.
    """
    number = int(digits)
    candidates = (number, number - BUDDHIST) if len(digits) == 4 else (number + 2500 - BUDDHIST, number + 2000, number + 1900)
    return next((year for year in candidates if FIRST_YEAR <= year <= LAST_YEAR), None)


def _all(text: str) -> Iterator[Dated]:
    for match in _WORDED.finditer(text):
        month = next(n for n in range(1, 13) if match[f"t{n}"])
        name = match[f"t{month}"]
        if not _is_cut(match, is_full="." not in name and len(name) >= _FULL_THAI_CHARS):
            yield from _dated(match, month, int(match["d"]))
    for pattern in (_ENGLISH_DAY, _ENGLISH_MONTH):
        for match in pattern.finditer(text):
            if not _is_cut(match, is_full=len(match["m"]) >= _FULL_ENGLISH_CHARS):
                yield from _dated(match, _english(match["m"]), int(match["d"]))
    for pattern in (_ISO, _NUMERIC, _SHORT):
        for match in pattern.finditer(text):
            day, month = int(match["d"]), int(match["m"])
            if month > 12 >= day:  # month first, as American software writes it
                day, month = month, day
            yield from _dated(match, month, day)


def _is_cut(match: re.Match[str], *, is_full: bool) -> bool:
    """Whether only the century of a year is left; `is_full`: the month's name is written out."""
    return match["y"] in _CENTURIES and (is_full or bool(_LEFT_OPEN.match(match.string, match.end())))


def _english(word: str) -> int:
    return _ENGLISH_MONTHS.index(word.lower()[:3]) + 1


def _dated(match: re.Match[str], month: int, day: int) -> Iterator[Dated]:
    year = year_of(match["y"])
    if year is None:
        return
    try:
        yield Dated(date(year, month, day), match.start(), match.end())
    except ValueError:
        return
