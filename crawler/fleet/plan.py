"""What every worker of a run has to know, as plain values that travel as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import urlsplit

from crawler.config import CrawlOptions

AUDITOR = "crawler.nightly:SiteAuditor"
JOURNALS = "journal"


@dataclass(frozen=True)
class Plan:
    """`captures`: folder or fsspec URL; `work`: local folder for what is unfinished. `auditor`: dotted name of what audits a site."""

    run_id: str
    options: CrawlOptions
    packs: tuple[str, ...]
    min_confidence: str
    captures: str
    work: str
    auditor: str = AUDITOR

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Plan:
        return cls(**{**data, "options": options_of(data["options"]), "packs": tuple(data["packs"])})


def options_of(data: Mapping[str, Any]) -> CrawlOptions:
    """Crawl options as JSON left them: lists become tuples again; what a newer truat added has its default."""
    known = {f.name for f in fields(CrawlOptions)}
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in known}
    return CrawlOptions(**values)


@dataclass(frozen=True)
class Order:
    """One site to audit. `spent`: requests that its first round used up of the night's budget."""

    site_id: int
    url: str
    host: str
    name_th: str
    name_en: str
    org_type: str
    is_second: bool = False
    spent: int = 0

    @property
    def folder(self) -> str:
        """The name of its folder below the run's: host, and port where it is not the usual one."""
        return folder_name(self.url)


def folder_name(url: str) -> str:
    return urlsplit(url).netloc.replace(":", "_").strip("[]").replace("]", "")
