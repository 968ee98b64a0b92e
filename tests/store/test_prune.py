"""Captures go when their time is over; results stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.fleet.captures import Captures
from crawler.fleet.prune import prune
from crawler.office import Retention
from crawler.store.audits import Audits
from crawler.store.database import Database
from crawler.store.runs import Runs
from tests.store.rows import audit_row, finding, run_row, seed_row

NIGHTS = ("2026-08-01", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24")
OUTCOMES = ("passed", "passed", "failed", "failed", "failed")


@pytest.mark.parametrize(
    ("retention", "kept"),
    [
        (Retention(), NIGHTS[1:]),
        (Retention(days=365), NIGHTS),
        (Retention(unchanged=False), ("2026-11-22", "2026-11-24")),
    ],
)
def test_what_is_kept(retention: Retention, kept: tuple[str, ...], database: Database, tmp_path: Path) -> None:
    runs, audits = Runs(database), Audits(database)
    for night, outcome in zip(NIGHTS, OUTCOMES, strict=True):
        runs.create(run_row(night), [seed_row("a")])
        (row,) = audits.take(night, 1, second_round=False)
        audits.complete(night, row.site_id, audit_row(findings=(finding("r1", outcome),), capture=f"{night}/a"))
        (tmp_path / night / "a").mkdir(parents=True)
    removed = prune(database, Captures(str(tmp_path)), retention, NIGHTS[-1])
    assert tuple(sorted(p.parent.name for p in tmp_path.glob("*/a"))) == kept
    assert removed == len(NIGHTS) - len(kept)
    assert runs.totals(NIGHTS[0]).done == 1
