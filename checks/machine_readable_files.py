"""Does the site offer files that programs can read?"""

from __future__ import annotations

from collections.abc import Iterator

from checks.base import CheckOptions
from checks.data_files import is_data_file, offers_download
from checks.offers import Seen, decide, of_link
from checks.result import Evidence, Result
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
TOPICS = ("open-data",)
REASONS: dict[str, dict[str, str]] = {}


class Options(CheckOptions):
    """`formats`: endings of file names, without dot. `topics`: where such files usually lie."""

    formats: tuple[str, ...]
    topics: tuple[str, ...] = TOPICS


def check(site: SiteView, options: Options) -> Result:
    """A link to such a file on any page, or words that offer its download."""
    return decide(site, _seen(site, frozenset(f.lower() for f in options.formats)), options.topics)


def _seen(site: SiteView, formats: frozenset[str]) -> Iterator[Seen]:
    for page in site.pages:
        for link in page.links:
            name = link.name or link.hint or link.href
            if is_data_file(link.url, formats) or offers_download(name, formats):
                yield Seen(of_link(site, link, page), Evidence(page.url, link.locator, name, page.sha256))
        # What a link is called proves no more than the link.
        names = {link.name for link in page.links}
        for block in page.blocks:
            if block.place == "main" and block.text not in names and offers_download(block.text, formats):
                yield Seen("found", Evidence(page.url, block.locator, block.text, page.sha256))
