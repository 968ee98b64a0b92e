"""Is the administrators' log-in linked from public pages, or open on one?"""

from __future__ import annotations

from collections.abc import Iterator

from checks.accounts import is_admin_name, is_default_entrance, is_likely_entrance, may_be_entrance, password_forms
from checks.base import MAX_EVIDENCE, CheckOptions, pages_looked_at
from checks.offers import is_gone
from checks.outcome import Outcome
from checks.result import Evidence, Result
from crawler.reading.page_view import Link, PageView
from crawler.reading.site_view import SiteView
from crawler.reading.urls import same_site

NEEDS = ("home",)
REASONS = {
    "linked": {
        "th": "หน้าสาธารณะมีลิงก์หรือแบบฟอร์มเข้าสู่ระบบของผู้ดูแลเว็บไซต์ {entrances} แห่ง",
        "en": "Public pages show {entrances} entrance(s) to the administrators' log-in.",
    },
    "not-linked": {
        "th": "ไม่พบลิงก์ไปยังหน้าเข้าสู่ระบบของผู้ดูแลเว็บไซต์ในหน้าที่เปิดดู",
        "en": "No link to the administrators' log-in on the pages that were read.",
    },
    "restricted": {
        "th": "มีลิงก์ไปยังส่วนของผู้ดูแลเว็บไซต์ แต่เครื่องแม่ข่ายไม่เปิดให้บุคคลทั่วไปเข้า",
        "en": "A link to the administrators' part exists, but the server does not let the public in.",
    },
    "perhaps-linked": {
        "th": "มีลิงก์ที่อาจเป็นทางเข้าของผู้ดูแลเว็บไซต์ แต่ระบบไม่ได้เปิดดูหน้าปลายทาง",
        "en": "A link may lead to the administrators' log-in; the page behind it was not opened.",
    },
}

_REFUSED = (401, 403, 407, 451)


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """No log-in is tried. A link counts by its target where that was opened, else by a default address or by words and address together."""
    states: dict[str, list[Evidence]] = {"linked": [], "restricted": [], "perhaps-linked": []}
    for page, link in _suspects(site):
        states[_judge(site, link)].append(Evidence(page.url, link.locator, f"{link.name or link.hint} {link.url}", page.sha256))
    states["linked"] += _open_forms(site)
    for reason, outcome in (("linked", Outcome.FAILED), ("perhaps-linked", Outcome.CANT_TELL), ("restricted", Outcome.PASSED)):
        if evidence := states[reason]:
            return Result(outcome, reason, {"entrances": len(evidence)}, tuple(evidence[:MAX_EVIDENCE]))
    if site.home is None or site.home.is_shell:
        return Result(Outcome.CANT_TELL, "not-enough-seen")
    return Result(Outcome.PASSED, "not-linked", evidence=pages_looked_at(site))


def _suspects(site: SiteView) -> Iterator[tuple[PageView, Link]]:
    """Each address once, from the first page that links to it."""
    seen: set[str] = set()
    for page in (p for p in site.pages if not is_default_entrance(p.url)):
        for link in page.links:
            if link.url is None or link.target != "page" or link.url in seen or not same_site(link.url, page.url):
                continue
            if is_default_entrance(link.url) or may_be_entrance(page, link):
                seen.add(link.url)
                yield page, link


def _judge(site: SiteView, link: Link) -> str:
    fetch = site.fetched.get(link.url or "")
    target = site.page_at(link.url)
    if target is not None:
        return "linked" if any(password_forms(target)) else "perhaps-linked"
    if fetch is not None:
        return "restricted" if fetch.status in _REFUSED or is_gone(fetch) else "perhaps-linked"
    is_named = is_admin_name(link.name or link.hint)
    return "linked" if is_default_entrance(link.url) or (is_named and is_likely_entrance(link.url)) else "perhaps-linked"


def _open_forms(site: SiteView) -> list[Evidence]:
    """Log-in forms whose own words say that they are the administrators'."""
    found = []
    for page in site.pages:
        for form in password_forms(page):
            if any(map(is_admin_name, (form.name, page.title, *form.buttons))) or is_default_entrance(page.url):
                found.append(Evidence(page.url, form.locator, form.name or page.title, page.sha256))
    return found
