"""Strangers' text, numbers and times made fit to print, in Thai and in English."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Literal
from urllib.parse import unquote, urlsplit

from crawler.reading.text import cut, thai_share

Lang = Literal["th", "en"]

HREF_CHARS = 600  # a longer address is shown, cut, but not linked: a cut address would lead elsewhere
_THAILAND = timezone(timedelta(hours=7))
_BUDDHIST_ERA = 543
# Controls, and the invisible marks that reorder or hide text: what is read must be what is there.
_HIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MONTHS = {
    "th": (
        *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน"),
        *("กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}


def clean(text: object, chars: int) -> str:
    """One line without control or invisible characters, no longer than chars; None becomes empty."""
    line = _HIDDEN.sub("", "" if text is None else str(text))
    return cut(" ".join(line.split()), chars)


def web_address(url: str) -> str | None:
    """The address if it may be linked: http or https with a host, and short enough to be whole."""
    if len(url) > HREF_CHARS or _HIDDEN.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def readable_url(url: str, chars: int) -> str:
    """The address as a person reads it: without scheme, Thai letters instead of percent signs."""
    return clean(unquote(re.sub(r"^https?://", "", url)), chars)


def lang_of(text: str) -> Lang:
    """Which language a screen reader should speak the text in."""
    return "th" if thai_share(text) >= 0.3 else "en"


def date_and_time(iso: str, lang: Lang) -> str:
    """Thai time; the Buddhist era in Thai. What is not ISO 8601 is printed as it is."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return clean(iso, 40)
    at = at.astimezone(_THAILAND) if at.tzinfo else at
    month = _MONTHS[lang][at.month - 1]
    if lang == "th":
        return f"{at.day} {month} {at.year + _BUDDHIST_ERA} เวลา {at:%H:%M}\u00a0น."
    return f"{at.day} {month} {at.year}, {at:%H:%M} (Thailand, UTC+7)"


def points(share: float | None) -> str:
    """A share of 1 as whole points of 100. Never rounded up to a full score, never down to none."""
    if share is None:
        return "–"
    rounded = round(share * 100)
    if rounded == 100 and share < 1:
        return "99"
    return "1" if rounded == 0 and share > 0 else str(rounded)


def interval(worst: float | None, best: float | None) -> str:
    """`41–55`, or one number where both ends print alike."""
    low, high = points(worst), points(best)
    return low if low == high else f"{low}–{high}"


def size(count: int, lang: Lang) -> str:
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} {'เมกะไบต์' if lang == 'th' else 'MB'}"
    return f"{round(count / 1000):,} {'กิโลไบต์' if lang == 'th' else 'kB'}"
