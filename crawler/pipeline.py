"""One site from start to end: capture, check, report. One of the two modules that know every package."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner

from checks import status as status_
from checks.errors import RuleError
from checks.finding import Finding
from checks.rule import Pack, Rule, load_pack, pack_folders, topic_folders, topics_of
from checks.runner import run
from checks.score import Score, score
from crawler import reactor
from crawler.artifacts import Capture, Site
from crawler.capture import read_capture, write_aside, write_capture
from crawler.condition import Conditions, load_conditions
from crawler.config import CrawlOptions, Deployment, tool_version
from crawler.egress import EgressOptions, parse
from crawler.egress.addresses import literal
from crawler.errors import ConfigurationError, OurFault
from crawler.marking import marked
from crawler.reading.read import PageReader, site_view
from crawler.reading.site_view import SiteView
from crawler.recorder import Recorder
from crawler.rendering import chromium
from crawler.session import Session
from crawler.spiders.site import SiteSpider
from crawler.topics import Lexicon, load_lexicon
from crawler.visit import Progress
from reports.render import render_report
from reports.rule_words import PackWords, RuleWords

log = logging.getLogger(__name__)
SCHEMA = "truat.audit/1"
AUDIT_NAME = "audit.json"
CAPTURE_FOLDER = "capture"


@dataclass(frozen=True)
class RuleBook:
    """Everything that judging needs and that people write: packs, rules, topics, signatures and the words of each status."""

    packs: tuple[Pack, ...]
    rules: tuple[Rule, ...]
    lexicon: Lexicon
    conditions: Conditions
    status_words: Mapping[str, status_.StatusWords]

    @property
    def wanted(self) -> frozenset[str]:
        return topics_of(self.rules)


def load_rule_book(folder: Path, names: Iterable[str] = ()) -> RuleBook:
    """Load packs by name: the default ones without names, every one with “all”. Raises RuleError."""
    folders = pack_folders(folder)
    wanted = [n for name in names for n in name.split(",") if n]
    for name in wanted:
        if name != "all" and name not in folders:
            raise RuleError(f"there is no pack “{name}”; there are {', '.join(folders)}, and all")
    chosen = list(folders) if "all" in wanted else wanted
    loaded = (
        [load_pack(folders[name]) for name in dict.fromkeys(chosen)]
        if chosen
        else [p for p in map(load_pack, folders.values()) if p[0].default]
    )
    loaded.sort(key=lambda p: (not p[0].default, p[0].id != "gws2", p[0].id))
    return RuleBook(
        packs=tuple(pack for pack, _ in loaded),
        rules=tuple(rule for _, rules in loaded for rule in rules),
        lexicon=load_lexicon(*topic_folders(folder)),
        conditions=load_conditions(folder / "conditions"),
        status_words=status_.load_status_words(folder / "status.yaml"),
    )


# --- capture ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Captured:
    """A capture, its pictures, and the reader that has already parsed its pages."""

    capture: Capture
    pictures: Mapping[str, bytes]
    reader: PageReader


def look(site: Site, options: CrawlOptions, deployment: Deployment, book: RuleBook, folder: Path, progress: Progress) -> Captured:
    """Look at one site, in a reactor of its own. Raises ConfigurationError; what is our fault is in the capture."""
    refuse_private(site, options)
    if options.render != "never":
        try:
            chromium.require(deployment.chromium)
        except OurFault as error:
            return Captured(faulty_capture(site, options, error), {}, PageReader())

    async def main(runner: AsyncCrawlerRunner) -> Captured:
        async with Session(options, deployment, book.lexicon, book.conditions) as session:
            return await capture_site(session, site, book.wanted, runner, progress)

    with _own_signals():
        return reactor.run(main, reactor.scrapy_settings(options, deployment.user_agent))


@contextmanager
def _own_signals() -> Iterator[None]:
    """An event loop takes the signals over and leaves handlers that do nothing; give them back, for there is still work to interrupt."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        before = dict.fromkeys(before, signal.SIG_IGN)  # heard once is enough: what follows only tidies up
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def refuse_private(site: Site, options: CrawlOptions) -> None:
    """A literal address that is not public is a matter of wrong use, said before anything is done. Raises ConfigurationError."""
    routes = parse(EgressOptions(options.proxy, options.resolve, options.connect_to, options.allow_private))
    address = literal(site.host)
    if address is not None and not routes.guard.permits(address):
        raise ConfigurationError(f"{site.host} is not a public address; add --allow-private {site.host} if you mean it")


async def capture_site(
    session: Session, site: Site, wanted: frozenset[str], runner: AsyncCrawlerRunner, progress: Progress | None = None
) -> Captured:
    """Look at one site with what a session shares: one site, one Scrapy crawl."""
    visit = session.visit(site, wanted, progress)
    await runner.crawl(SiteSpider, visit=visit)
    if (task := asyncio.current_task()) is not None and task.cancelling():
        raise asyncio.CancelledError  # Scrapy's engine takes a cancellation for an ordinary end
    return Captured(visit.recorder.capture(visit.elapsed), visit.pictures, visit.reader)


def faulty_capture(site: Site, options: CrawlOptions, error: OurFault) -> Capture:
    """What is left of a look that we could not take: nothing seen, and why."""
    recorder = Recorder(site, tool_version(), options.max_pages, options.proxy is not None)
    recorder.our_fault = str(error)
    return recorder.capture(0.0)


def store(captured: Captured, out: Path) -> None:
    """Write the capture, and take away the pictures of one that it replaces."""
    write_capture(captured.capture, out / CAPTURE_FOLDER, captured.pictures)
    for picture in _stored_pictures(out):
        if picture.name not in captured.pictures:
            picture.unlink()


# --- check --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Audit:
    """A judged capture."""

    site: SiteView
    decision: status_.Decision
    findings: tuple[Finding, ...]
    score: Score | None

    @property
    def is_seen(self) -> bool:
        return self.decision.status in status_.SEEN


def judge(capture: Capture, book: RuleBook, *, reader: PageReader | None = None, min_confidence: str = "low") -> Audit:
    """Pure: the same capture and the same rules give the same audit."""
    reader = reader or PageReader()
    site = site_view(marked(capture, book.conditions, reader), book.lexicon, reader)
    decision = status_.decide(site)
    is_seen = decision.status in status_.SEEN
    findings = run(book.rules, site, is_seen=is_seen, min_confidence=min_confidence)
    return Audit(site, decision, findings, score(findings) if is_seen else None)


def to_json(audit: Audit, book: RuleBook) -> dict[str, Any]:
    """audit.json as contract.md has it."""
    capture = audit.site.capture
    words = book.status_words[audit.decision.status]
    reason = None
    if audit.decision.status != "audited":
        reason = {
            "detail": audit.decision.detail,
            "th": f"{words.cause.th} {words.remedy.th}",
            "en": f"{words.cause.en} {words.remedy.en}",
            "title": words.title.model_dump(),
            "cause": words.cause.model_dump(),
            "remedy": words.remedy.model_dump(),
        }
    home = capture.home
    return {
        "schema": SCHEMA,
        "tool": {"name": "truat", "version": tool_version()},
        "site": {
            "url": capture.site.url,
            "final_url": home.final_url if home else capture.site.url,
            "host": capture.site.host,
            "name_th": capture.site.name_th,
            "org_type": capture.site.org_type,
        },
        "status": audit.decision.status,
        "status_reason": reason,
        "started_at": capture.started_at,
        "finished_at": capture.finished_at,
        "packs": [{"id": p.id, "version": p.version, "rules": sum(r.pack == p.id for r in book.rules)} for p in book.packs],
        "score": _score_json(audit.score),
        "footprint": _footprint(audit),
        "pages": _pages(audit),
        "skipped": [asdict(s) for s in capture.skipped],
        "findings": [_finding_json(f) for f in audit.findings],
    }


def _score_json(result: Score | None) -> dict[str, Any] | None:
    if result is None or result.site is None:
        return None
    parts = [{"pack": c.pack, "component": c.component, **asdict(c.interval)} for c in result.components]
    return {**asdict(result.site), "components": parts}


def _footprint(audit: Audit) -> dict[str, Any]:
    capture = audit.site.capture
    print_ = capture.footprint
    rendered = len({r.url for r in capture.renderings if r.dom_sha256})
    return {
        "requests": print_.requests,
        "subrequests": print_.subrequests,
        "bytes": print_.bytes,
        "pages": len(audit.site.pages),
        "rendered": rendered,
        "seconds": print_.seconds,
    }


def _pages(audit: Audit) -> list[dict[str, Any]]:
    rendered = {r.url for r in audit.site.capture.renderings if r.dom_sha256}
    return [
        {
            "url": f.final_url,
            "status": f.status,
            "rendered": f.final_url in rendered,
            "why": f.why,
            **({"fault": f.fault} if f.fault else {}),
            **({"condition": f.condition} if f.condition else {}),
        }
        for f in audit.site.capture.fetches
        if f.kind == "page"
    ]


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "outcome": finding.outcome.value}


def read_and_judge(folder: Path, book: RuleBook, *, min_confidence: str = "low") -> Audit:
    """Judge a stored capture again; no network."""
    return judge(read_capture(folder), book, min_confidence=min_confidence)


# --- report -------------------------------------------------------------------------------------------------------


def rule_words(book: RuleBook) -> dict[str, RuleWords]:
    """The words of every rule, as reports take them."""
    return {r.id: _rule_words(r) for r in book.rules}


def _rule_words(rule: Rule) -> RuleWords:
    return RuleWords(
        title=rule.title.model_dump(),
        failure_title=rule.failure_title.model_dump(),
        why=rule.why.model_dump(),
        fix=rule.fix.model_dump(),
        question=rule.options.get("question"),
        document=rule.source.document,
        clause=rule.source.clause,
        url=rule.source.url or "",
        related=rule.related,
    )


def pack_words(book: RuleBook) -> dict[str, PackWords]:
    """The words of every pack, as reports take them."""
    return {
        p.id: PackWords(p.title.model_dump(), p.version, p.status.model_dump(), {c.id: c.title.model_dump() for c in p.components})
        for p in book.packs
    }


def html_report(data: Mapping[str, Any], book: RuleBook, lang: str, picture: bytes | None) -> str:
    return render_report(data, rule_words(book), pack_words(book), lang=lang, picture=picture)  # type: ignore[arg-type]


def picture_of(captured: Captured) -> bytes | None:
    """The picture of the home page, None when none was taken."""
    return next(iter(captured.pictures.values()), None)


def stored_picture(out: Path) -> bytes | None:
    """The same from an audit's folder."""
    pictures = _stored_pictures(out)
    return pictures[0].read_bytes() if pictures else None


def _stored_pictures(out: Path) -> list[Path]:
    return sorted((out / CAPTURE_FOLDER).glob("page-*.jpg"))


def write_audit(data: Mapping[str, Any], out: Path) -> None:
    write_aside(out / AUDIT_NAME, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())
