"""Markup that libxml2 would read less of than there is."""

from __future__ import annotations

import re

_END = re.compile(r"</(?:body|html)\s*>", re.I)
_NOTHING = re.compile(r"(?:\s|</(?:body|html)\s*>|<!--.*?-->)*+", re.I | re.S)
# An end tag within a comment, a script or the like is text there, and stays.
_KEPT_OR_END = re.compile(
    r"(?P<kept><!--.*?(?:-->|\Z)|<(?P<tag>script|style|textarea|title|xmp)\b[^>]{0,2000}+>.*?(?:</(?P=tag)\b|\Z))|</(?:body|html)\s*>",
    re.I | re.S,
)
_FRAMESET = re.compile(r"<frameset\b", re.I)
_NOFRAMES = re.compile(r"<(/?)noframes\b", re.I)


def without_early_ends(text: str) -> str:
    """The markup without its `</body>` and `</html>`, where something follows the first of them; else as it is.

    Pages are put together from whole documents (header, menu and footer included as files), or go on after their end. Browsers read
    what follows as body (WHATWG HTML, 13.2.6.4.19); libxml2 stops there.
    """
    first = _END.search(text)
    if first is None or _NOTHING.fullmatch(text, first.end()):
        return text
    return _KEPT_OR_END.sub(lambda m: m["kept"] or " ", text)


def with_noframes(text: str) -> str:
    """The markup with the noframes of a page of frames as a part of it: no browser shows that, but it is all that such a page says itself.

    libxml2 takes it for plain text, as browsers do.
    """
    return _NOFRAMES.sub(r"<\1div", text) if _FRAMESET.search(text) else text
