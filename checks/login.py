"""Can people who use the agency's services register or log in?"""

from __future__ import annotations

from collections.abc import Iterator

from checks.accounts import (
    is_default_entrance,
    is_for_staff,
    is_log_in_address,
    is_staff_log_in,
    log_in_pages,
    may_be_entrance,
    password_forms,
)
from checks.base import CheckOptions
from checks.offers import Seen, decide, of_sighting, sightings_of
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import Form, Link, PageView
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "staff-only": {
        "th": "พบเฉพาะทางเข้าสู่ระบบของเจ้าหน้าที่หรือผู้ดูแลเว็บไซต์ ไม่แน่ใจว่าประชาชนลงทะเบียนหรือเข้าสู่ระบบได้หรือไม่",
        "en": "Only a log-in for staff was seen; whether people can register or log in is not clear.",
    },
    "for-whom-not-said": {
        "th": "พบลิงก์เข้าสู่ระบบ แต่ไม่ได้บอกว่าสำหรับประชาชนหรือเจ้าหน้าที่",
        "en": "There is a link to a log-in, but nothing says whether it is for people or for staff.",
    },
}

# A form with so many fields under such a heading is a registration.
MIN_FIELDS = 3


class Options(CheckOptions):
    """`topic`: the topic whose wordings announce registration and log-in."""

    topic: str = "register"


def check(site: SiteView, options: Options) -> Result:
    """Links of the topic, forms of registration, and any form with a password, except those for staff."""
    named = sightings_of(site, (options.topic,))
    public = [seen for s in named if not _is_staffs(s) and (seen := _proves(site, s))]
    public += [Seen("found", _evidence(p, f.locator, f.name or p.title)) for p, f in log_in_pages(site) if not is_for_staff(p, form=f)]
    result = decide(site, public, (options.topic,))
    if result.outcome is Outcome.PASSED or result.reason == "found-unverified":
        return result
    staff = [_evidence(s.page, s.locator, s.excerpt) for s in named if _is_staffs(s)] + list(_staff_entrances(site))
    unclear = [_evidence(p, k.locator, f"{k.name or k.hint} {k.url}") for p, k in _links(site) if is_log_in_address(k.url)]
    for reason, evidence in (("staff-only", staff), ("for-whom-not-said", unclear)):
        if evidence:
            return Result(Outcome.CANT_TELL, reason, evidence=tuple(evidence[:3]))
    return result


def _proves(site: SiteView, sighting: Sighting) -> Seen | None:
    """A heading or button with such words is a log-in only together with its form."""
    if sighting.kind == "link":
        return of_sighting(site, sighting)
    seen = _evidence(sighting.page, sighting.locator, sighting.excerpt)
    if sighting.kind == "control":
        return Seen("found-unverified", seen)
    forms = [sighting.form] if sighting.form is not None else list(sighting.page.forms)
    return Seen("found", seen) if any(map(_takes_people_in, forms)) else None


def _takes_people_in(form: Form) -> bool:
    return any(f.kind == "password" for f in form.fields) or len(form.visible_fields) >= MIN_FIELDS


def _staff_entrances(site: SiteView) -> Iterator[Evidence]:
    for page in site.pages:
        for link in page.links:
            is_entrance = link.target == "page" and (is_default_entrance(link.url) or may_be_entrance(page, link))
            if is_entrance or is_staff_log_in(link.name or link.hint):
                yield _evidence(page, link.locator, f"{link.name or link.hint} {link.url or ''}")
        for control in page.controls:
            if is_staff_log_in(control.name or control.hint):
                yield _evidence(page, control.locator, control.name or control.hint)
    for page, form in log_in_pages(site):
        if is_for_staff(page, form=form):
            yield _evidence(page, form.locator, form.name or page.title)


def _links(site: SiteView) -> Iterator[tuple[PageView, Link]]:
    return ((page, link) for page in site.pages for link in page.links if link.target == "page")


def _is_staffs(sighting: Sighting) -> bool:
    page, form = sighting.page, sighting.form
    if sighting.link is not None:
        return is_for_staff(page, link=sighting.link)
    if form is not None:
        return is_for_staff(page, form=form)
    forms = list(password_forms(page))
    return bool(forms) and all(is_for_staff(page, form=f) for f in forms)


def _evidence(page: PageView, locator: str, text: str) -> Evidence:
    return Evidence(page.url, locator, text, page.sha256)
