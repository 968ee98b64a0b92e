"""Does the site offer a service's form to fill in online? Complaint, contact, survey and search forms are other items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checks.base import CheckOptions
from checks.offers import Seen, decide, of_link, of_sighting, sightings_of
from checks.result import Evidence, Result
from crawler.reading.page_view import Form, Link, PageView
from crawler.reading.site_view import SiteView
from crawler.reading.urls import host_of

NEEDS = ("home",)
TOPIC = "e-form"
TOPICS = (TOPIC,)
REASONS: Mapping[str, Mapping[str, str]] = {}
# Fields a person fills in for a service; a log-in has two, a search one, a contact form three or four with a message.
MIN_FIELDS = 5
_FORM_HOSTS = ("forms.gle", "docs.google.com", "forms.office.com", "forms.microsoft.com", "goo.gl")
# What such a form may be instead.
_OTHERS = frozenset(
    {
        *("complaint", "corruption-channel", "opinion", "inquiry", "qa", "contact", "survey", "poll", "search", "advanced-search"),
        *("register", "eservice-satisfaction", "email-subscribe", "forgot-password"),
    }
)
# A comment below an article, and a member's own data.
_NO_SERVICE = ("แบบสอบถาม", "แบบประเมิน", "แบบสำรวจ", "reply", "comment", "profile", "ข้อมูลส่วนตัว", "ข้อมูลสมาชิก", "แสดงความเห็น")


class Options(CheckOptions):
    """`topics`: what else announces it; an online service is one way to name it."""

    topics: tuple[str, ...] = ()


def check(site: SiteView, options: Options) -> Result:
    """Sightings of the topic, links to form services, and forms of many fields on the pages read."""
    topics = (*options.topics, TOPIC)
    seen = [of_sighting(site, s) for s in sightings_of(site, topics)]
    for page in site.views:
        seen.extend(_hosted(site, page))
        seen.extend(_own(site, page))
    return decide(site, seen, topics)


def _hosted(site: SiteView, page: PageView) -> Iterator[Seen]:
    for link in page.links:
        if _is_form_service(link) and not _is_other(site, f"{link.name} {link.hint}", link.heading, *link.path):
            yield Seen(of_link(site, link, page), Evidence(page.url, link.locator, link.name or link.hint or link.href, page.sha256))


def _is_form_service(link: Link) -> bool:
    if link.url is None:
        return False
    host = host_of(link.url)
    is_forms = "/forms/" in link.url or host not in ("docs.google.com", "goo.gl")
    return host in _FORM_HOSTS and is_forms


def _own(site: SiteView, page: PageView) -> Iterator[Seen]:
    for form in page.forms:
        if (
            len(form.visible_fields) >= MIN_FIELDS
            and _asks_in_words(form)
            and not _is_other(site, form.name, page.name, page.title, *form.buttons)
        ):
            yield Seen("found", Evidence(page.url, form.locator, form.name or page.name, page.sha256))


def _asks_in_words(form: Form) -> bool:
    """Somebody writes something about themselves; rows of boxes and menus are filters."""
    return sum(f.kind in ("text", "tel", "email", "textarea", "file", "date", "number") for f in form.visible_fields) >= MIN_FIELDS - 2


def _is_other(site: SiteView, *names: str) -> bool:
    return any(site.lexicon.topics_in(name) & _OTHERS or any(word in name.casefold() for word in _NO_SERVICE) for name in names)
