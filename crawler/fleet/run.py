"""A night from its beginning to its end: created or gone on with, worked on by one process, frozen, finished, tidied up."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import shutil
import signal
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from crawler.config import CrawlOptions, Deployment
from crawler.egress import EgressOptions
from crawler.errors import OurFault
from crawler.fleet.canaries import Canaries
from crawler.fleet.captures import Captures
from crawler.fleet.local import Limits, LocalEngine
from crawler.fleet.owner import described, is_working, new_owner
from crawler.fleet.plan import Plan, options_of
from crawler.fleet.prune import prune
from crawler.fleet.sentinel import MIN_NIGHTS, WAYS, Mix, Sentinel
from crawler.fleet.tally import Tally
from crawler.fleet.view import View, duration, mix_words
from crawler.office import Office
from crawler.recorder import now
from crawler.seeds import Seed, SeedList, site_key
from crawler.store.audits import Audits
from crawler.store.database import Database
from crawler.store.errors import RunRefused
from crawler.store.mixes import Mixes
from crawler.store.rows import AuditRow, QueueRow, RunRow, SeedRow
from crawler.store.runs import Runs

HISTORY = 28  # nights that the sentinel compares with


@dataclass(frozen=True)
class Wish:
    """What a night is to be: its date, sites, options and packs."""

    run_id: str
    seeds: SeedList
    seeds_name: str
    options: CrawlOptions
    packs: tuple[str, ...]
    min_confidence: str
    engine: str = "local"


class Night:
    """Looks after runs in one store."""

    def __init__(self, database: Database, deployment: Deployment, office: Office) -> None:
        self.runs, self.audits, self.mixes = Runs(database), Audits(database), Mixes(database)
        self._database = database
        self._deployment = deployment
        self._office = office

    # --- beginning ------------------------------------------------------------------------------------------------

    def begin(self, wish: Wish) -> RunRow:
        """Create the run. Raises RunRefused when it lies before one that is there."""
        on = date.fromisoformat(wish.run_id)
        has_password = "@" in (wish.options.proxy or "")
        options = {
            # A proxy's password is never stored: such a run needs --proxy again when it is resumed.
            "crawl": {**asdict(wish.options), "proxy": None if has_password else wish.options.proxy},
            "needs_proxy": has_password,
            "packs": list(wish.packs),
            "min_confidence": wish.min_confidence,
        }
        run = RunRow(
            id=wish.run_id,
            state="running",
            cause=None,
            released=False,
            created_at=now(),
            finished_at=None,
            seconds=0.0,
            engine=wish.engine,
            options=options,
            seeds_name=wish.seeds_name,
            seeds_digest=digest(wish.seeds),
            sites=0,
        )
        return self.runs.create(run, (self._row(seed, on) for seed in wish.seeds.seeds))

    def _row(self, seed: Seed, on: date) -> SeedRow:
        return SeedRow(key=site_key(seed.url), skip=self._office.skipped(seed.host, on) or "", **vars(seed))

    # --- going on -------------------------------------------------------------------------------------------------

    def work(self, run: RunRow, proxy: str | None, limits: Limits, view: View) -> RunRow:
        """Work on it until it is finished, frozen, cancelled or the night is over. Raises RunRefused when another process does."""
        owner = self._claim(run)
        try:
            with view:
                view.say(f"{run.sites} sites from {run.seeds_name}")
                return asyncio.run(self._work(run, owner, proxy, limits, view))
        finally:
            with contextlib.suppress(OurFault):  # what stopped us may be the store itself; a later start takes over from the dead
                self.runs.leave(run.id, owner, self._worked_s)

    _worked_s = 0.0

    def _claim(self, run: RunRow) -> str:
        if is_working(run.owner, run.beat):
            raise RunRefused(f"run {run.id} is being worked on by {described(run.owner or '')}; truat run cancel {run.id} stops it")
        owner = new_owner()
        if not self.runs.claim(run.id, owner, now(), run.owner):
            raise RunRefused(f"run {run.id} was just taken by another process")
        return owner

    async def _work(self, run: RunRow, owner: str, proxy: str | None, limits: Limits, view: View) -> RunRow:
        plan = self.plan(run, proxy)
        sentinel = self._sentinel(run, plan.options)
        o = plan.options
        canaries = Canaries(self._office.canaries, EgressOptions(o.proxy, o.resolve, o.connect_to, o.allow_private))

        def noticed(row: QueueRow, result: AuditRow) -> None:
            sentinel.notice(row.site_id, row.host, result.status, is_home_rendered=result.is_home_rendered)
            if result.is_seen:
                sentinel.notice_verdicts({f"{f.rule}@{f.rule_version}": f.outcome for f in result.findings})

        tally = Tally(self.runs.totals(run.id), run.seconds, view.show, noticed)
        self._worked_s = run.seconds
        engine = LocalEngine(plan, self.runs, self.audits, owner, limits, tally, lambda _: sentinel.cause() or canaries.cause)
        watching = asyncio.create_task(canaries.watch())
        task = asyncio.current_task()
        assert task is not None
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        try:
            state = await engine.work()
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None
        finally:
            watching.cancel()
            self._worked_s = tally.worked_s
        if state == "frozen":
            self.runs.set_state(run.id, "frozen", cause=engine.cause)
        elif state == "finished":
            self._finish(run, sentinel, plan)
        return self.runs.get(run.id)

    def _finish(self, run: RunRow, sentinel: Sentinel, plan: Plan) -> None:
        mix = asdict(sentinel.mix)
        self.runs.set_state(run.id, "finished", finished_at=now(), mix={k: dict(v) for k, v in mix.items()}, seconds=self._worked_s)
        shutil.rmtree(plan.work, ignore_errors=True)
        prune(self._database, Captures(plan.captures), self._office.retention, run.id)

    def plan(self, run: RunRow, proxy: str | None) -> Plan:
        options = options_of(run.options["crawl"])
        options = replace(options, proxy=proxy or options.proxy)
        if run.options["needs_proxy"] and not options.proxy:
            raise RunRefused(f"run {run.id} was begun with a proxy that has a password, which is not stored; give --proxy again")
        captures = self._deployment.captures
        work = Path(".truat-work") if "://" in captures else Path(captures) / ".work"
        absolute = captures if "://" in captures else str(Path(captures).absolute())
        return Plan(
            run.id,
            options,
            tuple(run.options["packs"]),
            run.options["min_confidence"],
            absolute,
            str((work / run.id).absolute()),
        )

    def _sentinel(self, run: RunRow, options: CrawlOptions) -> Sentinel:
        history = [Mix(m["failing"], m["failed"]) for m in self.mixes.history(run.id, HISTORY)]
        sentinel = Sentinel(history if len(history) >= MIN_NIGHTS else (), options.render != "never", is_off=run.released)
        seen: int = 0
        for site_id, host, status, is_home_rendered in self.mixes.statuses(run.id):
            sentinel.notice(site_id, host, status, is_home_rendered=is_home_rendered)
            seen += status in ("audited", "partly-audited")
        if seen:
            verdicts = self.mixes.verdicts(run.id)
            failed = {f"{rule}@{version}": count for rule, version, outcome, count in verdicts if outcome == "failed"}
            sentinel.recall(seen, failed, {f"{rule}@{version}" for rule, version, _, _ in verdicts})
        return sentinel

    # --- what an operator does ------------------------------------------------------------------------------------

    def cancel(self, run_id: str) -> None:
        run = self.runs.get(run_id)
        if run.state not in ("running", "frozen"):
            raise RunRefused(f"run {run_id} is {run.state}; only one that is running or frozen can be cancelled")
        self.runs.set_state(run_id, "cancelled", finished_at=now())

    def release(self, run_id: str) -> int:
        """Let a frozen run go on; what failed in a network-like way is looked at once more. How many sites that is."""
        run = self.runs.get(run_id)
        if run.state != "frozen":
            raise RunRefused(f"run {run_id} is {run.state}, not frozen")
        count = self.mixes.ask_again(run_id, tuple(WAYS))
        self.runs.set_state(run_id, "running", cause=None, released=True)
        return count


def digest(seeds: SeedList) -> str:
    return hashlib.sha256(json.dumps([list(vars(s).values()) for s in seeds.seeds], ensure_ascii=False).encode()).hexdigest()


def summary_json(run: RunRow, night: Night) -> dict[str, Any]:
    """The object of contract.md, `truat nightly --json`."""
    totals = night.runs.totals(run.id)
    return {
        "run": run.id,
        "state": run.state,
        "sites": totals.sites,
        "done": totals.done,
        "statuses": dict(totals.statuses),
        "seconds": round(run.seconds, 1),
        "rendered": totals.rendered,
        "pages": totals.pages,
        "skipped": totals.skipped,
        **({"cause": run.cause} if run.cause else {}),
    }


def summary_words(data: Mapping[str, Any]) -> str:
    rate = 60 * data["done"] / data["seconds"] if data["seconds"] else 0
    lines = [
        f"run {data['run']}: {data['state']}, {data['done']} of {data['sites']} sites in {duration(data['seconds'])}"
        f" ({rate:.1f} a minute), {data['pages']} pages, {data['rendered']} home pages rendered",
        f"  {mix_words(data['statuses'])}",
    ]
    if data["skipped"]:
        lines.append(f"  {data['skipped']} left out by the skip list")
    if data.get("cause"):
        lines.append(f"  frozen: {data['cause']}")
        lines.append(f"  when that is mended, or not so: truat run release {data['run']} and truat run resume {data['run']}")
    return "\n".join(lines)
