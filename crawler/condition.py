"""What an answer is when it is not the site: a challenge, a parking page, a server's default page and so on, by signatures in rules/conditions.

A signature is data with its source. It names needles by where they stand (title, text, markup, headers); every group that it names
must hold one, and a page with much more to read than `max_chars` is a page that mentions such a thing, not such a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from crawler.artifacts import Fetch
from crawler.errors import ConfigurationError
from crawler.reading.decode import decode
from crawler.reading.text import normalise
from crawler.topics import describe

Condition = Literal["blocked", "maintenance", "parked", "placeholder", "hijacked"]
MAX_MARKUP_BYTES = 300_000
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.I | re.S)
_UNSEEN = re.compile(r"<(script|style|template|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.I | re.S)


class Signature(BaseModel):
    """One kind of page that stands in the way. Needles are compared case-folded and normalised."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    condition: Condition
    source: str
    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    markup: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()  # "name" or "name: part of the value"
    statuses: tuple[int, ...] = ()
    max_chars: int | None = 3000


class _Page:
    def __init__(self, fetch: Fetch, body: bytes) -> None:
        raw = decode(body[:MAX_MARKUP_BYTES], fetch.content_type).text if body else ""
        self.markup = raw.casefold()
        title = _TITLE.search(raw)
        self.title = normalise(title.group(1)).casefold() if title else ""
        self.text = normalise(_UNSEEN.sub(" ", raw)).casefold()
        self.headers = tuple(f"{k.casefold()}: {v.casefold()}" for k, v in fetch.headers)
        self.status = fetch.status


class Conditions:
    def __init__(self, signatures: Iterable[Signature]) -> None:
        self.signatures = tuple(signatures)

    def of_fetch(self, fetch: Fetch, body: bytes) -> Signature | None:
        """The first signature that an answer bears, None for an ordinary one."""
        if fetch.fault is not None and not body:
            return None
        page = _Page(fetch, body)
        return next((s for s in self.signatures if _bears(s, page)), None)


def _bears(signature: Signature, page: _Page) -> bool:
    if signature.statuses and page.status not in signature.statuses:
        return False
    if signature.max_chars is not None and len(page.text) > signature.max_chars:
        return False
    groups = ((signature.title, page.title), (signature.text, page.text), (signature.markup, page.markup))
    for needles, hay in groups:
        if needles and not any(n.casefold() in hay for n in needles):
            return False
    return not signature.headers or any(_sent(h.casefold(), page.headers) for h in signature.headers)


def _sent(needle: str, headers: tuple[str, ...]) -> bool:
    name, _, value = needle.partition(":")
    return any(h.startswith(f"{name}:") and value.strip() in h for h in headers)


def load_conditions(folder: Path) -> Conditions:
    """Read every signature file of a folder (each a list). Raises ConfigurationError."""
    signatures: list[Signature] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            signatures.extend(Signature.model_validate(item) for item in yaml.safe_load(path.read_text(encoding="utf-8")))
        except ValidationError as error:
            raise ConfigurationError(f"{path}: {describe(error)}") from error
        except (yaml.YAMLError, TypeError) as error:
            raise ConfigurationError(f"{path}: not a list of signatures: {' '.join(str(error).split())}") from error
    return Conditions(signatures)
