"""Questions to a ledger: reports, claims, the words behind them, what was set aside.

Each takes a connection (`ledger.reading()`) and gives frozen data of `stored`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, distinct, func, select

from selon.ledger import full_text
from selon.ledger.stored import (
    ClaimFilter,
    Counts,
    Evidence,
    Hit,
    ReportText,
    StoredClaim,
    StoredName,
    StoredReading,
    StoredRegion,
    StoredReport,
    StoredSetAside,
)
from selon.ledger.tables import claims, evidence, readings, reports, sensitive, set_asides
from selon.model.span import Span, Text

_LISTED = [column for column in reports.c if column.name in StoredReport.__dataclass_fields__]


def _report(row: Row[*tuple[Any, ...]]) -> StoredReport:
    values = {column.name: row._mapping[column] for column in _LISTED}
    for name in ("published_days", "agencies", "bylines"):
        values[name] = tuple(values[name])
    return StoredReport(**values)


def list_reports(
    connection: Connection, *, outlet: str | None = None, limit: int | None = None, offset: int = 0
) -> list[StoredReport]:
    """Return the reports, the latest published first, those without a day last."""
    query = select(*_LISTED).order_by(reports.c.published.is_(None), reports.c.published.desc(), reports.c.key.desc())
    if outlet is not None:
        query = query.where(reports.c.outlet == outlet)
    return [_report(row) for row in connection.execute(query.limit(limit).offset(offset))]


def find_report(connection: Connection, key: int) -> StoredReport | None:
    """Return a report by its key."""
    row = connection.execute(select(*_LISTED).where(reports.c.key == key)).one_or_none()
    return _report(row) if row else None


def find_editions(connection: Connection, report_id: str) -> list[StoredReport]:
    """Return all texts that came under an id, in order of coming."""
    query = select(*_LISTED).where(reports.c.report_id == report_id).order_by(reports.c.edition)
    return [_report(row) for row in connection.execute(query)]


def find_text(connection: Connection, key: int) -> ReportText | None:
    """Return the text of a report."""
    columns = (reports.c.clean_text, reports.c.source_text, reports.c.offset_anchors, reports.c.regions)
    row = connection.execute(select(*columns).where(reports.c.key == key)).one_or_none()
    if row is None:
        return None
    source = row.clean_text if row.source_text is None else row.source_text
    anchors = tuple((clean, from_) for clean, from_ in row.offset_anchors)
    regions = tuple(StoredRegion(role=r["role"], span=Span(*r["span"]), rule=r["rule"]) for r in row.regions)
    return ReportText(text=Text(source=source, clean=row.clean_text, anchors=anchors), regions=regions)


def find_readings(connection: Connection, report: int) -> list[StoredReading]:
    """Return every reading of a report, the current one first."""
    query = select(readings).where(readings.c.report == report).order_by(readings.c.current.desc(), readings.c.key.desc())
    return [
        StoredReading(key=r.key, reader=r.reader, read_at=r.read_at, current=r.current, head=r.head)
        for r in connection.execute(query)
    ]


_CLAIM = (
    *(claims.c[name] for name in ("key", "claim_id", "kind", "position", "start", "end", "current", "confidence", "entry")),
    *(claims.c.report, claims.c.reading),
    *(reports.c[name] for name in ("report_id", "edition", "outlet", "published", "title")),
)


def _claim(row: Row[Any]) -> StoredClaim:
    values = dict(row._mapping)
    span = Span(values.pop("start"), values.pop("end"))
    return StoredClaim(span=span, **values)


def conditions_of(wanted: ClaimFilter) -> list[ColumnElement[bool]]:
    """Return what a filter asks of a query over claims joined with their reports."""
    same = ("kind", "report", "claim_id", "measure", "counted", "type", "modality", "country", "current")
    found: list[ColumnElement[bool]] = [
        claims.c[name] == getattr(wanted, name) for name in same if getattr(wanted, name) is not None
    ]
    for column, part in ((claims.c.source_folded, wanted.source), (claims.c.place_folded, wanted.place)):
        if part:
            found.append(column.contains(full_text.fold(part), autoescape=True))
    # a claim without a period is as of the day of its report; an open end reaches as far as the other
    first = func.substr(func.coalesce(claims.c.period_start, claims.c.period_end, reports.c.published), 1, 10)
    last = func.substr(func.coalesce(claims.c.period_end, claims.c.period_start, reports.c.published), 1, 10)
    if wanted.since is not None:
        found.append(last >= wanted.since[:10])
    if wanted.until is not None:
        found.append(first <= wanted.until[:10])
    if wanted.least_confidence is not None:
        found.append(claims.c.confidence >= wanted.least_confidence)
    return found


_ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "text": (claims.c.report, claims.c.start, claims.c.end, claims.c.key),
    "published": (reports.c.published.is_(None), reports.c.published.desc(), claims.c.report, claims.c.start, claims.c.key),
    "period": (claims.c.period_start.is_(None), claims.c.period_start.desc(), claims.c.report, claims.c.start, claims.c.key),
    "low": (claims.c.low.is_(None), claims.c.low.desc(), claims.c.key),
    "confidence": (claims.c.confidence, claims.c.key),
}


def list_claims(
    connection: Connection, wanted: ClaimFilter, *, order: str = "text", limit: int | None = None, offset: int = 0
) -> list[StoredClaim]:
    """Return claims; `order` is `text`, `published`, `period`, `low` (the highest first) or `confidence` (the lowest first)."""
    query: Select[Any] = select(*_CLAIM).join(reports, reports.c.key == claims.c.report).where(*conditions_of(wanted))
    return [_claim(row) for row in connection.execute(query.order_by(*_ORDERS[order]).limit(limit).offset(offset))]


def list_claims_of(connection: Connection, ids: Sequence[str]) -> list[StoredClaim]:
    """Return the current claims with these ids, at most a few hundred at once."""
    query: Select[Any] = select(*_CLAIM).join(reports, reports.c.key == claims.c.report)
    return [_claim(row) for row in connection.execute(query.where(claims.c.claim_id.in_(list(ids)), claims.c.current))]


def count_claims(connection: Connection, wanted: ClaimFilter) -> int:
    """Return how many claims there are."""
    query = select(func.count()).select_from(claims.join(reports, reports.c.key == claims.c.report))
    return int(connection.execute(query.where(*conditions_of(wanted))).scalar_one())


def values_of(connection: Connection, column: str, wanted: ClaimFilter) -> list[tuple[str, int]]:
    """Return the values of a filter's column (`measure`, `place_name`, ...) and how often, the most frequent first."""
    chosen = claims.c[column]
    query = select(chosen, func.count()).select_from(claims.join(reports, reports.c.key == claims.c.report))
    query = query.where(chosen.is_not(None), *conditions_of(wanted)).group_by(chosen).order_by(func.count().desc(), chosen)
    return [(value, number) for value, number in connection.execute(query)]


def find_evidence(connection: Connection, claim: int) -> list[Evidence]:
    """Return the words behind the fields of a claim, in order of the text."""
    query = select(evidence).where(evidence.c.claim == claim).order_by(evidence.c.start, evidence.c.end, evidence.c.key)
    return [_evidence(row) for row in connection.execute(query)]


def find_all_evidence(connection: Connection, report: int) -> dict[int, list[Evidence]]:
    """Return the words behind every current claim of a report, by the claim's key."""
    query = select(evidence).join(claims, claims.c.key == evidence.c.claim).where(claims.c.report == report, claims.c.current)
    found: dict[int, list[Evidence]] = {}
    for row in connection.execute(query.order_by(evidence.c.start, evidence.c.end, evidence.c.key)):
        found.setdefault(row.claim, []).append(_evidence(row))
    return found


def _evidence(row: Row[Any]) -> Evidence:
    source = Span(row.source_start, row.source_end)
    return Evidence(field=row.field, span=Span(row.start, row.end), source_span=source, words=row.words, rule=row.rule)


def find_sensitive(connection: Connection, report: int) -> list[StoredName]:
    """Return the names of a report that are to be covered, in order."""
    query = select(sensitive).where(sensitive.c.report == report, sensitive.c.current).order_by(sensitive.c.start)
    return [
        StoredName(key=r.key, span=Span(r.start, r.end), words=r.words, reason=r.reason, rule=r.rule)
        for r in connection.execute(query)
    ]


def list_set_asides(connection: Connection, report: int | None = None) -> list[StoredSetAside]:
    """Return what was set aside of a report; without one, the files and lines that gave no report."""
    mine = set_asides.c.report.is_(None) if report is None else set_asides.c.report == report
    query = select(set_asides).where(mine, set_asides.c.current).order_by(set_asides.c.start, set_asides.c.key)
    return [
        StoredSetAside(
            span=Span(r.start, r.end) if r.start is not None else None,
            **{n: r._mapping[n] for n in ("key", "report", "reason", "detail", "rule", "origin", "origin_line", "trace")},
        )
        for r in connection.execute(query)
    ]


def search(connection: Connection, sought: str, *, limit: int = 50) -> list[Hit]:
    """Return the reports that hold the words, best first."""
    found = full_text.find_reports(connection, sought, limit=limit)
    query = select(*_LISTED, reports.c.clean_text).where(reports.c.key.in_([key for key, _ in found]))
    rows = {row.key: row for row in connection.execute(query)}
    return [
        Hit(report=_report(rows[key]), score=score, excerpt=full_text.excerpt(rows[key].clean_text, sought))
        for key, score in found
    ]


def count_all(connection: Connection) -> Counts:
    """Return how much there is."""

    def by(column: ColumnElement[str], *where: ColumnElement[bool]) -> dict[str, int]:
        query: Select[Any, Any] = select(column, func.count()).where(*where).group_by(column).order_by(column)
        return {value: number for value, number in connection.execute(query)}  # noqa: C416 - rows are no pairs to mypy

    def all_of(query: Select[Any]) -> int:
        return int(connection.execute(query).scalar_one())

    return Counts(
        reports=all_of(select(func.count(distinct(reports.c.key)))),
        claims=by(claims.c.kind, claims.c.current),
        evidence=all_of(select(func.count()).select_from(evidence)),
        set_asides=by(set_asides.c.reason, set_asides.c.current),
        readers=by(readings.c.reader, readings.c.current),
    )


def record_of(connection: Connection, key: int) -> dict[str, Any]:
    """Return the current record of a report as JSON: the head, and every entry in order as it stands after people's decisions."""
    found = connection.execute(select(readings).where(readings.c.report == key, readings.c.current)).one()
    record: dict[str, Any] = {"report": found.head}
    record |= {name: [] for name in ("figures", "statements", "times", "places", "arrangements", "events")}
    query = select(claims.c.kind, claims.c.entry).where(claims.c.report == key, claims.c.current)
    query = query.order_by(claims.c.position, claims.c.start, claims.c.key)
    for kind, entry in connection.execute(query):
        record[f"{kind}s"].append(entry)
    record["sensitive"] = [{"span": list(n.span), "reason": n.reason, "rule": n.rule} for n in find_sensitive(connection, key)]
    record["set_aside"] = [_set_aside_json(s) for s in list_set_asides(connection, key)]
    record["reader"] = found.reader
    return record


def _set_aside_json(seen: StoredSetAside) -> dict[str, Any]:
    place = {"span": list(seen.span) if seen.span else None, "origin": seen.origin, "line": seen.origin_line}
    return {"reason": seen.reason, "detail": seen.detail, "rule": seen.rule} | place
