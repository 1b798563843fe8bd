"""Make the rows of a ledger from a report and its record; no database is touched here.

In: a report and the record that a reader made of it. Out: `ReportRows`, ready to be written. Refused at this door: spans
that do not fit the text, a record of another report, characters that no database keeps.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from selon.errors import SpanMismatch
from selon.ledger.evidence import Entry, check_span, grounds_of, own_span
from selon.ledger.full_text import fold
from selon.model.as_json import as_json, entry_json
from selon.model.record import Arrangement, Event, Figure, Period, Place, Record, Source, Statement, TimeExpression
from selon.model.report import Report, SetAside
from selon.model.span import Span

Row = dict[str, object]

# how much of the first line stands as the title of a report without a headline
TITLE_LENGTH = 200


class Grounds(NamedTuple):
    """A row of `evidence`, but for the claim that it belongs to."""

    field: str
    start: int
    end: int
    source_start: int
    source_end: int
    words: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A row of `claims` with the rows of `evidence` that hang on it; keys are given when they are written."""

    row: Row
    evidence: tuple[Grounds, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRows:
    """All rows that a report and its record become, without keys and times of writing."""

    report_id: str
    content_sha256: str
    given_sha256: str
    reader: str
    report: Row
    text: Row
    head: Row
    claims: tuple[ClaimRow, ...]
    sensitive: tuple[Row, ...]
    set_asides: tuple[Row, ...]
    search: Row


def content_hash(report: Report) -> str:
    """Return the hash of a report's clean text.

    >>> from selon.model.span import clean_text
    >>> content_hash(Report(id="a", text=clean_text("Il pleut.")))[:12]
    '7188d2ba9a26'
    """
    return hashlib.sha256(report.clean.encode("utf-8", "surrogatepass")).hexdigest()


def given_hash(report: Report) -> str:
    """Return the hash of what was given with a report and has a say in how it is read."""
    given = [report.language, report.published, report.outlet, report.credit, report.url]
    return hashlib.sha256(json.dumps(given).encode()).hexdigest()


def make_rows(report: Report, record: Record) -> ReportRows:
    """Return the rows of a report and its record.

    Raises:
        SpanMismatch: a span of the record does not fit the text, or the record is another report's.
    """
    if record.report.id != report.id:
        raise SpanMismatch(f"the record of {record.report.id!r} offered for another report", where=report.id)
    if "\0" in report.clean or _has_surrogates(report.clean):
        raise SpanMismatch("a text with characters that no database keeps", where=report.id)
    content = content_hash(report)
    entries = _entries(record)
    try:
        claims = _claim_rows(report, content, entries)
        sensitive = tuple(_sensitive_row(report, s.span, s.reason, s.rule) for s in record.sensitive)
        set_asides = tuple(set_aside_row(s, report) for s in record.set_aside)
    except SpanMismatch as refused:
        raise SpanMismatch(refused.message, where=report.id) from None
    title = title_of(report)
    return ReportRows(
        report_id=report.id,
        content_sha256=content,
        given_sha256=given_hash(report),
        reader=record.reader,
        report=_report_row(report, record, title),
        text=_text_row(report, content),
        head=entry_json(record.report),  # type: ignore[arg-type]  # Json is narrower than object, dict is invariant
        claims=claims,
        sensitive=sensitive,
        set_asides=set_asides,
        search={"title": title, "body": report.clean, "claims": _search_words(entry for _, entry in entries)},
    )


def _has_surrogates(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)


def title_of(report: Report) -> str:
    """Return the headline of a report, or else the beginning of its first line."""
    for region in report.regions:
        if region.role == "headline":
            return region.span.words(report.clean).strip()[: 2 * TITLE_LENGTH]
    first = next((line.strip() for line in report.clean.splitlines() if line.strip()), "")
    return first if len(first) <= TITLE_LENGTH else first[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _report_row(report: Report, record: Record, title: str) -> Row:
    """Return what may move with a new reading."""
    head = record.report
    return {
        "language": head.language,
        "outlet": head.outlet or report.outlet,
        "credit": head.credit or report.credit,
        "url": head.url or report.url,
        "published": head.published,
        "published_by": head.published_by,
        "published_days": list(head.published_days),
        "agencies": list(head.agencies),
        "dateline": head.dateline,
        "bylines": list(head.bylines),
        "title": title,
        "regions": as_json(report.regions),
    }


def _text_row(report: Report, content: str) -> Row:
    """Return what never moves."""
    text = report.text
    return {
        "report_id": report.id,
        "content_sha256": content,
        "clean_text": text.clean,
        "source_text": None if text.source == text.clean else text.source,
        "offset_anchors": [list(anchor) for anchor in text.anchors],
        "media_type": report.media_type,
        "origin": report.origin,
        "origin_line": report.line,
    }


def _entries(record: Record) -> list[tuple[str, Entry]]:
    kinds: tuple[tuple[str, tuple[Entry, ...]], ...] = (
        ("figure", record.figures),
        ("statement", record.statements),
        ("time", record.times),
        ("place", record.places),
        ("arrangement", record.arrangements),
        ("event", record.events),
    )
    return [(kind, entry) for kind, entries in kinds for entry in entries]


def claim_id(kind: str, report_id: str, content: str, span: tuple[int, int], number: int = 0) -> str:
    """Return the id of a claim: the same for the same words of the same text, whatever reader found them.

    `number` tells apart entries of one kind on the very same words.

    >>> claim_id("figure", "a", "0" * 64, (3, 7)) == claim_id("figure", "a", "0" * 64, (3, 7), number=1)
    False
    """
    key = json.dumps([kind, report_id, content, *span, number])
    return hashlib.sha256(key.encode()).hexdigest()[:20]


def _claim_rows(report: Report, content: str, entries: list[tuple[str, Entry]]) -> tuple[ClaimRow, ...]:
    told_apart: Counter[tuple[str, Span]] = Counter()
    positions: Counter[str] = Counter()
    rows = []
    for kind, entry in entries:
        span = own_span(entry)
        check_span(span, report.clean, kind)
        row: Row = dict.fromkeys(_COLUMNS)
        row |= {
            "claim_id": claim_id(kind, report.id, content, span, told_apart[kind, span]),
            "kind": kind,
            "position": positions[kind],
            "start": span.start,
            "end": span.end,
            "confidence": entry.confidence,
            "entry": entry_json(entry),
            **_columns(entry),
        }
        told_apart[kind, span] += 1
        positions[kind] += 1
        rows.append(ClaimRow(row=row, evidence=_evidence_rows(report, kind, entry)))
    return tuple(rows)


def _evidence_rows(report: Report, kind: str, entry: Entry) -> tuple[Grounds, ...]:
    # most texts are their own source: no way back to look up
    same = report.text.source == report.clean
    rows = []
    for field, span, rule in grounds_of(entry):
        source = span if same else report.text.to_source(span)
        rows.append(Grounds(field, *span, *source, check_span(span, report.clean, kind, field), rule))
    return tuple(rows)


_COLUMNS = (
    *("measure", "counted", "low", "high", "qualifier", "modality", "type", "source_name", "source_folded"),
    *("place_name", "place_folded", "country", "latitude", "longitude", "period_start", "period_end"),
)


def _columns(entry: Entry) -> Row:
    """Return what is filtered and sorted by."""
    if isinstance(entry, Figure):
        numbers: Row = {"measure": entry.measure, "counted": entry.group, "low": entry.low, "high": entry.high}
        return numbers | {"qualifier": entry.qualifier, "modality": entry.modality} | _who_where_when(entry)
    if isinstance(entry, Statement):
        return {"type": entry.act} | _source(entry.source)
    if isinstance(entry, TimeExpression):
        return {"type": entry.type, "period_start": entry.earliest, "period_end": entry.latest}
    if isinstance(entry, Place):
        return {"type": entry.precision} | _place(entry)
    if isinstance(entry, Arrangement):
        when: Row = {"period_start": entry.start, "period_end": entry.end}
        told: Row = {"type": entry.kind, "qualifier": entry.status}
        return told | when | _place(entry.place) | _source(entry.by[0] if entry.by else None)
    return {"type": entry.type, "modality": entry.modality} | _who_where_when(entry)


def _who_where_when(entry: Figure | Event) -> Row:
    period = entry.period or Period(start=None, end=None)
    when: Row = {"period_start": period.start, "period_end": period.end}
    return _source(entry.source) | _place(entry.place) | when


def _source(source: Source | None) -> Row:
    return {"source_name": source.name, "source_folded": fold(source.name)} if source else {}


def _place(place: Place | None) -> Row:
    if place is None:
        return {}
    where: Row = {"country": place.country, "latitude": place.latitude, "longitude": place.longitude}
    return {"place_name": place.name, "place_folded": fold(place.name)} | where


def _sensitive_row(report: Report, span: Span, reason: str, rule: str) -> Row:
    words = check_span(span, report.clean, "sensitive")
    return {"start": span[0], "end": span[1], "words": words, "reason": reason, "rule": rule}


def set_aside_row(seen: SetAside, report: Report | None = None, *, content: str | None = None, trace: str | None = None) -> Row:
    """Return the row of something that was not taken."""
    if report is not None and seen.span is not None:
        check_span(seen.span, report.clean, f"set aside ({seen.reason})")
    return {
        "reason": seen.reason,
        "detail": seen.detail,
        "rule": seen.rule,
        "start": seen.span[0] if seen.span else None,
        "end": seen.span[1] if seen.span else None,
        "origin": seen.origin or (report.origin if report else ""),
        "origin_line": seen.line if seen.line is not None else (report.line if report else None),
        "content_sha256": content,
        "trace": trace,
    }


def _search_words(entries: Iterable[Entry]) -> str:
    """Return the resolved names of a record: a pronoun's person, the usual name of a place."""
    names: set[str] = set()
    for entry in entries:
        sources: Iterable[Source | None] = ()
        if isinstance(entry, Figure | Statement | Event):
            sources = (entry.source,)
        elif isinstance(entry, Arrangement):
            sources = (*entry.by, *(p.who for p in entry.positions))
        for source in filter(None, sources):
            names.update(filter(None, (source.name, source.organization, source.told_to)))
        place = entry if isinstance(entry, Place) else getattr(entry, "place", None)
        if place is not None:
            names.add(place.name)
    return "\n".join(sorted(names))
