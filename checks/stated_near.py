"""Is it said, on the pages of a channel or beside its name, how long it takes, by what steps, how the answer comes, how to follow it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import model_validator

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.offers import is_enough_seen, of_link, sightings_of
from checks.outcome import Outcome
from checks.result import Evidence, Result
from checks.topic_pages import Passage, TopicPages, pages_of, passages, unread_parts
from checks.words import key, keyed
from crawler.reading.page_view import Form
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
    "not-stated": {
        "th": "เปิดอ่านหน้าของช่องทางหรือบริการนี้แล้ว ไม่พบ “{title}”",
        "en": "The pages of this channel or service were read, and “{title}” is not stated there.",
    },
}

States = Literal["duration", "steps", "reply-channel", "tracking"]
_NUMBER = r"(?:\d+(?:\s?-\s?\d+)?|(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ยี่สิบ|สามสิบ|หกสิบ|เก้าสิบ)(?:เอ็ด|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)?)"
_UNIT = r"(?:วันทำการ|วันทำงาน|วัน(?!ที่|จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์|หยุด)|ชั่วโมง|ชม\.|นาที|สัปดาห์|เดือน|(?:working |business )?(?:days?|hours?|minutes?|weeks?)\b)"
# "3 days ago" dates a post, "open 24 hours" and "24 hours a day" are opening times.
_TIME = keyed(rf"(?<!ตลอด)(?<!ตลอด )(?<![\d/.:]){_NUMBER}\s?{_UNIT}(?!\s?(?:ที่แล้ว|ก่อน|ที่ผ่านมา|ago\b|a day|ต่อสัปดาห์|/))")
_TAKES = keyed(r"ภายใน|ระยะเวลา|ไม่เกิน|ใช้เวลา|ตอบ|แจ้งผล|แจ้งกลับ|ติดต่อกลับ|ดำเนินการ|พิจารณา|แล้วเสร็จ|ให้บริการ|within|repl|respon|answer|takes?\b|processing")
_PATTERNS: dict[str, re.Pattern[str]] = {
    "steps": keyed(r"ขั้นตอน|กระบวนการ|ผังงาน|แผนผังการ|แผนภูมิการ|วิธีดำเนินการ|วิธีการดำเนินการ|flow ?chart|work ?flow|procedure|\bprocess\b|\bsteps?\b"),
    "reply-channel": keyed(
        r"(?:ตอบกลับ|แจ้งผล|แจ้งกลับ|ติดต่อกลับ|ส่งผล|ตอบคำถาม|แจ้งความคืบหน้า|แจ้งให้(?:ท่าน|ผู้ร้อง)|ช่องทาง(?:การ)?ตอบ|reply|respond|contact you|get back to you)"
        r".{0,80}?(?:อีเมล|อิเมล|e-?mail|โทรศัพท์|เบอร์|ไปรษณีย์|จดหมาย|หนังสือ|sms|ไลน์|\bline\b|เว็บบอร์ด|กระดาน|phone|post|letter)"
        r"|(?:อีเมล|อิเมล|e-?mail|โทรศัพท์|เบอร์\S{0,12}|ที่อยู่).{0,25}?(?:ตอบกลับ|แจ้งผล|แจ้งกลับ|ติดต่อกลับ)"
    ),
    "tracking": keyed(r"ติดตาม(?:เรื่อง|สถานะ|ผล|ความคืบหน้า|คำ)|ตรวจสอบ(?:สถานะ|ผล|ความคืบหน้า)|เลขที่?(?:คำร้อง|คำขอ|รับเรื่อง|เรื่อง)|รหัส(?:ติดตาม|เรื่อง)|\btrack|\bticket|check (?:the )?status"),
}
_ADDRESS_KINDS = ("email", "tel")
_ADDRESS = keyed(r"อีเมล|อิเมล|e-?mail|โทรศัพท์|เบอร์โทร|มือถือ|phone|mobile|ที่อยู่")


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
        return Result(Outcome.PASSED, "found", evidence=stated[:MAX_EVIDENCE])
    if found.offer.outcome is Outcome.FAILED:
        return Result(Outcome.INAPPLICABLE, "topic-not-offered")
    unread = (*found.unread, *(e for p in found.pages for e in unread_parts(site, p)), *_pictures(found, options.states))
    if unread:
        return Result(Outcome.CANT_TELL, "pages-not-read", evidence=unread[:MAX_EVIDENCE])
    if found.offer.reason == "not-enough-seen" or not is_enough_seen(site, topics):
        return Result(Outcome.CANT_TELL, "not-enough-seen")
    evidence = tuple(Evidence(p.url, sha256=p.sha256) for p in found.pages) or found.offer.evidence
    return Result(Outcome.FAILED, "not-stated", evidence=evidence[:MAX_EVIDENCE])


def _stated(texts: Iterable[Passage], states: States) -> tuple[Evidence, ...]:
    return tuple(p.evidence for p in texts if is_stated(p, states))


def is_stated(passage: Passage, states: States) -> bool:
    """A duration needs a word beside it, in its heading, or a column of durations on the page, that says of what it is one."""
    text = key(passage.text)
    if states != "duration":
        return bool(_PATTERNS[states].search(text))
    if not _TIME.search(text):
        return False
    return bool(_TAKES.search(text) or _TAKES.search(key(passage.block.heading)) or "ระยะเวลา" in passage.page.text)


def _collected(site: SiteView, found: TopicPages, topics: tuple[str, ...], states: States) -> Iterator[Evidence]:
    """A form that asks for an address says how the answer comes (catalogue, dg2560-inquiry-reply-channel); a link named so leads to it."""
    if states == "reply-channel":
        forms = [(s.page, s.form) for s in sightings_of(site, topics) if s.form is not None]
        forms += [(p, f) for p in found.pages for f in p.forms if f.place == "main"]
        for page, form in forms:
            if _asks_for_address(form):
                yield Evidence(page.url, form.locator, " | ".join(f.label for f in form.visible_fields), page.sha256)
        return
    pattern = _PATTERNS.get(states)
    for sighting in sightings_of(site, topics, lambda s: s.link is not None):
        if pattern and sighting.link and pattern.search(key(sighting.excerpt)) and of_link(site, sighting.link, sighting.page) == "found":
            yield Evidence(sighting.page.url, sighting.locator, sighting.excerpt, sighting.page.sha256)


def _asks_for_address(form: Form) -> bool:
    """An address and a message: a log-in or a search asks for no reply."""
    is_message = any(f.kind == "textarea" for f in form.visible_fields)
    return is_message and any(f.kind in _ADDRESS_KINDS or _ADDRESS.search(key(f"{f.label} {f.name}")) for f in form.visible_fields)


def _pictures(found: TopicPages, states: States) -> Iterator[Evidence]:
    """A picture that is named so may say it; what it says cannot be read."""
    pattern = _PATTERNS.get(states, _TAKES)
    for page in found.pages:
        for media in page.media:
            if media.name and media.place == "main" and pattern.search(key(media.name)):
                yield Evidence(page.url, media.locator, media.name, page.sha256)
