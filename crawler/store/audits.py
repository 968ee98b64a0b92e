"""The queue of a run and the results that end it: a site is taken by one, and its result is written once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from crawler.store.database import Database
from crawler.store.models import Audit, Finding, Seed
from crawler.store.rows import SEEN, AuditRow, FindingRow, QueueRow

_RESULT = (
    "status", "reason", "final_url", "worst", "best", "coverage", "started_at", "finished_at", "seconds", "requests", "subrequests",
    "bytes", "pages", "is_home_rendered", "capture",
)  # fmt: skip


@dataclass(frozen=True)
class Audits:
    database: Database

    def take(self, run_id: str, count: int, *, second_round: bool) -> list[QueueRow]:
        """Lease up to that many sites. Those that were interrupted or crashed before come last."""
        wanted = "again" if second_round else "waiting"
        with self.database.writing() as db:
            query = (
                select(
                    Audit.site_id,
                    Seed.url,
                    Seed.host,
                    Seed.name_th,
                    Seed.name_en,
                    Seed.org_type,
                    Audit.leases,
                    Audit.crashes,
                    func.coalesce(Audit.requests, 0),
                )
                .join(Seed, Seed.id == Audit.seed_id)
                .where(Audit.run_id == run_id, Audit.state == wanted)
                .order_by(Audit.crashes, Audit.order_key)
                .limit(count)
                .with_for_update(of=Audit.__table__, skip_locked=True)
            )
            rows = [QueueRow(*row, is_second=second_round) for row in db.execute(query)]
            _set(db, run_id, [r.site_id for r in rows], state="leased")
        return rows

    def begin(self, run_id: str, site_ids: Sequence[int]) -> None:
        """These are about to be looked at."""
        with self.database.writing() as db:
            _set(db, run_id, site_ids, leases=Audit.leases + 1)

    def give_back(self, run_id: str, site_ids: Sequence[int], *, second_round: bool, crashed: bool = False) -> None:
        with self.database.writing() as db:
            values: dict[str, Any] = {"crashes": Audit.crashes + 1} if crashed else {}
            _set(db, run_id, site_ids, state="again" if second_round else "waiting", **values)

    def complete(self, run_id: str, site_id: int, result: AuditRow, *, again: bool = False) -> bool:
        """Write a result; False when it was already written. `again`: it failed in a passing way and gets a second round."""
        with self.database.writing() as db:
            written = db.execute(
                update(Audit)
                .where(Audit.run_id == run_id, Audit.site_id == site_id, Audit.state == "leased")
                .values(**result_values(result), state="again" if again else "done")
            )
            if written.rowcount != 1:
                return False
            if not again:
                changed = extend(db, run_id, site_id, result.findings)
                _set(db, run_id, [site_id], is_changed=changed)
            return True

    def settle(self, run_id: str) -> int:
        """End what still waits for a second round with the result of its first, as when the night is over."""
        with self.database.writing() as db:
            ended = db.execute(
                update(Audit).where(Audit.run_id == run_id, Audit.state == "again").values(state="done", is_changed=False, decided=[])
            )
            return int(ended.rowcount)

    def left(self, run_id: str) -> dict[str, int]:
        """Sites by state of the queue."""
        with self.database.reading() as db:
            rows = db.execute(select(Audit.state, func.count()).where(Audit.run_id == run_id).group_by(Audit.state))
            return {row[0]: row[1] for row in rows}


def result_values(result: AuditRow) -> dict[str, Any]:
    """The result as columns of an audit."""
    decided = None if result.is_seen else sorted(f.rule for f in result.findings)
    return {**{name: getattr(result, name) for name in _RESULT}, "scores": list(result.scores), "decided": decided}


def _set(db: Connection, run_id: str, site_ids: Sequence[int], **values: Any) -> None:
    if site_ids:
        db.execute(update(Audit).where(Audit.run_id == run_id, Audit.site_id.in_(site_ids)).values(**values))


def extend(db: Connection, run_id: str, site_id: int, findings: Iterable[FindingRow]) -> bool:
    """Let unchanged verdicts go on and begin the others; True when one differs from the last time the site was seen."""
    columns = (Finding.id, Finding.rule, Finding.rule_version, Finding.outcome, Finding.reason)
    known = {r.rule: r for r in db.execute(select(*columns).where(Finding.site_id == site_id, Finding.is_open))}
    same: list[int] = []
    ended: list[int] = []
    new: list[dict[str, Any]] = []
    is_changed = False
    for finding in findings:
        before = known.get(finding.rule)
        if before is not None and (before.rule_version, before.outcome, before.reason) == finding.verdict:
            same.append(before.id)
            continue
        if before is not None:
            ended.append(before.id)
            is_changed = True
        fresh = {**asdict(finding), "detail": dict(finding.detail)}
        new.append({**fresh, "site_id": site_id, "first_seen": run_id, "last_seen": run_id, "is_open": True})
    if same:
        db.execute(update(Finding).where(Finding.id.in_(same)).values(last_seen=run_id))
    if ended:
        db.execute(update(Finding).where(Finding.id.in_(ended)).values(is_open=False))
    if new:
        db.execute(insert(Finding), new)
    return is_changed


def retract(db: Connection, run_id: str, site_id: int) -> None:
    """Take a night's verdicts back, as if it had not judged the site; only the newest night of a site can be taken back."""
    before = db.execute(
        select(func.max(Audit.run_id)).where(Audit.site_id == site_id, Audit.run_id < run_id, Audit.state == "done", Audit.status.in_(SEEN))
    ).scalar()
    mine = (Finding.site_id == site_id, Finding.last_seen == run_id)
    rules = db.execute(select(Finding.rule).where(*mine, Finding.first_seen == run_id)).scalars().all()
    db.execute(delete(Finding).where(*mine, Finding.first_seen == run_id))
    if before is not None:
        db.execute(update(Finding).where(*mine).values(last_seen=before))
    for rule in rules:
        last = db.execute(
            select(Finding.id).where(Finding.site_id == site_id, Finding.rule == rule).order_by(Finding.last_seen.desc()).limit(1)
        ).scalar()
        if last is not None:
            db.execute(update(Finding).where(Finding.id == last).values(is_open=True))
