"""Takes captures away when their time is over; results stay."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import and_, select, update
from sqlalchemy.orm import aliased

from crawler.fleet.captures import Captures
from crawler.office import Retention
from crawler.store.database import Database
from crawler.store.models import Audit

CHUNK = 500


def prune(database: Database, captures: Captures, retention: Retention, run_id: str) -> int:
    """Remove captures that are too old, and with `unchanged: false` those between two nights with the same verdicts. How many they were."""
    oldest = (date.fromisoformat(run_id) - timedelta(days=retention.days)).isoformat()
    later = aliased(Audit)
    gone = Audit.run_id < oldest
    if not retention.unchanged:
        # Nothing was new that night, and a later night that was no different keeps its own.
        same_later = and_(
            later.site_id == Audit.site_id, later.run_id > Audit.run_id, later.is_changed.is_(False), later.capture.is_not(None)
        )
        gone = gone | (Audit.is_changed.is_(False) & select(later.run_id).where(same_later).exists())
    removed = 0
    with database.reading() as db:
        rows = db.execute(select(Audit.run_id, Audit.site_id, Audit.capture).where(Audit.capture.is_not(None), gone)).all()
    for start in range(0, len(rows), CHUNK):
        for row in rows[start : start + CHUNK]:
            captures.remove(row.capture)
            removed += 1
        with database.writing() as db:
            for row in rows[start : start + CHUNK]:
                db.execute(update(Audit).where(Audit.run_id == row.run_id, Audit.site_id == row.site_id).values(capture=None))
    return removed
