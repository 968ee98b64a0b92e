"""The gap report of one audit: one HTML file that needs no script, no network and no other file."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from reports.items import Limits
from reports.plain import Lang
from reports.rule_words import PackWords, RuleWords
from reports.view import SCORED, ReportView, view_of
from reports.words import Words

MAX_BYTES = 500_000
# As base64 it takes a third more; the rest is for the text.
PICTURE_BYTES = 150_000
_MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
# From a whole report to one that fits whatever a site serves: fewer places, no picture, lighter gaps in brief; never fewer findings.
_LEAN = Limits(evidence=1, evidence_elsewhere=1, excerpt_chars=80, listed=20, has_locators=False)
_LIMITS = (
    Limits(),
    Limits(evidence=2, evidence_elsewhere=1, excerpt_chars=120, listed=30),
    _LEAN,
    replace(_LEAN, has_picture=False),
    replace(_LEAN, has_picture=False, whole_gaps=100),
    replace(_LEAN, has_picture=False, whole_gaps=60),
    replace(_LEAN, has_picture=False, whole_gaps=20, evidence=0, evidence_elsewhere=0, listed=5),
)


def render_report(
    audit: Mapping[str, Any], rules: Mapping[str, RuleWords], packs: Mapping[str, PackWords], *, lang: Lang, picture: bytes | None
) -> str:
    """The report as HTML. `picture` is a PNG, JPEG or WebP of the home page; one over PICTURE_BYTES is left out.

    Evidence is shortened step by step until the file is at most MAX_BYTES in UTF-8, and the report then says so.
    """
    html = ""
    for limits in _LIMITS:
        view = view_of(audit, rules, packs, lang=lang, limits=limits)
        html = _html(view, picture if limits.has_picture else None, is_shortened=limits is not _LIMITS[0])
        if len(html.encode()) <= MAX_BYTES:
            break
    return html


@cache
def _environment() -> Environment:
    # autoescape is on for every template, whatever its name: strangers' text is printed everywhere
    return Environment(
        loader=PackageLoader("reports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False
    )


def _html(view: ReportView, picture: bytes | None, *, is_shortened: bool) -> str:
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            view=view,
            t=Words(view.lang),
            picture=_data_uri(picture),
            is_scored=view.status in SCORED,
            is_shortened=is_shortened,
        )
    )


def _data_uri(picture: bytes | None) -> str | None:
    if picture is None or len(picture) > PICTURE_BYTES:
        return None
    kind = next((mime for magic, mime in _MAGIC.items() if picture.startswith(magic)), None)
    return f"data:{kind};base64,{b64encode(picture).decode()}" if kind else None
