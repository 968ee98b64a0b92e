"""Do people who forgot their password find a way on at the log-in?"""

from __future__ import annotations

from checks.accounts import is_for_staff, log_in_pages
from checks.base import CheckOptions
from checks.offers import decide, is_enough_seen, of_sighting, sightings_of
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "no-accounts": {
        "th": "เว็บไซต์ไม่มีระบบสมาชิกหรือการเข้าสู่ระบบสำหรับประชาชน ข้อนี้จึงไม่นำมาตัดสิน",
        "en": "The site has no accounts for its visitors, so this does not apply.",
    },
    "log-in-not-seen": {
        "th": "เว็บไซต์แจ้งว่าเข้าสู่ระบบได้ แต่ระบบไม่ได้เห็นแบบฟอร์มเข้าสู่ระบบ จึงไม่ทราบว่ามีลิงก์ลืมรหัสผ่านหรือไม่",
        "en": "The site announces a log-in, but its form was not seen, so a forgotten-password link cannot be ruled out.",
    },
}


class Options(CheckOptions):
    """`topic`: wordings of the forgotten-password link. `accounts`: the topic that announces registration and log-in."""

    topic: str = "forgot-password"
    accounts: str = "register"


def check(site: SiteView, options: Options) -> Result:
    """Found wherever it stands; not found only when the log-in form itself was read."""
    seen = [of_sighting(site, s) for s in sightings_of(site, (options.topic,))]
    if any(s.state != "link-goes-nowhere" for s in seen):
        return decide(site, seen, (options.topic,))
    forms = [(p, f) for p, f in log_in_pages(site) if not is_for_staff(p, form=f)]
    if forms:
        return decide(site, seen, (options.topic,))
    announced = [s for s in sightings_of(site, (options.accounts,)) if s.link is None or not is_for_staff(s.page, link=s.link)]
    if announced:
        evidence = tuple(Evidence(s.page.url, s.locator, s.excerpt, s.page.sha256) for s in announced[:2])
        return Result(Outcome.CANT_TELL, "log-in-not-seen", evidence=evidence)
    if not is_enough_seen(site, _known(site, options.accounts)):
        return Result(Outcome.CANT_TELL, "not-enough-seen")
    return Result(Outcome.INAPPLICABLE, "no-accounts")


def _known(site: SiteView, topic: str) -> tuple[str, ...]:
    return (topic,) if topic in site.lexicon.topics else ()
