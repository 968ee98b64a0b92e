"""Mutants of a topic: one label, whole name, page wording, address or false friend left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.topics import Lexicon, Match, Topic, Words


@dataclass(frozen=True)
class Dropped:
    """`wording`: what was left out of which list. `is_redundant`: other wordings of the topic say the same, so nobody can notice."""

    topic: Topic
    key: str
    wording: str
    is_redundant: bool


class Overlay(Lexicon):
    """A lexicon in which one topic is another: topics do not touch each other's matches, so only that one is built anew."""

    def __init__(self, below: Lexicon, topic: Topic) -> None:
        super().__init__([topic])
        self.topics = {**below.topics, topic.id: topic}
        own, own_addresses = self.matches, self.addressed

        def matches(text: str) -> tuple[Match, ...]:
            return (*(m for m in below.matches(text) if m.topic != topic.id), *own(text))

        def addressed(url: str) -> frozenset[str]:
            return (below.addressed(url) - {topic.id}) | own_addresses(url)

        self.matches, self.addressed = matches, addressed  # type: ignore[assignment]


def dropped(topic: Topic) -> Iterator[Dropped]:
    for key in ("labels", "whole", "page"):
        words: Words = getattr(topic, key)
        for lang in ("th", "en"):
            wordings: tuple[str, ...] = getattr(words, lang)
            for at, wording in enumerate(wordings):
                less = words.model_copy(update={lang: wordings[:at] + wordings[at + 1 :]})
                yield _mutant(topic, key, wording, {key: less})
    for key, values in (("addresses", topic.addresses), ("not_", topic.not_)):
        for at, value in enumerate(values):
            wording = value if isinstance(value, str) else value.text
            yield _mutant(topic, key, wording, {key: values[:at] + values[at + 1 :]})


def _mutant(topic: Topic, key: str, wording: str, update: dict[str, object]) -> Dropped:
    mutant = topic.model_copy(update=update)
    return Dropped(mutant, key.rstrip("_"), wording, _says(topic, key, wording) == _says(mutant, key, wording))


def _says(topic: Topic, key: str, wording: str) -> object:
    """What the wording alone is for a topic: named by its address, said in running text, or announced as a name."""
    alone = Lexicon([topic])
    if key == "addresses":
        return alone.addressed(f"https://www.example.go.th/{wording}/")
    is_said = bool(alone.topics_in(wording, ("page",)))
    is_named = bool(alone.topics_in(wording))
    return {"labels": is_named, "whole": is_named, "page": is_said, "not_": (is_named, is_said)}[key]
