"""What things are called: topic files, and one pass that finds every topic in a text.

A match is lenient only in one way: the text may have lost up to MAX_LOST_MARKS of the wording's tone marks, as text from
PDFs does. Another mark than the wording's is another word (ข่าว is news, ข้าว is rice).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

import ahocorasick
from pydantic import BaseModel, ConfigDict, ValidationError

from crawler import yaml
from crawler.errors import ConfigurationError
from crawler.reading.text import normalise

Strength = Literal["label", "whole", "page", "hint"]
MAX_LOST_MARKS = 2
# A short wording without its marks is easily another word, so leniency starts here (letters without marks).
MIN_LENIENT_CHARS = 7
_MARKS = frozenset("็่้๊๋์ํ๎")
_THAI = re.compile("[ก-๎]")
_ALL_MARKS = re.compile(f"[{''.join(sorted(_MARKS))}]")
_GAP = re.compile("(?<=[ก-๎]) (?=[ก-๎0-9])|(?<=[0-9]) (?=[ก-๎])")  # a space that Thai writes or leaves out as it likes
_EDGES = " .:»>›-|*•+[]()\"'"  # decoration around a name


class Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    th: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def all(self) -> tuple[str, ...]:
        return self.th + self.en


class Text(BaseModel):
    """One text in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    th: str
    en: str


class FalseFriend(BaseModel):
    """A wording that only looks like the topic's. `instead`: ids of the topics that it names in truth, where there are such."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    reason: Text
    instead: tuple[str, ...] = ()


class Topic(BaseModel):
    """A topic file; rules/README.md explains every key."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    id: str
    title: Text
    labels: Words = Words()
    whole: Words = Words()
    hints: Words = Words()
    page: Words = Words()
    addresses: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    not_: tuple[FalseFriend, ...] = ()
    headlines: bool = False


@dataclass(frozen=True)
class Match:
    """One wording of a topic found in a text. `share`: how much of the text's letters it makes up, 0 to 1."""

    topic: str
    wording: str
    strength: Strength
    share: float


@dataclass(frozen=True)
class _Keyed:
    """A text for comparing: base letters, and the marks that followed each of them."""

    letters: str
    marks: tuple[str, ...]


def _keyed(text: str) -> _Keyed:
    letters: list[str] = []
    marks: list[str] = []
    normal = normalise(text).casefold()
    for i, char in enumerate(normal):
        if char in _MARKS:
            if marks:
                marks[-1] += char
        elif char == " " and letters and _GAP.match(f"{letters[-1]} {normal[i + 1 : i + 2]}", 1):
            continue
        else:
            letters.append(char)
            marks.append("")
    return _Keyed("".join(letters), tuple(marks))


def _letters(text: str) -> str:
    """The letters of `_keyed` alone, at a fraction of its cost: most texts name no topic."""
    return _GAP.sub("", _ALL_MARKS.sub("", normalise(text).casefold()))


def _same_marks(wording: _Keyed, text: _Keyed, start: int) -> bool:
    lost = 0
    for offset, mark in enumerate(wording.marks):
        seen = text.marks[start + offset]
        if seen == mark:
            continue
        if seen:
            return False
        lost += len(mark)
    return lost == 0 or (lost <= MAX_LOST_MARKS and len(wording.letters) >= MIN_LENIENT_CHARS)


def _is_word(text: str, start: int, end: int) -> bool:
    """A Latin wording must stand alone; an English plural s is allowed."""
    before = text[start - 1] if start else " "
    if before.isascii() and before.isalnum() and text[start].isascii() and text[start].isalnum():
        return False
    rest = text[end:]
    if rest.startswith("s") and text[end - 1].isascii() and text[end - 1].isalpha():
        rest = rest[1:]
    after = rest[:1] or " "
    return not (after.isascii() and after.isalnum() and text[end - 1].isascii() and text[end - 1].isalnum())


@dataclass(frozen=True)
class _Entry:
    topic: str
    wording: str
    keyed: _Keyed
    strength: Strength | Literal["not"]


class Lexicon:
    """All topics, and the automaton over their wordings."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.topics: Mapping[str, Topic] = {t.id: t for t in topics}
        self._automaton = ahocorasick.Automaton()
        self._addresses = ahocorasick.Automaton()
        by_key: dict[str, list[_Entry]] = {}
        by_address: dict[str, set[str]] = {}
        for topic in self.topics.values():
            for strength, words in self._wordings(topic):
                for wording in words:
                    keyed = _keyed(wording)
                    by_key.setdefault(keyed.letters, []).append(_Entry(topic.id, wording, keyed, strength))
            for address in topic.addresses:
                by_address.setdefault(address.casefold(), set()).add(topic.id)
        for key, entries in by_key.items():
            self._automaton.add_word(key, tuple(entries))
        for address, ids in by_address.items():
            self._addresses.add_word(address, (address, frozenset(ids)))
        self._automaton.make_automaton()
        self._addresses.make_automaton()
        # Names repeat on every page of a site (menus), so a site costs little more than its distinct names.
        self.matches = lru_cache(maxsize=20_000)(self._matches)
        self.addressed = lru_cache(maxsize=5_000)(self._addressed)

    @staticmethod
    def _wordings(topic: Topic) -> tuple[tuple[Strength | Literal["not"], tuple[str, ...]], ...]:
        return (
            ("label", topic.labels.all()),
            ("whole", topic.whole.all()),
            ("page", topic.page.all()),
            ("hint", topic.hints.all()),
            ("not", tuple(f.text for f in topic.not_)),
        )

    def _matches(self, text: str) -> tuple[Match, ...]:
        if not text or not self.topics:
            return ()
        if next(self._automaton.iter(_letters(text)), None) is None:
            return ()
        keyed = _keyed(text)
        whole = keyed.letters.strip(_EDGES)
        found: list[tuple[_Entry, int, int]] = []
        masked: dict[str, list[tuple[int, int]]] = {}
        for last, entries in self._automaton.iter(keyed.letters):
            for entry in entries:
                end = last + 1
                start = end - len(entry.keyed.letters)
                if not _same_marks(entry.keyed, keyed, start) or not _is_word(keyed.letters, start, end):
                    continue
                if entry.strength == "not":
                    masked.setdefault(entry.topic, []).append((start, end))
                elif entry.strength != "whole" or entry.keyed.letters.strip(_EDGES) == whole:
                    found.append((entry, start, end))
        letters = max(1, sum(c.isalnum() or c > "\u0e00" for c in whole))
        return tuple(
            Match(e.topic, e.wording, e.strength, min(1.0, (end - start) / letters))  # type: ignore[arg-type]
            for e, start, end in found
            if not any(s < start < t or s <= start < end <= t for s, t in masked.get(e.topic, ()))
        )

    def topics_in(self, text: str, strengths: Iterable[Strength] = ("label", "whole")) -> frozenset[str]:
        """Ids of the topics that a name announces."""
        wanted = set(strengths)
        return frozenset(m.topic for m in self.matches(text) if m.strength in wanted)

    def _addressed(self, url: str) -> frozenset[str]:
        """Topics whose address words stand in the path or query of a URL, at the start of a word."""
        parts = urlsplit(url)
        text = unquote(f"{parts.path}?{parts.query}").casefold()
        if not self._addresses:
            return frozenset()
        return frozenset(
            topic
            for last, (word, ids) in self._addresses.iter(text)
            if _starts_word(text, last + 1 - len(word)) and _ends_word(text, last + 1, len(word))
            for topic in ids
        )


def _starts_word(text: str, start: int) -> bool:
    return start == 0 or not (text[start - 1].isalpha() and text[start - 1].isascii()) or not text[start].isascii()


def _ends_word(text: str, end: int, length: int) -> bool:
    """Short address words must end with the word too (map in mapping is no map)."""
    return length >= 5 or not (text[end : end + 1].isascii() and text[end : end + 1].isalpha())


def load_topic(path: Path) -> Topic:
    """Read one topic file. Raises ConfigurationError that names file, key and what is allowed."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise ConfigurationError(f"{path}: a topic file is a mapping with id, title and labels")
    if "not" in data:
        data["not_"] = data.pop("not")
    try:
        topic = Topic.model_validate(data)
    except ValidationError as error:
        raise ConfigurationError(f"{path}: {describe(error)}") from error
    if topic.id != path.stem:
        raise ConfigurationError(f"{path}: id is “{topic.id}”; it must be the file's name, “{path.stem}”")
    return topic


def describe(error: ValidationError) -> str:
    """The first complaint of a validation error, as key and what is wrong."""
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"]) or "file"
    return f"{key}: {first['msg']}" + (f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else "")


def load_lexicon(folder: Path, *more: Path) -> Lexicon:
    """All topic files of the folders. Raises ConfigurationError, also for a parent that does not exist, or an id used twice."""
    files = {path: load_topic(path) for place in (folder, *more) for path in sorted(place.glob("*.yaml"))}
    if not files:
        raise ConfigurationError(f"{folder}: no topic files; the installation is not whole")
    known: dict[str, Path] = {}
    for path, topic in files.items():
        if topic.id in known:
            raise ConfigurationError(f"{path}: id: topic “{topic.id}” is in {known[topic.id]} already")
        known[topic.id] = path
    for path, topic in files.items():
        for parent in topic.parents:
            if parent not in known:
                raise ConfigurationError(f"{path}: parents: there is no topic “{parent}”")
    return Lexicon(files.values())
