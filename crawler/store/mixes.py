"""What the sentinel recalls: statuses and verdicts of a run that was begun before, and the mixes of finished nights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from crawler.store.audits import retract
from crawler.store.database import Database
from crawler.store.models import Audit, Finding, Run, Seed
from crawler.store.rows import SEEN


@dataclass(frozen=True)
class Mixes:
    database: Database

    def statuses(self, run_id: str) -> Iterator[tuple[int, str, str, bool]]:
        """Site, host, status and whether its home was rendered, of everything that has a result."""
        with self.database.reading() as db:
            query = (
                select(Audit.site_id, Seed.host, Audit.status, Audit.is_home_rendered)
                .join(Seed, Seed.id == Audit.seed_id)
                .where(Audit.run_id == run_id, Audit.status.is_not(None))
            )
            for row in db.execute(query):
                yield row.site_id, row.host, row.status, bool(row.is_home_rendered)

    def verdicts(self, run_id: str) -> list[tuple[str, int, str, int]]:
        """Rule, version, outcome and how many sites had it in that run, of the sites that were seen."""
        seen = select(Audit.site_id).where(Audit.run_id == run_id, Audit.status.in_(SEEN))
        with self.database.reading() as db:
            query = (
                select(Finding.rule, Finding.rule_version, Finding.outcome, func.count())
                .where(Finding.first_seen <= run_id, Finding.last_seen >= run_id, Finding.site_id.in_(seen))
                .group_by(Finding.rule, Finding.rule_version, Finding.outcome)
            )
            return [(r[0], r[1], r[2], r[3]) for r in db.execute(query)]

    def history(self, before: str, limit: int) -> list[Mapping[str, Any]]:
        """Mixes of the last finished nights, newest first."""
        with self.database.reading() as db:
            query = (
                select(Run.mix).where(Run.id < before, Run.state == "finished", Run.mix.is_not(None)).order_by(Run.id.desc()).limit(limit)
            )
            return [mix for mix in db.execute(query).scalars() if mix]

    def ask_again(self, run_id: str, statuses: tuple[str, ...]) -> int:
        """Sites that ended in these ways get another round, as if they had not been judged. How many they are."""
        with self.database.writing() as db:
            ids = (
                db.execute(select(Audit.site_id).where(Audit.run_id == run_id, Audit.state == "done", Audit.status.in_(statuses)))
                .scalars()
                .all()
            )
            for site_id in ids:
                retract(db, run_id, site_id)
            for start in range(0, len(ids), 500):
                chunk = ids[start : start + 500]
                db.execute(update(Audit).where(Audit.run_id == run_id, Audit.site_id.in_(chunk)).values(state="again"))
            return len(ids)
