"""Figures, reports and ledgers made by hand for the tests of the cross-check."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from selon.crosscheck.figure import Compared, Head, Spot, ordinal
from selon.crosscheck.names import plain
from selon.ledger.ledger import Ledger
from selon.model.record import Arrangement, Figure, Period, Place, Position, Record, ReportHead, Source, Statement
from selon.model.report import Report
from selon.model.span import Span, clean_text

TOWN = Spot(name="valbrune", said="Valbrune", country="ML", latitude=16.2, longitude=0.1)
NEARBY = Spot(name="oued noir", said="Oued Noir", country="ML", latitude=12.6, longitude=-8.0)
COUNTRY = Spot(name="mali", said="Mali", country="ML", precision="country")


def head(key: int = 1, published: str | None = "2031-05-10T08:00:00+00:00", **more: Any) -> Head:  # noqa: ANN401
    """Return the head of a report."""
    return Head(key=key, id=f"r{key}", published=published, **more)


_BASE = Compared(
    claim=0,
    head=head(),
    span=Span(0, 2),
    low=10,
    high=10,
    qualifier="exact",
    measure="killed",
    group="people",
    side=None,
    source=None,
    body=None,
    source_kind=None,
    told_to=None,
    place=TOWN,
    start=ordinal("2031-05-09"),
    end=ordinal("2031-05-09"),
    part_of=None,
    modality="asserted",
    superseded=False,
)


def figure(report: int = 1, hour: int = 8, day: str | None = "2031-05-09", **fields: Any) -> Compared:  # noqa: ANN401
    """Return a figure: ten killed in Valbrune on 9 May 2031, told on the 10th, but for what is given."""
    number = fields.pop("number", None)
    if number is not None:
        fields |= {"low": number, "high": number}
    published = fields.pop("published") if "published" in fields else f"2031-05-10T{hour:02d}:00:00+00:00"
    days: dict[str, Any] = {} if day == "2031-05-09" else {"start": ordinal(day), "end": ordinal(day)}
    return replace(_BASE, head=head(report, published), **({"span": Span(report, report + 1)} | days | fields))


def place(said: str, country: str = "ML", **more: Any) -> Place:  # noqa: ANN401
    """Return a place of a record."""
    return Place(name=said, country=country, **more)


def counted(text: str, words: str, number: float | None, **fields: Any) -> Figure:  # noqa: ANN401
    """Return a figure of a record whose span is where the words stand first."""
    start = text.index(words)
    day = fields.pop("day", "2031-05-09")
    given = {"high": number, "qualifier": "exact", "measure": "killed", "group": "people"} | fields
    given.setdefault("place", place("Valbrune", latitude=16.2, longitude=0.1))
    given.setdefault("period", Period(start=day, end=day) if day else None)
    return Figure(span=Span(start, start + len(words)), low=number, **given)


def put(ledger: Ledger, name: str, text: str, *, published: str | None = "2031-05-10T08:00:00+00:00", **fields: Any) -> int:  # noqa: ANN401
    """Put a report with its record into a ledger; return the report's key."""
    agencies, reader = fields.pop("agencies", ()), fields.pop("reader", "selon test")
    report = Report(id=name, text=clean_text(text), published=published, outlet=fields.pop("outlet", None))
    made = ReportHead(
        id=name,
        language="fr",
        published=published,
        published_by="given" if published else None,
        agencies=agencies,
        outlet=report.outlet,
    )
    ledger.append(report, Record(report=made, reader=reader, **fields))
    found = [r.key for r in ledger.reports() if r.report_id == name]
    return max(found)


def said_by(name: str, **more: Any) -> Source:  # noqa: ANN401
    """Return a source."""
    return Source(name=name, **more)


def truce(text: str, words: str, **fields: Any) -> Arrangement:  # noqa: ANN401
    """Return an arrangement whose span is where the words stand first."""
    start = text.index(words)
    given = {"kind": "ceasefire", "status": "announced"} | fields
    return Arrangement(span=Span(start, start + len(words)), **given)


def stance(text: str, words: str, who: str, stance_: str) -> Position:
    """Return a position."""
    start = text.index(words)
    return Position(who=Source(name=who), stance=stance_, span=Span(start, start + len(words)))


def statement(text: str, words: str, source: Source) -> Statement:
    """Return a statement whose span is where the words stand first."""
    start = text.index(words)
    return Statement(spans=(Span(start, start + len(words)),), type="indirect", source=source)


def named(said: str, **more: Any) -> Spot:  # noqa: ANN401
    """Return a place as it is compared."""
    return Spot(name=plain(said), said=said, **more)
