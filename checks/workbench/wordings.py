"""Wordings of topics that repeat, cancel or contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from crawler.reading.text import normalise
from crawler.topics import Topic

_STRENGTHS = ("labels", "whole", "page", "hints")


def topic_problems(topic: Topic) -> Iterator[str]:
    """Within one topic: the same wording twice, and false friends that leave nothing of a wording."""
    lists = {name: getattr(topic, name).all() for name in _STRENGTHS} | {"not": tuple(f.text for f in topic.not_)}
    for name, wordings in (*lists.items(), ("addresses", topic.addresses)):
        yield from _twice(name, wordings)
    labels = {key(w) for w in lists["labels"]}
    for name in ("whole", "hints"):
        yield from (f"{name}: “{w}” is among labels already" for w in lists[name] if key(w) in labels)
    friends = {key(w) for w in lists["not"]}
    for name in ("labels", "whole", "page"):
        for wording in lists[name]:
            if key(wording) in friends:
                yield f"{name}: “{wording}” is a false friend of the topic, too, and so never counts"


def contradictions(topics: Mapping[str, Topic]) -> Iterator[tuple[str, str]]:
    """Topic ids, and what is wrong: a label that another topic knows as a false friend and does not say to name this topic."""
    owners: dict[str, list[tuple[str, str, str]]] = {}
    for topic in topics.values():
        for name in ("labels", "whole"):
            for wording in getattr(topic, name).all():
                owners.setdefault(key(wording), []).append((topic.id, name, wording))
    for other in topics.values():
        for friend in other.not_:
            yield from ((other.id, f"not: “{friend.text}”: instead: there is no topic “{t}”") for t in friend.instead if t not in topics)
            for owner, name, wording in owners.get(key(friend.text), ()):
                if owner != other.id and owner not in friend.instead:
                    said = f"{name}: “{wording}” is a false friend of topic “{other.id}”"
                    yield owner, f"{said}; where it names this topic, say so there: instead: [{owner}]"


def _twice(name: str, wordings: Iterable[str]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for wording in wordings:
        if (first := seen.setdefault(key(wording), wording)) is not wording:
            yield f"{name}: “{wording}” stands there twice" + (f" (as “{first}”)" if first != wording else "")


def key(wording: str) -> str:
    """The form in which two wordings are the same: marks count, spaces between Thai letters do not."""
    return "".join(_without_gaps(normalise(wording).casefold()))


def _without_gaps(text: str) -> Iterator[str]:
    for at, char in enumerate(text):
        if char == " " and _is_thai(text[at - 1 : at]) and _is_thai(text[at + 1 : at + 2]):
            continue
        yield char


def _is_thai(char: str) -> bool:
    return "\u0e00" < char < "\u0e7f"
