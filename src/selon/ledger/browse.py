"""Questions that the desk asks of a ledger: what people decided, what waits for them, what is new, names to cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, exists, func, not_, select

from selon.ledger.full_text import fold
from selon.ledger.lookups import conditions_of, list_claims_of
from selon.ledger.stored import ClaimFilter, Entry, StoredClaim, StoredName
from selon.ledger.tables import claims, readings, reports, sensitive
from selon.ledger.tables_findings import actor_decisions, compared, figure_relations, report_relations
from selon.ledger.tables_review import decisions, releases, trail, visits
from selon.ledger.trail import now
from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided about a claim, as lists need it."""

    claim_id: str
    report: int
    kind: str
    status: str
    entry: Entry
    seen: Entry | None
    who: str
    at: str
    conflict: str | None


def decisions_on(connection: Connection, report: int) -> dict[str, Decision]:
    """Return the decisions on the claims of a report, by claim."""
    rows = connection.execute(select(decisions).where(decisions.c.report == report))
    return {row.claim_id: _decision(row._mapping) for row in rows}


def open_conflicts(connection: Connection) -> list[Decision]:
    """Return the decisions that a newer reader disagrees with, the latest first."""
    query = select(decisions).where(decisions.c.conflict.is_not(None)).order_by(decisions.c.at.desc(), decisions.c.claim_id)
    return [_decision(row._mapping) for row in connection.execute(query)]


def count_conflicts(connection: Connection) -> int:
    """Return how many decisions a newer reader disagrees with."""
    return int(connection.execute(select(func.count()).where(decisions.c.conflict.is_not(None))).scalar_one())


def _decision(row: RowMapping) -> Decision:
    values = {name: row[name] for name in ("claim_id", "report", "kind", "status", "entry", "who", "at", "conflict")}
    return Decision(seen=row["machine"], **values)


def statuses(connection: Connection, claim_ids: Iterable[str]) -> dict[str, str]:
    """Return the status of those claims that somebody decided about."""
    wanted = list(claim_ids)
    found: dict[str, str] = {}
    for first in range(0, len(wanted), 900):
        query = select(decisions.c.claim_id, decisions.c.status).where(decisions.c.claim_id.in_(wanted[first : first + 900]))
        found |= {row.claim_id: row.status for row in connection.execute(query)}
    return found


def names_to_cover(connection: Connection, keys: Iterable[int]) -> dict[int, list[StoredName]]:
    """Return the names to be covered in reports, by report."""
    wanted = sorted(set(keys))
    found: dict[int, list[StoredName]] = {}
    for first in range(0, len(wanted), 900):
        mine = sensitive.c.report.in_(wanted[first : first + 900])
        for row in connection.execute(select(sensitive).where(mine, sensitive.c.current).order_by(sensitive.c.start)):
            name = StoredName(key=row.key, span=Span(row.start, row.end), words=row.words, reason=row.reason, rule=row.rule)
            found.setdefault(row.report, []).append(name)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A name that somebody let out into exports."""

    span: Span
    who: str
    at: str
    why: str


def releases_of(connection: Connection, report: int) -> list[Release]:
    """Return the names of a report that were released."""
    rows = connection.execute(select(releases).where(releases.c.report == report))
    return [Release(span=Span(r.start, r.end), who=r.who, at=r.at, why=r.why) for r in rows]


# the kinds that a reviewer goes through; times and places are parts of these
REVIEWED = ("figure", "statement", "arrangement", "event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A claim in the queue, in its order: report by report, in order of the text."""

    claim_id: str
    report: int
    kind: str


def queue(
    connection: Connection, *, kinds: Sequence[str] = REVIEWED, report: int | None = None, limit: int = 400
) -> list[Waiting]:
    """Return the claims that nobody decided about yet, the newest reports first."""
    decided = exists(select(decisions.c.claim_id).where(decisions.c.claim_id == claims.c.claim_id))
    query = select(claims.c.claim_id, claims.c.report, claims.c.kind).where(
        claims.c.current, claims.c.kind.in_(kinds), not_(decided)
    )
    if report is not None:
        query = query.where(claims.c.report == report)
    query = query.order_by(claims.c.report.desc(), claims.c.start, claims.c.key).limit(limit)
    return [Waiting(claim_id=r.claim_id, report=r.report, kind=r.kind) for r in connection.execute(query)]


def count_waiting(connection: Connection, *, kinds: Sequence[str] = REVIEWED, report: int | None = None) -> int:
    """Return how many claims nobody decided about yet."""
    undecided = select(func.count()).select_from(claims.outerjoin(decisions, decisions.c.claim_id == claims.c.claim_id))
    where = and_(claims.c.current, claims.c.kind.in_(kinds), decisions.c.claim_id.is_(None))
    if report is not None:
        where = and_(where, claims.c.report == report)
    return int(connection.execute(undecided.where(where)).scalar_one())


def touch_visit(connection: Connection, who: str) -> None:
    """Note that somebody came in, and keep when they came in before."""
    before = connection.execute(select(visits.c.at).where(visits.c.who == who)).scalar()
    connection.execute(visits.delete().where(visits.c.who == who))
    connection.execute(visits.insert().values(who=who, at=now(), previous=before))


def last_visit(connection: Connection, who: str) -> str | None:
    """Return when somebody was here before this time."""
    return connection.execute(select(visits.c.previous).where(visits.c.who == who)).scalar()


def count_new_reports(connection: Connection, since: str | None) -> int:
    """Return how many reports came in since a moment."""
    query = select(func.count()).select_from(reports)
    return int(connection.execute(query.where(reports.c.received_at >= since) if since else query).scalar_one())


def new_reports(connection: Connection, since: str | None, limit: int) -> list[int]:
    """Return the keys of the reports that came in since a moment, the newest first."""
    query = select(reports.c.key).order_by(reports.c.key.desc()).limit(limit)
    return list(connection.execute(query.where(reports.c.received_at >= since) if since else query).scalars())


def claims_per_report(connection: Connection, keys: Sequence[int]) -> dict[int, dict[str, int]]:
    """Return how many current claims of each kind reports have."""
    found: dict[int, dict[str, int]] = {key: {} for key in keys}
    query = select(claims.c.report, claims.c.kind, func.count()).where(claims.c.report.in_(list(keys)), claims.c.current)
    for report, kind, number in connection.execute(query.group_by(claims.c.report, claims.c.kind)):
        found[report][kind] = number
    return found


def count_reports(connection: Connection, outlet: str | None = None) -> int:
    """Return how many reports there are."""
    query = select(func.count()).select_from(reports)
    return int(connection.execute(query.where(reports.c.outlet == outlet) if outlet else query).scalar_one())


def outlets(connection: Connection) -> list[tuple[str, int]]:
    """Return the outlets and how many reports each has, the most first."""
    query = select(reports.c.outlet, func.count()).where(reports.c.outlet.is_not(None)).group_by(reports.c.outlet)
    return [(str(name), number) for name, number in connection.execute(query.order_by(func.count().desc(), reports.c.outlet))]


def state(connection: Connection) -> tuple[int | str, ...]:
    """Return marks that change whenever claims, decisions or findings do."""
    grown = (claims.c.key, trail.c.key, actor_decisions.c.key)
    found = [int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) for column in grown]
    current = connection.execute(select(func.coalesce(func.sum(readings.c.key), 0)).where(readings.c.current)).scalar_one()
    return (*found, int(current), *findings_state(connection))


def claims_state(connection: Connection) -> tuple[int | str, ...]:
    """Return marks that change whenever what is claimed does, or who is who, and not when a claim is merely accepted."""
    current = select(func.count(), func.coalesce(func.sum(claims.c.key), 0)).where(claims.c.current)
    number, total = connection.execute(current).one()
    joined = connection.execute(select(func.coalesce(func.max(actor_decisions.c.key), 0))).scalar_one()
    return int(number), int(total), int(joined)


def findings_state(connection: Connection) -> tuple[int | str, ...]:
    """Return marks that change whenever reports are compared, and not with every act of a person."""
    last = connection.execute(select(func.coalesce(func.max(figure_relations.c.key), 0))).scalar_one()
    # keys of relations that were forgotten are given again: the time of the run tells them apart
    when = connection.execute(select(func.coalesce(func.max(compared.c.compared_at), ""))).scalar_one()
    return int(last), str(when), int(connection.execute(select(func.count()).select_from(report_relations)).scalar_one())


def claims_of_sources(connection: Connection, names: Sequence[str], kind: str, limit: int) -> list[str]:
    """Return the ids of the current claims of a kind whose source has one of the names, the newest reports first."""
    wanted = [fold(name) for name in names][:500]
    query = select(claims.c.claim_id).where(claims.c.source_folded.in_(wanted), claims.c.kind == kind, claims.c.current)
    return list(connection.execute(query.order_by(claims.c.report.desc(), claims.c.start).limit(limit)).scalars())


def acts_of_sources(connection: Connection, names: Sequence[str]) -> list[tuple[str, str, int]]:
    """Return what sources with these names do: kind of claim, act or measure, how often."""
    wanted = [fold(name) for name in names][:500]
    what = func.coalesce(claims.c.type, claims.c.measure)
    query = select(claims.c.kind, what, func.count()).where(claims.c.source_folded.in_(wanted), claims.c.current)
    query = query.group_by(claims.c.kind, what).order_by(func.count().desc())
    return [(str(kind), str(act), number) for kind, act, number in connection.execute(query)]


def covered_names(connection: Connection) -> set[str]:
    """Return all names that are to be covered somewhere."""
    return set(connection.execute(select(sensitive.c.words).where(sensitive.c.current).distinct()).scalars())


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCount:
    """A place that claims name, with its point if one is known, its precision, and how many claims of each kind."""

    name: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    kinds: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return the number of claims."""
        return sum(self.kinds.values())


def places_of(connection: Connection, wanted: Sequence[ClaimFilter], limit: int) -> list[PlaceCount]:
    """Return the places of the claims that fit any of the filters, those of most claims first."""
    where = (claims.c.place_name, claims.c.country, claims.c.latitude, claims.c.longitude)
    counted: dict[tuple[Any, ...], dict[str, int]] = {}
    samples: dict[tuple[Any, ...], int] = {}
    for asked in wanted:
        query = select(*where, func.count(), func.max(claims.c.key)).select_from(
            claims.join(reports, reports.c.key == claims.c.report)
        )
        query = query.where(claims.c.place_name.is_not(None), *conditions_of(asked)).group_by(*where)
        for *place, number, sample in connection.execute(query):
            counted.setdefault(tuple(place), {})[str(asked.kind)] = number
            samples[tuple(place)] = sample
    first = sorted(counted, key=lambda p: (-sum(counted[p].values()), str(p)))[:limit]
    precisions = _precisions(connection, [samples[p] for p in first])
    return [_place_count(p, precisions.get(samples[p], "settlement"), counted[p]) for p in first]


def _place_count(place: tuple[Any, ...], precision: str, kinds: Mapping[str, int]) -> PlaceCount:
    name, country, latitude, longitude = place
    return PlaceCount(name=name, country=country, latitude=latitude, longitude=longitude, precision=precision, kinds=kinds)


def _precisions(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for first in range(0, len(keys), 900):
        query = select(claims.c.key, claims.c.entry).where(claims.c.key.in_(keys[first : first + 900]))
        for key, entry in connection.execute(query):
            place = entry.get("place") if isinstance(entry.get("place"), dict) else entry
            found[key] = str(place.get("precision") or "settlement")
    return found


def days_of(connection: Connection, wanted: Sequence[ClaimFilter]) -> dict[str, int]:
    """Return how many claims say that something began on each day."""
    found: dict[str, int] = {}
    day = func.substr(claims.c.period_start, 1, 10)
    for asked in wanted:
        query = select(day, func.count()).select_from(claims.join(reports, reports.c.key == claims.c.report))
        query = query.where(claims.c.period_start.is_not(None), *conditions_of(asked)).group_by(day)
        for value, number in connection.execute(query):
            found[value] = found.get(value, 0) + number
    return found


def dated_claims(connection: Connection, wanted: Sequence[ClaimFilter], *, limit: int, offset: int) -> list[str]:
    """Return the ids of the claims with a period that fit any of the filters, the latest first."""
    found: list[tuple[str, str]] = []
    for asked in wanted:
        query = select(claims.c.period_start, claims.c.claim_id).select_from(
            claims.join(reports, reports.c.key == claims.c.report)
        )
        query = query.where(claims.c.period_start.is_not(None), *conditions_of(asked))
        found += [
            (str(start), str(claim))
            for start, claim in connection.execute(query.order_by(claims.c.period_start.desc()).limit(limit + offset))
        ]
    return [claim for _, claim in sorted(found, reverse=True)[offset : offset + limit]]


def claims_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, StoredClaim]:
    """Return current claims by their ids."""
    found: dict[str, StoredClaim] = {}
    for first in range(0, len(ids), 900):
        for claim in list_claims_of(connection, ids[first : first + 900]):
            found[claim.claim_id] = claim
    return found
