"""What stands around the verdicts: what the document is, pages read and skipped, and what the look cost the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.items import Address, Desk
from reports.plain import clean, date_and_time, size
from reports.words import Words


@dataclass(frozen=True)
class PageLine:
    address: Address
    answer: str
    how: str
    why: str


@dataclass(frozen=True)
class SkippedGroup:
    """`total` counts all that were skipped for this reason, `addresses` is cut."""

    reason: str
    total: int
    addresses: tuple[Address, ...]


@dataclass(frozen=True)
class PackLine:
    title: str
    version: str
    rules: int
    status: str


@dataclass(frozen=True)
class About:
    """`confidence`: how many rules' source texts were read well, fairly, poorly, in words."""

    packs: tuple[PackLine, ...]
    confidence: str
    started: str
    finished: str
    tool: str


def page_lines(pages: Sequence[Mapping[str, Any]], desk: Desk) -> tuple[PageLine, ...]:
    return tuple(
        PageLine(
            desk.address(str(page["url"])),
            _answer(page, desk.words),
            desk.words("page.rendered" if page.get("rendered") else "page.static"),
            _why(clean(page.get("why"), 120), desk),
        )
        for page in pages[: desk.limits.listed]
    )


def _answer(page: Mapping[str, Any], words: Words) -> str:
    """The status code, or what went wrong: a page that was asked for and not read is not passed off as read."""
    fault = clean(page.get("fault"), 40)
    return words.named("fault", fault) if fault else clean(page.get("status") or "–", 20)


def _why(why: str, desk: Desk) -> str:
    """`home`, or a word and what it is about after a colon (`topic:complaint`)."""
    kind, _, about_what = why.partition(":")
    named = desk.words.named("page-why", kind.strip())
    return f"{named}: {about_what.strip()}" if about_what.strip() else named


def skipped_groups(skipped: Iterable[Mapping[str, Any]], desk: Desk) -> tuple[SkippedGroup, ...]:
    groups: dict[str, list[str]] = {}
    for one in skipped:
        groups.setdefault(clean(one["reason"], 80), []).append(str(one["url"]))
    return tuple(
        SkippedGroup(desk.words.named("skip", reason), len(urls), tuple(desk.address(u) for u in urls[: desk.limits.listed]))
        for reason, urls in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    )


def footprint(cost: Mapping[str, Any], words: Words) -> tuple[tuple[str, str], ...]:
    shown = {
        "requests": f"{int(cost.get('requests') or 0):,}",
        "subrequests": f"{int(cost.get('subrequests') or 0):,}",
        "bytes": size(int(cost.get("bytes") or 0), words.lang),
        "pages": f"{int(cost.get('pages') or 0):,}",
        "rendered": f"{int(cost.get('rendered') or 0):,}",
        "seconds": words("footprint.in-seconds", n=f"{float(cost.get('seconds') or 0):,.1f}"),
    }
    return tuple((words(f"footprint.{key}"), value) for key, value in shown.items())


def about(audit: Mapping[str, Any], desk: Desk) -> About:
    levels = [f["confidence"] for f in audit["findings"]]
    tool = audit.get("tool") or {}
    return About(
        packs=tuple(_pack(pack, desk) for pack in audit.get("packs") or ()),
        confidence=desk.words(
            "about.confidence", all=len(levels), high=levels.count("high"), medium=levels.count("medium"), low=levels.count("low")
        ),
        started=date_and_time(audit["started_at"], desk.words.lang),
        finished=date_and_time(audit["finished_at"], desk.words.lang),
        tool=clean(f"{tool.get('name', 'truat')} {tool.get('version', '')}", 60),
    )


def _pack(pack: Mapping[str, Any], desk: Desk) -> PackLine:
    told = desk.packs.get(pack["id"])
    status = desk.pick(told.status) if told else ""
    version = pack.get("version") or (told.version if told else "")
    return PackLine(desk.pack_title(pack["id"]), clean(version, 40), int(pack["rules"]), status)
