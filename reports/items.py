"""One finding as a reader meets it: words chosen, strangers' text cut, addresses made safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.arithmetic import Components, gain
from reports.plain import Lang, clean, lang_of, readable_url, web_address
from reports.prose import Block, blocks
from reports.rule_words import Bilingual, PackWords, RuleWords
from reports.words import Words

MESSAGE_CHARS = 500
URL_CHARS = 90
LOCATOR_CHARS = 90
_NO_CLAUSE = ("", "not stated", "unknown")


@dataclass(frozen=True)
class Limits:
    """How much of what was seen a report repeats, so that it stays small; audit.json has everything.

    `evidence` is for gaps, `evidence_elsewhere` for what passed or could not be told.
    `whole_gaps`: how many gaps are told whole; the rest, lighter ones, are a heading and what was seen.
    """

    evidence: int = 5
    evidence_elsewhere: int = 2
    excerpt_chars: int = 160
    listed: int = 60
    has_picture: bool = True
    has_locators: bool = True
    whole_gaps: int = 10_000


@dataclass(frozen=True)
class Address:
    """`href` is None where the address must not or cannot be linked."""

    text: str
    href: str | None


@dataclass(frozen=True)
class Seen:
    address: Address
    excerpt: str
    lang: Lang
    locator: str = ""


@dataclass(frozen=True)
class Source:
    """`clause` is empty where nobody could read its number."""

    document: str
    clause: str
    lang: Lang
    href: str | None


@dataclass(frozen=True)
class Item:
    """`title` says what was found of it, `asked` what is asked. `gain`: share of 1 by which the site's score rises when this is mended.
    `left_out`: how many pieces of evidence are not shown. `related`: rules in this report that ask for the same thing, by id and title."""

    rule: str
    title: str
    asked: str
    pack: str
    pack_title: str
    component: str
    component_title: str
    outcome: str
    outcome_label: str
    level: str
    level_label: str
    confidence: str
    weight: float
    reason: str
    message: str
    why: str
    fix: tuple[Block, ...]
    question: str
    source: Source
    seen: tuple[Seen, ...]
    left_out: int
    near_misses: tuple[Seen, ...]
    looked_at: int
    gain: float
    gain_text: str
    related: tuple[tuple[str, str], ...]
    waiver: str
    is_whole: bool = True


@dataclass(frozen=True)
class Desk:
    """What every item of one report is written with. `is_linking`: whether addresses of the site may be linked at all."""

    words: Words
    rules: Mapping[str, RuleWords]
    packs: Mapping[str, PackWords]
    components: Components
    present: frozenset[str]
    limits: Limits
    is_linking: bool = True

    def pick(self, text: Bilingual | None) -> str:
        """The text in the report's language, in the other where that is all there is."""
        if not text:
            return ""
        return text.get(self.words.lang) or next((t for t in text.values() if t), "")

    def address(self, url: str) -> Address:
        return Address(readable_url(url, URL_CHARS), web_address(url) if self.is_linking else None)

    def title(self, rule: str) -> str:
        return self.pick(self.rules[rule].title) if rule in self.rules else rule

    def pack_title(self, pack: str) -> str:
        return self.pick(self.packs[pack].title) if pack in self.packs else pack

    def component_title(self, pack: str, component: str) -> str:
        """With the number in front where the component is numbered."""
        words = self.packs[pack].components.get(component) if pack in self.packs else None
        title = self.pick(words)
        if not title:
            return component
        return f"{component} {title}" if component[:1].isdigit() else title


def item(finding: Mapping[str, Any], desk: Desk) -> Item:
    rule, outcome, words = str(finding["rule"]), str(finding["outcome"]), desk.words
    told = desk.rules.get(rule, RuleWords({}, {}, {}, {}))
    is_gap = outcome == "failed"
    title = (desk.pick(told.failure_title) if is_gap else "") or desk.title(rule)
    worth = gain(finding, desk.components) if is_gap else 0.0
    evidence, near = finding.get("evidence") or (), finding.get("near_misses") or ()
    shown = tuple(_seen(e, desk) for e in evidence[: desk.limits.evidence if is_gap else desk.limits.evidence_elsewhere])
    return Item(
        rule=rule,
        title=title,
        asked=desk.title(rule),
        pack=finding["pack"],
        pack_title=desk.pack_title(finding["pack"]),
        component=finding["component"],
        component_title=desk.component_title(finding["pack"], finding["component"]),
        outcome=outcome,
        outcome_label=_outcome_label(finding, words),
        level=finding["level"],
        level_label=words.named("level", finding["level"]),
        confidence=words.named("confidence", finding["confidence"]),
        weight=float(finding["weight"]),
        reason=finding["reason"],
        message=clean(desk.pick(finding.get("message")), MESSAGE_CHARS),
        why=desk.pick(told.why),
        fix=blocks(desk.pick(told.fix)) if is_gap else (),
        question=desk.pick(told.question),
        source=_source(told),
        seen=shown,
        left_out=len(evidence) - len(shown),
        near_misses=tuple(_seen(n, desk) for n in near[: desk.limits.evidence]),
        looked_at=int(finding.get("looked_at") or 0),
        gain=worth,
        gain_text=_gain_text(worth, words),
        related=tuple((r, desk.title(r)) for r in told.related if r in desk.present),
        waiver=_waiver(finding.get("waiver"), words),
    )


def _outcome_label(finding: Mapping[str, Any], words: Words) -> str:
    # An unstated item is only ever "not found": no source says that it must be there.
    if finding["outcome"] == "failed" and finding["level"] != "unstated":
        return words("outcome.failed-stated")
    return words.named("outcome", finding["outcome"])


def _seen(evidence: Mapping[str, Any], desk: Desk) -> Seen:
    excerpt = clean(evidence.get("excerpt"), desk.limits.excerpt_chars)
    locator = clean(evidence.get("locator"), LOCATOR_CHARS) if desk.limits.has_locators else ""
    return Seen(desk.address(str(evidence.get("url") or "")), excerpt, lang_of(excerpt), locator)


def _source(told: RuleWords) -> Source:
    clause = "" if told.clause.casefold() in _NO_CLAUSE else told.clause
    return Source(told.document, clause, lang_of(told.document), web_address(told.url))


def _gain_text(worth: float, words: Words) -> str:
    if worth <= 0:
        return ""
    return words("gain.small") if worth < 0.0005 else words("gain", points=f"{worth * 100:.1f}")


def _waiver(waiver: Any, words: Words) -> str:
    if not waiver:
        return ""
    facts = ", ".join(str(v) for v in waiver.values()) if isinstance(waiver, Mapping) else str(waiver)
    return words("waiver", why=clean(facts, MESSAGE_CHARS))
