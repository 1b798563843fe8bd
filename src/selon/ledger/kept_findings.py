"""Write and read what the cross-check keeps: signatures, blocks, relations, decisions on actors.

Each function takes a connection. Rows are plain tuples or dictionaries: what they mean stands in `selon.crosscheck`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, case, delete, exists, func, insert, not_, or_, select

from selon.ledger.tables import claims, reports
from selon.ledger.tables_findings import (
    actor_decisions,
    compared,
    figure_blocks,
    figure_clusters,
    figure_relations,
    kept_lists,
    report_relations,
    settled_figures,
    signatures,
)

Rows = Iterable[dict[str, Any]]
# rows of one statement: larger ones gain nothing and hold memory
BATCH = 20_000
# what SQLite takes as parameters of one question
MANY = 900
# the relations of figures that answer one question
LEVEL = ("same", "compatible", "updates", "disputes")


class ReportLine(NamedTuple):
    """A report as the cross-check needs it."""

    key: int
    report_id: str
    published: str | None
    outlet: str | None
    agencies: list[str]
    bylines: list[str]


class FigureLine(NamedTuple):
    """A current figure: its claim, its report, its entry."""

    key: int
    report: int
    entry: dict[str, Any]


def put(connection: Connection, table: Table, rows: Rows) -> int:
    """Write many rows; return how many."""
    found, count = iter(rows), 0
    while batch := list(islice(found, BATCH)):
        connection.execute(insert(table), batch)
        count += len(batch)
    return count


def chunks(keys: Iterable[int], size: int = MANY) -> Iterator[list[int]]:
    """Yield keys in lists short enough for one question."""
    found = iter(keys)
    while part := list(islice(found, size)):
        yield part


# what stands for the current figures of each report; the index on kind, state and report answers it alone
_PRINTS = (
    select(claims.c.report, func.count(claims.c.key), func.max(claims.c.key), func.sum(claims.c.key))
    .where(claims.c.kind == "figure", claims.c.current)
    .group_by(claims.c.report)
)
_NO_FIGURES = (0, None, None)


def _prints(connection: Connection, days: Select[Any], figures: Select[Any]) -> Iterator[tuple[int, str]]:
    counted = {report: (count, last, total) for report, count, last, total in connection.execute(figures)}
    for key, day in connection.execute(days):
        count, last, total = counted.get(key, _NO_FIGURES)
        yield key, f"{count}:{last}:{total}:{day}"


def fingerprints(connection: Connection) -> dict[int, str]:
    """Return what stands for the current figures of each report: it changes when one is read anew or corrected."""
    return dict(_prints(connection, select(reports.c.key, reports.c.published), _PRINTS))


def uncompared_among(connection: Connection, report_keys: Iterable[int]) -> int:
    """Return how many of the reports were read or corrected anew since they were compared."""
    changed = 0
    for part in chunks(sorted(set(report_keys))):
        days = select(reports.c.key, reports.c.published).where(reports.c.key.in_(part))
        now = _prints(connection, days, _PRINTS.where(claims.c.report.in_(part)))
        known = dict(
            connection.execute(select(compared.c.report, compared.c.fingerprint).where(compared.c.report.in_(part))).all()
        )
        changed += sum(known.get(key) != value for key, value in now)
    return changed


def known_fingerprints(connection: Connection) -> dict[int, str]:
    """Return the fingerprints of the reports compared before."""
    return dict(connection.execute(select(compared.c.report, compared.c.fingerprint)).all())


def report_lines(connection: Connection, keys: Sequence[int] | None = None) -> list[ReportLine]:
    """Return reports, all of them without keys."""
    columns = (reports.c.key, reports.c.report_id, reports.c.published, reports.c.outlet, reports.c.agencies, reports.c.bylines)
    if keys is None:
        return [ReportLine(*row) for row in connection.execute(select(*columns))]
    return [
        ReportLine(*row) for part in chunks(keys) for row in connection.execute(select(*columns).where(reports.c.key.in_(part)))
    ]


def texts(connection: Connection, keys: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the clean texts of reports, a few at a time."""
    for part in chunks(keys, 200):
        yield from connection.execute(select(reports.c.key, reports.c.clean_text).where(reports.c.key.in_(part)))


_FIGURE = select(claims.c.key, claims.c.report, claims.c.entry).where(claims.c.kind == "figure", claims.c.current)


def figure_lines(connection: Connection, keys: Iterable[int] | None = None) -> Iterator[FigureLine]:
    """Yield the current figures of reports in order of report, of all reports without keys."""
    if keys is None:
        query = _FIGURE.order_by(claims.c.report, claims.c.position).execution_options(yield_per=5000)
        yield from (FigureLine(*row) for row in connection.execute(query))
        return
    for part in chunks(sorted(keys)):
        query = _FIGURE.where(claims.c.report.in_(part)).order_by(claims.c.report, claims.c.position)
        yield from (FigureLine(*row) for row in connection.execute(query))


def reports_of_claims(connection: Connection, keys: Iterable[int]) -> set[int]:
    """Return the reports that claims stand in."""
    return {
        report for part in chunks(keys) for (report,) in connection.execute(select(claims.c.report).where(claims.c.key.in_(part)))
    }


def kept_signatures(connection: Connection) -> list[tuple[int, bytes]]:
    """Return the signatures of all reports."""
    return [(key, kept) for key, kept in connection.execute(select(signatures.c.report, signatures.c.signature))]


def near_in_blocks(connection: Connection, block: int, moment: float, window: int) -> list[int]:
    """Return the claims of a block published nearest to a moment, `window` on each side."""
    base = select(figure_blocks.c.claim).where(figure_blocks.c.block == block)
    after = base.where(figure_blocks.c.moment >= moment).order_by(figure_blocks.c.moment, figure_blocks.c.claim).limit(window)
    before = base.where(figure_blocks.c.moment < moment).order_by(figure_blocks.c.moment.desc()).limit(window)
    return [key for query in (after, before) for (key,) in connection.execute(query)]


def forget(connection: Connection, report_keys: Sequence[int]) -> None:
    """Take out what was found of reports that are compared again."""
    for part in chunks(report_keys):
        connection.execute(delete(compared).where(compared.c.report.in_(part)))
        connection.execute(delete(figure_blocks).where(figure_blocks.c.report.in_(part)))
        mine = select(claims.c.key).where(claims.c.report.in_(part), claims.c.kind == "figure")
        connection.execute(delete(settled_figures).where(settled_figures.c.claim.in_(mine)))
        connection.execute(delete(figure_relations).where(or_(figure_relations.c.a.in_(mine), figure_relations.c.b.in_(mine))))
        either = or_(report_relations.c.a.in_(part), report_relations.c.b.in_(part))
        connection.execute(delete(report_relations).where(either))


def forget_all(connection: Connection) -> None:
    """Take out all findings; texts do not change, so signatures stay, and what people decided stays."""
    for table in (compared, settled_figures, figure_blocks, figure_relations, figure_clusters, report_relations, kept_lists):
        connection.execute(delete(table))


def keep_list(connection: Connection, name: str, content: list[dict[str, Any]]) -> None:
    """Keep a list under a name instead of the one that was there."""
    connection.execute(delete(kept_lists).where(kept_lists.c.name == name))
    connection.execute(insert(kept_lists), [{"name": name, "content": content}])


def kept_list(connection: Connection, name: str) -> list[dict[str, Any]] | None:
    """Return the list of a name, None where no run has kept one."""
    return connection.execute(select(kept_lists.c.content).where(kept_lists.c.name == name)).scalar_one_or_none()


def count_findings(connection: Connection) -> dict[str, int]:
    """Return how many relations and dependences of each kind are kept."""
    found: dict[str, int] = {}
    for column in (figure_relations.c.relation, report_relations.c.dependence):
        for name, count in connection.execute(select(column, func.count()).group_by(column)):
            found[name] = count
    return found


def relations(
    connection: Connection, *, claim: int | None = None, kind: str | None = None, limit: int | None = None
) -> list[Row[Any]]:
    """Return relations of a claim, or of a kind, or all."""
    query = select(figure_relations).order_by(figure_relations.c.key.desc())
    if claim is not None:
        query = query.where(or_(figure_relations.c.a == claim, figure_relations.c.b == claim))
    if kind is not None:
        query = query.where(figure_relations.c.relation == kind)
    return list(connection.execute(query.limit(limit)))


# both ends of a pair are asked for at once: within what SQLite and PostgreSQL take as parameters of one question
_BOTH_ENDS = 10_000


def _among(claim_keys: Iterable[int]) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions that together say that both ends of a relation are among the claims."""
    wanted = sorted(set(claim_keys))
    for first in chunks(wanted, _BOTH_ENDS):
        for second in chunks(wanted, _BOTH_ENDS):
            yield and_(figure_relations.c.a.in_(first), figure_relations.c.b.in_(second))


def relations_among(connection: Connection, claim_keys: Iterable[int], kind: str, limit: int | None = None) -> list[Row[Any]]:
    """Return the relations of a kind both of whose ends are among the claims, the newest first."""
    found: list[Row[Any]] = []
    for among in _among(claim_keys):
        query = select(figure_relations).where(among, figure_relations.c.relation == kind)
        found += connection.execute(query.order_by(figure_relations.c.key.desc()).limit(limit))
    return sorted(found, key=lambda r: -int(r.key))[:limit]


def count_among(connection: Connection, claim_keys: Iterable[int]) -> tuple[dict[str, int], set[int]]:
    """Return how many relations of each kind there are among the claims, and those that another of them updates."""
    # of two that one updates the other, `points_to` says which is the newer one
    older = case(
        (figure_relations.c.relation != "updates", 0),
        (figure_relations.c.points_to == 1, figure_relations.c.b),
        else_=figure_relations.c.a,
    ).label("older")
    found: dict[str, int] = {}
    old: set[int] = set()
    for among in _among(claim_keys):
        query = select(figure_relations.c.relation, older, func.count()).where(among)
        for kind, claim, number in connection.execute(query.group_by(figure_relations.c.relation, older)):
            found[kind] = found.get(kind, 0) + number
            old.add(claim)
    return found, old - {0}


def level_pairs(connection: Connection) -> Iterator[tuple[int, int, str, int]]:
    """Yield the pairs of claims that answer one question, and which of them is the newer one (0 where neither is)."""
    columns = (figure_relations.c[n] for n in ("a", "b", "relation", "points_to"))
    query = select(*columns).where(figure_relations.c.relation.in_(LEVEL))
    yield from connection.execute(query.execution_options(yield_per=20_000))


def dependences(connection: Connection, report: int | None = None) -> list[Row[Any]]:
    """Return how reports depend on each other, of one report or of all."""
    query = select(report_relations)
    if report is not None:
        query = query.where(or_(report_relations.c.a == report, report_relations.c.b == report))
    return list(connection.execute(query))


def dependences_among(connection: Connection, report_keys: Iterable[int]) -> list[Row[Any]]:
    """Return the dependences both of whose ends are among the reports, without their reasons."""
    wanted = set(report_keys)
    found = []
    for part in chunks(sorted(wanted)):
        columns = (report_relations.c.a, report_relations.c.b, report_relations.c.dependence)
        query: Select[Any] = select(*columns).where(report_relations.c.a.in_(part))
        found += [r for r in connection.execute(query) if r.b in wanted]
    return found


def decide_actor(connection: Connection, row: dict[str, Any]) -> None:
    """Write down that a person joined or parted two names."""
    connection.execute(insert(actor_decisions), [row])


def actor_choices(connection: Connection) -> list[Row[Any]]:
    """Return what people decided on names, the oldest first."""
    return list(connection.execute(select(actor_decisions).order_by(actor_decisions.c.key)))


def disputes_that_stand(connection: Connection, limit: int | None) -> list[Row[Any]]:
    """Return the disputes between figures neither of which a newer one updates, the newest first."""
    newer = figure_relations.alias()
    old = [
        exists(select(newer.c.key).where(newer.c.relation == "updates", newer.c.points_to == pointer, end == claim))
        for claim in (figure_relations.c.a, figure_relations.c.b)
        for pointer, end in ((2, newer.c.a), (1, newer.c.b))
    ]
    query = select(figure_relations).where(figure_relations.c.relation == "disputes", *(not_(one) for one in old))
    return list(connection.execute(query.order_by(figure_relations.c.key.desc()).limit(limit)))
