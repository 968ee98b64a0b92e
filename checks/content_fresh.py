"""How old is the newest dated content on the home page and the news pages?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from checks.base import CheckOptions
from checks.offers import is_enough_seen, sightings_of
from checks.outcome import Outcome
from checks.parts import known, views_of
from checks.result import Evidence, Result
from crawler.reading.page_view import DateSeen, PageView
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
REASONS = {
    "fresh": {
        "th": "ข้อมูลล่าสุดที่พบลงวันที่ {newest} ห่างจากวันที่ตรวจ {days} วัน",
        "en": "The newest content found is dated {newest}, {days} days before the look.",
    },
    "stale": {
        "th": "ข้อมูลล่าสุดที่พบลงวันที่ {newest} ห่างจากวันที่ตรวจ {days} วัน เกินกว่า {max_age_days} วันที่กำหนด",
        "en": "The newest content found is dated {newest}, {days} days before the look and more than the {max_age_days} allowed.",
    },
    "no-date": {
        "th": "หน้าแรกและหน้าข่าวที่ระบบเปิดดูแทบไม่มีวันที่กำกับข้อมูล จึงบอกไม่ได้ว่าข้อมูลเป็นปัจจุบันหรือไม่",
        "en": "The home and news pages that were read bear hardly any dates, so their age cannot be told.",
    },
}

# One or two dates may be those of a law, a building or a person; a list of news has more.
MIN_DATES = 3
# The year in which the Government Complex at Chaeng Watthana was named stands in the address of many agencies.
_NAME_OF_PLACE = re.compile(r"เฉลิมพระเกียรติ.{0,20}พรรษา", re.S)
_NEWS = ("news", "procurement", "recruitment", "calendar")


class Options(CheckOptions):
    max_age_days: int = 90


def check(site: SiteView, options: Options) -> Result:
    """Against the time of the capture. Left out: dates to come, in footers, and today's outside the content (a clock)."""
    today = _day_of(site)
    dated = [(seen, page) for page in _pages(site) for seen in page.dates if _speaks(seen, today)]
    if not dated:
        return Result(Outcome.CANT_TELL, "no-date", {"dates": 0})
    newest, page = max(dated, key=lambda item: item[0].on)
    days = (today - newest.on).days
    facts: dict[str, str | int | float] = {"newest": newest.on.isoformat(), "days": days, "max_age_days": options.max_age_days}
    evidence = (Evidence(page.url, newest.locator, newest.context, page.sha256),)
    if days <= options.max_age_days:
        return Result(Outcome.PASSED, "fresh", facts, evidence)
    if not is_enough_seen(site, known(site, ("news",))) or _has_unread_news(site):
        return Result(Outcome.CANT_TELL, "not-enough-seen", facts, evidence)
    if len({seen.on for seen, _ in dated}) < MIN_DATES:
        return Result(Outcome.CANT_TELL, "no-date", {"dates": len(dated)}, evidence)
    return Result(Outcome.FAILED, "stale", facts, evidence)


def _day_of(site: SiteView) -> date:
    return datetime.fromisoformat(site.capture.finished_at).date()


def _speaks(seen: DateSeen, today: date) -> bool:
    if seen.place == "footer" or _NAME_OF_PLACE.search(seen.context):
        return False
    return seen.on < today or (seen.on == today and seen.place == "main")


def _pages(site: SiteView) -> Iterator[PageView]:
    """The home page and every page that calls itself by one of the names of news, or is opened by such a link."""
    home = site.home
    names = sightings_of(site, known(site, _NEWS))
    urls = {s.page.url for s in names if s.kind in ("page", "heading")}
    urls |= {page.url for s in names if s.link is not None and (page := site.page_at(s.link.url)) is not None}
    for view in views_of(site):
        if view.url in urls or (home is not None and view.url == home.url):
            yield view


def _has_unread_news(site: SiteView) -> bool:
    """News is announced, and none of the pages behind its links was read: there may be newer content there."""
    links = [
        s.link
        for s in sightings_of(site, known(site, ("news",)), lambda s: s.kind == "link" and s.place != "main")
        if s.link and s.link.target == "page"
    ]
    return bool(links) and all(site.page_at(k.url) is None for k in links)
