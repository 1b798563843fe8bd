"""Findings as they are shown: figures, relations and reports with all that a page needs, from the rows of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from selon.crosscheck.figure import Compared, Head, figure_of, hours, table_of, text_of
from selon.crosscheck.findings import FigureView, Lineage, Reason, Relation, ReportLink, reason
from selon.crosscheck.origins import origin_of
from selon.crosscheck.reasons import gaps
from selon.ledger import claim_lookups
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger
from selon.model.span import Span


def head_of_row(row: Row[Any]) -> Head:
    """Return the head of the report of a claim's row."""
    return Head(
        key=row.report,
        id=row.report_id,
        published=row.published,
        outlet=row.outlet,
        agencies=tuple(row.agencies or ()),
        bylines=tuple(row.bylines or ()),
    )


def compared_of_row(row: Row[Any]) -> Compared:
    """Return the figure of a claim's row as it is compared."""
    return figure_of(row.entry, head_of_row(row), row.key)


def view_of_row(row: Row[Any], known: Compared | None = None) -> FigureView:
    """Return the figure of a claim's row as it is shown; `known` is the same figure as it is compared, if at hand."""
    figure = known or compared_of_row(row)
    entry: Mapping[str, Any] = row.entry
    period, origin = table_of(entry.get("period")), origin_of(figure)
    return FigureView(
        claim=row.key,
        claim_id=row.claim_id,
        report=row.report,
        report_id=row.report_id,
        edition=row.edition,
        outlet=row.outlet,
        published=row.published,
        title=row.title,
        span=Span(row.start, row.end),
        words=row.words,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        measure=figure.measure,
        group=figure.group,
        side=figure.side,
        modality=figure.modality,
        source=figure.source,
        source_kind=figure.source_kind,
        told_to=figure.told_to,
        place=figure.place.said if figure.place else None,
        country=figure.place.country if figure.place else None,
        start=text_of(period.get("start")),
        end=text_of(period.get("end")),
        origin=origin.name,
        origin_by=origin.by,
        status=_status(figure),
    )


def _status(figure: Compared) -> str:
    if figure.superseded:
        return "superseded"
    return figure.modality if figure.modality in ("denied", "planned", "hypothetical") else "stands"


def number_value(view: FigureView | Compared) -> str:
    """Return a figure's number as a value of a reason: `at_least/12/`."""
    low, high = ("" if x is None else f"{x:g}" if x < 1e6 else f"{x:.0f}" for x in (view.low, view.high))
    return f"{view.qualifier}/{low}/{high}"


def filled_reasons(codes: Iterable[str], a: FigureView, b: FigureView, points_to: int) -> tuple[Reason, ...]:
    """Return the reasons of a relation, with what their sentences need of the two figures."""
    narrow = a if a.place and (points_to == 1 or not b.place) else b
    dated = a if a.start or a.end else b
    pointed, other = (a, b) if points_to == 1 else (b, a)
    values: dict[str, Callable[[], str | None]] = {
        "what": lambda: f"{a.measure}/{a.group if a.group == b.group else ''}",
        "place": lambda: narrow.place,
        "start": lambda: dated.start,
        "end": lambda: dated.end,
        "first": lambda: number_value(a),
        "second": lambda: number_value(b),
        "part_what": lambda: f"{pointed.measure}/{pointed.group}",
        "whole_what": lambda: f"{other.measure}/{other.group}",
        "part_place": lambda: pointed.place or "",
        "whole_place": lambda: other.place or "",
        "part_days": lambda: f"{pointed.start or ''}/{pointed.end or ''}",
        "whole_days": lambda: f"{other.start or ''}/{other.end or ''}",
        "part": lambda: number_value(pointed),
        "whole": lambda: number_value(other),
        "newer": lambda: number_value(pointed),
        "older": lambda: number_value(other),
        "gap": lambda: _gap(a, b),
    }
    return tuple(reason(code, **{k: value() for k, value in values.items() if k in gaps(code)}) for code in codes)


def _gap(a: FigureView, b: FigureView) -> str:
    mine, theirs = hours(a.published), hours(b.published)
    return "0" if mine is None or theirs is None else f"{abs(mine - theirs):g}"


def relation_views(connection: Connection, rows: Sequence[Row[Any]]) -> list[Relation]:
    """Return rows of `figure_relations` as they are shown."""
    keys = {key for row in rows for key in (row.a, row.b)}
    views = {row.key: view_of_row(row) for row in claim_lookups.claims_with_heads(connection, keys)}
    return [relation_view(row, views) for row in rows if row.a in views and row.b in views]


def relation_view(row: Row[Any], views: Mapping[int, FigureView]) -> Relation:
    """Return one row of `figure_relations` as it is shown."""
    a, b = views[row.a], views[row.b]
    pointed = {1: row.a, 2: row.b}.get(row.points_to)
    return Relation(
        a=a,
        b=b,
        relation=row.relation,
        reasons=filled_reasons(row.reasons.split(), a, b, row.points_to),
        part=pointed if row.relation == "part_of" else None,
        newer=pointed if row.relation == "updates" else None,
    )


def relations_of(ledger: Ledger, claim: int) -> list[Relation]:
    """Return what other figures say of a figure."""
    with ledger.reading() as connection:
        return relation_views(connection, kept.relations(connection, claim=claim))


def open_disputes(ledger: Ledger, limit: int | None = None) -> list[Relation]:
    """Return the disputes between figures neither of which a newer one has superseded, the newest first."""
    with ledger.reading() as connection:
        return relation_views(connection, kept.disputes_that_stand(connection, limit))


def lineage_of(ledger: Ledger, report: int) -> Lineage:
    """Return the copies of a report and the reports that rest on the same origin."""
    with ledger.reading() as connection:
        rows = kept.dependences(connection, report)
        others = {row.b if row.a == report else row.a: row for row in rows}
        lines = {line.key: line for line in claim_lookups.report_cards(connection, [report, *others])}
    links = [_link(lines[key], row) for key, row in others.items() if key in lines]
    links.sort(key=lambda link: (link.published or "9999", link.report))
    copies = tuple(link for link in links if link.dependence == "copy")
    own = (lines[report].published or "9999", report)
    first = min([own, *((c.published or "9999", c.report) for c in copies)])[1]
    return Lineage(report=report, first=first, copies=copies, same_source=tuple(x for x in links if x.dependence != "copy"))


def _link(line: Row[Any], row: Row[Any]) -> ReportLink:
    return ReportLink(
        report=line.key,
        report_id=line.report_id,
        edition=line.edition,
        outlet=line.outlet,
        published=line.published,
        title=line.title,
        dependence=row.dependence,
        reasons=stored_reasons(row.reasons),
    )


def stored_reasons(kept_rows: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Return reasons from the JSON that they are kept in."""
    return tuple(Reason(code=r["code"], values=tuple((k, v) for k, v in r["values"])) for r in kept_rows)
