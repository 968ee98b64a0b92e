"""Domain names in Thai letters that a capture shows, and whether they are the agency's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.result import Evidence
from crawler.reading.site_view import SiteView
from crawler.reading.text import match_key
from crawler.reading.urls import host_of, same_site

THAI_TLD = "xn--o3cw4h"  # .ไทย
MIN_LABEL_CHARS = 3
_IN_TEXT = re.compile(r"(?:[ก-๛a-zA-Z0-9-]{2,63}\.)+ไทย(?![ก-๛])")


@dataclass(frozen=True)
class ThaiName:
    name: str
    evidence: Evidence


def thai_names_seen(site: SiteView) -> tuple[tuple[ThaiName, ...], tuple[ThaiName, ...]]:
    """The agency's own names, and those that may be somebody else's: a list of links holds many agencies."""
    own = [*_of_the_host(site), *_of_the_certificate(site), *_of_redirects(site), *_of_alternates(site)]
    others: list[ThaiName] = []
    for seen in (*_of_links(site), *_of_text(site)):
        (own if _is_named_after(site, seen.name) or _leads_here(site, seen) else others).append(seen)
    return tuple(own), tuple(others)


def _named(host: str, evidence: Evidence) -> Iterator[ThaiName]:
    if host.rsplit(".", 1)[-1] in (THAI_TLD, "ไทย"):
        yield ThaiName(_in_thai(host.removeprefix("*.").removeprefix("www.")), evidence)


def _in_thai(host: str) -> str:
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _of_the_host(site: SiteView) -> Iterator[ThaiName]:
    yield from _named(site.capture.site.host, Evidence(site.capture.site.url, "host", site.capture.site.host))


def _of_the_certificate(site: SiteView) -> Iterator[ThaiName]:
    if site.tls is not None and not site.tls.verify_error:
        for name in site.tls.names:
            yield from _named(name, Evidence(f"https://{site.tls.host}/", "certificate", name))


def _of_redirects(site: SiteView) -> Iterator[ThaiName]:
    for fetch in site.capture.fetches:
        if fetch.kind in ("fact", "page"):
            for hop in fetch.redirects:
                for url in (hop.url, hop.location):
                    yield from _named(host_of(url), Evidence(hop.url, "Location", url))


def _of_alternates(site: SiteView) -> Iterator[ThaiName]:
    for page in site.pages:
        canonical = [content for name, content in page.metas if name == "og:url"]
        for url in (*(url for _, url in page.alternates), *canonical):
            yield from _named(host_of(url), Evidence(page.url, "link alternate", url, page.sha256))


def _of_links(site: SiteView) -> Iterator[ThaiName]:
    for page in site.pages:
        for link in page.links:
            if link.url and THAI_TLD in link.url:
                yield from _named(host_of(link.url), Evidence(page.url, link.locator, link.url, page.sha256))


def _of_text(site: SiteView) -> Iterator[ThaiName]:
    for page in site.pages:
        for block in page.blocks:
            for match in _IN_TEXT.finditer(block.text):
                yield ThaiName(match[0], Evidence(page.url, block.locator, match[0], page.sha256))


def _is_named_after(site: SiteView, name: str) -> bool:
    """The name's first label stands in what the site calls itself."""
    home = site.home
    label = match_key(name.split(".")[0])
    names = (site.capture.site.name_th or "", *((home.title, home.name) if home else ()))
    return len(label) >= MIN_LABEL_CHARS and any(label in match_key(n).replace(" ", "") for n in names)


def _leads_here(site: SiteView, seen: ThaiName) -> bool:
    """Somebody followed it and came back to this site."""
    return any(
        f.kind == "offsite" and _in_thai(host_of(f.url)).removeprefix("www.") == seen.name and same_site(f.final_url, site.capture.site.url)
        for f in site.capture.fetches
    )
