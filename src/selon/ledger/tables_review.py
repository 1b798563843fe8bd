"""The tables of review, trail and accounts, on the same `metadata` as the ledger's own (migration 0003).

The trail only grows and is the truth; `decisions` and `releases` are what it adds up to, kept for quick reading, and
`check_trail` holds them against it.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Integer, String, Table, Text

from selon.ledger.tables import metadata

__all__ = ["accounts", "decisions", "metadata", "releases", "trail", "visits"]

# one row for each act of a person, never changed; `hash` covers the row and the hash of the row before it
trail = Table(
    "trail",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("claim_id", String(40), index=True),
    Column("report", Integer, ForeignKey("reports.key"), index=True),
    Column("action", String(16), nullable=False),
    Column("old", JSON, nullable=False),
    Column("new", JSON, nullable=False),
    Column("who", String(80), nullable=False),
    Column("at", String(40), nullable=False),
    Column("why", Text, nullable=False),
    Column("previous", String(64), nullable=False, unique=True),
    Column("hash", String(64), nullable=False, unique=True),
)

# where a claim stands by what people decided: `status` is `accepted`, `corrected`, `rejected` or `added`; `entry` is the
# person's, `machine` the one that the person saw, `conflict` what a newer reader makes of it (`changed`, `gone`)
decisions = Table(
    "decisions",
    metadata,
    Column("claim_id", String(40), primary_key=True),
    Column("report", Integer, ForeignKey("reports.key"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("status", String(16), nullable=False, index=True),
    Column("entry", JSON, nullable=False),
    Column("machine", JSON(none_as_null=True)),
    Column("reader", String(80), nullable=False),
    Column("who", String(80), nullable=False),
    Column("at", String(40), nullable=False),
    Column("conflict", String(16), index=True),
)

# names that somebody released for export, with the reason in the trail
releases = Table(
    "releases",
    metadata,
    Column("report", Integer, ForeignKey("reports.key"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
    Column("who", String(80), nullable=False),
    Column("at", String(40), nullable=False),
    Column("why", Text, nullable=False),
)

# who may come in when the desk is served to others; the password only as its Argon2 hash
accounts = Table(
    "accounts",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("active", Boolean, nullable=False),
)

# when somebody was last at the desk, so that it can say what is new since
visits = Table(
    "visits",
    metadata,
    Column("who", String(80), primary_key=True),
    Column("at", String(40), nullable=False),
    Column("previous", String(40)),
)
