"""Thai as it is really written, brought to one form. Sources: shared matching notes of the catalogue; Unicode 16 ch. 16.1 (Thai)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"))
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb"), '"') | dict.fromkeys(map(ord, "\u2018\u2019\u201a\u02bc"), "'")
_DIGITS = {ord("๐") + n: str(n) for n in range(10)}
_TABLE = {**_INVISIBLE, **_DASHES, **_QUOTES, **_DIGITS}
# Control characters other than white space: terminal escapes from a page must not reach a terminal or a report.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# nikhahit + (tone) + sara aa is how sara am comes out of PDFs and some editors
_SARA_AM = re.compile(r"([่-๋]?)ํ([่-๋]?)า")
_SPACES = re.compile(r"\s+")
_THAI_GAP = re.compile(r"(?<=[฀-๿]) (?=[฀-๿0-9])|(?<=[0-9]) (?=[฀-๿])")
_MARKS = re.compile(r"[็-๎]")
_THAI = re.compile(r"[ก-๎]")
_LETTER = re.compile(r"[^\W\d_]|[ก-๎]")


def normalise(text: str) -> str:
    """NFC, one sara am, เเ to แ, Arabic digits, plain dashes and quotes, no invisible or control characters, single spaces."""
    text = unicodedata.normalize("NFC", text).translate(_TABLE)
    text = _CONTROLS.sub(" ", text).replace("เเ", "แ")
    text = _SARA_AM.sub(r"\1\2ำ", text)
    return _SPACES.sub(" ", text).strip()


def match_key(text: str) -> str:
    """The form in which wordings are compared: normalised, case folded, no spaces between Thai letters, no tone marks,
    thanthakhat or maitaikhu (text pasted from PDFs loses them). Its length differs from the text's."""
    return _kept_key(text) if len(text) <= KEPT_CHARS else _match_key(text)


def _match_key(text: str) -> str:
    text = _THAI_GAP.sub("", normalise(text).casefold())
    return _MARKS.sub("", text)


# Names of menus come again on every page and with every check.
KEPT_CHARS = 200
_kept_key = lru_cache(maxsize=50_000)(_match_key)


def thai_share(text: str) -> float:
    """Thai letters among all letters, 0 to 1; 0 for a text without letters."""
    thai = len(_THAI.findall(text))
    letters = len(_LETTER.findall(text))
    return thai / letters if letters else 0.0


def cut(text: str, chars: int) -> str:
    """The text, no longer than chars characters."""
    return text if len(text) <= chars else text[: chars - 1] + "…"
