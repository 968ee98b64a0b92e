"""Does the site point to a complaint channel outside the agency: the 1111 hotline, or another body's channel?

Source: EGA guidance 2560, annex 1.4; the other bodies' numbers are ours (catalogue, dg2560-complaint-1111-link).
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.base import CheckOptions
from checks.offers import Seen, decide, of_link, of_sighting, sightings_of
from checks.phones import OVERSIGHT, SHORT
from checks.result import Evidence, Result
from checks.words import key, keyed
from crawler.reading.page_view import Block, Link, PageView
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView
from crawler.reading.urls import host_of, registrable

NEEDS = ("home",)
TOPICS = ("hotline-1111",)
REASONS: dict[str, dict[str, str]] = {}

NEAR_CHARS = 60
MANY_LINKS = 6
_COMPLAINT = "complaint"
_CENTRE = keyed(r"ดำรงธรรม|damrong(?:dham|tham|tum)|dumrong(?:dham|tham)?")
_BODIES = keyed(r"ป\.?ป\.?ช|ป\.?ป\.?ท|ผู้ตรวจการแผ่นดิน|สำนักนายกรัฐมนตรี|รัฐบาล|กระทรวง|nacc|pacc|ombudsman|1111|1567|1205|1206|1676")
_COMPLAINS = keyed(r"ร้องเรียน|ร้องทุกข์|แจ้งเบาะแส|แจ้งเรื่อง|แจ้งเหตุทุจริต|สายด่วน|complain|petition|hot ?line|whistle")
# A local body's own complaint desk often borrows the name; Traffy Fondue is the agency's own channel on a shared system.
_OWN = keyed(r"ดำรงธรรม(?:ของ)?(?:อบต|อบจ|องค์การ|เทศบาล|ทต|ทม|ตำบล|โรงเรียน|โรงพยาบาล)|traffy")
_PORTALS = ("1111.go.th",)


class Options(CheckOptions):
    pass


def check(site: SiteView, options: Options) -> Result:
    """A number with words that say what it is, a portal's address, or a link to another body's channel on its own host."""
    named = (of_sighting(site, s) for s in sightings_of(site, TOPICS, _is_other_agencys))
    return decide(site, (*_seen(site), *named), TOPICS)


def _is_other_agencys(sighting: Sighting) -> bool:
    """By the topic's names; an address alone does not say whose channel it is."""
    return sighting.strength == "label" and not _OWN.search(key(sighting.excerpt))


def _seen(site: SiteView) -> Iterator[Seen]:
    for page in site.pages:
        blocks = page.blocks
        for at, block in enumerate(blocks):
            if _is_named(block.text, _before(blocks, at)):
                yield Seen("found", Evidence(page.url, block.locator, block.text, page.sha256))
        for media in page.media:
            if media.name and _is_named(media.name, ""):
                yield Seen("found", Evidence(page.url, media.locator, media.name, page.sha256))
        for link in page.links:
            if _is_other_bodys(site, link, page):
                yield Seen(of_link(site, link, page), Evidence(page.url, link.locator, link.name or link.hint or link.href, page.sha256))


def _before(blocks: tuple[Block, ...], at: int) -> str:
    """A number often stands in a block of its own, with its name as heading or just before it."""
    return " ".join((blocks[at].heading, blocks[at - 1].text[-NEAR_CHARS:] if at else "")) if len(blocks[at].text) <= NEAR_CHARS else ""


def _is_named(text: str, before: str) -> bool:
    folded = text.casefold()
    if any(portal in folded for portal in _PORTALS):
        return True
    for match in SHORT.finditer(text):
        around = text[max(0, match.start() - NEAR_CHARS) : match.end() + NEAR_CHARS]
        if match[1] in OVERSIGHT and OVERSIGHT[match[1]].search(key(f"{around} {before}")):
            return True
    return False


def _is_other_bodys(site: SiteView, link: Link, page: PageView) -> bool:
    if link.target == "phone":
        return link.href.split(":", 1)[-1].strip() in OVERSIGHT
    host = host_of(link.url or "")
    if not host or registrable(host) in (registrable(host_of(site.capture.site.url)), registrable(host_of(page.url))):
        return False
    if any(host == p or host.endswith("." + p) for p in _PORTALS):
        return True
    words = key(f"{link.name} {link.hint}")
    if _CENTRE.search(words) or _CENTRE.search((link.url or "").casefold()):
        return True
    if _BODIES.search(words) and _COMPLAINS.search(words):
        return True
    is_channel = _COMPLAINS.search(words) or _COMPLAINT in site.lexicon.addressed(link.url or "")
    return bool(is_channel) and host.endswith(".go.th") and not _is_own_too(page, host)


def _is_own_too(page: PageView, host: str) -> bool:
    """Many different links to one host: the agency's site under another name, not a neighbour."""
    return len({k.url for k in page.links if k.url and registrable(host_of(k.url)) == registrable(host)}) >= MANY_LINKS
