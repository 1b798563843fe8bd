"""What the cross-check and the desk ask of claims: by kind, by key, by days and countries, with the heads of their reports.

In: a connection. Out: rows of current claims and of their reports; no finding stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, func, or_, select

from selon.ledger.kept_findings import chunks
from selon.ledger.tables import claims, readings, reports


def claims_of_kind(connection: Connection, kind: str) -> Iterator[Row[Any]]:
    """Yield the current claims of a kind with the head of their report."""
    columns = (
        *(claims.c[n] for n in ("key", "claim_id", "report", "entry", "start", "end", "source_name", "country")),
        *(reports.c[n] for n in ("report_id", "edition", "outlet", "published", "title", "agencies")),
    )
    query = select(*columns).join(reports, reports.c.key == claims.c.report).where(claims.c.kind == kind, claims.c.current)
    yield from connection.execute(query.order_by(claims.c.report, claims.c.position).execution_options(yield_per=2000))


class Spoken(NamedTuple):
    """Who a claim names as its source and as parties, as its entry holds them."""

    report: int
    source: Any
    by: Any
    positions: Any


def sources_of_kind(connection: Connection, kind: str) -> Iterator[Spoken]:
    """Yield who the current claims of a kind name, report by report; the rest of an entry stays in the database."""
    said = (claims.c.entry[name] for name in (("source",) if kind != "arrangement" else ("source", "by", "positions")))
    query = select(claims.c.report, *said).where(claims.c.kind == kind, claims.c.current)
    for row in connection.execute(query.order_by(claims.c.report, claims.c.position).execution_options(yield_per=5000)):
        yield Spoken(*row, *(None,) * (len(Spoken._fields) - len(row)))


def claims_with_heads(connection: Connection, keys: Iterable[int]) -> list[Row[Any]]:
    """Return claims by key with the head of their report and the words of their span."""
    words = func.substr(reports.c.clean_text, claims.c.start + 1, claims.c.end - claims.c.start).label("words")
    columns = (
        *(claims.c[n] for n in ("key", "claim_id", "kind", "report", "entry", "start", "end")),
        *(reports.c[n] for n in ("report_id", "edition", "outlet", "published", "title", "agencies", "bylines")),
        words,
    )
    query = select(*columns).join(reports, reports.c.key == claims.c.report)
    return [row for part in chunks(sorted(set(keys))) for row in connection.execute(query.where(claims.c.key.in_(part)))]


def figures_matching(
    connection: Connection,
    measures: Sequence[str],
    countries: Sequence[str],
    limit: int,
    days: tuple[str, str] | None = None,
) -> list[int]:
    """Return the keys of current figures of some measures, in some countries and meeting some days where any are given.

    A figure that leaves a bound of its period open may meet any days on that side.
    """
    query = select(claims.c.key).where(claims.c.kind == "figure", claims.c.current, claims.c.measure.in_(measures))
    if countries:
        query = query.where(or_(claims.c.country.in_(countries), claims.c.country.is_(None)))
    if days is not None:
        start, end = claims.c.period_start, claims.c.period_end
        # `2018-07` stands for all days of the month: what sorts after each of them ends it
        query = query.where(or_(start.is_(None), and_(start <= f"{days[1]}~", or_(end.is_(None), end + "~" >= days[0]))))
    return [key for (key,) in connection.execute(query.order_by(claims.c.key).limit(limit))]


def words_at(connection: Connection, report: int, start: int, end: int) -> str:
    """Return words of a report's text."""
    piece = func.substr(reports.c.clean_text, start + 1, end - start)
    return str(connection.execute(select(piece).where(reports.c.key == report)).scalar_one())


def current_reading_count(connection: Connection) -> int:
    """Return how many current readings there are."""
    return int(connection.execute(select(func.count()).select_from(readings).where(readings.c.current)).scalar_one())


def report_cards(connection: Connection, keys: Iterable[int]) -> list[Row[Any]]:
    """Return what a list shows of reports."""
    columns = tuple(reports.c[n] for n in ("key", "report_id", "edition", "outlet", "published", "title"))
    return [row for part in chunks(keys) for row in connection.execute(select(*columns).where(reports.c.key.in_(part)))]


class Lying(NamedTuple):
    """A claim with its period and the place that it names, as the columns hold them, and when its report was published."""

    key: int
    published: str | None
    start: str
    end: str | None
    name: str | None
    country: str | None
    latitude: float | None
    longitude: float | None


def claims_in_window(connection: Connection, kind: str, countries: Sequence[str], start: str, end: str | None) -> list[Lying]:
    """Return the current claims of a kind that begin in a stretch of days, in some countries where any is given."""
    columns = ("period_start", "period_end", "place_name", "country", "latitude", "longitude")
    query = (
        select(claims.c.key, reports.c.published, *(claims.c[n] for n in columns))
        .join(reports, reports.c.key == claims.c.report)
        .where(claims.c.kind == kind, claims.c.current, claims.c.period_start >= start[:10], claims.c.place_name.is_not(None))
    )
    if end is not None:
        query = query.where(claims.c.period_start <= f"{end[:10]}T99")
    if countries:
        query = query.where(claims.c.country.in_(countries))
    return [Lying(*row) for row in connection.execute(query)]


def entries(connection: Connection, keys: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Return the entries of claims."""
    return {
        key: entry
        for part in chunks(keys)
        for key, entry in connection.execute(select(claims.c.key, claims.c.entry).where(claims.c.key.in_(part)))
    }


def place_told(connection: Connection, name: str) -> tuple[str | None, float | None, float | None] | None:
    """Return country and point of a place that current figures name, the most often told first; None if none does."""
    query = (
        select(claims.c.country, claims.c.latitude, claims.c.longitude)
        .where(claims.c.current, claims.c.kind == "figure", func.lower(claims.c.place_name) == name.lower())
        .group_by(claims.c.country, claims.c.latitude, claims.c.longitude)
        .order_by(func.count().desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return (row.country, row.latitude, row.longitude) if row else None
