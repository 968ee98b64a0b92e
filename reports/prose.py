"""The small markup of rule texts: paragraphs, lists, `code` between backticks, snippets in fences or indented. Nothing else is special."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from textwrap import dedent
from typing import Literal

_FENCE = re.compile(r"^```[^\n`]*\n(.*?)\n?^```[ \t]*$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`([^`\n]+)`")
_SNIPPET = re.compile(r"^(?: {2,}|\t)")
_NUMBER = re.compile(r"[0-9]{1,3}")
_LIST_MARK = re.compile(r"^\s*(?:[-•]|[0-9]{1,3}[.)])\s+")


@dataclass(frozen=True)
class Span:
    text: str
    is_code: bool = False


@dataclass(frozen=True)
class Block:
    """`lines`: one a paragraph, several a list; a code block is one line of one span, line breaks kept.
    `start`: the number of the first of several steps, for a snippet may stand between two of them."""

    kind: Literal["paragraph", "bullets", "steps", "code"]
    lines: tuple[tuple[Span, ...], ...]
    start: int = 1


def blocks(text: str) -> tuple[Block, ...]:
    """The text as blocks, in order. An unclosed fence or backtick stays as written."""
    found: list[Block] = []
    at = 0
    for fence in _FENCE.finditer(text):
        found += _running(text[at : fence.start()])
        found.append(Block("code", ((Span(fence[1], is_code=True),),)))
        at = fence.end()
    return (*found, *_running(text[at:]))


def _running(text: str) -> list[Block]:
    found: list[Block] = []
    lines = [raw for raw in text.splitlines() if raw.strip()]
    for is_snippet, run in groupby(lines, key=lambda raw: bool(_SNIPPET.match(raw)) and not _LIST_MARK.match(raw)):
        if is_snippet:
            found.append(Block("code", ((Span(dedent("\n".join(run)), is_code=True),),)))
        else:
            _add_prose(found, run)
    return found


def _add_prose(found: list[Block], lines: Iterable[str]) -> None:
    """Neighbouring marked lines become one list."""
    for line in map(str.strip, lines):
        mark = _LIST_MARK.match(line)
        spans = _spans(line[mark.end() :] if mark else line)
        kind: Literal["paragraph", "bullets", "steps"] = "paragraph"
        if mark:
            kind = "steps" if line[0].isdigit() else "bullets"
        if mark and found and found[-1].kind == kind:
            found[-1] = replace(found[-1], lines=(*found[-1].lines, spans))
        else:
            number = _NUMBER.match(line) if kind == "steps" else None
            found.append(Block(kind, (spans,), int(number[0]) if number else 1))


def _spans(line: str) -> tuple[Span, ...]:
    parts = _INLINE.split(line)
    return tuple(Span(part, is_code=n % 2 == 1) for n, part in enumerate(parts) if part)
