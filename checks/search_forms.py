"""Which forms search: the whole site, or with several criteria."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from crawler.reading.page_view import Field, Form, PageView

_WORDS = re.compile(r"ค้นหา|สืบค้น|คำค้น|มองหา|\bsearch|keyword|type something", re.I)
_NAMES = re.compile(r"search|keyword|query|^(?:q|s|k|kw|key|find|txtsearch)$", re.I)
# Boxes that look something up by its number or person, and filters of tables and vacancies, do not search the site.
_LOOKUP = re.compile(
    r"เลขที่|เลขบัตร|เลขประจำตัว|หมายเลข|รหัส|ติดตาม|ตำแหน่งงาน|ตาราง|เบอร์|อีเมล|track|status|reqid|idcard|e-?mail|\bjob|dt-search|datatable", re.I
)
_TEXT = frozenset(("text", "search", ""))
_CRITERIA = frozenset(("select", "radio", "checkbox", "date", "month", "number"))
MIN_CRITERIA = 3


def search_field(form: Form) -> Field | None:
    """The box of a form that takes words to search for, None when the form has none or looks up something else."""
    boxes = [f for f in form.visible_fields if f.kind in _TEXT]
    named = next((f for f in boxes if _is_search(f) and not _LOOKUP.search(f"{f.name} {f.label}")), None)
    if named is not None:
        return named
    said = f"{form.name} {' '.join(form.buttons)}"
    if (
        len(boxes) == 1
        and len(form.visible_fields) <= 3
        and _WORDS.search(said)
        and not _LOOKUP.search(f"{said} {boxes[0].name} {boxes[0].label}")
    ):
        return boxes[0]
    return None


def _is_search(field: Field) -> bool:
    return field.kind == "search" or bool(_NAMES.search(field.name)) or bool(_WORDS.search(field.label))


def is_search_page(page: PageView) -> bool:
    """A page that calls itself search, in its title, first heading or file name."""
    parts = urlsplit(page.url)
    name = unquote(parts.path).rstrip("/").rsplit("/", 1)[-1]
    return bool(_WORDS.search(page.name) or _WORDS.search(page.title) or re.search(r"(?:^|[-_])(?:fq_)?search(?:[-_.]|$)", name, re.I))


def has_criteria(form: Form) -> bool:
    """Several conditions to search by, of which more than one is not words."""
    fields = form.visible_fields
    said = f"{form.name} {' '.join(form.buttons)} {' '.join(f.label for f in fields)}"
    return len(fields) >= MIN_CRITERIA and sum(f.kind in _CRITERIA for f in fields) >= 2 and bool(_WORDS.search(said))
