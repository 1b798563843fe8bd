"""The tables of the cross-check, on the same `metadata` as the ledger's own (migrations 0002, 0004 and 0005).

All but `actor_decisions` can be made anew from the reports; that one holds what people decided and is never emptied.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, Float, ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, Table, Text

from selon.ledger.tables import metadata

__all__ = [
    "actor_decisions",
    "compared",
    "figure_blocks",
    "figure_clusters",
    "figure_relations",
    "kept_lists",
    "metadata",
    "report_relations",
    "settled_figures",
    "signatures",
]

# which claims of a report have been compared: another fingerprint (a new reading, a correction) means compare it again
compared = Table(
    "compared",
    metadata,
    Column("report", Integer, ForeignKey("reports.key"), primary_key=True),
    Column("fingerprint", String(80), nullable=False),
    Column("compared_at", String(40), nullable=False),
)

# what lineage keeps of a text, so that no text is loaded twice
signatures = Table(
    "signatures",
    metadata,
    Column("report", Integer, ForeignKey("reports.key"), primary_key=True),
    Column("signature", LargeBinary, nullable=False),
)

# the blocks of figures worth comparing (hashed), ordered by publication in hours
figure_blocks = Table(
    "figure_blocks",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("block", BigInteger, nullable=False),
    Column("moment", Float, nullable=False),
    Column("claim", Integer, nullable=False),
    Column("report", Integer, nullable=False, index=True),
    Index("ix_figure_blocks_block_moment", "block", "moment"),
)

# figures as they are held against others once their report is settled: a new report meets thousands of old figures, and
# to settle the reports of all these anew would take most of its time
settled_figures = Table(
    "settled_figures",
    metadata,
    Column("claim", Integer, primary_key=True),
    Column("report", Integer, nullable=False),
    Column("content", JSON, nullable=False),
)

# the figures that relations tie into one question: `root` is one of them and stands for all
figure_clusters = Table(
    "figure_clusters",
    metadata,
    Column("claim", Integer, primary_key=True),
    Column("root", Integer, nullable=False, index=True),
)

# what two figures say of each other; `points_to` is 1 or 2 where the first or the second is the part, or the newer one
figure_relations = Table(
    "figure_relations",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("a", Integer, ForeignKey("claims.key"), nullable=False, index=True),
    Column("b", Integer, ForeignKey("claims.key"), nullable=False, index=True),
    Column("a_report", Integer, nullable=False),
    Column("b_report", Integer, nullable=False),
    Column("relation", String(12), nullable=False, index=True),
    Column("points_to", SmallInteger, nullable=False),
    Column("reasons", String(200), nullable=False),
)

# how two reports depend on each other; what is not here is independent
report_relations = Table(
    "report_relations",
    metadata,
    Column("a", Integer, ForeignKey("reports.key"), primary_key=True),
    Column("b", Integer, ForeignKey("reports.key"), primary_key=True, index=True),
    Column("dependence", String(12), nullable=False, index=True),
    Column("reasons", JSON, nullable=False),
)

# lists that take long to put together, as the last run found them
kept_lists = Table(
    "kept_lists",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("content", JSON, nullable=False),
)

# two names that a person joined or parted; the newest word counts
actor_decisions = Table(
    "actor_decisions",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("action", String(8), nullable=False),
    Column("a", String(300), nullable=False, index=True),
    Column("b", String(300), nullable=False, index=True),
    Column("who", String(80), nullable=False),
    Column("why", Text, nullable=False),
    Column("at", String(40), nullable=False),
)
