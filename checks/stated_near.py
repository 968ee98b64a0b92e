"""Is it said, on the pages of a channel or beside its name, how long it takes, by what steps, how the answer comes, how to follow it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import model_validator

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.offers import is_enough_seen, of_link, of_sighting, sightings_of
from checks.outcome import Outcome
from checks.result import Evidence, Result
from checks.statements import States, asks_for_address, is_said, names
from checks.topic_pages import Passage, TopicPages, pages_of, passages, unread_parts
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "topic-not-offered": {
        "th": "ยังไม่พบช่องทางหรือบริการนี้บนเว็บไซต์ จึงไม่มีหน้าให้ตรวจเรื่อง “{title}”",
        "en": "The thing itself was not found on the site, so there is no page to look into for “{title}”.",
    },
    "pages-not-read": {
        "th": "เว็บไซต์มีช่องทางหรือบริการนี้ แต่ระบบเปิดอ่านได้ไม่ครบทุกหน้าหรือทุกไฟล์ จึงยังตัดสินเรื่อง “{title}” ไม่ได้",
        "en": "The site offers this, but not all of its pages and files could be read, so “{title}” cannot be decided.",
    },
    "stated-elsewhere": {
        "th": "มีข้อความทำนองนี้ในหน้าเดียวกัน แต่ไม่ได้อยู่ใกล้ช่องทางหรือบริการนี้ จึงบอกไม่ได้ว่าหมายถึงเรื่องเดียวกันหรือไม่",
        "en": "Such words are on the same page, but not beside this channel or service, so it is not known whether they belong to it.",
    },
    "not-stated": {
        "th": "เปิดอ่านหน้าของช่องทางหรือบริการนี้แล้ว ไม่พบ “{title}”",
        "en": "The pages of this channel or service were read, and “{title}” is not stated there.",
    },
}


class Options(CheckOptions):
    topic: str | None = None
    topics: tuple[str, ...] = ()
    states: States

    @model_validator(mode="after")
    def _some_topic(self) -> Options:
        if not self.all_topics():
            raise ValueError("topic or topics is missing")
        return self

    def all_topics(self) -> tuple[str, ...]:
        return (*((self.topic,) if self.topic else ()), *self.topics)


def check(site: SiteView, options: Options) -> Result:
    """Read the topic's pages and what stands beside its names. A file or page that was not read may say it, so nothing is missing then."""
    topics = options.all_topics()
    found = pages_of(site, topics)
    texts = tuple(passages(site, topics, found.pages))
    if stated := (*_stated(texts, options.states), *_collected(site, found, topics, options.states)):
        return Result(Outcome.PASSED, "found", evidence=tuple(dict.fromkeys(stated))[:MAX_EVIDENCE])
    if found.offer.outcome is Outcome.FAILED:
        return Result(Outcome.INAPPLICABLE, "topic-not-offered")
    unread = (*found.unread, *(e for p in found.pages for e in unread_parts(site, p)), *_pictures(found, options.states))
    if unread:
        return Result(Outcome.CANT_TELL, "pages-not-read", evidence=unread[:MAX_EVIDENCE])
    if found.offer.reason == "not-enough-seen" or not is_enough_seen(site, topics):
        return Result(Outcome.CANT_TELL, "not-enough-seen")
    if elsewhere := _elsewhere(site, topics, options.states):
        return Result(Outcome.CANT_TELL, "stated-elsewhere", evidence=elsewhere[:MAX_EVIDENCE])
    evidence = tuple(Evidence(p.url, sha256=p.sha256) for p in found.pages) or found.offer.evidence
    return Result(Outcome.FAILED, "not-stated", evidence=evidence[:MAX_EVIDENCE])


def _stated(texts: Iterable[Passage], states: States) -> tuple[Evidence, ...]:
    return tuple(p.evidence for p in texts if is_said(states, p.text, heading=p.block.heading, page=p.page.text))


def _elsewhere(site: SiteView, topics: tuple[str, ...], states: States) -> tuple[Evidence, ...]:
    """The same words further away on a page that names the topic: they may belong to it, so nothing is missing."""
    pages = {s.page.url: s.page for s in sightings_of(site, topics, lambda s: s.place in ("main", "aside"))}
    return _stated((Passage(p, b) for p in pages.values() for b in p.blocks if b.place in ("main", "aside")), states)


def _collected(site: SiteView, found: TopicPages, topics: tuple[str, ...], states: States) -> Iterator[Evidence]:
    """A form that asks for an address says how the answer comes (catalogue, dg2560-inquiry-reply-channel); a link named so leads to it."""
    if states == "reply-channel":
        forms = [(s.page, s.form) for s in sightings_of(site, topics) if s.form is not None]
        forms += [(p, f) for p in found.pages for f in p.forms if f.place == "main"]
        for page, form in forms:
            if asks_for_address(form):
                yield Evidence(page.url, form.locator, " | ".join(f.label for f in form.visible_fields), page.sha256)
        return
    for sighting in sightings_of(site, topics, lambda s: s.link is not None):
        if names(states, sighting.excerpt) and sighting.link and of_link(site, sighting.link, sighting.page) == "found":
            yield of_sighting(site, sighting).evidence


def _pictures(found: TopicPages, states: States) -> Iterator[Evidence]:
    """A picture that is named so may say it; what it says cannot be read."""
    for page in found.pages:
        for media in page.media:
            if media.name and media.place == "main" and names(states, media.name):
                yield Evidence(page.url, media.locator, media.name, page.sha256)
