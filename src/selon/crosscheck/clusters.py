"""The clusters of figures that answer one question: put together from all relations, or mended where a run touched them.

In: relations. Out: rows of `figure_clusters`. Most runs add a few reports: only the clusters that these meet are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from selon.crosscheck.unions import Unions
from selon.ledger import kept_clusters
from selon.ledger import kept_findings as kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Clusters:
    """The figures that answer one question, the largest groups first; those that a newer one updates; disputes."""

    groups: list[list[int]]
    old: set[int]
    disputes: dict[int, list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The roots under which clusters stood or stand that a run touched, and those of them that stand for a cluster now."""

    touched: set[int]
    now: set[int]


def all_clusters(connection: Connection) -> Clusters:
    """Return the clusters as all relations give them."""
    unions, old = Unions(), set[int]()
    disputes: dict[int, list[int]] = defaultdict(list)
    for a, b, relation, points_to in kept.level_pairs(connection):
        unions.join(a, b)
        if relation == "disputes":
            disputes[a].append(b)
        elif relation == "updates":
            old.add(b if points_to == 1 else a)
    return Clusters(groups=sorted(unions.groups(), key=len, reverse=True), old=old, disputes=disputes)


def mend_clusters(connection: Connection, lost: Collection[int], gained: Collection[tuple[int, int]]) -> Mended:
    """Bring the kept clusters up to date: `lost` are the ends of relations taken out, `gained` the pairs of those put in.

    A cluster that lost a relation may have come apart: it is put together anew from the relations that its figures have now.
    One that only gained some grows, or takes in others.
    """
    roots = kept_clusters.roots_of(connection, {*lost, *(claim for pair in gained for claim in pair)})
    broken = {roots[claim] for claim in lost if claim in roots}
    loose = {claim for root in broken for claim in kept_clusters.cluster_of(connection, root)}
    kept_clusters.drop_clusters(connection, broken)
    whole = set(roots.values()) - broken
    unions = Unions()
    for pairs in (kept_clusters.level_pairs_of(connection, loose), gained):
        for pair in pairs:
            unions.join(*(claim if claim in loose else roots.get(claim, claim) for claim in pair))
    groups = unions.groups()
    sizes = kept_clusters.cluster_sizes(connection, whole)
    now = set()
    for group in groups:
        # the largest cluster keeps its root: the others are written anew under it
        root = max(group, key=lambda node: (sizes.get(node, 0), -node))
        others = [node for node in group if node in whole and node != root]
        fresh = [node for node in group if node not in whole]
        kept_clusters.join_cluster(connection, root, others, fresh)
        now.add(root)
    return Mended(touched=broken | whole | now, now=now)
