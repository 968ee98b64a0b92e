"""Runs, queue and verdicts, on both databases."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text

from crawler.errors import ConfigurationError
from crawler.store import database as database_
from crawler.store import schema
from crawler.store.audits import Audits
from crawler.store.database import Database
from crawler.store.errors import RunRefused, StoreFault, StoreGone, StoreLocked, StoreTooNew
from crawler.store.mixes import Mixes
from crawler.store.models import Base, Finding, Seed
from crawler.store.rejudged import Rejudged
from crawler.store.runs import Runs
from tests.store.rows import audit_row, finding, run_row, seed_row


def begun(database: Database, run_id: str, *names: str) -> tuple[Runs, Audits]:
    runs, audits = Runs(database), Audits(database)
    runs.create(run_row(run_id), [seed_row(name) for name in names])
    return runs, audits


def judged(database: Database, run_id: str, *findings: object, status: str = "audited") -> None:
    """One night of the one site “a”."""
    _, audits = begun(database, run_id, "a")
    (row,) = audits.take(run_id, 1, second_round=False)
    assert audits.complete(run_id, row.site_id, audit_row(status, findings))  # type: ignore[arg-type]


def extents(database: Database) -> list[tuple[str, str, str, str, bool]]:
    with database.reading() as db:
        columns = (Finding.rule, Finding.outcome, Finding.first_seen, Finding.last_seen, Finding.is_open)
        return [tuple(row) for row in db.execute(select(*columns).order_by(Finding.rule, Finding.first_seen))]


def test_tables_are_those_of_the_models(database: Database) -> None:
    """Migrations from empty end where the models are."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.reading() as db:
        assert compare_metadata(MigrationContext.configure(db, opts={"compare_type": False}), Base.metadata) == []


def test_head_is_the_last_migration() -> None:
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(str(Path(schema.__file__).parent / "migrations")).get_current_head() == schema.HEAD


def test_opening_twice_changes_nothing(url: str) -> None:
    first = Database(url)
    begun(first, "2026-11-24", "a")
    second = Database(url)
    assert Runs(second).get("2026-11-24").sites == 1
    first.close()
    second.close()


def test_many_start_at_once(url: str) -> None:
    """Two commands that meet an empty database both find it whole."""
    faults: list[Exception] = []

    def open_it() -> None:
        try:
            Database(url).close()
        except Exception as error:
            faults.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_newer_database_is_refused(url: str) -> None:
    opened = Database(url)
    with opened.writing() as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    with pytest.raises(StoreTooNew, match="made by a newer truat"):
        Database(url)


def test_what_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "truat.db").write_text("this is a text, and not a short one either: " * 100)
    with pytest.raises(StoreGone, match="cannot be used"):
        Database(f"sqlite:///{tmp_path / 'truat.db'}")


@pytest.mark.parametrize("wrong", ["", "nonsense", "mysql://a@b/c"])
def test_urls_that_make_no_sense(wrong: str) -> None:
    with pytest.raises(ConfigurationError, match="TRUAT_DATABASE_URL"):
        Database(wrong or ":")


def test_a_server_that_is_not_there() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(StoreGone) as caught:
        Database("postgresql://truat:secret@127.0.0.1:1/truat")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_locked_database_is_waited_for_and_then_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_, "BUSY_S", 0.1)
    path = tmp_path / "truat.db"
    opened = Database(f"sqlite:///{path}")
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreLocked, match="locked by another program"):
        begun(opened, "2026-11-24", "a")
    other.close()
    begun(opened, "2026-11-24", "a")
    opened.close()


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    opened = Database(f"sqlite:///{tmp_path / 'truat.db'}")
    with opened.reading() as db:
        db.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(StoreFault, match="no space left"):
        begun(opened, "2026-11-24", *(f"s{i}" for i in range(3000)))
    assert Runs(opened).find("2026-11-24") is None, "all or nothing"
    opened.close()


def test_seeds_are_kept_once(database: Database) -> None:
    """A night's snapshot adds rows only for what changed."""
    runs, _ = begun(database, "2026-11-24", "a", "b")
    runs.create(run_row("2026-11-25"), [seed_row("a"), seed_row("b", province="ตรัง")])
    with database.reading() as db:
        assert [row[0] for row in db.execute(select(Seed.code).order_by(Seed.code))] == ["a", "b", "b"]


def test_a_night_in_the_past_is_refused(database: Database) -> None:
    runs, _ = begun(database, "2026-11-24", "a")
    with pytest.raises(RunRefused, match="lies before 2026-11-24"):
        runs.create(run_row("2026-11-23"), [seed_row("a")])


def test_a_site_is_taken_once_and_its_result_written_once(database: Database) -> None:
    _, audits = begun(database, "2026-11-24", "a", "b")
    rows = audits.take("2026-11-24", 10, second_round=False)
    assert {r.host for r in rows} == {"a.go.th", "b.go.th"}
    assert audits.take("2026-11-24", 10, second_round=False) == []
    assert audits.complete("2026-11-24", rows[0].site_id, audit_row())
    assert not audits.complete("2026-11-24", rows[0].site_id, audit_row("blocked"))
    assert audits.left("2026-11-24") == {"done": 1, "leased": 1}


def test_what_was_leased_by_the_dead_waits_again(database: Database) -> None:
    runs, audits = begun(database, "2026-11-24", "a", "b")
    first, _ = audits.take("2026-11-24", 2, second_round=False)
    audits.complete("2026-11-24", first.site_id, audit_row("connection-timeout"), again=True)
    audits.take("2026-11-24", 1, second_round=True)
    assert runs.claim("2026-11-24", "me", "now", None)
    assert audits.left("2026-11-24") == {"again": 1, "waiting": 1}
    assert not runs.claim("2026-11-24", "another", "now", None), "it has an owner"
    (second,) = audits.take("2026-11-24", 1, second_round=True)
    assert (second.is_second, second.spent) == (True, 20)


def test_suspects_come_last(database: Database) -> None:
    _, audits = begun(database, "2026-11-24", "a", "b", "c")
    (row,) = audits.take("2026-11-24", 1, second_round=False)
    audits.give_back("2026-11-24", [row.site_id], second_round=False, crashed=True)
    assert [r.site_id for r in audits.take("2026-11-24", 3, second_round=False)][-1] == row.site_id


def test_skipped_sites_are_counted_apart(database: Database) -> None:
    runs = Runs(database)
    runs.create(run_row(), [seed_row("a"), seed_row("b", skip="asked not to be looked at")])
    totals = runs.totals("2026-11-24")
    assert (totals.sites, totals.skipped) == (1, 1)


def test_unchanged_verdicts_extend_their_row(database: Database) -> None:
    judged(database, "2026-11-24", finding("r1"), finding("r2"))
    judged(database, "2026-11-25", finding("r1"), finding("r2", "failed", "not-found"))
    assert extents(database) == [
        ("r1", "passed", "2026-11-24", "2026-11-25", True),
        ("r2", "passed", "2026-11-24", "2026-11-24", False),
        ("r2", "failed", "2026-11-25", "2026-11-25", True),
    ]


def test_another_version_of_a_rule_begins_a_row(database: Database) -> None:
    judged(database, "2026-11-24", finding("r1"))
    judged(database, "2026-11-25", finding("r1", version=2))
    assert [row[2:4] for row in extents(database)] == [("2026-11-24", "2026-11-24"), ("2026-11-25", "2026-11-25")]


def test_a_night_not_seen_neither_extends_nor_ends(database: Database) -> None:
    judged(database, "2026-11-24", finding("r1"), finding("domain"))
    judged(database, "2026-11-25", finding("domain"), status="connection-timeout")
    judged(database, "2026-11-26", finding("r1"), finding("domain"))
    assert [row[2:] for row in extents(database)] == [("2026-11-24", "2026-11-26", True)] * 2


def test_judging_a_night_again_replaces_only_that_night(database: Database) -> None:
    judged(database, "2026-11-24", finding("r1"), finding("r2"))
    judged(database, "2026-11-25", finding("r1", "failed", "not-found"), finding("r2"))
    store = Rejudged(database)
    ((site_id, _),) = store.places("2026-11-25")
    assert store.replace("2026-11-25", site_id, audit_row(findings=(finding("r1"), finding("r2")))) == [("r1", "failed", "passed")]
    assert [row[1:] for row in extents(database)] == [("passed", "2026-11-24", "2026-11-25", True)] * 2


def test_sites_that_failed_by_our_fault_are_asked_again(database: Database) -> None:
    judged(database, "2026-11-24", finding("domain"), status="dns-not-found")
    assert Mixes(database).ask_again("2026-11-24", ("dns-not-found",)) == 1
    assert extents(database) == []
    assert len(Audits(database).take("2026-11-24", 1, second_round=True)) == 1


def test_totals(database: Database) -> None:
    runs, audits = begun(database, "2026-11-24", "a", "b", "c")
    for row, status in zip(audits.take("2026-11-24", 2, second_round=False), ("audited", "blocked"), strict=True):
        audits.complete("2026-11-24", row.site_id, audit_row(status, is_home_rendered=status == "audited"))
    totals = runs.totals("2026-11-24")
    assert (totals.sites, totals.done, totals.rendered, totals.pages) == (3, 2, 1, 30)
    assert dict(totals.statuses) == {"audited": 1, "blocked": 1}
