"""Does the site say how to reach the agency: its postal address, and a telephone number or e-mail address?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from checks.base import CheckOptions
from checks.contact_data import address_in, address_with_reach, phone_or_email
from checks.offers import Seen, decide
from checks.outcome import Outcome
from checks.parts import footer_of, home_views, known, shown, views_of
from checks.result import Evidence, Result
from crawler.reading.page_view import Block, PageView
from crawler.reading.site_view import SiteView
from crawler.reading.text import cut

NEEDS = ("home",)
ADDRESS_SHOWN = 110  # characters, so that what follows is shown, too
REASONS = {
    "footer-unclear": {
        "th": "หน้าแรกมีข้อมูลติดต่อ แต่ระบบแยกไม่ออกว่าส่วนใดเป็นส่วนล่างของหน้า จึงยังไม่ตัดสิน",
        "en": "The home page shows contact data, but where its footer begins is not clear.",
    },
    "address-only": {
        "th": "พบที่อยู่ของหน่วยงาน แต่ไม่พบหมายเลขโทรศัพท์หรืออีเมลในหน้าที่ระบบเปิดดู",
        "en": "The agency's address was found, but no telephone number or e-mail address on the pages that were read.",
    },
    "no-address": {
        "th": "พบหมายเลขโทรศัพท์หรืออีเมล แต่ไม่พบที่อยู่ของหน่วยงานในหน้าที่ระบบเปิดดู",
        "en": "A telephone number or e-mail address was found, but no postal address on the pages that were read.",
    },
}


class Options(CheckOptions):
    """`where`: site asks for address and telephone or e-mail anywhere; footer for any of them in the home page's footer."""

    where: Literal["site", "footer"] = "site"


def check(site: SiteView, options: Options) -> Result:
    """Text that a visitor can read or copy, and links that dial or write; text inside images does not count."""
    if options.where == "footer":
        return _footer(site)
    if together := next(_together(site), None):
        return decide(site, [together], ())
    addresses: list[Seen] = []
    is_reachable = False
    for view in views_of(site):
        reached = phone_or_email(view.blocks, view.links)
        is_reachable = is_reachable or reached is not None
        if address := _address(view, view.blocks):
            addresses.append(address)
            if reached:
                return decide(site, [shown(view, address.evidence.locator, _both(address.evidence.excerpt, reached[1]))], ())
    return _missing(site, addresses, is_reachable=is_reachable)


def _together(site: SiteView) -> Iterator[Seen]:
    """Addresses with a telephone number or e-mail address beside them: what shows best that they are the agency's."""
    for view in views_of(site):
        if found := address_with_reach(view.blocks):
            locator, address, reached = found
            yield shown(view, locator, _both(address, reached))


def _both(address: str, reached: str) -> str:
    return f"{cut(address, ADDRESS_SHOWN)} … {reached}"


def _missing(site: SiteView, addresses: list[Seen], *, is_reachable: bool) -> Result:
    """Which half is missing, once enough was seen; a contact page that was not opened may hold it."""
    topics = known(site, ("contact",))
    if unread := _unread_contact_pages(site, topics):
        return Result(Outcome.CANT_TELL, "not-enough-seen", evidence=unread)
    result = decide(site, (), topics)
    if result.reason != "not-found":
        return result
    if addresses:
        return replace(result, reason="address-only", evidence=tuple(a.evidence for a in addresses[:2]))
    return replace(result, reason="no-address") if is_reachable else result


def _unread_contact_pages(site: SiteView, topics: tuple[str, ...]) -> tuple[Evidence, ...]:
    sightings = [
        s for t in topics for s in site.sightings.get(t, ()) if s.strength == "label" and s.link is not None and s.link.target == "page"
    ]
    unread = [s for s in sightings if s.link is not None and site.page_at(s.link.url) is None]
    return tuple(Evidence(s.page.url, s.locator, s.excerpt, s.page.sha256) for s in unread[:2])


def _footer(site: SiteView) -> Result:
    """Not found only where it is clear what the footer is, or where the home page has nothing of the kind at all."""
    result = decide(site, _in_footer(site), ())
    if result.outcome is Outcome.FAILED and not all(footer_of(v).is_marked for v in home_views(site)):
        anywhere = [shown(v, *found) for v in home_views(site) if (found := phone_or_email(v.blocks, v.links) or address_in(v.blocks))]
        if anywhere:
            return Result(Outcome.CANT_TELL, "footer-unclear", evidence=(anywhere[0].evidence,))
    return result


def _in_footer(site: SiteView) -> Iterator[Seen]:
    for view in home_views(site):
        footer = footer_of(view)
        if reached := phone_or_email(footer.blocks, footer.links):
            yield shown(view, *reached)
        elif address := _address(view, footer.blocks):
            yield address


def _address(page: PageView, blocks: tuple[Block, ...]) -> Seen | None:
    found = address_in(blocks)
    return shown(page, *found) if found else None
