"""Can a visitor subscribe to the agency's news by e-mail? A newsletter to read is none."""

from __future__ import annotations

from collections.abc import Iterator

from checks.base import CheckOptions
from checks.offers import Seen, decide, of_link, of_sighting, sightings_of
from checks.result import Evidence, Result
from checks.words import key, keyed
from crawler.reading.page_view import Form, PageView
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView
from crawler.reading.urls import host_of

NEEDS = ("home",)
TOPICS = ("email-subscribe",)
REASONS: dict[str, dict[str, str]] = {}

_MAIL = keyed(r"e-?\s?mail|อีเมล|อีเมย์|อิเมล|จดหมายอิเล็กทรอนิกส์")
_ACTION = keyed(
    r"(?:สมัคร|ลงทะเบียน|บอก|ขอ|ติดตาม|ต้องการ)รับ(?:ข้อมูล)?(?:ข่าว|จดหมาย|อีเมล|แจ้ง)|รับ(?:ข้อมูล)?ข่าวสาร|รับจดหมายข่าว|สมัครจดหมายข่าว"
    r"|(?<!un)subscri(?:be|ption)|mailing list|sign ?up for .*news"
)
_NEWSLETTER = keyed(r"จดหมายข่าว|news ?letter|e-?news\b")
_CANCELS = keyed(r"ยกเลิก|unsubscribe")
# "Subscribe" and "follow" of a channel or feed, not of mail.
_ELSEWHERE = ("youtube.com", "youtu.be", "facebook.com", "line.me", "lin.ee", "twitter.com", "x.com", "instagram.com", "tiktok.com")
_FEED = keyed(r"\brss\b|\bfeed\b|youtube|podcast|ปฏิทิน|calendar")


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """A form that takes an address for news, or a link that says so."""
    return decide(site, (*_forms(site), *_named(site)), TOPICS)


def _forms(site: SiteView) -> Iterator[Seen]:
    for page in site.pages:
        for form in page.forms:
            if _takes_address(form) and _is_for_news(form):
                yield Seen("found", Evidence(page.url, form.locator, _words(form), page.sha256))


def _takes_address(form: Form) -> bool:
    if any(f.kind == "password" for f in form.fields):
        return False
    return any(f.kind == "email" or _MAIL.search(key(f"{f.name} {f.label}")) for f in form.visible_fields)


def _is_for_news(form: Form) -> bool:
    words = key(_words(form))
    if _CANCELS.search(words):
        return False
    # "Newsletter" may be the heading of what stands before a contact form; such a form asks for a message.
    return bool(_ACTION.search(words) or (_NEWSLETTER.search(words) and not any(f.kind == "textarea" for f in form.fields)))


def _words(form: Form) -> str:
    return " | ".join(t for t in (form.name, *form.buttons, *(f.label for f in form.fields)) if t)


def _named(site: SiteView) -> Iterator[Seen]:
    for sighting in sightings_of(site, TOPICS, _says_subscribe):
        if sighting.link is not None:
            yield of_sighting(site, sighting)
        elif sighting.kind in ("heading", "control", "page"):
            # The field may be drawn by a script or stand in a frame.
            yield Seen("found-unverified", of_sighting(site, sighting).evidence)
    for page in site.pages:
        yield from _plain_links(site, page)


def _plain_links(site: SiteView, page: PageView) -> Iterator[Seen]:
    for link in page.links:
        sighting = Sighting(TOPICS[0], "link", "label", page, link.place, link.locator, link.name, link)
        if link.name and _MAIL.search(key(link.name)) and _ACTION.search(key(link.name)) and _says_subscribe(sighting):
            yield Seen(of_link(site, link, page), Evidence(page.url, link.locator, link.name, page.sha256))


def _says_subscribe(sighting: Sighting) -> bool:
    """The topic's wordings say what is done; what is cancelled, read as a feed or followed elsewhere is something else."""
    words, link = key(sighting.excerpt), sighting.link
    if _CANCELS.search(words) or _FEED.search(words):
        return False
    if link is None:
        return True
    host = host_of(link.url or "").removeprefix("www.")
    return link.target != "file" and not any(host == h or host.endswith("." + h) for h in _ELSEWHERE)
