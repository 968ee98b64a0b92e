"""The tables. Times are ISO 8601 texts with offset, so both databases and every reader agree on them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Boolean, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSON(none_as_null=True), list[Any]: JSON(none_as_null=True)}  # noqa: RUF012 - SQLAlchemy's own way


class Run(Base):
    """One night. `id` is its date. `seconds`: time worked on it. `owner`: who works on it now, `beat`: when that was last true."""

    __tablename__ = "run"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    state: Mapped[str] = mapped_column(String(12))  # running, finished, frozen, cancelled
    cause: Mapped[str | None] = mapped_column(Text)  # why it is frozen
    released: Mapped[bool] = mapped_column(Boolean, default=False)  # the sentinel was overruled
    created_at: Mapped[str] = mapped_column(String(32))
    finished_at: Mapped[str | None] = mapped_column(String(32))
    seconds: Mapped[float] = mapped_column(Float, default=0.0)
    engine: Mapped[str] = mapped_column(String(20))
    options: Mapped[dict[str, Any]]
    mix: Mapped[dict[str, Any] | None]  # shares of statuses and verdicts, for the sentinel of later nights
    seeds_name: Mapped[str] = mapped_column(Text)
    seeds_digest: Mapped[str] = mapped_column(String(64))
    sites: Mapped[int] = mapped_column(Integer)
    owner: Mapped[str | None] = mapped_column(String(200))
    beat: Mapped[str | None] = mapped_column(String(32))


class Site(Base):
    """A site over all nights. `key`: host and port without www."""

    __tablename__ = "site"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(300), unique=True)


class Seed(Base):
    """A site as an inventory described it; a new row only when that changed, so a night's snapshot costs nothing."""

    __tablename__ = "seed"
    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    code: Mapped[str] = mapped_column(String(100))
    host: Mapped[str] = mapped_column(String(300))
    url: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    org_type: Mapped[str] = mapped_column(String(30))
    ministry: Mapped[str] = mapped_column(Text)
    province: Mapped[str] = mapped_column(Text)
    emails: Mapped[list[Any]]
    lang: Mapped[str] = mapped_column(String(5))
    notes: Mapped[str] = mapped_column(Text)
    may_mail: Mapped[bool] = mapped_column(Boolean)


class Audit(Base):
    """One site in one night: first its place in the queue, then its result.

    `state`: waiting, leased, again (failed in a passing way, its second round is to come), done, skipped. `leases`: how often it was
    begun, `crashes`: how often the worker that had it died. `order_key`: hosts shuffled, so that one server's sites do not stand together.
    `decided`: of a site that was not seen, the rules that facts decided all the same; None means every rule.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("audit_queue", "run_id", "state", "crashes", "order_key"), Index("audit_site", "site_id", "run_id"))
    run_id: Mapped[str] = mapped_column(ForeignKey("run.id"), primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    seed_id: Mapped[int] = mapped_column(ForeignKey("seed.id"))
    state: Mapped[str] = mapped_column(String(8), default="waiting")
    order_key: Mapped[int] = mapped_column(Integer)
    leases: Mapped[int] = mapped_column(Integer, default=0)
    crashes: Mapped[int] = mapped_column(Integer, default=0)
    status: Mapped[str | None] = mapped_column(String(24))
    reason: Mapped[str | None] = mapped_column(Text)  # detail of the status, or why it was skipped
    final_url: Mapped[str | None] = mapped_column(Text)
    worst: Mapped[float | None] = mapped_column(Float)
    best: Mapped[float | None] = mapped_column(Float)
    coverage: Mapped[float | None] = mapped_column(Float)
    scores: Mapped[list[Any] | None]  # of components
    started_at: Mapped[str | None] = mapped_column(String(32))
    finished_at: Mapped[str | None] = mapped_column(String(32))
    seconds: Mapped[float | None] = mapped_column(Float)
    requests: Mapped[int | None] = mapped_column(Integer)
    subrequests: Mapped[int | None] = mapped_column(Integer)
    bytes: Mapped[int | None] = mapped_column(Integer)
    pages: Mapped[int | None] = mapped_column(Integer)
    is_home_rendered: Mapped[bool | None] = mapped_column(Boolean)
    decided: Mapped[list[Any] | None]
    is_changed: Mapped[bool | None] = mapped_column(Boolean)  # some verdict differs from the last time the site was seen
    capture: Mapped[str | None] = mapped_column(Text)  # folder below TRUAT_CAPTURES, None once pruned


class Finding(Base):
    """One verdict and the nights it held: first_seen and last_seen are ids of runs. A night when the site was not seen neither
    extends nor ends it. `detail`: message, evidence and near misses as first seen."""

    __tablename__ = "finding"
    __table_args__ = (Index("finding_site", "site_id", "is_open"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    rule: Mapped[str] = mapped_column(String(80))
    rule_version: Mapped[int] = mapped_column(Integer)
    pack: Mapped[str] = mapped_column(String(30))
    component: Mapped[str] = mapped_column(String(30))
    outcome: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(60))
    detail: Mapped[dict[str, Any]]
    first_seen: Mapped[str] = mapped_column(String(40))
    last_seen: Mapped[str] = mapped_column(String(40))
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)  # still so, the last time the site was seen
