"""A figure laid out for comparison: numbers, days, a point, and names in the form that is compared.

In: an entry of a record (JSON) and the head of its report. Out: a `Compared`. Nothing here looks at a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from selon.crosscheck.names import plain
from selon.model.as_json import Json
from selon.model.span import Span

Entry = Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as it is compared."""

    name: str
    said: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    precision: str = "settlement"

    def __hash__(self) -> int:
        """Return a hash of what tells most places apart: the others would only make it slow."""
        return hash((self.name, self.country, self.latitude))


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What comparison needs to know of a report. `key` is unique; the same `id` may stand for two texts."""

    key: int
    id: str
    published: str | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()

    @property
    def moment(self) -> float | None:
        """Return the time of publication in hours, None when it is not known."""
        return hours(self.published)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A figure as it is compared; `start` and `end` count days (proleptic ordinals).

    `total` is the figure of the same report that this one is part of, with the questions that it answers.
    """

    claim: int
    head: Head
    span: Span
    low: float | None
    high: float | None
    qualifier: str
    measure: str
    group: str
    side: str | None
    source: str | None
    body: str | None
    source_kind: str | None
    told_to: str | None
    place: Spot | None
    start: int | None
    end: int | None
    part_of: Span | None
    modality: str
    superseded: bool
    total: Compared | None = None
    # who says that it is a part: the report (`said`), a sum (`sum`), or what its report tells together (`inferred`)
    part_by: str = "said"

    @property
    def dated(self) -> bool:
        """Say whether the words give a period, even one with an open end."""
        return self.start is not None or self.end is not None


# characters between two numbers of a list; no other value was tried
NEXT_TO = 40


def side_by_side(a: Compared, b: Compared) -> bool:
    """Say whether one mouth tells two numbers in a list (`trois gendarmes et quatorze insurgés`), each for itself.

    Two mouths in one sentence are rivals: `dix morts selon l'armée, trente selon les habitants`.
    """
    first, second = sorted((a.span, b.span), key=lambda span: span.start)
    return a.head.key == b.head.key and a.source == b.source and second.start - first.end <= NEXT_TO


@lru_cache(maxsize=200_000)
def hours(stamp: str | None) -> float | None:
    """Return an ISO date or date-time as hours, None for none; a bare date counts as its noon.

    >>> hours("2020-05-07T16:00:00+02:00") - hours("2020-05-07T06:00:00+02:00")
    10.0
    """
    if not stamp:
        return None
    try:
        when = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    if len(stamp) <= len("2020-05-07"):
        when = when.replace(hour=12)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() / 3600


def ordinal(stamp: str | None, *, last: bool = False) -> int | None:
    """Return the day of an ISO date, counted; `2018-07` is its first day, or its last with `last`.

    >>> ordinal("2018-07", last=True) - ordinal("2018-07")
    30
    """
    if not stamp:
        return None
    try:
        if len(stamp) == len("2018"):
            return date(int(stamp), 12 if last else 1, 31 if last else 1).toordinal()
        if len(stamp) == len("2018-07"):
            year, month = int(stamp[:4]), int(stamp[5:])
            first = date(year, month, 1).toordinal()
            return date(year + month // 12, month % 12 + 1, 1).toordinal() - 1 if last else first
        return date.fromisoformat(stamp[:10]).toordinal()
    except ValueError:
        return None


def text_of(value: Json) -> str | None:
    """Return a JSON value that is a text, else None."""
    return value if isinstance(value, str) and value else None


def number_of(value: Json) -> float | None:
    """Return a JSON value that is a number, else None."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def table_of(value: Json) -> Entry:
    """Return a JSON value that is a table, else an empty one."""
    return value if isinstance(value, dict) else {}


def span_of(value: Json) -> Span | None:
    """Return a JSON `[start, end]` as a span, else None."""
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], int) and isinstance(value[1], int):
        return Span(value[0], value[1])
    return None


def names_of(value: Json) -> tuple[str, ...]:
    """Return the texts of a JSON list."""
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def spot_of(value: Json) -> Spot | None:
    """Return a place of a record as it is compared, None for none."""
    place = table_of(value)
    said = text_of(place.get("name"))
    if said is None:
        return None
    geonames = number_of(place.get("geonames"))
    return one_spot(
        said,
        text_of(place.get("country")),
        number_of(place.get("latitude")),
        number_of(place.get("longitude")),
        None if geonames is None else int(geonames),
        text_of(place.get("precision")) or "settlement",
    )


@lru_cache(maxsize=200_000)
def one_spot(
    said: str, country: str | None, latitude: float | None, longitude: float | None, geonames: int | None, precision: str
) -> Spot:
    """Return one and the same object for one place: comparing two by identity is what makes a large ledger quick."""
    return Spot(
        name=plain(said),
        said=said,
        country=country,
        latitude=latitude,
        longitude=longitude,
        geonames=geonames,
        precision=precision,
    )


def head_of(report: Entry, key: int) -> Head:
    """Return the head of a report from the `report` entry of its record."""
    return Head(
        key=key,
        id=text_of(report.get("id")) or str(key),
        published=text_of(report.get("published")),
        outlet=text_of(report.get("outlet")),
        agencies=names_of(report.get("agencies")),
        bylines=names_of(report.get("bylines")),
    )


def figure_of(entry: Entry, head: Head, claim: int) -> Compared:
    """Return a figure of a record as it is compared."""
    source, period = table_of(entry.get("source")), table_of(entry.get("period"))
    return Compared(
        claim=claim,
        head=head,
        span=span_of(entry.get("span")) or Span(0, 0),
        low=number_of(entry.get("low")),
        high=number_of(entry.get("high")),
        qualifier=text_of(entry.get("qualifier")) or "exact",
        measure=text_of(entry.get("measure")) or "other",
        group=text_of(entry.get("group")) or "",
        side=text_of(entry.get("side")),
        source=text_of(source.get("name")),
        body=text_of(source.get("organization")),
        source_kind=text_of(source.get("kind")),
        told_to=text_of(source.get("told_to")),
        place=spot_of(entry.get("place")),
        start=ordinal(text_of(period.get("start"))),
        end=ordinal(text_of(period.get("end")), last=True),
        part_of=span_of(entry.get("part_of")),
        modality=text_of(entry.get("modality")) or "asserted",
        superseded=entry.get("superseded") is True,
    )


def figures_of(record: Entry, key: int, first_claim: int = 0) -> Sequence[Compared]:
    """Return all figures of a record as they are compared, their claims numbered from `first_claim`."""
    head = head_of(table_of(record.get("report")), key)
    entries = record.get("figures")
    rows = entries if isinstance(entries, list) else []
    return [figure_of(table_of(row), head, first_claim + n) for n, row in enumerate(rows)]
