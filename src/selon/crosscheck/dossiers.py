"""A question with all its figures: by source and by time, the range, the independent origins, copies, disputes.

In: a ledger and a question (words, or the key of a head). Out: a `Dossier`. Nothing is chosen in silence and nothing is
added up unless the parts are proved disjoint.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from selon.crosscheck import amounts, whom
from selon.crosscheck.figure import Compared, Spot
from selon.crosscheck.findings import Dossier, FigureView, PartQuestion, Question, Range
from selon.crosscheck.names import plain
from selon.crosscheck.origins import count_origins
from selon.crosscheck.questions import figure_of_question, key_of, question_of, read_question
from selon.crosscheck.relate import compare_questions
from selon.crosscheck.sums import add_up
from selon.crosscheck.views import compared_of_row, relation_view, view_of_row
from selon.crosscheck.when import STATES, Course
from selon.crosscheck.where import countries_of
from selon.crosscheck.whom import Kin
from selon.ledger import claim_lookups
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger

# figures of one measure and country that a question looks at; a ledger of 100,000 reports has a tenth of it in one country
MOST = 50_000
# claims, and in what each is narrower than the question
Narrower = dict[int, tuple[str, ...]]
# the first and the last day of a period in the words of its report
Days = tuple[str | None, str | None]
# relations of a kind that a dossier tells with their reasons, the newest first; all are counted
MOST_TOLD = 200
# a night, a report after midnight, a zone of time: further off than this, days never meet
NEAR_DAYS = 7
_NARROWER_MEASURES = {"affected": ("affected", "wounded", "displaced", "missing", "in_need")}


def ask(ledger: Ledger, words: str) -> Dossier:
    """Return the dossier of a question in words.

    Raises:
        BadSetting: the words say neither what is counted nor where or when.
    """
    with ledger.reading() as connection:
        question = read_question(words, lambda name: _told(connection, name))
    return _dossier(ledger, question)


def _told(connection: Connection, name: str) -> Spot | None:
    """Return a place that only the reports know: a village that no gazetteer has."""
    found = claim_lookups.place_told(connection, name)
    if found is None:
        return None
    return Spot(name=plain(name), said=name, country=found[0], latitude=found[1], longitude=found[2])


# a part of these may be any part: `dix morts, dont trois personnes à Gao`
WHOLE_GROUPS = frozenset({"people", "civilians"})


def dossier(ledger: Ledger, key: str, *, updates: bool = True) -> Dossier:
    """Return the dossier of a key; without `updates`, what updates what is counted and not told one by one.

    Raises:
        BadSetting: no such key.
    """
    return _dossier(ledger, question_of(key), updates=updates)


def _dossier(ledger: Ledger, question: Question, *, updates: bool = True) -> Dossier:
    with ledger.reading() as connection:
        rows = _rows(connection, question)
        compared = {row.key: compared_of_row(row) for row in rows}
        answers, parts = sorted_out(compared, question)
        views = {row.key: view_of_row(row, compared[row.key]) for row in rows if row.key in answers or row.key in parts}
        counts, old = kept.count_among(connection, answers)
        old_parts = kept.count_among(connection, parts)[1]
        same = kept.relations_among(connection, answers, "same")
        disputes = kept.relations_among(connection, answers, "disputes", MOST_TOLD)
        newer = kept.relations_among(connection, answers, "updates", MOST_TOLD) if updates else []
        texts = [(r.a, r.b, r.dependence) for r in kept.dependences_among(connection, {v.report for v in views.values()})]
    figures = _with_status([views[k] for k in answers], old, same, texts)
    narrower = [_dated_out(replace(views[k], narrower=parts[k]), old_parts) for k in parts]
    standing = [f for f in figures if f.status == "stands"]
    return Dossier(
        key=key_of(question),
        question=question,
        figures=tuple(figures),
        parts=tuple(sorted(narrower, key=_by_time)),
        part_questions=questions_of_parts(narrower, compared),
        range=range_of(standing or figures),
        origins=count_origins([f for f in figures if f.status not in ("denied", "planned", "hypothetical")], texts),
        disputes=tuple(relation_view(r, views) for r in disputes),
        updates=tuple(relation_view(r, views) for r in newer),
        counts=tuple(sorted(counts.items())),
        total=add_up(narrower, compared),
    )


def _rows(connection: Connection, question: Question) -> list[Row[Any]]:
    figure = figure_of_question(question)
    countries = sorted(countries_of(figure.place)) if figure.place is not None else []
    measures = _NARROWER_MEASURES.get(question.measure, (question.measure,))
    keys = claim_lookups.figures_matching(connection, measures, countries, MOST, _days_near(figure, measures))
    return claim_lookups.claims_with_heads(connection, keys)


def _days_near(asked: Compared, measures: Sequence[str]) -> tuple[str, str] | None:
    """Return the days beyond which no figure can meet those asked for; None where any day may."""
    if asked.start is None or asked.end is None or not STATES.isdisjoint(measures):
        return None
    first, last = max(asked.start - NEAR_DAYS, date.min.toordinal()), min(asked.end + NEAR_DAYS, date.max.toordinal())
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()


def sorted_out(
    compared: Mapping[int, Compared], question: Question
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """Return the claims that answer the question itself, and those that answer a narrower one, each with what is narrower."""
    asked = figure_of_question(question)
    answers: dict[int, tuple[str, ...]] = {}
    parts: dict[int, tuple[str, ...]] = {}
    for key, figure in compared.items():
        stands = _stand(figure, asked)
        if stands is None:
            continue
        (answers if not stands and not _is_mere_part(figure, asked) else parts)[key] = stands
    return answers, parts


def _is_mere_part(figure: Compared, asked: Compared) -> bool:
    """Say whether a part of a larger toll answers no question of its own; `dont cinq enfants` tells all the children."""
    return figure.part_of is not None and (figure.group != asked.group or asked.group in WHOLE_GROUPS)


def _stand(figure: Compared, asked: Compared) -> tuple[str, ...] | None:
    """Return in what a figure is narrower than the question; None where it does not answer it."""
    found = compare_questions(figure, asked)
    if found is None or found.group is Kin.OVERLAP:
        return None
    wider = {f for f in found.wider if f != "group" or not whom.only_one_side(figure, asked)}
    # a question that leaves place or period open takes all; a figure that does so answers only such a question
    opened = {"place": asked.place is None, "period": not asked.dated}
    if any(not opened[field] for field in found.open) or wider - {f for f in opened if opened[f]}:
        return None
    if found.period is Course.RUNS_ON and asked.end is not None and figure.end is not None and figure.end > asked.end:
        return None
    return tuple(f for f in found.narrower if not (opened.get(f)))


def _by_time(view: FigureView) -> tuple[str, int]:
    return (view.published or "9999", view.claim)


def _with_status(
    figures: Sequence[FigureView], old: set[int], level: Sequence[Row[Any]], texts: Sequence[tuple[int, int, str]]
) -> list[FigureView]:
    """Return the figures in order of publication, marked where superseded, repeated or copied."""
    ordered = sorted(figures, key=_by_time)
    by_claim = {f.claim: f for f in ordered}
    copies = {frozenset(pair[:2]) for pair in texts if pair[2] == "copy"}
    same: dict[int, list[FigureView]] = defaultdict(list)
    for r in level:
        same[r.a].append(by_claim[r.b])
        same[r.b].append(by_claim[r.a])
    rank = {f.claim: n for n, f in enumerate(ordered)}
    return [_marked(f, [x for x in same[f.claim] if rank.get(x.claim, 0) < rank[f.claim]], old, copies) for f in ordered]


def _dated_out(view: FigureView, old: set[int]) -> FigureView:
    return replace(view, status="superseded") if view.status == "stands" and view.claim in old else view


def _marked(view: FigureView, earlier: Sequence[FigureView], old: set[int], copies: set[frozenset[int]]) -> FigureView:
    if view.status != "stands":
        return view
    if (dated := _dated_out(view, old)).status == "superseded":
        return dated
    for other in earlier:
        if other.report == view.report:
            return replace(view, status="repeat", copy_of=other.claim)
        if frozenset((other.report, view.report)) in copies:
            return replace(view, status="copy", copy_of=other.claim)
    return view


def range_of(figures: Sequence[FigureView]) -> Range:
    """Return the lowest and highest number among figures, minima as minima."""
    said = [(f, low) for f in figures if (low := f.low if f.low is not None else f.high) is not None]
    if not said:
        return Range(low=None, high=None, low_is_minimum=False, high_is_open=False)
    least = min(said, key=lambda p: p[1])
    tops = [(f, f.high if f.high is not None else f.low or 0.0) for f in figures if f.high is not None or f.low is not None]
    most = max(tops, key=lambda p: (p[1], p[0].high is None))
    return Range(low=least[1], high=most[1], low_is_minimum=least[0].high is None, high_is_open=most[0].high is None)


def question_of_cluster(members: Sequence[tuple[Days, Compared]]) -> Question:
    """Return the question that a cluster of figures answers: the most frequent place and period, the widest group.

    The face of the cluster has full fields first, then those that most others share, then the largest number. The days are
    those that the figures say, as they say them.
    """
    told = [(*days, figure.place.said if figure.place else None) for days, figure in members]
    shared = Counter(told)
    face = max(range(len(members)), key=lambda n: (_fullness(members[n][1]), shared[told[n]], amounts.size(members[n][1])))
    (start, end), figure = members[face]
    groups = {whom.counted(f) for _, f in members}
    spot = figure.place
    return Question(
        measure=figure.measure,
        group="people" if "people" in groups else figure.group,
        place=spot.said if spot else None,
        country=spot.country if spot else None,
        start=start,
        end=end,
        latitude=spot.latitude if spot else None,
        longitude=spot.longitude if spot else None,
        precision=spot.precision if spot else "country",
    )


def questions_of_parts(parts: Sequence[FigureView], compared: Mapping[int, Compared]) -> tuple[PartQuestion, ...]:
    """Return the narrower questions that parts answer: first those of the most reports, each with its figures by time."""
    groups: dict[tuple[object, ...], list[FigureView]] = defaultdict(list)
    for view in sorted(parts, key=_by_time):
        figure = compared[view.claim]
        spot = (figure.place.name, figure.place.country) if figure.place else None
        groups[figure.measure, whom.counted(figure), spot, view.start, view.end].append(view)
    found = [_part_question(members, compared) for members in groups.values()]
    reports = {view.claim: view.report for view in parts}
    return tuple(sorted(found, key=lambda q: (-len({reports[c] for c in q.claims}), q.question.start or "9999", q.key)))


def _part_question(members: Sequence[FigureView], compared: Mapping[int, Compared]) -> PartQuestion:
    question = question_of_cluster([((view.start, view.end), compared[view.claim]) for view in members])
    standing = [v for v in members if v.status == "stands"] or members
    return PartQuestion(key=key_of(question), question=question, range=range_of(standing), claims=tuple(v.claim for v in members))


def _fullness(figure: Compared) -> int:
    return (figure.place is not None) + figure.dated
