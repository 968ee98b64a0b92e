"""The words of rules and packs, as a report needs them. Whoever loads the rule files makes these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Bilingual = Mapping[str, str]
"""A text for people, by language: th and en."""


@dataclass(frozen=True)
class RuleWords:
    """`question`: what a person has to answer where no check can (check: manual).
    `related`: ids of rules, of any pack, that ask for the same thing."""

    title: Bilingual
    failure_title: Bilingual
    why: Bilingual
    fix: Bilingual
    question: Bilingual | None = None
    document: str = ""
    clause: str = ""
    url: str = ""
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class PackWords:
    """`status`: what the standard's standing is (in force, followed by another …).
    `components`: titles by component id, in the pack's order."""

    title: Bilingual
    version: str
    status: Bilingual
    components: Mapping[str, Bilingual] = field(default_factory=dict)
