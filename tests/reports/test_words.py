"""Interface texts: complete in both languages, and all in use."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from reports.words import Words, texts

FOLDER = Path(__file__).resolve().parents[2] / "reports"
# Looked up by a name that comes from the audit.
BY_NAME = (
    "status.",
    "level.",
    "confidence.",
    "outcome.",
    "reason.",
    "reason-note.",
    "page-why.",
    "skip.",
    "fault.",
    "nav.",
    "footprint.",
    "tally.",
    "status-meaning.",
)


def fields(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("key", sorted(texts()))
def test_both_languages_are_there_and_fill_in_the_same_facts(key: str) -> None:
    assert {"th", "en"} == set(texts()[key])
    assert all(text.strip() for text in texts()[key].values())
    assert fields(texts()[key]["th"]) == fields(texts()[key]["en"])


def test_every_text_is_used() -> None:
    sources = "".join(p.read_text("utf-8") for p in [*FOLDER.glob("*.py"), *FOLDER.glob("templates/*.j2")])
    by_section = ("untested.heading", "inapplicable.heading")
    unused = [
        k for k in texts() if not k.startswith(BY_NAME) and k not in by_section and not re.search(f"[\"']{re.escape(k)}[\"']", sources)
    ]
    assert unused == []


def test_a_key_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        Words("th")("no.such.text")


def test_a_name_without_words_stands_for_itself() -> None:
    assert Words("th").named("status", "newer-than-this") == "newer-than-this"
