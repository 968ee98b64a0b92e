"""Runs: created with their sites in one transaction, owned by one process at a time, and added up."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, case, func, insert, select, update

from crawler.store.database import Database
from crawler.store.errors import RunRefused
from crawler.store.models import Audit, Run, Seed, Site
from crawler.store.rows import RunRow, RunState, SeedRow, Totals

CHUNK = 500  # rows a statement: well below what either database takes as parameters
_SEED_COLUMNS = ("code", "host", "url", "name_th", "name_en", "org_type", "ministry", "province", "emails", "lang", "notes", "may_mail")


@dataclass(frozen=True)
class Runs:
    database: Database

    def create(self, run: RunRow, seeds: Iterable[SeedRow]) -> RunRow:
        """Write a run and its queue, all or nothing. Raises RunRefused when a later night was begun already."""
        with self.database.writing() as db:
            later = db.execute(select(func.max(Run.id)).where(Run.id > run.id)).scalar()
            if later is not None:
                raise RunRefused(
                    f"the night {run.id} lies before {later}, which is already there; verdicts are kept in the order of nights"
                )
            db.execute(insert(Run).values(**asdict(run)))
            count = 0
            for chunk in _chunks(seeds):
                db.execute(insert(Audit), _queue(run.id, chunk, _seed_ids(db, chunk)))
                count += len(chunk)
            db.execute(update(Run).where(Run.id == run.id).values(sites=count))
        return self.get(run.id)

    def get(self, run_id: str) -> RunRow:
        """Raises RunRefused when there is none."""
        run = self.find(run_id)
        if run is None:
            raise RunRefused(f"there is no run “{run_id}”; truat runs lists them")
        return run

    def find(self, run_id: str) -> RunRow | None:
        with self.database.reading() as db:
            row = db.execute(select(Run.__table__).where(Run.id == run_id)).mappings().first()
            return RunRow(**row) if row else None

    def all(self, limit: int | None = None) -> list[RunRow]:
        """Newest first."""
        with self.database.reading() as db:
            query = select(Run.__table__).order_by(Run.id.desc())
            return [RunRow(**row) for row in db.execute(query.limit(limit) if limit else query).mappings()]

    def set_state(self, run_id: str, state: RunState, **values: Any) -> None:
        with self.database.writing() as db:
            db.execute(update(Run).where(Run.id == run_id).values(state=state, **values))

    def claim(self, run_id: str, owner: str, beat: str, previous: str | None) -> bool:
        """Become the run's only owner if it still has the one that was seen. Gives back whatever that one had leased."""
        with self.database.writing() as db:
            unchanged = Run.owner.is_(None) if previous is None else Run.owner == previous
            taken = db.execute(update(Run).where(Run.id == run_id, unchanged).values(owner=owner, beat=beat))
            if taken.rowcount != 1:
                return False
            give_back(db, run_id)
            return True

    def beat(self, run_id: str, owner: str, beat: str, seconds: float) -> RunState | None:
        """Say that we are alive and how long was worked; the run's state as others may have set it, None when it is no longer ours."""
        with self.database.writing() as db:
            db.execute(update(Run).where(Run.id == run_id, Run.owner == owner).values(beat=beat, seconds=seconds))
            row = db.execute(select(Run.state, Run.owner).where(Run.id == run_id)).first()
            return row.state if row is not None and row.owner == owner else None

    def leave(self, run_id: str, owner: str, seconds: float) -> None:
        with self.database.writing() as db:
            give_back(db, run_id)
            db.execute(update(Run).where(Run.id == run_id, Run.owner == owner).values(owner=None, beat=None, seconds=seconds))

    def totals(self, run_id: str) -> Totals:
        with self.database.reading() as db:
            rows = db.execute(
                select(
                    Audit.state,
                    Audit.status,
                    func.count().label("n"),
                    func.sum(case((Audit.is_home_rendered.is_(True), 1), else_=0)).label("rendered"),
                    func.coalesce(func.sum(Audit.pages), 0).label("pages"),
                )
                .where(Audit.run_id == run_id)
                .group_by(Audit.state, Audit.status)
            ).all()
        done = [r for r in rows if r.state == "done"]
        statuses: dict[str, int] = {}
        for row in sorted(done, key=lambda r: -r.n):
            statuses[row.status] = statuses.get(row.status, 0) + row.n
        skipped = sum(r.n for r in rows if r.state == "skipped")
        return Totals(
            sites=sum(r.n for r in rows) - skipped,
            done=sum(r.n for r in done),
            statuses=statuses,
            rendered=sum(int(r.rendered or 0) for r in done),
            pages=sum(int(r.pages) for r in done),
            skipped=skipped,
            second_round=sum(r.n for r in rows if r.state == "again"),
        )


def give_back(db: Connection, run_id: str) -> None:
    """What was leased waits again; a site that already has a result of its first round waits for its second."""
    again = case((Audit.status.is_(None), "waiting"), else_="again")
    db.execute(update(Audit).where(Audit.run_id == run_id, Audit.state == "leased").values(state=again))


def _chunks(rows: Iterable[SeedRow]) -> Iterator[list[SeedRow]]:
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _queue(run_id: str, chunk: list[SeedRow], ids: Mapping[str, tuple[int, int]]) -> list[dict[str, Any]]:
    return [
        {
            "run_id": run_id,
            "site_id": ids[seed.key][0],
            "seed_id": ids[seed.key][1],
            "state": "skipped" if seed.skip else "waiting",
            "reason": seed.skip or None,
            "order_key": zlib.crc32(f"{run_id} {seed.key}".encode()) & 0x7FFFFFFF,
            "leases": 0,
            "crashes": 0,
        }
        for seed in chunk
    ]


def _seed_ids(db: Connection, chunk: list[SeedRow]) -> dict[str, tuple[int, int]]:
    """Ids of site and seed by key; rows that are new, or changed, are added."""
    keys = [seed.key for seed in chunk]
    sites = _known(db, Site.key, Site.id, keys)
    if new := [{"key": key} for key in dict.fromkeys(keys) if key not in sites]:
        db.execute(insert(Site), new)
        sites = _known(db, Site.key, Site.id, keys)
    digests = {seed.key: _digest(seed) for seed in chunk}
    seeds = _known(db, Seed.digest, Seed.id, list(digests.values()))
    fresh = {
        digests[seed.key]: {
            "site_id": sites[seed.key],
            "digest": digests[seed.key],
            **{name: getattr(seed, name) for name in _SEED_COLUMNS},
        }
        for seed in chunk
        if digests[seed.key] not in seeds
    }
    if fresh:
        db.execute(insert(Seed), [{**row, "emails": list(row["emails"])} for row in fresh.values()])
        seeds = _known(db, Seed.digest, Seed.id, list(digests.values()))
    return {key: (sites[key], seeds[digests[key]]) for key in keys}


def _known(db: Connection, name: Any, number: Any, values: list[str]) -> dict[str, int]:
    return {row[0]: row[1] for row in db.execute(select(name, number).where(name.in_(values)))}


def _digest(seed: SeedRow) -> str:
    described = [seed.key, *(getattr(seed, name) for name in _SEED_COLUMNS)]
    return hashlib.sha256(json.dumps(described, ensure_ascii=False).encode()).hexdigest()
