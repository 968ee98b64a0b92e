"""Is there a help line with its number, and if asked, open at all hours?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.offers import Seen, decide, is_enough_seen
from checks.outcome import Outcome
from checks.phones import ALL_DAY, EMERGENCY, HOTLINE, LONG, OVERSIGHT, SHORT
from checks.result import Evidence, Result
from checks.words import key
from crawler.reading.page_view import Block, Link, PageView
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
TOPICS = ("call-centre",)
REASONS = {
    "hours-not-stated": {
        "th": "มีสายด่วนหรือ Call Center แต่ไม่พบข้อความว่าให้บริการตลอด 24 ชั่วโมง",
        "en": "There is a help line, but nothing says that it is open 24 hours.",
    },
    "only-other-agency": {
        "th": "พบเฉพาะสายด่วนกลางของหน่วยงานอื่น เช่น 1111 หรือ 1567 ระบบจึงบอกไม่ได้ว่าหน่วยงานมีสายด่วนของตนเองหรือไม่",
        "en": "Only central hotlines such as 1111 or 1567 are named; whether the agency has one of its own is not known.",
    },
}
SHORT_CHARS = 60  # a block that is a label or a number, not a sentence
NEAR_CHARS = 80


class Options(CheckOptions):
    """`all_day`: the line must also be said to be open 24 hours."""

    all_day: bool = False


@dataclass(frozen=True)
class _Line:
    evidence: Evidence
    is_own: bool
    is_all_day: bool


def check(site: SiteView, options: Options) -> Result:
    """A word for a help line with a number beside it, in text, in a link's name, or in a picture's."""
    lines = [line for page in site.pages for line in _lines(site, page)]
    own = [line for line in lines if line.is_own]
    wanted = [line for line in own if line.is_all_day or not options.all_day]
    if wanted or not lines:
        return decide(site, (Seen("found", line.evidence) for line in wanted), TOPICS)
    if not is_enough_seen(site, TOPICS):
        return Result(Outcome.CANT_TELL, "not-enough-seen")
    evidence = tuple(line.evidence for line in (own or lines))[:MAX_EVIDENCE]
    return (
        Result(Outcome.FAILED, "hours-not-stated", evidence=evidence)
        if own
        else Result(Outcome.CANT_TELL, "only-other-agency", evidence=evidence)
    )


def _is_help_line(site: SiteView, text: str) -> bool:
    return bool(HOTLINE.search(key(text))) or (len(text) <= NEAR_CHARS and TOPICS[0] in site.lexicon.topics_in(text))


def _lines(site: SiteView, page: PageView) -> Iterator[_Line]:
    for at, block in enumerate(page.blocks):
        if _is_help_line(site, f"{block.text} {block.heading if len(block.text) <= SHORT_CHARS else ''}".strip()):
            around = _around(page.blocks, at)
            yield from _of(page, block.locator, block.text, _numbers_near(block.text) or _numbers(around), around)
    for link in page.links:
        name = f"{link.name} {link.hint}"
        if _is_help_line(site, name.strip()):
            yield from _of(page, link.locator, name, _numbers(name) or _dialled(link), name)
    for media in page.media:
        if media.name and _is_help_line(site, media.name):
            yield from _of(page, media.locator, media.name, _numbers(media.name), media.name)


def _of(page: PageView, locator: str, excerpt: str, numbers: frozenset[str], around: str) -> Iterator[_Line]:
    if numbers:
        is_own = not numbers <= OVERSIGHT.keys() | EMERGENCY
        yield _Line(Evidence(page.url, locator, excerpt, page.sha256), is_own, bool(ALL_DAY.search(key(around))))


def _numbers_near(text: str) -> frozenset[str]:
    """Numbers in a sentence, close to the word; in a long text another number means nothing."""
    low = text.casefold()
    at = min((i for word in ("สายด่วน", "ฮอต", "ฮอท", "คอล", "call", "contact", "hot") if (i := low.find(word)) >= 0), default=0)
    return _numbers(text[max(0, at - NEAR_CHARS // 2) : at + NEAR_CHARS])


def _numbers(text: str) -> frozenset[str]:
    return frozenset(m[1] for m in SHORT.finditer(text)) | frozenset(m.group() for m in LONG.finditer(text))


def _around(blocks: tuple[Block, ...], at: int) -> str:
    """The block with its heading and the short blocks beside it, where a label and its number stand apart."""
    beside = [b.text for b in blocks[max(0, at - 1) : at + 3] if b is blocks[at] or len(b.text) <= SHORT_CHARS]
    return " | ".join((blocks[at].heading, *beside))


def _dialled(link: Link) -> frozenset[str]:
    return frozenset({link.href.split(":", 1)[-1]}) if link.target == "phone" else frozenset()
