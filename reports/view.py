"""The report as values: everything that a template or a terminal shows, decided here, printed there.

`view_of` is pure: audit.json as a dict and the words of rules and packs in, a frozen `ReportView` out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from reports.arithmetic import weigh
from reports.items import Address, Desk, Item, Limits, item
from reports.plain import Lang, clean, date_and_time, lang_of
from reports.prose import Block, blocks
from reports.rule_words import Bilingual as Bilingual
from reports.rule_words import PackWords as PackWords
from reports.rule_words import RuleWords as RuleWords
from reports.score_view import ScoreView, score_view
from reports.surroundings import About, PageLine, SkippedGroup, about, footprint, page_lines, skipped_groups
from reports.words import Words

SCORED = ("audited", "partly-audited")
WORST_GAPS = 5
STATUS_CHARS = 2000
# Statuses in which the site shows somebody else's content: its addresses are named, never linked.
_UNLINKED = ("hijacked", "parked")


@dataclass(frozen=True)
class Group:
    """Items that belong together, and what they have in common."""

    id: str
    title: str
    items: tuple[Item, ...]
    note: str = ""


@dataclass(frozen=True)
class Tally:
    """How many findings of one kind. `anchor`: the section that lists them."""

    outcome: str
    label: str
    count: int
    anchor: str


@dataclass(frozen=True)
class ReportView:
    """`score` is None for a site that could not be audited; then only what was decided by facts is in `gaps` and `passed`,
    and `unjudged` counts the rest. Otherwise every finding is in exactly one of gaps, waived, unknown, questions, untested,
    passed, inapplicable."""

    lang: Lang
    name: str
    name_lang: Lang
    host: str
    address: Address
    arrived: Address | None
    status: str
    status_label: str
    status_meaning: str
    status_text: tuple[Block, ...]
    started: str
    score: ScoreView | None
    tallies: tuple[Tally, ...]
    worst: tuple[Item, ...]
    gaps: tuple[Group, ...]
    waived: tuple[Item, ...]
    unknown: tuple[Group, ...]
    questions: tuple[Group, ...]
    untested: tuple[Item, ...]
    passed: tuple[Group, ...]
    inapplicable: tuple[Item, ...]
    unjudged: int
    pages: tuple[PageLine, ...]
    skipped: tuple[SkippedGroup, ...]
    footprint: tuple[tuple[str, str], ...]
    about: About

    @property
    def gap_count(self) -> int:
        return sum(len(group.items) for group in self.gaps)

    @property
    def sections(self) -> tuple[tuple[str, int], ...]:
        """Ids of the main sections and how many things each lists, in the order of the report; without empty ones."""
        grouped = {"gaps": self.gaps, "unknown": self.unknown, "questions": self.questions, "passed": self.passed}
        sizes = {name: sum(len(group.items) for group in groups) for name, groups in grouped.items()}
        return tuple((name, n) for name, n in {**sizes, "pages": len(self.pages)}.items() if n)


def view_of(
    audit: Mapping[str, Any], rules: Mapping[str, RuleWords], packs: Mapping[str, PackWords], *, lang: Lang, limits: Limits | None = None
) -> ReportView:
    """The view of one audit. Rules and packs that have no words appear by their ids."""
    words, limits = Words(lang), limits or Limits()
    order = {pack["id"]: n for n, pack in enumerate(audit.get("packs") or ())}
    status, findings = str(audit["status"]), sorted(audit["findings"], key=lambda f: order.get(f["pack"], len(order)))
    is_scored = status in SCORED
    components = weigh(findings) if is_scored else {}
    present = frozenset(f["rule"] for f in findings)
    desk = Desk(words, rules, packs, components, present, limits, is_linking=status not in _UNLINKED)
    items = [item(f, desk) for f in findings if is_scored or f["outcome"] in ("passed", "failed")]
    gaps = sorted((i for i in items if i.outcome == "failed" and not i.waiver), key=_weightiest_first)
    gaps = [i if n < limits.whole_gaps else replace(i, is_whole=False) for n, i in enumerate(gaps)]
    site = audit["site"]
    name = clean(site.get(f"name_{lang}") or site.get("name_th") or site["host"], 200)
    final = site.get("final_url")
    return ReportView(
        lang=lang,
        name=name,
        name_lang=lang_of(name),
        host=clean(site["host"], 120),
        address=desk.address(site["url"]),
        arrived=desk.address(final) if final and _origin(final) != _origin(site["url"]) else None,
        status=status,
        status_label=words.named("status", status),
        status_meaning=words("status-meaning.scored" if is_scored else "status-meaning.unscored"),
        status_text=blocks(_status_text(audit.get("status_reason"), desk)),
        started=date_and_time(audit["started_at"], lang),
        score=score_view(audit.get("score"), findings, components, desk) if is_scored else None,
        tallies=_tallies(items, words),
        worst=_worst(gaps),
        gaps=_by_weight(gaps, words),
        waived=tuple(i for i in items if i.outcome == "failed" and i.waiver),
        unknown=_by_reason(items, words),
        questions=_by_component((i for i in items if _is_question(i)), "ask"),
        untested=tuple(i for i in items if i.outcome == "untested" and not _is_question(i)),
        passed=_by_component((i for i in items if i.outcome == "passed"), "ok"),
        inapplicable=tuple(i for i in items if i.outcome == "inapplicable"),
        unjudged=len(findings) - len(items),
        pages=page_lines(audit.get("pages") or (), desk),
        skipped=skipped_groups(audit.get("skipped") or (), desk),
        footprint=footprint(audit.get("footprint") or {}, words),
        about=about(audit, desk),
    )


def _status_text(reason: Any, desk: Desk) -> str:
    """Cause and remedy apart where they are given apart, else the text as it is."""
    text = str(reason or "")
    if isinstance(reason, Mapping):
        parts = [(key, desk.pick(reason[key])) for key in ("cause", "remedy") if reason.get(key)]
        text = "\n".join(desk.words(f"status.{key}", text=part) for key, part in parts) or desk.pick(
            {k: reason.get(k, "") for k in ("th", "en")}
        )
        detail = clean(reason.get("detail"), STATUS_CHARS)
        text += "\n" + desk.words("status.detail", text=detail) if detail else ""
    return "\n".join(clean(line, STATUS_CHARS) for line in text.splitlines())


def _origin(url: str) -> str:
    """Scheme and host: a home page that moves within its site is not worth a line."""
    return "/".join(url.split("/")[:3]).lower()


def _is_question(i: Item) -> bool:
    return i.outcome == "untested" and i.reason == "needs-a-person"


def _weightiest_first(i: Item) -> tuple[float, float]:
    return (-i.weight, -i.gain)


def _worst(gaps: list[Item]) -> tuple[Item, ...]:
    """The weightiest gaps, no two of which ask for the same thing."""
    chosen: list[Item] = []
    for gap in gaps:
        siblings = {rule for c in chosen for rule, _ in c.related} | {c.rule for c in chosen}
        if gap.rule not in siblings and not siblings & {rule for rule, _ in gap.related}:
            chosen.append(gap)
    return tuple(chosen[:WORST_GAPS])


def _tallies(items: list[Item], words: Words) -> tuple[Tally, ...]:
    kinds = (
        ("failed", "gaps", lambda i: i.outcome == "failed" and not i.waiver),
        ("passed", "passed", lambda i: i.outcome == "passed"),
        ("cantTell", "unknown", lambda i: i.outcome == "cantTell"),
        ("untested", "questions", _is_question),
    )
    found = ((outcome, anchor, sum(1 for i in items if test(i))) for outcome, anchor, test in kinds)
    return tuple(Tally(outcome, words(f"tally.{outcome}"), count, anchor if count else "") for outcome, anchor, count in found)


def _by_weight(gaps: list[Item], words: Words) -> tuple[Group, ...]:
    groups = [(weight, tuple(same)) for weight, same in groupby(gaps, key=lambda i: i.weight)]
    return tuple(Group(f"weight-{w:g}".replace(".", "-"), words("gaps.weight", weight=f"{w:g}", n=len(same)), same) for w, same in groups)


def _by_reason(items: list[Item], words: Words) -> tuple[Group, ...]:
    """Common reasons first, each with its words; what only one check says is under other."""
    groups: dict[str, list[Item]] = {}
    for i in items:
        if i.outcome == "cantTell":
            groups.setdefault(i.reason if words.has(f"reason.{i.reason}") else "other", []).append(i)
    order = sorted(groups, key=lambda reason: (reason == "other", -len(groups[reason]), reason))
    return tuple(Group(f"unknown-{r}", words(f"reason.{r}"), tuple(groups[r]), words(f"reason-note.{r}")) for r in order)


def _by_component(items: Iterable[Item], prefix: str) -> tuple[Group, ...]:
    groups: dict[tuple[str, str], list[Item]] = {}
    for i in items:
        groups.setdefault((i.pack, i.component), []).append(i)
    return tuple(
        Group(f"{prefix}-{pack}-{component}".replace(".", "-"), same[0].component_title, tuple(same), same[0].pack_title)
        for (pack, component), same in groups.items()
    )
