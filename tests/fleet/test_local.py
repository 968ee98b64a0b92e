"""The embedded engine with real worker processes and an auditor that needs no network."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.config import CrawlOptions
from crawler.fleet import local
from crawler.fleet.local import Broken, Limits, LocalEngine
from crawler.fleet.plan import Plan
from crawler.fleet.tally import Tally
from crawler.store.audits import Audits
from crawler.store.database import Database
from crawler.store.runs import Runs
from tests.store.rows import run_row, seed_row

ROOT = Path(__file__).resolve().parents[2]
RUN = "2026-11-24"


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")


class Bench:
    """One run with sites by name; every name ends on its own address (--resolve)."""

    def __init__(self, folder: Path, *names: str, same_address: bool = False) -> None:
        self.database = Database(f"sqlite:///{folder / 'truat.db'}")
        self.runs, self.audits = Runs(self.database), Audits(self.database)
        if self.runs.find(RUN) is None:
            self.runs.create(run_row(), [seed_row(name, host=name, key=name, url=f"http://{name}/") for name in names])
        pins = tuple(f"{name}:80:127.0.0.{1 if same_address else i + 1}" for i, name in enumerate(names))
        self.plan = Plan(RUN, CrawlOptions(resolve=pins), (), "low", str(folder), str(folder / "work"), "tests.fleet.fake:Auditor")

    def work(self, *, jobs: int = 2, watch: Callable[[Tally], str | None] = lambda tally: None, limits: Limits | None = None) -> str:
        self.runs.claim(RUN, "me", "now", self.runs.get(RUN).owner)
        self.tally = Tally(self.runs.totals(RUN))
        self.engine = LocalEngine(self.plan, self.runs, self.audits, "me", limits or Limits(jobs, 4), self.tally, watch)
        try:
            return asyncio.run(self.engine.work())
        finally:
            self.runs.leave(RUN, "me", 1.0)

    @property
    def looks(self) -> list[str]:
        return (Path(self.plan.work) / "looks.txt").read_text().splitlines()

    @property
    def begun(self) -> Counter[str]:
        return Counter(line.split()[0] for line in self.looks if line.endswith("begin"))


def test_every_site_gets_its_result(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *(f"ok{i}" for i in range(12)))
    assert bench.work() == "finished"
    totals = bench.runs.totals(RUN)
    assert (totals.done, dict(totals.statuses), totals.pages) == (12, {"audited": 12}, 36)
    assert set(bench.begun.values()) == {1}


def test_a_passing_fault_gets_a_second_round(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "ok", "flaky", "down")
    assert bench.work() == "finished"
    assert bench.begun == {"ok": 1, "flaky": 2, "down": 2}
    assert dict(bench.runs.totals(RUN).statuses) == {"audited": 2, "connection-timeout": 1}


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "once1", *(f"ok{i}" for i in range(6)))
    assert bench.work() == "finished"
    assert dict(bench.runs.totals(RUN).statuses) == {"audited": 7}
    assert bench.begun["once1"] == 2


def test_a_site_that_kills_its_worker_is_our_fault_and_harms_no_other(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "kills", *(f"ok{i}" for i in range(6)))
    assert bench.work(jobs=1) == "finished"
    assert dict(bench.runs.totals(RUN).statuses) == {"audited": 6, "our-fault": 1}
    assert bench.begun["kills"] == 3


def test_our_own_bug_is_our_fault(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "breaks", "ok")
    assert bench.work(jobs=1) == "finished"
    assert dict(bench.runs.totals(RUN).statuses) == {"audited": 1, "our-fault": 1}


def test_one_at_a_time_to_a_shared_address(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *(f"ok{i}" for i in range(5)), same_address=True)
    assert bench.work() == "finished"
    assert [line.split()[1] for line in bench.looks] == ["begin", "end"] * 5


def test_a_full_disk_stops_the_run_and_loses_nothing(tmp_path: Path) -> None:
    bench = Bench(tmp_path, "full", "ok")
    with pytest.raises(Broken, match="No space left"):
        bench.work(jobs=1)
    left = bench.audits.left(RUN)
    assert left.get("leased", 0) == 0
    assert left["waiting"] >= 1


def test_the_sentinel_freezes(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *(f"ok{i}" for i in range(8)))
    assert bench.work(jobs=1, watch=lambda tally: "the network is gone" if tally.done >= 2 else None) == "frozen"
    assert bench.engine.cause == "the network is gone"
    assert bench.audits.left(RUN).get("leased", 0) == 0
    assert bench.work() == "finished"
    assert bench.runs.totals(RUN).done == 8


def test_another_command_cancels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "BEAT_S", 0.1)
    bench = Bench(tmp_path, *(f"slow{i}" for i in range(40)))
    began = time.monotonic()

    def watch(tally: Tally) -> None:
        bench.runs.set_state(RUN, "cancelled")

    assert bench.work(jobs=1, watch=watch) == "cancelled"
    assert time.monotonic() - began < 60


def test_the_night_window_ends_it_in_order(tmp_path: Path) -> None:
    bench = Bench(tmp_path, *(f"slow{i}" for i in range(30)))
    asked: list[int] = []

    def may_begin() -> bool:
        asked.append(1)
        return len(asked) < 4

    assert bench.work(limits=Limits(1, 2, may_begin)) == "running"
    assert bench.begun.total() == bench.runs.totals(RUN).done < 30
    assert bench.audits.left(RUN).get("leased", 0) == 0


def test_killed_again_and_again_each_result_is_written_once(tmp_path: Path) -> None:
    """kill -9 of the whole run at any moment; what it leaves is taken up by the next start."""
    names = [f"slow{i}" for i in range(12)]
    for _ in range(3):
        pid = os.fork()
        if pid == 0:
            Bench(tmp_path, *names).work(jobs=1)
            os._exit(0)
        time.sleep(2.5)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    bench = Bench(tmp_path, *names)
    assert bench.work(jobs=1) == "finished"
    assert bench.runs.totals(RUN).done == 12
