"""What controls for text size, contrast and reading aloud look like, and what the scripts behind them have in them."""

from __future__ import annotations

import re

from crawler.reading.page_view import PageView
from crawler.reading.scan import Scan

# Buttons whose name is one letter, repeated in sizes or colours. An index from A to Z has other letters beside it.
SERIES = {
    "font-size": re.compile(r"[-+]?(?:ก|a|aa|t|อ)(?:[-+]{1,2}|[1-3])?", re.I),
    "contrast": re.compile(r"c[1-3]?", re.I),
    "read-aloud": re.compile(r"(?!)"),
}
# A line that holds the whole series, and nothing else.
LINE = {
    "font-size": re.compile(r"(?:[-+]\s?ก\s?[-+]|ก-?\s?/?\s?ก\s?/?\s?ก\+?|a-?\s?/?\s?a\s?/?\s?a\+?|[-+]\s?a\s?[-+])", re.I),
    "contrast": re.compile(r"c\s?/?\s?c\s?/?\s?c", re.I),
    "read-aloud": re.compile(r"(?!)"),
}
# What a script that drives such a control has in it.
DRIVES = {
    "font-size": Scan(
        r"\.style\.fontSize|css\(\s*[\"']font-?size|(?:change|set|update|increase|decrease|resize|up|down)_?(?:font|text)_?size|font[_-]?size\.js|(?:up|down|big|small)Font"
    ),
    "contrast": Scan(r"toggleTheme|contrast|dark-?mode|(?:yellow|black|white)_bg|change_?(?:color|theme)|grayscale"),
    "read-aloud": Scan(r"speechSynthesis|responsivevoice|readspeaker|browsealoud|vaja"),
}
# Services that read pages aloud put their own button on the page.
READERS = Scan(r"responsivevoice\.(?:org|com)|readspeaker\.com|browsealoud\.com|texthelp\.com|speechSynthesis\.speak")


def is_driven(page: PageView, control: str) -> bool:
    """Whether a script of the page speaks of doing what the control promises."""
    drives = DRIVES[control]
    return bool(drives.search(page.inline_scripts)) or any(r.kind == "script" and drives.search(r.url) for r in page.references)
