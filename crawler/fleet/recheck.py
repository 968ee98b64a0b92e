"""Judges a night's captures again with today's rules: without network, on all cores, and with an account of what changed."""

from __future__ import annotations

import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from crawler.errors import CrawlerError
from crawler.fleet.owner import described, is_working
from crawler.fleet.plan import Plan
from crawler.fleet.result import reduced
from crawler.fleet.run import Night
from crawler.fleet.worker import load
from crawler.store.errors import RunRefused
from crawler.store.rejudged import Rejudged

REJUDGE = "crawler.nightly:rejudge"
AHEAD = 4  # captures handed out ahead, a process
SHOWN = 20


@dataclass
class Changes:
    """`verdicts`: how often a rule's outcome became another. `missing`: captures that are gone or damaged."""

    sites: int = 0
    changed_sites: int = 0
    verdicts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    missing: int = 0

    def to_json(self) -> dict[str, Any]:
        verdicts = [{"rule": rule, "before": a, "after": b, "sites": n} for (rule, a, b), n in sorted(self.verdicts.items())]
        return {"sites": self.sites, "changed_sites": self.changed_sites, "missing": self.missing, "verdicts": verdicts}

    def words(self, run_id: str) -> str:
        lines = [
            f"run {run_id}: {self.sites} captures judged again, {self.changed_sites} sites changed, {self.missing} captures not to be had"
        ]
        lines += [f"  {rule}: {a} → {b} on {n} sites" for (rule, a, b), n in self.verdicts.most_common(SHOWN)]
        return "\n".join(lines)


def recheck_run(night: Night, plan: Plan, jobs: int) -> Changes:
    """Raises RunRefused when the run is being worked on, or is not the newest: verdicts are kept in the order of nights."""
    run = night.runs.get(plan.run_id)
    if is_working(run.owner, run.beat):
        raise RunRefused(f"run {run.id} is being worked on by {described(run.owner or '')}; wait until it is done")
    newest = night.runs.all(1)[0]
    if newest.id != run.id:
        raise RunRefused(f"only the newest run ({newest.id}) can be judged again: later nights rest on the verdicts of {run.id}")
    store = Rejudged(night.audits.database)
    places = store.places(run.id)
    changes = Changes()
    with _progress() as progress, ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        task = progress.add_task("judging", total=len(places))
        for site_id, place, done in _judged(pool, plan, places, jobs * AHEAD):
            _take_in(store, run.id, site_id, place, done, changes)
            progress.advance(task)
    return changes


def _judged(
    pool: ProcessPoolExecutor, plan: Plan, places: list[tuple[int, str]], ahead: int
) -> Iterator[tuple[int, str, Future[dict[str, Any]]]]:
    rejudge, data = load(REJUDGE), plan.to_json()
    left = iter(places)
    under_way: dict[Future[dict[str, Any]], tuple[int, str]] = {}
    while True:
        for site_id, place in islice(left, ahead - len(under_way)):
            under_way[pool.submit(rejudge, data, place)] = (site_id, place)
        if not under_way:
            return
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            yield *under_way.pop(future), future


def _take_in(store: Rejudged, run_id: str, site_id: int, place: str, done: Future[dict[str, Any]], changes: Changes) -> None:
    try:
        result = reduced(done.result(), place)
    except CrawlerError:
        changes.missing += 1
        return
    differing = store.replace(run_id, site_id, result)
    changes.sites += 1
    changes.changed_sites += bool(differing)
    changes.verdicts.update(differing)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
