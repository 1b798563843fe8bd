"""Dossiers: a question with all the figures that answer it, by source and over time; and the list of questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from selon.crosscheck.dossiers import ask
from selon.crosscheck.findings import Dossier, DossierHead, FigureView, OriginGroup, Question, Range, Relation
from selon.crosscheck.reasons import sentences
from selon.ledger import kept_findings
from selon.show import addresses
from selon.show.cards import Covers, covers_of
from selon.show.chart import Chart, Datum, draw_chart
from selon.show.frame import Page, View

PER_PAGE = 200
LISTED = 200
# figures that newer ones replaced, that repeat or that nobody states are drawn faded
FADED = frozenset(["superseded", "copy", "repeat", "denied", "planned", "hypothetical"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Two figures that cannot both be true, and why, in a sentence."""

    first: FigureView
    second: FigureView
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLine:
    """An independent origin: its figures and reports, and why they are counted as one."""

    name: str
    by: str
    figures: int
    reports: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A narrower question with the figures that answer it; `key` is that of its own dossier."""

    key: str
    question: Question
    range: Range
    reports: int
    figures: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """A question and what is reported of it.

    `figures` is a page of them; `parts` are the narrower questions that other figures answer, the first of `parts_total`;
    `total` a sum, null where it was refused; `uncompared` counts its reports that changed since the last comparison.
    """

    key: str
    question: Question
    range: Range
    independent: int
    reports: int
    figures: tuple[FigureView, ...]
    figures_total: int
    parts: tuple[Part, ...]
    parts_total: int
    origins: tuple[OriginLine, ...]
    disputes: tuple[Dispute, ...]
    disputes_total: int
    updates: int
    total: float | None
    total_why: str
    uncompared: int
    number: int
    next: int | None
    chart: Chart | None
    small_chart: Chart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossiers:
    """The questions that more than one report answers; `asked` is a question in words that was not understood."""

    dossiers: tuple[DossierHead, ...]
    asked: str


def fill_list(view: View) -> Dossiers:
    """Return the list of questions, those of most reports first."""
    return Dossiers(dossiers=tuple(view.shelf.dossiers()[:LISTED]), asked="")


def fill_asked(view: View) -> DossierPage:
    """Return the dossier of a question in words."""
    return _page(view, ask(view.book, view.asked("q")[:400]))


def fill(view: View) -> DossierPage:
    """Return a dossier."""
    return _page(view, view.shelf.dossier(view.path["key"]))


def _page(view: View, found: Dossier) -> DossierPage:
    covers = covers_of(view, {f.report for f in (*found.figures, *found.parts)})
    figures = covered(found.figures, covers)
    number = max(1, view.number("page", 1))
    language = view.speech.code
    told = distinct(dispute_of(r, covers, language) for r in found.disputes)
    counted = dict(found.counts).get("disputes", 0)
    data = [d for f in figures if (d := _datum(f, view)) is not None]
    return DossierPage(
        key=found.key,
        question=found.question,
        range=found.range,
        independent=found.independent,
        reports=len({f.report for f in figures}),
        figures=figures[(number - 1) * PER_PAGE : number * PER_PAGE],
        figures_total=len(figures),
        parts=_parts(found, covers),
        parts_total=len(found.part_questions),
        origins=tuple(_origin(o, language) for o in found.origins),
        disputes=told[:60],
        # where all are told, those that a report merely repeats are not counted again
        disputes_total=len(told) if counted == len(found.disputes) else counted,
        updates=dict(found.counts).get("updates", 0),
        total=found.total.value,
        total_why=sentences(found.total.reasons, language),
        uncompared=kept_findings.uncompared_among(view.ledger, covers),
        number=number,
        next=number + 1 if number * PER_PAGE < len(figures) else None,
        chart=draw_chart(data, view.speech),
        small_chart=draw_chart(data, view.speech, width=360, height=330),
    )


def _parts(found: Dossier, covers: dict[int, Covers]) -> tuple[Part, ...]:
    """Return the first narrower questions with their figures, whole questions until a page is full."""
    views = {v.claim: v for v in covered(found.parts, covers)}
    parts: list[Part] = []
    left = PER_PAGE
    for one in found.part_questions:
        figures = tuple(views[claim] for claim in one.claims[:left])
        if not figures:
            break
        left -= len(figures)
        reports = len({v.report for v in figures})
        parts.append(Part(key=one.key, question=one.question, range=one.range, reports=reports, figures=figures))
    return tuple(parts)


def covered(figures: Iterable[FigureView], covers: dict[int, Covers]) -> tuple[FigureView, ...]:
    """Return figures with the names to be covered blacked out."""
    return tuple(_cover(f, covers[f.report]) for f in figures)


def _cover(figure: FigureView, covers: Covers) -> FigureView:
    if not covers.words:
        return figure
    source = covers.loose(figure.source) if figure.source else None
    return replace(figure, source=source, title=covers.loose(figure.title), origin=covers.loose(figure.origin))


def _origin(origin: OriginGroup, language: str) -> OriginLine:
    why = sentences(origin.reasons, language)
    return OriginLine(name=origin.name, by=origin.by, figures=len(origin.claims), reports=origin.reports, why=why)


def distinct(disputes: Iterable[Dispute]) -> tuple[Dispute, ...]:
    """Return disputes without those that say the same of figures that a report merely repeats."""
    found: dict[tuple[object, ...], Dispute] = {}
    for one in disputes:
        sides = [(f.report, f.source, f.low, f.high, f.qualifier) for f in (one.first, one.second)]
        found.setdefault((*sides, one.why), one)
    return tuple(found.values())


def dispute_of(relation: Relation, covers: dict[int, Covers], language: str) -> Dispute:
    """Return a dispute with its reason in words, names covered."""
    first, second = covered((relation.a, relation.b), covers)
    return Dispute(first=first, second=second, why=sentences(relation.reasons, language))


def _datum(figure: FigureView, view: View) -> Datum | None:
    try:
        day = date.fromisoformat((figure.published or figure.end or figure.start or "")[:10])
    except ValueError:
        return None
    speech = view.speech
    source = figure.source or figure.origin or figure.outlet or speech.text("the report itself")
    number = speech.bounds(figure.low, figure.high, figure.qualifier)
    title = f"{number} · {source} · {speech.day(day.isoformat())}" + (f" · {figure.outlet}" if figure.outlet else "")
    return Datum(
        day=day,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        source=source,
        faded=figure.status in FADED,
        denied=figure.status == "denied",
        address=addresses.report(figure.report, claim=figure.claim_id),
        title=f"{title} · {speech.word('figure_status', figure.status)}",
    )


def reported_by(sources: Sequence[str], most: int = 3) -> str:
    """Return names in a row, cut after a few.

    >>> reported_by(["A", "B", "C", "D"])
    'A, B, C …'
    """
    return ", ".join(sources[:most]) + (" …" if len(sources) > most else "")


PAGES = (
    Page(
        name="dossiers",
        path="/dossiers",
        data=Dossiers,
        fill=fill_list,
        template="dossiers.html",
        title="Dossiers",
        summary="The questions that more than one report answers",
    ),
    Page(
        name="ask",
        path="/ask",
        data=DossierPage,
        fill=fill_asked,
        template="dossier.html",
        title="Question",
        summary="The dossier of a question in words",
        parameters={"q": "what is counted, where, when: killed, Sri Lanka, 21 April 2019"},
    ),
    Page(
        name="dossier",
        path="/dossiers/{key}",
        data=DossierPage,
        fill=fill,
        template="dossier.html",
        title="Dossier",
        summary="A question with all the figures that answer it, by source and over time",
        parameters={"page": "the number of the page of figures, from 1"},
    ),
)
