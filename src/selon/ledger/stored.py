"""What a ledger gives back: reports, claims, evidence, set-asides, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selon.model.span import Span, Text

# an entry of a record as JSON (docs/record.md); reading it is up to who knows its kind
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """A report as lists show it: all but its text.

    `reader` is the version whose values are current; `editions` are told apart by `edition`.
    """

    key: int
    report_id: str
    edition: int
    language: str
    outlet: str | None
    credit: str | None
    url: str | None
    published: str | None
    published_by: str | None
    published_days: tuple[str, ...]
    agencies: tuple[str, ...]
    dateline: str | None
    bylines: tuple[str, ...]
    title: str
    media_type: str
    origin: str
    origin_line: int | None
    content_sha256: str
    received_at: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRegion:
    """A stretch of a report that is not news, with its role."""

    role: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """The text of a report: clean, as received, and what is not news in it."""

    text: Text
    regions: tuple[StoredRegion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredClaim:
    """An entry of a record with the report that it stands in."""

    key: int
    claim_id: str
    kind: str
    position: int
    span: Span
    current: bool
    confidence: float
    entry: Entry
    report: int
    report_id: str
    edition: int
    outlet: str | None
    published: str | None
    title: str
    reading: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Words behind a field of a claim, where they stand in the clean text and in the text as received."""

    field: str
    span: Span
    source_span: Span
    words: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSetAside:
    """Something that was seen and not taken."""

    key: int
    report: int | None
    reason: str
    detail: str
    rule: str
    span: Span | None
    origin: str
    origin_line: int | None
    trace: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredName:
    """A name to be covered."""

    key: int
    span: Span
    words: str
    reason: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """One time that a version of the reader read a report."""

    key: int
    reader: str
    read_at: str
    current: bool
    head: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that a search found, with the words round the first match."""

    report: StoredReport
    score: float
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims are asked for; what is None does not matter.

    `source` and `place` are parts of names, case and accents aside. `since` and `until` are days: a claim fits when its
    period, or else the day of publication, overlaps them.
    """

    kind: str | None = None
    report: int | None = None
    claim_id: str | None = None
    measure: str | None = None
    counted: str | None = None
    type: str | None = None
    modality: str | None = None
    source: str | None = None
    place: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    least_confidence: float | None = None
    current: bool | None = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a ledger holds; claims by kind, set-asides by reason, only what is current."""

    reports: int
    claims: Mapping[str, int]
    evidence: int
    set_asides: Mapping[str, int]
    readers: Mapping[str, int]
