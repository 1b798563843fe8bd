"""The tables of a ledger, as SQLAlchemy sees them. Migrations in `migrations/` make them; the two are held equal by a test.

What a report said and what machines and people made of it are kept apart: `reports` never change, `claims` of a reader
are replaced by a newer reader and kept as history, `trail` only grows.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# one row for each text of a report: the same id with another text is another row (`edition` 2, 3, ...)
reports = Table(
    "reports",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("report_id", Text, nullable=False, index=True),
    Column("edition", Integer, nullable=False, default=1),
    Column("content_sha256", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    Column("outlet", Text),
    Column("credit", Text),
    Column("url", Text),
    Column("published", String(40), index=True),
    Column("published_by", String(10)),
    Column("published_days", JSON, nullable=False),
    Column("agencies", JSON, nullable=False),
    Column("dateline", Text),
    Column("bylines", JSON, nullable=False),
    Column("title", Text, nullable=False),
    Column("clean_text", Text, nullable=False),
    # the text as received; null where it is the clean text, character for character
    Column("source_text", Text),
    Column("offset_anchors", JSON, nullable=False),
    Column("regions", JSON, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("origin_line", Integer),
    Column("received_at", String(40), nullable=False),
    # `usable`, or `canceled` where the outlet took it back
    Column("status", String(16), nullable=False, default="usable"),
    UniqueConstraint("report_id", "content_sha256"),
    UniqueConstraint("report_id", "edition"),
)

# one row each time a version of the reader read a report
readings = Table(
    "readings",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.key"), nullable=False, index=True),
    Column("reader", Text, nullable=False),
    # what was given with the report (day, outlet, ...) changes what is read: another hash is another reading
    Column("given_sha256", String(64), nullable=False),
    Column("read_at", String(40), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("head", JSON, nullable=False),
    UniqueConstraint("report", "reader", "given_sha256"),
)

# one row for each entry of a record. `claim_id` is the same for the same words of the same text whatever reader found
# them (kind + report's id and content + span), so that decisions of people outlive a reader
claims = Table(
    "claims",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("claim_id", String(40), nullable=False, index=True),
    Column("reading", Integer, ForeignKey("readings.key"), nullable=False, index=True),
    Column("report", Integer, ForeignKey("reports.key"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("entry", JSON, nullable=False),
    # what is filtered and sorted by, taken out of `entry`. `type` is the act of a statement, the kind of an arrangement,
    # the precision of a place; `qualifier` the status of an arrangement; the period of a time is what it can mean.
    # `source_folded` and `place_folded` are the names without case and accents (full_text.fold)
    Column("measure", String(16)),
    Column("counted", Text),
    Column("low", Float),
    Column("high", Float),
    Column("qualifier", String(16)),
    Column("modality", String(16)),
    Column("type", String(24)),
    Column("source_name", Text),
    Column("source_folded", Text),
    Column("place_name", Text),
    Column("place_folded", Text),
    Column("country", String(2)),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("period_start", String(40)),
    Column("period_end", String(40)),
    # with the report in it, the fingerprints of all reports are counted in the index: a row of claims is a kilobyte
    Index("ix_claims_kind_current_report", "kind", "current", "report"),
    Index("ix_claims_current_report", "current", "report"),
    Index("ix_claims_measure_country_period_start", "measure", "country", "period_start"),
)

# the words behind each field of a claim, checked against the text when they are written
evidence = Table(
    "evidence",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("claim", Integer, ForeignKey("claims.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("field", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("source_start", Integer, nullable=False),
    Column("source_end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("rule", Text, nullable=False),
)

# names to be covered on the page and left out of exports until somebody releases them
sensitive = Table(
    "sensitive",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.key"), nullable=False, index=True),
    Column("reading", Integer, ForeignKey("readings.key"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("reason", String(24), nullable=False),
    Column("rule", Text, nullable=False),
    Column("current", Boolean, nullable=False),
)

# what was not taken, and why: of a file that could not be read (no report) or of a report
set_asides = Table(
    "set_asides",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("report", Integer, ForeignKey("reports.key"), index=True),
    Column("reading", Integer, ForeignKey("readings.key")),
    Column("reason", String(40), nullable=False, index=True),
    Column("detail", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("origin", Text, nullable=False),
    Column("origin_line", Integer),
    Column("content_sha256", String(64)),
    # the Python traceback where the reader itself failed; `detail` names its short id
    Column("trace", Text),
    # false once the same file and line gave a report, or a newer reading replaced the one that it belongs to
    Column("current", Boolean, nullable=False),
    Column("seen_at", String(40), nullable=False),
)
