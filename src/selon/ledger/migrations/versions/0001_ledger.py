"""Reports, readings, claims, evidence, sensitive names, set-asides, full text."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from selon.ledger.full_text import make_search

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    for make in (_reports, _readings, _claims, _evidence, _sensitive, _set_asides):
        make()
    make_search(op.get_bind())


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("key", sa.Integer, nullable=False),
        sa.Column("report_id", sa.Text, nullable=False),
        sa.Column("edition", sa.Integer, nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("credit", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("published", sa.String(40)),
        sa.Column("published_by", sa.String(10)),
        sa.Column("published_days", sa.JSON, nullable=False),
        sa.Column("agencies", sa.JSON, nullable=False),
        sa.Column("dateline", sa.Text),
        sa.Column("bylines", sa.JSON, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("clean_text", sa.Text, nullable=False),
        sa.Column("source_text", sa.Text),
        sa.Column("offset_anchors", sa.JSON, nullable=False),
        sa.Column("regions", sa.JSON, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("origin_line", sa.Integer),
        sa.Column("received_at", sa.String(40), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_reports")),
        sa.UniqueConstraint("report_id", "content_sha256", name=op.f("uq_reports_report_id_content_sha256")),
        sa.UniqueConstraint("report_id", "edition", name=op.f("uq_reports_report_id_edition")),
    )
    op.create_index(op.f("ix_reports_published"), "reports", ["published"])
    op.create_index(op.f("ix_reports_report_id"), "reports", ["report_id"])


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("key", sa.Integer, nullable=False),
        sa.Column("report", sa.Integer, nullable=False),
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("given_sha256", sa.String(64), nullable=False),
        sa.Column("read_at", sa.String(40), nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("head", sa.JSON, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_readings_report")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_readings")),
        sa.UniqueConstraint("report", "reader", "given_sha256", name=op.f("uq_readings_report_reader_given_sha256")),
    )
    op.create_index(op.f("ix_readings_report"), "readings", ["report"])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("key", sa.Integer, nullable=False),
        sa.Column("claim_id", sa.String(40), nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("report", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.Column("entry", sa.JSON, nullable=False),
        sa.Column("measure", sa.String(16)),
        sa.Column("counted", sa.Text),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        sa.Column("qualifier", sa.String(16)),
        sa.Column("modality", sa.String(16)),
        sa.Column("type", sa.String(24)),
        sa.Column("source_name", sa.Text),
        sa.Column("source_folded", sa.Text),
        sa.Column("place_name", sa.Text),
        sa.Column("place_folded", sa.Text),
        sa.Column("country", sa.String(2)),
        sa.Column("latitude", sa.Float),
        sa.Column("longitude", sa.Float),
        sa.Column("period_start", sa.String(40)),
        sa.Column("period_end", sa.String(40)),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_claims_reading")),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_claims_report")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_claim_id"), "claims", ["claim_id"])
    op.create_index("ix_claims_current_report", "claims", ["current", "report"])
    op.create_index("ix_claims_kind_current", "claims", ["kind", "current"])
    op.create_index("ix_claims_measure_country_period_start", "claims", ["measure", "country", "period_start"])
    op.create_index(op.f("ix_claims_reading"), "claims", ["reading"])
    op.create_index(op.f("ix_claims_report"), "claims", ["report"])


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("key", sa.Integer, nullable=False),
        sa.Column("claim", sa.Integer, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("source_start", sa.Integer, nullable=False),
        sa.Column("source_end", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.key"], name=op.f("fk_evidence_claim"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_claim"), "evidence", ["claim"])


def _sensitive() -> None:
    op.create_table(
        "sensitive",
        sa.Column("key", sa.Integer, nullable=False),
        sa.Column("report", sa.Integer, nullable=False),
        sa.Column("reading", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("reason", sa.String(24), nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_sensitive_reading")),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_sensitive_report")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sensitive")),
    )
    op.create_index(op.f("ix_sensitive_report"), "sensitive", ["report"])


def _set_asides() -> None:
    op.create_table(
        "set_asides",
        sa.Column("key", sa.Integer, nullable=False),
        sa.Column("report", sa.Integer),
        sa.Column("reading", sa.Integer),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("origin_line", sa.Integer),
        sa.Column("content_sha256", sa.String(64)),
        sa.Column("trace", sa.Text),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("seen_at", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.key"], name=op.f("fk_set_asides_reading")),
        sa.ForeignKeyConstraint(["report"], ["reports.key"], name=op.f("fk_set_asides_report")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_set_asides")),
    )
    op.create_index(op.f("ix_set_asides_reason"), "set_asides", ["reason"])
    op.create_index(op.f("ix_set_asides_report"), "set_asides", ["report"])
