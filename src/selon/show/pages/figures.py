"""All figures in one table, to be filtered by what is counted, place, source and date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selon.ledger import browse, lookups
from selon.ledger.stored import ClaimFilter, StoredClaim
from selon.model.words import MEASURES, MODALITIES
from selon.show.cards import Covers, covers_of
from selon.show.frame import Page, View

PER_PAGE = 100
ORDERS = ("published", "period", "low", "confidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """A figure as tables show it; bounds as the words give them, `source` null where the report speaks in its own voice."""

    claim_id: str
    report: int
    title: str
    outlet: str | None
    published: str | None
    start: int
    end: int
    low: float | None
    high: float | None
    qualifier: str
    measure: str
    group: str
    side: str | None
    source: str | None
    organization: str | None
    told_to: str | None
    place: str | None
    country: str | None
    period_start: str | None
    period_end: str | None
    modality: str
    superseded: bool
    status: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures that fit the filters; `next` is the number of the next page, null on the last."""

    total: int
    rows: tuple[FigureRow, ...]
    measures: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    order: str
    number: int
    next: int | None


def wanted(view: View, kind: str = "figure") -> ClaimFilter:
    """Return what the filters of the address ask for."""
    measure, modality, country = view.asked("measure"), view.asked("modality"), view.asked("country")
    return ClaimFilter(
        kind=kind,
        measure=measure if measure in MEASURES else None,
        modality=modality if modality in MODALITIES else None,
        country=country.upper()[:2] or None,
        source=view.asked("source")[:200] or None,
        place=view.asked("place")[:200] or None,
        since=view.asked("since")[:10] or None,
        until=view.asked("until")[:10] or None,
    )


def fill(view: View) -> Figures:
    """Return a page of the table."""
    asked = wanted(view)
    order = view.asked("order") if view.asked("order") in ORDERS else "published"
    number = max(1, view.number("page", 1))
    total = lookups.count_claims(view.ledger, asked)
    found = lookups.list_claims(view.ledger, asked, order=order, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    return Figures(
        total=total,
        rows=figure_rows(view, found),
        measures=view.shelf.values("measure"),
        countries=view.shelf.values("country"),
        order=order,
        number=number,
        next=number + 1 if number * PER_PAGE < total else None,
    )


def figure_rows(view: View, found: Sequence[StoredClaim]) -> tuple[FigureRow, ...]:
    """Return figures as rows, names covered."""
    covers = covers_of(view, {c.report for c in found})
    decided = browse.statuses(view.ledger, (c.claim_id for c in found))
    return tuple(_row(c, covers[c.report], decided.get(c.claim_id, "machine")) for c in found)


def _row(claim: StoredClaim, covers: Covers, status: str) -> FigureRow:
    entry: dict[str, Any] = dict(claim.entry)
    source, place, period = (entry.get(name) or {} for name in ("source", "place", "period"))
    return FigureRow(
        claim_id=claim.claim_id,
        report=claim.report,
        title=covers.loose(claim.title),
        outlet=claim.outlet,
        published=claim.published,
        start=claim.span.start,
        end=claim.span.end,
        low=entry["low"],
        high=entry["high"],
        qualifier=entry["qualifier"],
        measure=entry["measure"],
        group=entry["group"],
        side=entry.get("side"),
        source=covers.loose(source["name"]) if source else None,
        organization=source.get("organization"),
        told_to=source.get("told_to"),
        place=covers.loose(place["name"]) if place else None,
        country=place.get("country"),
        period_start=period.get("start"),
        period_end=period.get("end"),
        modality=entry["modality"],
        superseded=bool(entry.get("superseded")),
        status=status,
        confidence=claim.confidence,
    )


PAGES = (
    Page(
        name="figures",
        path="/figures",
        data=Figures,
        fill=fill,
        template="figures.html",
        title="Figures",
        summary="All figures, filtered by what is counted, place, source and date",
        parameters={
            "measure": "what is counted (docs/record.md)",
            "place": "part of the name of a place",
            "country": "ISO 3166, two letters",
            "source": "part of the name of a source",
            "modality": "asserted, hearsay, planned, denied or hypothetical",
            "since": "first day, ISO 8601",
            "until": "last day, ISO 8601",
            "order": "published, period, low or confidence",
            "page": "the number of the page, from 1",
        },
    ),
)
