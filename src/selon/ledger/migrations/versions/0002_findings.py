"""The tables of the cross-check."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "actor_decisions",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("a", sa.String(length=300), nullable=False),
        sa.Column("b", sa.String(length=300), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_actor_decisions"),
    )
    op.create_index("ix_actor_decisions_a", "actor_decisions", ["a"], unique=False)
    op.create_index("ix_actor_decisions_b", "actor_decisions", ["b"], unique=False)
    op.create_table(
        "figure_blocks",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("block", sa.BigInteger(), nullable=False),
        sa.Column("moment", sa.Float(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_figure_blocks"),
    )
    op.create_index("ix_figure_blocks_block_moment", "figure_blocks", ["block", "moment"], unique=False)
    op.create_index("ix_figure_blocks_report", "figure_blocks", ["report"], unique=False)
    op.create_table(
        "compared",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=80), nullable=False),
        sa.Column("compared_at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_compared_report"),
        sa.PrimaryKeyConstraint("report", name="pk_compared"),
    )
    _relations()


def _relations() -> None:
    op.create_table(
        "report_relations",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("dependence", sa.String(length=12), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["reports.key"], name="fk_report_relations_a"),
        sa.ForeignKeyConstraint(["b"], ["reports.key"], name="fk_report_relations_b"),
        sa.PrimaryKeyConstraint("a", "b", name="pk_report_relations"),
    )
    op.create_index("ix_report_relations_b", "report_relations", ["b"], unique=False)
    op.create_index("ix_report_relations_dependence", "report_relations", ["dependence"], unique=False)
    op.create_table(
        "signatures",
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name="fk_signatures_report"),
        sa.PrimaryKeyConstraint("report", name="pk_signatures"),
    )
    op.create_table(
        "figure_relations",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.Column("a_report", sa.Integer(), nullable=False),
        sa.Column("b_report", sa.Integer(), nullable=False),
        sa.Column("relation", sa.String(length=12), nullable=False),
        sa.Column("points_to", sa.SmallInteger(), nullable=False),
        sa.Column("reasons", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["claims.key"], name="fk_figure_relations_a"),
        sa.ForeignKeyConstraint(["b"], ["claims.key"], name="fk_figure_relations_b"),
        sa.PrimaryKeyConstraint("key", name="pk_figure_relations"),
    )
    op.create_index("ix_figure_relations_a", "figure_relations", ["a"], unique=False)
    op.create_index("ix_figure_relations_b", "figure_relations", ["b"], unique=False)
    op.create_index("ix_figure_relations_relation", "figure_relations", ["relation"], unique=False)
