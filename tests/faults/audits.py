"""Audits every case against the running fault server, in one reactor, and writes what came of each.

python -m tests.faults.audits PORTS_JSON OUT_JSON [ID…]
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typer
from scrapy.crawler import AsyncCrawlerRunner

from crawler import cli, pipeline, reactor
from crawler.artifacts import Site
from crawler.config import CrawlOptions, Deployment
from crawler.egress import Egress, EgressOptions
from crawler.pipeline import RuleBook, load_rule_book
from crawler.session import Session, rules_folder
from tests.faults.cases import CASES, Case

AT_ONCE = 10
SCRIPTED_AT_ONCE = 3  # they share one browser, and some of them keep it busy
OPTIONS = CrawlOptions(max_pages=13, max_requests=30, max_seconds=300, timeout_s=2, delay_s=0)


def egress_options(ports: dict[str, int], cases: Iterable[Case]) -> EgressOptions:
    """Where each host's ports are; the address guard stays as it is for everything but this machine."""
    detours = []
    for case in cases:
        http = ports[{"server": "http"}.get(case.port, case.port)]
        tls = ports[case.tls if case.tls in ports else "tls"] if case.port == "server" else http
        for host in (case.host, f"www.{case.host}"):
            detours += [f"{host}:80:{host}:{http}", f"{host}:443:{host}:{tls}"]
    return EgressOptions(connect_to=tuple(detours), allow_private=("127.0.0.0/8",))


async def lookup(host: str) -> tuple[str, ...]:
    """A resolver that knows the table."""
    case = CASES.get(host.removeprefix("www.").removesuffix(".go.th"))
    if host.startswith("intranet.") or (case is not None and case.dns == "private"):
        return ("10.11.12.13",)
    if case is None or case.dns == "unknown":
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    if case.dns == "silent":
        raise socket.gaierror(socket.EAI_AGAIN, "no resolver answers")
    return ("127.0.0.1",)


async def audit_all(runner: AsyncCrawlerRunner, cases: list[Case], ports: dict[str, int], book: RuleBook) -> dict[str, Any]:
    async with _session(cases, ports, book) as session:
        turns, browser_turns = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(SCRIPTED_AT_ONCE)
        one_by_one = [_audit(runner, session, case, book, browser_turns if case.is_scripted else turns) for case in cases]
        return dict(zip([c.id for c in cases], await asyncio.gather(*one_by_one), strict=True))


def _session(cases: list[Case], ports: dict[str, int], book: RuleBook) -> Session:
    session = Session(OPTIONS, Deployment(), book.lexicon, book.conditions)
    session.egress = Egress(egress_options(ports, cases), lookup=lookup)
    return session


async def _audit(runner: AsyncCrawlerRunner, session: Session, case: Case, book: RuleBook, turns: asyncio.Semaphore) -> dict[str, Any]:
    async with turns:
        started = time.monotonic()
        captured = await pipeline.capture_site(session, Site(case.url, case.host), book.wanted, runner)
        looked = time.monotonic() - started
        audit = await asyncio.get_running_loop().run_in_executor(None, pipeline.judge, captured.capture, book)
        data = pipeline.to_json(audit, book)
        return {"audit": data, "exit": exit_code(data), "seconds": looked, "read": [p.url for p in audit.site.pages]}


def exit_code(data: dict[str, Any]) -> int:
    try:
        cli._exit(data, None)
    except typer.Exit as ended:
        return int(ended.exit_code)


def main(ports_json: str, out: str, *ids: str) -> None:
    book = load_rule_book(rules_folder(), ["all"])
    ports = json.loads(ports_json)
    chosen = [c for c in CASES.values() if not ids or c.id in ids]
    # A resolver that answered once is trusted: the case of a machine without any is looked at by itself.
    groups = [[c for c in chosen if c.dns == "silent"], [c for c in chosen if c.dns != "silent"]]

    async def everything(runner: AsyncCrawlerRunner) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for group in filter(None, groups):
            found |= await audit_all(runner, group, ports, book)
        return found

    found = reactor.run(everything, reactor.scrapy_settings(OPTIONS, Deployment().user_agent))
    Path(out).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
