"""Figures as the ledger keeps them between two runs: settled with the others of their report, ready to be compared.

In: settled figures. Out: rows of `settled_figures`, and figures from these. A figure that an older selon compared has no
row: its report is settled anew and the row is kept then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection

from selon.crosscheck.figure import Compared, Head, Spot, figure_of, one_spot
from selon.crosscheck.totals import settle_report
from selon.ledger import kept_clusters
from selon.ledger import kept_findings as kept
from selon.ledger.tables_findings import settled_figures
from selon.model.span import Span


class Heads(dict[int, Head]):
    """The heads of reports by key; those that are asked for are loaded, a few of a hundred thousand."""

    def need(self, connection: Connection, keys: Iterable[int] | None = None) -> None:
        """Load the heads of reports that are not there yet, of all reports without keys."""
        missing = None if keys is None else sorted(set(keys) - self.keys())
        for line in kept.report_lines(connection, missing):
            self[line.key] = Head(
                key=line.key,
                id=line.report_id,
                published=line.published,
                outlet=line.outlet,
                agencies=tuple(line.agencies or ()),
                bylines=tuple(line.bylines or ()),
            )


# a part that is kept by its span alone
PLAIN_PART = 2


def settle_reports(connection: Connection, heads: Heads, keys: Iterable[int] | None = None) -> Iterator[Compared]:
    """Yield the figures of reports, settled report by report; of all reports whose heads are there without keys."""
    for report, lines in groupby(kept.figure_lines(connection, keys), key=lambda line: line.report):
        if report in heads:
            yield from settle_report([figure_of(line.entry, heads[report], line.key) for line in lines])


def keep_settled(connection: Connection, figures: Iterable[Compared]) -> None:
    """Keep settled figures for later runs."""
    rows = ({"claim": f.claim, "report": f.head.key, "content": _content(f)} for f in figures)
    kept.put(connection, settled_figures, rows)


def settled_of(connection: Connection, heads: Heads, claims: set[int]) -> dict[int, Compared]:
    """Return settled figures by claim: as they are kept, or settled anew where nothing is kept of them."""
    rows = list(kept_clusters.settled(connection, claims))
    heads.need(connection, {report for _, report, _ in rows})
    found = {claim: _figure(claim, heads[report], content) for claim, report, content in rows}
    reports = kept.reports_of_claims(connection, claims - found.keys())
    heads.need(connection, reports)
    made = {figure.claim: figure for figure in settle_reports(connection, heads, reports)}
    # of a report either all figures are kept or none
    keep_settled(connection, (figure for claim, figure in made.items() if claim not in found))
    return made | found


def _content(figure: Compared) -> list[Any]:
    spot, part = figure.place, figure.part_of
    return [
        *(figure.span.start, figure.span.end, figure.low, figure.high, figure.qualifier, figure.measure, figure.group),
        *(figure.side, figure.source, figure.body, figure.source_kind, figure.told_to, figure.start, figure.end),
        *(figure.modality, figure.superseded, None if part is None else [part.start, part.end, figure.part_by]),
        None
        if spot is None
        else [spot.name, spot.said, spot.country, spot.latitude, spot.longitude, spot.geonames, spot.precision],
        # the total is kept as it was before it was tied itself
        None if figure.total is None else [figure.total.claim, _content(figure.total)],
    ]


def _figure(claim: int, head: Head, content: list[Any]) -> Compared:
    *fields, part, spot, total = content
    first, last, low, high, qualifier, measure, group, side, source, body, kind, told_to, start, end, modality, old = fields
    return Compared(
        claim=claim,
        head=head,
        span=Span(first, last),
        low=low,
        high=high,
        qualifier=qualifier,
        measure=measure,
        group=group,
        side=side,
        source=source,
        body=body,
        source_kind=kind,
        told_to=told_to,
        place=None if spot is None else _spot(*spot),
        start=start,
        end=end,
        part_of=None if part is None else Span(part[0], part[1]),
        # rows of an older selon do not say who called it a part
        part_by=part[2] if part is not None and len(part) > PLAIN_PART else "said",
        modality=modality,
        superseded=old,
        total=None if total is None else _figure(total[0], head, total[1]),
    )


@lru_cache(maxsize=200_000)
def _spot(
    name: str,
    said: str,
    country: str | None,
    latitude: float | None,
    longitude: float | None,
    geonames: int | None,
    precision: str,
) -> Spot:
    """Return one object for one place, the same that figures from entries have; a place that goes without saying has none."""
    spot = one_spot(said, country, latitude, longitude, geonames, precision)
    return spot if spot.name == name else replace(spot, name=name)
