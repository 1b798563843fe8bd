"""The tables of review, trail and accounts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make them, and let no row of the trail be changed or taken out."""
    op.create_table(
        "trail",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.String(40)),
        sa.Column("report", sa.Integer()),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("old", sa.JSON(), nullable=False),
        sa.Column("new", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_trail"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_trail_report"),
        sa.UniqueConstraint("previous", name="uq_trail_previous"),
        sa.UniqueConstraint("hash", name="uq_trail_hash"),
    )
    op.create_index("ix_trail_claim_id", "trail", ["claim_id"])
    op.create_index("ix_trail_report", "trail", ["report"])
    op.create_table(
        "decisions",
        sa.Column("claim_id", sa.String(40), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("entry", sa.JSON(), nullable=False),
        sa.Column("machine", sa.JSON()),
        sa.Column("reader", sa.String(80), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("conflict", sa.String(16)),
        sa.PrimaryKeyConstraint("claim_id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_decisions_report"),
    )
    op.create_index("ix_decisions_report", "decisions", ["report"])
    op.create_index("ix_decisions_status", "decisions", ["status"])
    op.create_index("ix_decisions_conflict", "decisions", ["conflict"])
    _small_tables()
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER trail_no_{act.lower()} BEFORE {act} ON trail "
                "BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END"
            )


def _small_tables() -> None:
    op.create_table(
        "releases",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report", "start", "end", name="pk_releases"),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_releases_report"),
    )
    op.create_table(
        "accounts",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_accounts"),
    )
    op.create_table(
        "visits",
        sa.Column("who", sa.String(80), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("previous", sa.String(40)),
        sa.PrimaryKeyConstraint("who", name="pk_visits"),
    )
