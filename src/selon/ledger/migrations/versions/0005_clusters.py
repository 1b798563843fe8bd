"""What a run of the cross-check keeps so that a few new reports are compared quickly: settled figures, clusters, an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables, and let the index of claims by kind tell their reports."""
    op.create_table(
        "settled_figures",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("claim", name="pk_settled_figures"),
    )
    op.create_table(
        "figure_clusters",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("root", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("claim", name="pk_figure_clusters"),
    )
    op.create_index("ix_figure_clusters_root", "figure_clusters", ["root"], unique=False)
    op.drop_index("ix_claims_kind_current", "claims")
    op.create_index("ix_claims_kind_current_report", "claims", ["kind", "current", "report"], unique=False)
