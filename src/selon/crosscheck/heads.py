"""The list of dossiers: the questions that more than one report answers.

In: the relations of a ledger. Out: a `DossierHead` for each question. A run of the cross-check keeps the first of them, and
with them those that may come up when one of these falls: the next run looks only at the clusters of figures that it touched.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row

from selon.crosscheck.clusters import Clusters, all_clusters, mend_clusters
from selon.crosscheck.dossiers import question_of_cluster, range_of, sorted_out
from selon.crosscheck.figure import Compared, Head, figure_of, table_of, text_of
from selon.crosscheck.findings import DossierHead, FigureView, Question, Range
from selon.crosscheck.questions import key_of
from selon.crosscheck.views import compared_of_row, view_of_row
from selon.ledger import claim_lookups, kept_clusters
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger

# the list that a run keeps: its name, and so many as a page shows
HEADS, HEADS_KEPT = "dossiers", 200
# what the next run makes that list from: a head for each cluster, until so many questions are told
CLUSTERS, SPARE = "clusters", 400

# where a head stands in the list
Rank = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    """The head of a cluster; two clusters may answer one question."""

    root: int
    first: int
    head: DossierHead

    @property
    def rank(self) -> Rank:
        return (-self.head.reports, -self.head.figures, self.head.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranking:
    """The heads of all clusters that stand no lower than the floor, of all clusters where there is none."""

    heads: list[_Ranked]
    floor: Rank | None

    def reaches(self, one: _Ranked) -> bool:
        return self.floor is None or one.rank <= self.floor


def dossiers(ledger: Ledger, limit: int | None = None) -> list[DossierHead]:
    """Return the questions that more than one report answers, those of most reports first.

    The first `HEADS_KEPT` of them are kept by each run of the cross-check, since a big ledger has half a million relations.
    """
    with ledger.reading() as connection:
        if limit is not None and limit <= HEADS_KEPT and (known := kept.kept_list(connection, HEADS)) is not None:
            return [_head_from(row) for row in known[:limit]]
        return find_heads(connection, limit)


def find_heads(connection: Connection, limit: int | None = None) -> list[DossierHead]:
    """Return the questions that more than one report answers as the relations of now give them."""
    return _listed(_ranking(connection, all_clusters(connection), limit).heads)[:limit]


def keep_heads(connection: Connection) -> None:
    """Keep the clusters and the list of dossiers as all relations of now give them."""
    clusters = all_clusters(connection)
    kept_clusters.replace_clusters(connection, clusters.groups)
    _keep(connection, _ranking(connection, clusters, SPARE))


def renew_heads(connection: Connection, lost: Collection[int], gained: Collection[tuple[int, int]]) -> None:
    """Bring the kept list up to date; `lost` and `gained` are those of `mend_clusters`.

    A cluster that no run has touched has the head that it had. Where too few are left above the floor of the list, one
    from below may belong into it: then all is put together anew.
    """
    rows = kept.kept_list(connection, CLUSTERS)
    if rows is None:
        keep_heads(connection)
        return
    mended = mend_clusters(connection, lost, gained)
    known = _ranking_from(rows)
    # a question has no more reports than figures
    least = 2 if known.floor is None else -known.floor[0]
    sizes = kept_clusters.cluster_sizes(connection, mended.now)
    grown = {root: kept_clusters.cluster_of(connection, root) for root, size in sizes.items() if size >= least}
    heads = [one for one in known.heads if one.root not in mended.touched]
    heads += [one for one in _heads_of(connection, grown, None) if known.reaches(one)]
    if known.floor is not None and _questions(heads) < HEADS_KEPT:
        keep_heads(connection)
    else:
        _keep(connection, _Ranking(heads=heads, floor=known.floor))


def _keep(connection: Connection, ranking: _Ranking) -> None:
    """Keep the list, and the heads that it is made from; many more than are of use are cut off."""
    listed = _listed(ranking.heads)
    if len(listed) > 2 * SPARE:
        last = listed[SPARE - 1]
        ranking = _Ranking(heads=ranking.heads, floor=(-last.reports, -last.figures, last.key))
    heads = [{"root": one.root, "first": one.first, "head": asdict(one.head)} for one in ranking.heads if ranking.reaches(one)]
    kept.keep_list(connection, CLUSTERS, [{"floor": ranking.floor}, *heads])
    kept.keep_list(connection, HEADS, [asdict(head) for head in listed[:HEADS_KEPT]])


def _ranking_from(rows: Sequence[Mapping[str, Any]]) -> _Ranking:
    floor = rows[0]["floor"]
    return _Ranking(
        heads=[_Ranked(root=row["root"], first=row["first"], head=_head_from(row["head"])) for row in rows[1:]],
        floor=None if floor is None else (floor[0], floor[1], floor[2]),
    )


def _head_from(row: Mapping[str, Any]) -> DossierHead:
    return DossierHead(**{**row, "question": Question(**row["question"]), "range": Range(**row["range"])})


def _listed(heads: Iterable[_Ranked]) -> list[DossierHead]:
    """Return heads in order, one for each question: that of the cluster with the most reports, of two such the newer one."""
    found: dict[str, DossierHead] = {}
    for one in sorted(heads, key=lambda one: (one.rank, -one.first)):
        found.setdefault(one.head.key, one.head)
    return list(found.values())


def _questions(heads: Iterable[_Ranked]) -> int:
    return len({one.head.key for one in heads})


def _ranking(connection: Connection, clusters: Clusters, limit: int | None) -> _Ranking:
    """Return the heads of all clusters, or of enough of the largest that no other one comes among the first `limit`."""
    found: list[_Ranked] = []
    for size, some in groupby(clusters.groups, key=len):
        # a question has no more reports than figures: once enough have more, those of fewer figures need no look
        if limit is not None:
            above = [one for one in found if one.head.reports > size]
            if _questions(above) >= limit:
                return _Ranking(heads=above, floor=(-size - 1, 0, ""))
        found += _heads_of(connection, {group[0]: group for group in some}, clusters)
    return _Ranking(heads=found, floor=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answers:
    """A cluster's question, and those of its figures that answer it."""

    root: int
    first: int
    question: Question
    claims: list[int]


def _heads_of(connection: Connection, groups: Mapping[int, list[int]], clusters: Clusters | None) -> list[_Ranked]:
    """Return the heads of clusters by root; what is old and disputed is asked of the ledger where it is not given."""
    found = _answers(connection, groups)
    claims = {claim for one in found for claim in one.claims}
    rows = {row.key: row for row in claim_lookups.claims_with_heads(connection, claims)}
    standing = clusters or _standing(connection, claims)
    heads = ((one, _head_of([rows[claim] for claim in one.claims], one.question, standing)) for one in found)
    return [_Ranked(root=one.root, first=one.first, head=head) for one, head in heads]


def _standing(connection: Connection, claims: set[int]) -> Clusters:
    disputes: dict[int, list[int]] = defaultdict(list)
    for a, b in kept_clusters.disputes_from(connection, claims):
        disputes[a].append(b)
    return Clusters(groups=[], old=kept_clusters.older_among(connection, claims), disputes=disputes)


def _answers(connection: Connection, groups: Mapping[int, list[int]]) -> list[_Answers]:
    """Return what clusters answer, if more than one report does: most figures of a large one are read for that alone."""
    figures: dict[int, Compared] = {}
    days: dict[int, tuple[str | None, str | None]] = {}
    for row in kept_clusters.lean_figures(connection, (claim for group in groups.values() for claim in group)):
        figures[row.key] = figure_of(row.entry, Head(key=row.report, id="", published=row.published), row.key)
        period = table_of(row.entry.get("period"))
        days[row.key] = text_of(period.get("start")), text_of(period.get("end"))
    found = []
    for root, group in groups.items():
        members = [claim for claim in group if claim in figures]
        if len({figures[claim].head.key for claim in members}) < 2:
            continue
        question = question_of_cluster([(days[claim], figures[claim]) for claim in members])
        # what stands nearer or wider than the question is no answer to it: the list tells what its dossier tells
        answers, _ = sorted_out({claim: figures[claim] for claim in members}, question)
        if len({figures[claim].head.key for claim in answers}) >= 2:
            found.append(_Answers(root=root, first=min(group), question=question, claims=sorted(answers)))
    return found


def _head_of(rows: Sequence[Row[Any]], question: Question, clusters: Clusters) -> DossierHead:
    views = {row.key: view_of_row(row, compared_of_row(row)) for row in rows}
    standing = [v for v in views.values() if v.status == "stands" and v.claim not in clusters.old]
    against = {(_side(v), _side(views[b])) for v in views.values() for b in clusters.disputes.get(v.claim, ()) if b in views}
    return DossierHead(
        key=key_of(question),
        question=question,
        figures=len(views),
        reports=len({v.report for v in views.values()}),
        range=range_of(standing or list(views.values())),
        disputes=len(against),
        latest=max((v.published for v in views.values() if v.published), default=None),
    )


def _side(view: FigureView) -> tuple[object, ...]:
    """Return what makes a side of a dispute: a report that repeats its number is one side."""
    return view.report, view.source, view.low, view.high, view.qualifier
