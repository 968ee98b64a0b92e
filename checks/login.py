"""Can people who use the agency's services register or log in?"""

from __future__ import annotations

from checks.accounts import is_for_staff, log_in_pages, password_forms
from checks.base import CheckOptions
from checks.offers import Seen, decide, of_sighting, sightings_of
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "staff-only": {
        "th": "พบเฉพาะทางเข้าสู่ระบบของเจ้าหน้าที่หรือผู้ดูแลเว็บไซต์ ไม่แน่ใจว่าประชาชนลงทะเบียนหรือเข้าสู่ระบบได้หรือไม่",
        "en": "Only a log-in for staff was seen; whether people can register or log in is not clear.",
    },
}


class Options(CheckOptions):
    """`topic`: the topic whose wordings announce registration and log-in."""

    topic: str = "register"


def check(site: SiteView, options: Options) -> Result:
    """Links, pages and forms of the topic, and any form with a password, except those for staff."""
    named = sightings_of(site, (options.topic,))
    public = [of_sighting(site, s) for s in named if not _is_staffs(s)]
    staff = [Evidence(s.page.url, s.locator, s.excerpt, s.page.sha256) for s in named if _is_staffs(s)]
    for page, form in log_in_pages(site):
        seen = Evidence(page.url, form.locator, form.name or page.title, page.sha256)
        if is_for_staff(page, form=form):
            staff.append(seen)
        else:
            public.append(Seen("found", seen))
    result = decide(site, public, (options.topic,))
    if staff and result.outcome is not Outcome.PASSED and result.reason != "found-unverified":
        return Result(Outcome.CANT_TELL, "staff-only", evidence=tuple(staff[:3]))
    return result


def _is_staffs(sighting: Sighting) -> bool:
    page, form = sighting.page, sighting.form
    if sighting.link is not None:
        return is_for_staff(page, link=sighting.link)
    if form is not None:
        return is_for_staff(page, form=form)
    forms = list(password_forms(page))
    return bool(forms) and all(is_for_staff(page, form=f) for f in forms)
