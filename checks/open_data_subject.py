"""Is a dataset of one subject offered as open data?"""

from __future__ import annotations

from collections.abc import Iterator

from checks.base import MAX_EVIDENCE, CheckOptions
from checks.data_files import FORMATS, is_data_file, offers_download
from checks.offers import Seen, decide, of_sighting, sightings_of
from checks.outcome import Outcome
from checks.result import Result
from checks.topic_pages import pages_of
from crawler.reading.sightings import Sighting
from crawler.reading.site_view import SiteView

NEEDS = ("home",)
OPENFORMATS = "open-data"
TOPICS = (OPENFORMATS,)
REASONS = {
    "ordinary-page": {
        "th": "เว็บไซต์มีเนื้อหาเรื่องนี้ แต่ไม่เห็นว่าเป็นชุดข้อมูลเปิดที่ดาวน์โหลดไปใช้ได้ ระบบจึงยังตัดสินไม่ได้",
        "en": "The site writes about this subject, but not visibly as a dataset to download, so nothing is decided.",
    },
}


class Options(CheckOptions):
    topic: str


def check(site: SiteView, options: Options) -> Result:
    """The subject's name on a data file, or inside the open data section."""
    named = sightings_of(site, (options.topic,))
    datasets = list(_datasets(site, named))
    if datasets or not named:
        return decide(site, datasets, (options.topic, OPENFORMATS))
    evidence = tuple(of_sighting(site, s).evidence for s in named[:MAX_EVIDENCE])
    return Result(Outcome.CANT_TELL, "ordinary-page", evidence=evidence)


def _datasets(site: SiteView, named: list[Sighting]) -> Iterator[Seen]:
    section = {p.url for p in pages_of(site, (OPENFORMATS,)).pages}
    for sighting in named:
        if (sighting.page.url in section and sighting.place == "main") or _is_data(sighting) or _is_under_open_data(site, sighting):
            yield of_sighting(site, sighting)


def _is_data(sighting: Sighting) -> bool:
    link = sighting.link
    return link is not None and (is_data_file(link.url, FORMATS) or offers_download(link.name, FORMATS))


def _is_under_open_data(site: SiteView, sighting: Sighting) -> bool:
    link = sighting.link
    above = (*link.path, link.heading) if link is not None else ()
    return any(OPENFORMATS in site.lexicon.topics_in(name) for name in above)
