"""Write and read what a run keeps for the next one: settled figures, and the clusters of figures that answer one question.

Each function takes a connection. Rows are plain tuples: what they mean stands in `selon.crosscheck`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, select, update

from selon.ledger.kept_findings import LEVEL, chunks, put
from selon.ledger.tables import claims, reports
from selon.ledger.tables_findings import figure_clusters, figure_relations, settled_figures

# the kind of a relation as an expression that no index holds: SQLite would take the index of kinds, a million rows long
_KIND = figure_relations.c.relation + ""


class LeanFigure(NamedTuple):
    """A figure of a cluster: what its question is read from, without its words and the head of its report."""

    key: int
    report: int
    published: str | None
    entry: dict[str, Any]


def settled(connection: Connection, claim_keys: Iterable[int]) -> Iterator[tuple[int, int, list[Any]]]:
    """Yield claims with their report and what is kept of the settled figure; those of which nothing is kept are left out."""
    for part in chunks(sorted(claim_keys)):
        query = select(settled_figures.c.claim, settled_figures.c.report, settled_figures.c.content)
        yield from connection.execute(query.where(settled_figures.c.claim.in_(part)))


def lean_figures(connection: Connection, claim_keys: Iterable[int]) -> Iterator[LeanFigure]:
    """Yield claims with their entries and the day of their report; no text is touched."""
    columns = (claims.c.key, claims.c.report, reports.c.published, claims.c.entry)
    query = select(*columns).join(reports, reports.c.key == claims.c.report)
    for part in chunks(sorted(claim_keys)):
        for row in connection.execute(query.where(claims.c.key.in_(part))):
            yield LeanFigure(*row)


def level_partners(connection: Connection, report_keys: Collection[int]) -> set[int]:
    """Return the figures of reports that answer a question together with others, and those others."""
    found: set[int] = set()
    for part in chunks(sorted(report_keys)):
        mine = select(claims.c.key).where(claims.c.report.in_(part), claims.c.kind == "figure")
        for end in (figure_relations.c.a, figure_relations.c.b):
            query = select(figure_relations.c.a, figure_relations.c.b)
            for pair in connection.execute(query.where(end.in_(mine), _KIND.in_(LEVEL))):
                found.update(pair)
    return found


def level_pairs_of(connection: Connection, claim_keys: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of claims that answer one question and the first of which is among the claims."""
    for part in chunks(sorted(claim_keys)):
        query = select(figure_relations.c.a, figure_relations.c.b)
        yield from connection.execute(query.where(figure_relations.c.a.in_(part), _KIND.in_(LEVEL)))


def older_among(connection: Connection, claim_keys: Iterable[int]) -> set[int]:
    """Return those of the claims that a newer one updates, wherever that one stands."""
    found: set[int] = set()
    for part in chunks(sorted(claim_keys)):
        for end, newer in ((figure_relations.c.a, 2), (figure_relations.c.b, 1)):
            query = select(end).where(end.in_(part), _KIND == "updates", figure_relations.c.points_to == newer)
            found.update(key for (key,) in connection.execute(query.distinct()))
    return found


def disputes_from(connection: Connection, claim_keys: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the disputes of which the first end is among the claims."""
    for part in chunks(sorted(claim_keys)):
        query = select(figure_relations.c.a, figure_relations.c.b)
        yield from connection.execute(query.where(figure_relations.c.a.in_(part), _KIND == "disputes"))


def replace_clusters(connection: Connection, groups: Iterable[list[int]]) -> None:
    """Keep groups of claims as the only clusters; the first of each stands for it."""
    connection.execute(delete(figure_clusters))
    put(connection, figure_clusters, ({"claim": claim, "root": group[0]} for group in groups for claim in group))


def roots_of(connection: Connection, claim_keys: Iterable[int]) -> dict[int, int]:
    """Return the claims that stand for the clusters of claims."""
    return {
        claim: root
        for part in chunks(sorted(claim_keys))
        for claim, root in connection.execute(
            select(figure_clusters.c.claim, figure_clusters.c.root).where(figure_clusters.c.claim.in_(part))
        )
    }


def cluster_sizes(connection: Connection, roots: Iterable[int]) -> dict[int, int]:
    """Return how many figures clusters have."""
    query = select(figure_clusters.c.root, func.count()).group_by(figure_clusters.c.root)
    return {
        root: size
        for part in chunks(sorted(roots))
        for root, size in connection.execute(query.where(figure_clusters.c.root.in_(part)))
    }


def cluster_of(connection: Connection, root: int) -> list[int]:
    """Return the figures of a cluster in order."""
    query = select(figure_clusters.c.claim).where(figure_clusters.c.root == root).order_by(figure_clusters.c.claim)
    return [claim for (claim,) in connection.execute(query)]


def drop_clusters(connection: Connection, roots: Iterable[int]) -> None:
    """Forget clusters that are to be put together anew."""
    for part in chunks(sorted(roots)):
        connection.execute(delete(figure_clusters).where(figure_clusters.c.root.in_(part)))


def join_cluster(connection: Connection, root: int, others: Iterable[int], claim_keys: Iterable[int]) -> None:
    """Put other clusters and claims that stand in none under a root."""
    for part in chunks(sorted(others)):
        connection.execute(update(figure_clusters).where(figure_clusters.c.root.in_(part)).values(root=root))
    put(connection, figure_clusters, ({"claim": claim, "root": root} for claim in sorted(claim_keys)))
