"""Runs, sites, seeds, audits and findings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("cause", sa.Text),
        sa.Column("released", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("engine", sa.String(20), nullable=False),
        sa.Column("options", sa.JSON, nullable=False),
        sa.Column("mix", sa.JSON),
        sa.Column("seeds_name", sa.Text, nullable=False),
        sa.Column("seeds_digest", sa.String(64), nullable=False),
        sa.Column("sites", sa.Integer, nullable=False),
        sa.Column("owner", sa.String(200)),
        sa.Column("beat", sa.String(32)),
    )
    op.create_table("site", sa.Column("id", sa.Integer, primary_key=True), sa.Column("key", sa.String(300), nullable=False, unique=True))
    op.create_table(
        "seed",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("site_id", sa.Integer, sa.ForeignKey("site.id"), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("code", sa.String(100), nullable=False),
        sa.Column("host", sa.String(300), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("url", "name_th", "name_en")),
        sa.Column("org_type", sa.String(30), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("ministry", "province")),
        sa.Column("emails", sa.JSON, nullable=False),
        sa.Column("lang", sa.String(5), nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("may_mail", sa.Boolean, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("run_id", sa.String(40), sa.ForeignKey("run.id"), primary_key=True),
        sa.Column("site_id", sa.Integer, sa.ForeignKey("site.id"), primary_key=True),
        sa.Column("seed_id", sa.Integer, sa.ForeignKey("seed.id"), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("order_key", sa.Integer, nullable=False),
        sa.Column("leases", sa.Integer, nullable=False),
        sa.Column("crashes", sa.Integer, nullable=False),
        sa.Column("status", sa.String(24)),
        sa.Column("reason", sa.Text),
        sa.Column("final_url", sa.Text),
        *(sa.Column(name, sa.Float) for name in ("worst", "best", "coverage")),
        sa.Column("scores", sa.JSON),
        sa.Column("started_at", sa.String(32)),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("seconds", sa.Float),
        *(sa.Column(name, sa.Integer) for name in ("requests", "subrequests", "bytes", "pages")),
        sa.Column("is_home_rendered", sa.Boolean),
        sa.Column("decided", sa.JSON),
        sa.Column("is_changed", sa.Boolean),
        sa.Column("capture", sa.Text),
    )
    op.create_index("audit_queue", "audit", ["run_id", "state", "crashes", "order_key"])
    op.create_index("audit_site", "audit", ["site_id", "run_id"])
    op.create_table(
        "finding",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("site_id", sa.Integer, sa.ForeignKey("site.id"), nullable=False),
        sa.Column("rule", sa.String(80), nullable=False),
        sa.Column("rule_version", sa.Integer, nullable=False),
        sa.Column("pack", sa.String(30), nullable=False),
        sa.Column("component", sa.String(30), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(60), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("first_seen", sa.String(40), nullable=False),
        sa.Column("last_seen", sa.String(40), nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
    )
    op.create_index("finding_site", "finding", ["site_id", "is_open"])


def downgrade() -> None:
    for table in ("finding", "audit", "seed", "site", "run"):
        op.drop_table(table)
