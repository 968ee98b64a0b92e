"""The text of an announced policy: its own page, or its section of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checks.memory import once_a_site
from checks.offers import sightings_of
from checks.outcome import Outcome
from checks.result import Evidence, Result
from checks.topic_pages import Passage, TopicPages, content, pages_of, unread_parts
from crawler.reading.page_view import PageView
from crawler.reading.site_view import SiteView

# Less is a list of links to policies, or one sentence about them.
MIN_POLICY_CHARS = 300
REASONS = {
    "policy-not-offered": {
        "th": "ยังไม่พบนโยบายนี้บนเว็บไซต์ จึงไม่มีเนื้อหาให้ตรวจ",
        "en": "The policy itself was not found on the site, so there is no text to look into.",
    },
    "policy-not-read": {
        "th": "เว็บไซต์มีลิงก์นโยบายนี้ แต่ระบบเปิดอ่านเนื้อหาไม่ได้ จึงยังตัดสินไม่ได้",
        "en": "The site announces the policy, but its text could not be read.",
    },
    "policy-is-image": {
        "th": "นโยบายเป็นไฟล์ภาพหรือไฟล์สแกน ระบบอ่านข้อความไม่ได้ จึงยังตัดสินไม่ได้",
        "en": "The policy is a scanned picture without text, so it could not be read.",
    },
}


@dataclass(frozen=True)
class Policy:
    """`state`: absent (not offered), unknown (not enough was seen), unread, image (scans only), read.
    `unread`: parts that could not be read; with any, nothing can be said to be missing."""

    topic: str
    state: Literal["absent", "unknown", "unread", "image", "read"]
    pages: tuple[PageView, ...] = ()
    passages: tuple[Passage, ...] = ()
    unread: tuple[Evidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The pages that were read, with an empty excerpt: for what is not there."""
        return tuple(Evidence(p.url, sha256=p.sha256) for p in self.pages)


@once_a_site
def read_policy(site: SiteView, topic: str) -> Policy:
    """The policy's text as far as it was read."""
    found = pages_of(site, (topic,))
    pages = [p for p in found.pages if _chars(content(site, p)) >= MIN_POLICY_CHARS]
    texts = [t for p in pages for t in content(site, p)]
    for section in _sections(site, topic, {p.url for p in pages}):
        pages.append(section[0].page)
        texts.extend(section)
    unread = (*found.unread, *(e for p in found.pages for e in unread_parts(site, p)))
    if pages:
        return Policy(topic, "read", tuple(dict.fromkeys(pages)), tuple(texts), unread)
    return Policy(topic, _state(found), unread=unread)


def _state(found: TopicPages) -> Literal["absent", "unknown", "unread", "image"]:
    if any(p.is_image_only for p in found.pages):
        return "image"
    if found.pages or found.offer.reason in ("found", "found-unverified"):
        return "unread"
    return "absent" if found.offer.outcome is Outcome.FAILED else "unknown"


def _sections(site: SiteView, topic: str, done: set[str]) -> Iterator[list[Passage]]:
    """Parts of other pages (a page of all policies, a dialog) under a heading of the policy's name."""
    for sighting in sightings_of(site, (topic,), lambda s: s.kind == "heading" and s.page.url not in done):
        section = _under(sighting.page, sighting.locator, sighting.excerpt)
        if _chars(section) >= MIN_POLICY_CHARS:
            yield section


def _under(page: PageView, locator: str, heading: str) -> list[Passage]:
    levels = {h.text: h.level for h in page.headings}
    level = next((h.level for h in page.headings if h.locator == locator), levels.get(heading, 6))
    start = next((i for i, b in enumerate(page.blocks) if b.text == heading), None)
    found: list[Passage] = []
    for block in page.blocks[start + 1 :] if start is not None else ():
        if levels.get(block.text, 7) <= level or block.place in ("nav", "footer"):
            break
        found.append(Passage(page, block))
    return found


def _chars(section: tuple[Passage, ...] | list[Passage]) -> int:
    return sum(len(p.text) for p in section)


def without_text(policy: Policy) -> Result | None:
    """The result for a policy of which there is no text; None when there is."""
    if policy.state == "read":
        return None
    if policy.state == "absent":
        return Result(Outcome.INAPPLICABLE, "policy-not-offered")
    reason = {"unknown": "not-enough-seen", "unread": "policy-not-read", "image": "policy-is-image"}[policy.state]
    return Result(Outcome.CANT_TELL, reason, evidence=policy.unread[:5])
