"""The list of dossiers: the questions that more than one report answers.

In: the relations of a ledger. Out: a `DossierHead` for each question. A run of the cross-check keeps the first of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row

from selon.crosscheck.dossiers import question_of_cluster, range_of, sorted_out
from selon.crosscheck.findings import DossierHead, FigureView, Question, Range
from selon.crosscheck.questions import key_of
from selon.crosscheck.unions import Unions
from selon.crosscheck.views import compared_of_row, view_of_row
from selon.ledger import claim_lookups
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger

# the list that a run keeps: its name, and so many as a page shows
HEADS, HEADS_KEPT = "dossiers", 200


def dossiers(ledger: Ledger, limit: int | None = None) -> list[DossierHead]:
    """Return the questions that more than one report answers, those of most reports first.

    The first `HEADS_KEPT` of them are kept by each run of the cross-check, since a big ledger has half a million relations.
    """
    with ledger.reading() as connection:
        if limit is not None and limit <= HEADS_KEPT and (known := kept.kept_list(connection, HEADS)) is not None:
            return [_head_from(row) for row in known[:limit]]
        return find_heads(connection, limit)


def keep_heads(connection: Connection) -> None:
    """Keep the list of dossiers as the relations of now give it."""
    kept.keep_list(connection, HEADS, [asdict(head) for head in find_heads(connection, HEADS_KEPT)])


def _head_from(row: Mapping[str, Any]) -> DossierHead:
    return DossierHead(**{**row, "question": Question(**row["question"]), "range": Range(**row["range"])})


def find_heads(connection: Connection, limit: int | None = None) -> list[DossierHead]:
    """Return the questions that more than one report answers as the relations of now give them."""
    clusters = _clusters(connection)
    found: dict[str, DossierHead] = {}
    for size, some in groupby(clusters.groups, key=len):
        # a question has no more reports than figures: once enough have more, those of fewer figures need no look
        if limit is not None and sum(h.reports > size for h in found.values()) >= limit:
            break
        members = list(some)
        rows = {row.key: row for row in claim_lookups.claims_with_heads(connection, [k for g in members for k in g])}
        for group in members:
            head = _head_of([rows[k] for k in group if k in rows], clusters)
            if head is not None and (head.key not in found or found[head.key].reports <= head.reports):
                found[head.key] = head
    return sorted(found.values(), key=lambda h: (-h.reports, -h.figures, h.key))[:limit]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clusters:
    """The figures that answer one question, the largest groups first; those that a newer one updates; disputes."""

    groups: list[list[int]]
    old: set[int]
    disputes: dict[int, list[int]]


def _clusters(connection: Connection) -> _Clusters:
    unions, old = Unions(), set[int]()
    disputes: dict[int, list[int]] = defaultdict(list)
    for a, b, relation, points_to in kept.level_pairs(connection):
        unions.join(a, b)
        if relation == "disputes":
            disputes[a].append(b)
        elif relation == "updates":
            old.add(b if points_to == 1 else a)
    return _Clusters(groups=sorted(unions.groups(), key=len, reverse=True), old=old, disputes=disputes)


def _head_of(rows: Sequence[Row[Any]], clusters: _Clusters) -> DossierHead | None:
    if len({row.report for row in rows}) < 2:
        return None
    members = [(view_of_row(row, figure), figure) for row in rows for figure in (compared_of_row(row),)]
    question = question_of_cluster(members)
    # what stands nearer or wider than the question is no answer to it: the list tells what its dossier tells
    answers, _ = sorted_out({view.claim: figure for view, figure in members}, question)
    views = {view.claim: view for view, _ in members if view.claim in answers}
    if len({view.report for view in views.values()}) < 2:
        return None
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
