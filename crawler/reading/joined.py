"""Pages that were put together from whole documents (header, menu and footer included as files), or that go on after their end.

Browsers take no notice of where such a page says that it ends (WHATWG HTML, 13.2.6.4.19 "after body": what follows is read as body);
libxml2 stops there.
"""

from __future__ import annotations

import re

_END = re.compile(r"</(?:body|html)\s*>", re.I)
_NOTHING = re.compile(r"(?:\s|</(?:body|html)\s*>|<!--.*?-->)*+", re.I | re.S)
# An end tag within a comment, a script or the like is text there, and stays.
_KEPT_OR_END = re.compile(
    r"(?P<kept><!--.*?(?:-->|\Z)|<(?P<tag>script|style|textarea|title|xmp)\b[^>]{0,2000}+>.*?(?:</(?P=tag)\b|\Z))|</(?:body|html)\s*>", re.I | re.S
)


def without_early_ends(text: str) -> str:
    """The markup without its `</body>` and `</html>`, where something follows the first of them; else as it is."""
    first = _END.search(text)
    if first is None or _NOTHING.fullmatch(text, first.end()):
        return text
    return _KEPT_OR_END.sub(lambda m: m["kept"] or " ", text)
