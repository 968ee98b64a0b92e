"""The embedded engine: this process hands sites to worker processes of this machine and is the only one that writes results."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from crawler.egress import Egress, EgressFault, EgressOptions
from crawler.errors import OurFault
from crawler.fleet.child import Child
from crawler.fleet.plan import Order, Plan
from crawler.fleet.result import from_json, is_passing
from crawler.fleet.tally import Tally
from crawler.fleet.turns import MAX_CRASHES, Turns
from crawler.recorder import now
from crawler.store.audits import Audits
from crawler.store.errors import StoreFull, StoreGone, StoreLocked
from crawler.store.rows import AuditRow, QueueRow, RunState
from crawler.store.runs import Runs

log = logging.getLogger(__name__)
T = TypeVar("T")

WINDOW = 64  # sites taken from the store ahead of what is going on, so that their names are resolved in time
MAX_BLOCKED = 2000  # that many wait for a shared address before we wait too
RESOLVED_AT_ONCE = 40
BEAT_S = 5.0
WATCH_S = 2.0  # between two looks at the whole, which cost more the longer the night
STUCK_S = 180.0  # beyond the time that a look may take: judging and storing are over long before
STORE_PATIENCE_S = 60.0  # a database that is gone or locked may come back
GRACE_S = 0.8  # for workers to end before they are ended
STARTS_IN_VAIN = 3


class Broken(OurFault):
    """This machine cannot go on; what was done is stored, and the run can be started again."""


@dataclass(frozen=True)
class Limits:
    """`jobs`: worker processes; `sites_each`: sites that one of them looks at at once. `may_begin`: whether new sites may be begun now."""

    jobs: int
    sites_each: int
    may_begin: Callable[[], bool] = lambda: True


class LocalEngine:
    """Works on one run until nothing is left, or somebody or something stops it."""

    def __init__(
        self, plan: Plan, runs: Runs, audits: Audits, owner: str, limits: Limits, tally: Tally, watch: Callable[[Tally], str | None]
    ) -> None:
        self._plan = plan
        self._runs = runs
        self._audits = audits
        self._owner = owner
        self._limits = limits
        self._tally = tally
        self._watch = watch
        self._turns = Turns()
        self._children: list[Child] = []
        self._said: asyncio.Queue[tuple[Child, dict[str, Any]]] = asyncio.Queue()
        self._database = ThreadPoolExecutor(1, thread_name_prefix="store")  # so that a slow database stops no worker's pipe
        o = plan.options
        self._names = Egress(EgressOptions(o.proxy, o.resolve, o.connect_to, o.allow_private))
        self._is_dry = False
        self._in_vain = 0
        self._watched = 0.0
        self.cause: str | None = None

    async def work(self) -> RunState:
        """finished, frozen (see `cause`), cancelled, or running where the night ended first. Raises Broken and StoreFault."""
        beats = asyncio.create_task(self._beat())
        try:
            return await self._until_done(beats)
        finally:
            beats.cancel()
            await self._stop_children()
            self._database.shutdown(wait=False, cancel_futures=True)

    # --- the loop -------------------------------------------------------------------------------------------------

    async def _until_done(self, beats: asyncio.Task[RunState]) -> RunState:
        while True:
            may_begin = self._limits.may_begin()
            if may_begin:
                await self._fill()
                await self._hand_out()
            if not self._turns.going and (not may_begin or not len(self._turns)):
                self.cause = self._watch(self._tally)
                return "frozen" if self.cause else "finished" if may_begin else "running"
            if ended := await self._listen(beats):
                return ended

    async def _listen(self, beats: asyncio.Task[RunState]) -> RunState | None:
        try:
            child, message = await asyncio.wait_for(self._said.get(), 1.0)
            await self._heard(child, message)
            while not self._said.empty():
                await self._heard(*self._said.get_nowait())
        except TimeoutError:
            pass
        if beats.done():
            return beats.result()
        self._end_stuck()
        self._tally.tick()
        if time.monotonic() - self._watched >= WATCH_S:
            self._watched = time.monotonic()
            self.cause = self._watch(self._tally)
        return "frozen" if self.cause else None

    async def _fill(self) -> None:
        wanted = self._limits.jobs * self._limits.sites_each + WINDOW
        while not self._is_dry and len(self._turns) < MAX_BLOCKED and len(self._turns) - self._turns.blocked < wanted:
            rows = await self._db(self._audits.take, self._plan.run_id, WINDOW, second_round=False)
            # The second round begins when no first look is left to begin; waiting for the slowest to end would idle the rest.
            rows = rows or await self._db(self._audits.take, self._plan.run_id, WINDOW, second_round=True)
            if not rows:
                self._is_dry = True
                return
            turns = asyncio.Semaphore(RESOLVED_AT_ONCE)
            found = await asyncio.gather(*(self._addresses(row, turns) for row in rows))
            for row, addresses in zip(rows, found, strict=True):
                self._turns.add(row, addresses)
            if self._can_hand_out():
                return

    async def _addresses(self, row: QueueRow, turns: asyncio.Semaphore) -> frozenset[str]:
        if self._plan.options.proxy:
            return frozenset()
        async with turns:
            try:
                return frozenset(await self._names.resolve(row.host))
            except EgressFault:
                return frozenset()  # the look will say so

    def _can_hand_out(self) -> bool:
        return any(len(c.doing) < self._limits.sites_each for c in self._children) or len(self._children) < self._limits.jobs

    async def _hand_out(self) -> None:
        begun: list[tuple[Child, QueueRow]] = []
        while len(self._turns):
            await self._enough_children()
            child, row = self._match()
            if child is None or row is None:
                break
            child.doing[row.site_id] = (row, time.monotonic())
            begun.append((child, row))
        if begun:
            await self._db(self._audits.begin, self._plan.run_id, [row.site_id for _, row in begun])
        for child, row in begun:
            child.audit(row, self._order(row))
            self._tally.begun(row)

    async def _enough_children(self) -> None:
        while len(self._usable) < min(self._limits.jobs, len(self._turns) + self._turns.going):
            child = Child(self._plan, lambda c, message: self._said.put_nowait((c, message)))
            await child.start()
            self._children.append(child)

    @property
    def _usable(self) -> list[Child]:
        return [c for c in self._children if not c.is_worn and not c.is_ended]

    def _match(self) -> tuple[Child | None, QueueRow | None]:
        """A site that may go and the worker with the most room that may take it."""
        for child in sorted(self._usable, key=lambda c: len(c.doing)):
            if len(child.doing) < self._limits.sites_each:
                row = self._turns.next([r.crashes for r, _ in child.doing.values()])
                if row is not None:
                    return child, row
        return None, None

    def _order(self, row: QueueRow) -> Order:
        return Order(row.site_id, row.url, row.host, row.name_th, row.name_en, row.org_type, row.is_second, row.spent)

    # --- what workers say -----------------------------------------------------------------------------------------

    async def _heard(self, child: Child, message: dict[str, Any]) -> None:
        kind = message["is"]
        if kind == "ready":
            child.is_ready, self._in_vain = True, 0
        elif kind == "done":
            await self._done(child, message)
        elif kind == "failed":
            await self._suspect(child, [message["site"]], message["detail"])
        elif kind == "worn":
            child.is_worn = True
            child.end()
        elif kind == "broken":
            raise Broken(f"{message['detail']}; make room or mend it, and start the run again: it goes on where it stopped")
        elif kind == "dead":
            log.warning("a worker could not go on: %s", message["detail"])
        elif kind == "ended":
            await self._ended(child)

    async def _done(self, child: Child, message: dict[str, Any]) -> None:
        row, _ = child.doing.pop(message["site"])
        result = from_json(message["result"])
        result = replace(result, requests=result.requests + row.spent)
        again = is_passing(result, is_rendering=self._plan.options.render != "never") and not row.is_second
        await self._store(row, result, again=again)
        child.forget(self._order(row))
        self._is_dry = self._is_dry and not again
        self._tally.finished(row, result, message["seconds"], message["rendering"], again=again)

    async def _store(self, row: QueueRow, result: AuditRow, *, again: bool) -> None:
        await self._db(self._audits.complete, self._plan.run_id, row.site_id, result, again=again)
        self._turns.finished(row.site_id)

    async def _suspect(self, child: Child, site_ids: list[int], why: str) -> None:
        """Sites that a worker died of, or may have: they come again by themselves; what kills three times is our fault."""
        for site_id in site_ids:
            row, _ = child.doing.pop(site_id)
            if row.crashes + 1 >= MAX_CRASHES:
                await self._store(row, _given_up(why, row), again=False)
                self._tally.finished(row, _given_up(why, row), 0.0, 0.0, again=False)
                continue
            await self._db(self._audits.give_back, self._plan.run_id, [site_id], second_round=row.is_second, crashed=True)
            self._turns.finished(site_id)
            self._tally.dropped(row)
            self._is_dry = False

    async def _ended(self, child: Child) -> None:
        self._children.remove(child)
        if not child.is_ready:
            self._in_vain += 1
            if self._in_vain >= STARTS_IN_VAIN:
                raise Broken("worker processes end as soon as they start; truat doctor says what this machine lacks")
        if child.doing:
            log.warning("a worker ended with %d sites unfinished; they are looked at again", len(child.doing))
        await self._suspect(child, list(child.doing), "the worker that looked at it died")

    def _end_stuck(self) -> None:
        limit = self._plan.options.max_seconds + STUCK_S
        for child in self._children:
            if any(time.monotonic() - begun > limit for _, begun in child.doing.values()):
                log.warning("a worker is stuck and is ended")
                child.kill()

    # --- the store, and the end -----------------------------------------------------------------------------------

    async def _db(self, action: Callable[..., T], *args: Any, **options: Any) -> T:
        """Do it in the store's thread; a database that is away for a moment is waited for."""
        deadline = time.monotonic() + STORE_PATIENCE_S
        pause = 0.5
        while True:
            try:
                return await asyncio.get_running_loop().run_in_executor(self._database, lambda: action(*args, **options))
            except StoreFull:
                raise
            except (StoreLocked, StoreGone) as fault:
                if time.monotonic() + pause > deadline:
                    raise
                log.warning("%s — trying again", fault)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10)

    async def _beat(self) -> RunState:
        """Until somebody else stops or takes the run."""
        while True:
            await asyncio.sleep(BEAT_S)
            state = await self._db(self._runs.beat, self._plan.run_id, self._owner, now(), self._tally.worked_s)
            if state != "running":
                return state or "cancelled"

    async def _stop_children(self) -> None:
        """Ask, wait a moment, and then insist."""
        for child in self._children:
            if child.doing:
                child.terminate()
            else:
                child.end()
        if not self._children:
            return
        endings = [asyncio.create_task(child.ended()) for child in self._children]
        _, late = await asyncio.wait(endings, timeout=GRACE_S)
        if late:
            for child in self._children:
                child.kill()
            await asyncio.wait(late, timeout=GRACE_S)


def _given_up(why: str, row: QueueRow) -> AuditRow:
    """What is known of a site that we cannot look at without breaking."""
    at = now()
    return AuditRow("our-fault", why, row.url, None, None, None, (), at, at, 0.0, 0, 0, 0, 0, False, None)
