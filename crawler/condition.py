"""What an answer is when it is not the page: a challenge, a parking page, a server's default page, by signatures in rules/conditions.

A signature is data with its source. It names needles by where they stand (title, visible text, markup, headers); every group
that it names must hold one, and a page with more to read than `max_chars`, or more links than `max_links`, is a page that mentions such a
thing, not such a page. Thai needles are whole phrases; spaces between Thai letters and tone marks do not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from crawler import yaml
from crawler.artifacts import Fetch
from crawler.errors import ConfigurationError
from crawler.reading.decode import decode
from crawler.reading.page_view import PageView
from crawler.reading.text import match_key
from crawler.topics import describe

Condition = Literal["blocked", "maintenance", "parked", "placeholder", "hijacked", "error-page", "soft-404"]
"""error-page: an error told with a status that says all is well. soft-404: the same for an address that does not exist."""

MAX_MARKUP_BYTES = 300_000


class Signature(BaseModel):
    """One kind of page that stands in the way. Needles are compared case-folded and normalised.

    `title`: stands in the title. `text`: in title or visible text, at least `min_text` different ones. `also`: a second group
    of the same, as `markup_also` to `markup`. `without`: words of which a page with more than `max_without` different ones is
    somebody's own page all the same. `about`: one of these shows that the page speaks of such a thing, as news and notices do.
    `headers`: "name" or "name: part of the value". `home_only`: says nothing of an inner page.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    condition: Condition
    source: str
    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    markup: tuple[str, ...] = ()
    markup_also: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    statuses: tuple[int, ...] = ()
    min_text: int = 1
    max_without: int = 0
    max_chars: int | None = 3000
    max_links: int | None = None
    home_only: bool = False

    @field_validator("title", "text", "also", "without", "about")
    @classmethod
    def _comparable(cls, needles: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(match_key(n) for n in needles)

    @field_validator("markup", "markup_also", "headers")
    @classmethod
    def _folded(cls, needles: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(n.casefold() for n in needles)


@dataclass(frozen=True)
class Seen:
    """An answer as signatures look at it. `view` is None where nothing could be read as a page."""

    fetch: Fetch
    body: bytes
    view: PageView | None
    is_home: bool = False

    @cached_property
    def title(self) -> str:
        return match_key(self.view.title) if self.view else ""

    @cached_property
    def text(self) -> str:
        """Title and visible text; of a plain-text answer all of it."""
        if self.view is None:
            return match_key(self._decoded) if self.fetch.content_type == "text/plain" else ""
        return f"{self.title}\n{match_key(self.view.text)}"

    @cached_property
    def markup(self) -> str:
        return self._decoded.casefold()

    @cached_property
    def headers(self) -> tuple[str, ...]:
        return tuple(f"{k.casefold()}: {v.casefold()}" for k, v in self.fetch.headers)

    @property
    def chars(self) -> int:
        return len(self.text) - len(self.title)

    @property
    def links(self) -> int:
        return len({k.url or k.name for k in self.view.links}) if self.view else 0

    @cached_property
    def _decoded(self) -> str:
        return decode(self.body[:MAX_MARKUP_BYTES], self.fetch.content_type).text if self.body else ""


class Conditions:
    def __init__(self, signatures: Iterable[Signature]) -> None:
        self.signatures = tuple(signatures)

    def of(self, seen: Seen) -> Signature | None:
        """The first signature that an answer bears, None for an ordinary one."""
        if seen.fetch.fault is not None and not seen.body:
            return None
        return next((s for s in self.signatures if _bears(s, seen)), None)


def _bears(signature: Signature, seen: Seen) -> bool:
    if (signature.home_only and not seen.is_home) or (signature.statuses and seen.fetch.status not in signature.statuses):
        return False
    if signature.headers and not any(_sent(h, seen.headers) for h in signature.headers):
        return False
    if signature.max_chars is not None and seen.chars > signature.max_chars:
        return False
    if signature.max_links is not None and seen.links > signature.max_links:
        return False
    return _reads(signature, seen)


def _reads(signature: Signature, seen: Seen) -> bool:
    if signature.title and not any(n in seen.title for n in signature.title):
        return False
    if signature.text and sum(n in seen.text for n in signature.text) < signature.min_text:
        return False
    if signature.also and not any(n in seen.text for n in signature.also):
        return False
    if any(group and not any(n in seen.markup for n in group) for group in (signature.markup, signature.markup_also)):
        return False
    if any(n in seen.text for n in signature.about):
        return False
    return sum(n in seen.text for n in signature.without) <= signature.max_without


def _sent(needle: str, headers: tuple[str, ...]) -> bool:
    name, _, value = needle.partition(":")
    return any(h.startswith(f"{name}:") and value.strip() in h.partition(":")[2] for h in headers)


def load_conditions(folder: Path) -> Conditions:
    """Read every signature file of a folder (each a list). Raises ConfigurationError."""
    signatures: list[Signature] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            signatures.extend(Signature.model_validate(item) for item in yaml.load(path.read_text(encoding="utf-8")))
        except ValidationError as error:
            raise ConfigurationError(f"{path}: {describe(error)}") from error
        except (yaml.YAMLError, TypeError) as error:
            raise ConfigurationError(f"{path}: not a list of signatures: {' '.join(str(error).split())}") from error
    return Conditions(signatures)
