"""Do the site's own links lead to pages that exist? Only links that were followed count."""

from __future__ import annotations

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.offers import GONE, is_gone
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import Link, PageView
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS = {
    "broken": {
        "th": "ลิงก์ {broken} จาก {followed} ลิงก์ที่ระบบเปิดตามเป็นลิงก์เสีย (ไม่พบหน้า 404 หรือ 410 ทั้งสองครั้งที่เปิด)",
        "en": "{broken} of {followed} links that were followed are broken (404 or 410, both times).",
    },
    "none-broken": {
        "th": "ลิงก์ภายในที่ระบบเปิดตาม {followed} ลิงก์ไม่มีลิงก์เสีย",
        "en": "None of the {followed} internal links that were followed is broken.",
    },
    "once-broken": {
        "th": "ลิงก์ {broken} ลิงก์ตอบว่าไม่พบหน้าในครั้งเดียวที่เปิด ยังไม่พอที่จะสรุปว่าเสีย",
        "en": "{broken} link(s) answered “not found” the one time they were followed; that is not enough to call them broken.",
    },
}

ENOUGH = 3  # links that work, where not every one was followed


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """A link is broken when its page answered 404 or 410 twice; refusals, faults and time-outs say nothing of the link."""
    links = _own_links(site)
    followed = {url: where for url, where in links.items() if url in site.fetched}
    dead = {url: where for url, where in followed.items() if site.fetched[url].status in GONE}
    broken = {url: where for url, where in dead.items() if is_gone(site.fetched[url])}
    facts: dict[str, str | int | float] = {"followed": len(followed), "broken": len(broken) or len(dead)}
    if broken:
        return Result(Outcome.FAILED, "broken", facts, _evidence(site, broken))
    if dead:
        return Result(Outcome.CANT_TELL, "once-broken", facts, _evidence(site, dead))
    working = {url: where for url, where in followed.items() if site.fetched[url].is_ok}
    if not working or (len(working) < ENOUGH and len(working) < len(links)):
        return Result(Outcome.CANT_TELL, "not-enough-seen")
    return Result(Outcome.PASSED, "none-broken", {"followed": len(working)}, _evidence(site, working))


def _own_links(site: SiteView) -> dict[str, tuple[PageView, Link]]:
    """The first link to each own address, the home page left out: whoever reads this was there."""
    found: dict[str, tuple[PageView, Link]] = {}
    for page in site.pages:
        for link in page.links:
            if link.url and same_site(link.url, page.url) and not _is_home(site, link.url):
                found.setdefault(link.url, (page, link))
    return found


def _is_home(site: SiteView, url: str) -> bool:
    fetch = site.fetched.get(url)
    return fetch is not None and fetch.why == "home"


def _evidence(site: SiteView, links: dict[str, tuple[PageView, Link]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(page.url, link.locator, f"HTTP {site.fetched[url].status}: {link.name} {url}", page.sha256)
        for url, (page, link) in list(links.items())[:MAX_EVIDENCE]
    )
