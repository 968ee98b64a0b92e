"""What earlier nights met, by site."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from crawler.store.database import Database
from crawler.store.models import Audit, Run, Site

NIGHTS = 5


@dataclass(frozen=True)
class PastNight:
    run_id: str
    status: str
    final_url: str


def nights_by_site(database: Database) -> dict[str, list[PastNight]]:
    """Results of the last finished nights by site key, newest first."""
    found: dict[str, list[PastNight]] = {}
    with database.reading() as db:
        nights = db.execute(select(Run.id).where(Run.state == "finished").order_by(Run.id.desc()).limit(NIGHTS)).scalars().all()
        query = (
            select(Site.key, Audit.run_id, Audit.status, Audit.final_url)
            .join(Site, Site.id == Audit.site_id)
            .where(Audit.run_id.in_(nights), Audit.state == "done")
            .order_by(Audit.run_id.desc())
        )
        for key, run_id, status, final_url in db.execute(query):
            found.setdefault(key, []).append(PastNight(run_id, status or "", final_url or ""))
    return found
