"""A night's results replaced by what the same captures say under other rules."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from crawler.store.audits import extend, result_values, retract
from crawler.store.database import Database
from crawler.store.models import Audit, Finding
from crawler.store.rows import AuditRow


@dataclass(frozen=True)
class Rejudged:
    database: Database

    def places(self, run_id: str) -> list[tuple[int, str]]:
        """Site and capture of every result that still has one."""
        with self.database.reading() as db:
            query = select(Audit.site_id, Audit.capture).where(Audit.run_id == run_id, Audit.state == "done", Audit.capture.is_not(None))
            return [(row[0], row[1]) for row in db.execute(query.order_by(Audit.order_key)) if row[1]]

    def replace(self, run_id: str, site_id: int, result: AuditRow) -> list[tuple[str, str, str]]:
        """Write the new result in place of the old one; rule, outcome before and outcome now, where they differ."""
        with self.database.writing() as db:
            before = _outcomes(db, run_id, site_id)
            retract(db, run_id, site_id)
            changed = extend(db, run_id, site_id, result.findings)
            now = {f.rule: f.outcome for f in result.findings}
            db.execute(
                update(Audit).where(Audit.run_id == run_id, Audit.site_id == site_id).values(**result_values(result), is_changed=changed)
            )
        return sorted((rule, before[rule], now[rule]) for rule in before.keys() & now.keys() if before[rule] != now[rule])


def _outcomes(db: Connection, run_id: str, site_id: int) -> dict[str, str]:
    covers = (Finding.site_id == site_id, Finding.first_seen <= run_id, Finding.last_seen >= run_id)
    return {row[0]: row[1] for row in db.execute(select(Finding.rule, Finding.outcome).where(*covers))}
