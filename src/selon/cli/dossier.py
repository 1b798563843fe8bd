"""`selon dossier`: one question with all its figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.terminal import CODES, print_json, spoken

if TYPE_CHECKING:
    from selon.crosscheck.findings import Dossier, FigureView, Question, Range, Relation

Words = Annotated[
    str, typer.Argument(help='A question: "tués, Sri Lanka, 21 avril 2019", or the key of a dossier.', metavar="QUESTION")
]
File = Annotated[str, typer.Option("--ledger", help="A ledger: a file, or postgresql://...", metavar="FILE")]
Language = Annotated[str, typer.Option("--language", help="Language of the answer: en or fr.")]
Json = Annotated[bool, typer.Option("--json", help="Print the dossier as JSON.")]


def dossier(question: Words, ledger: File, language: Language = "en", as_json: Json = False) -> int:
    """Print a question with all its figures by time, the range, the independent origins, disputes and parts."""
    from selon.crosscheck import ask
    from selon.crosscheck import dossier as by_key
    from selon.ledger.ledger import open_ledger

    spoken(language)
    with open_ledger(ledger, create=False) as opened:
        found = by_key(opened, question) if "~" in question else ask(opened, question)
    if as_json:
        print_json({**asdict(found), "independent": found.independent})
    else:
        _print(found, language)
    return CODES.done


def _print(found: Dossier, language: str) -> None:
    from selon.crosscheck.names import table
    from selon.crosscheck.reasons import sentences

    labels = table(language, "labels")
    print(_question_words(found.question, language))
    if not found.figures:
        print(f"  {labels['only_parts' if found.parts else 'no_figure']}")
    for view in found.figures:
        _print_figure(view, language)
    if found.figures:
        print(labels["reported"].format(range=_range(found.range, labels), origins=found.independent))
    for origin in found.origins:
        print(f"  {sentences(origin.reasons, language)}")
    _print_relations(labels["disputes"], found.disputes, language)
    _print_parts(found, labels, language)
    total = labels["sum_refused"] if found.total.value is None else labels["sum"].format(sum=f"{found.total.value:g}")
    print(f"{total} {sentences(found.total.reasons, language)}")


def _question_words(asked: Question, language: str) -> str:
    from selon.crosscheck.reasons import day_words, what_words

    days = " – ".join(dict.fromkeys(day_words(d, language) for d in (asked.start, asked.end) if d))
    return ", ".join(p for p in (what_words(f"{asked.measure}/{asked.group}", language), asked.place, days) if p)


def _print_figure(view: FigureView, language: str, indent: str = "  ") -> None:
    from selon.crosscheck.names import table
    from selon.crosscheck.reasons import number_words
    from selon.crosscheck.views import number_value

    said = number_words(number_value(view), language)
    status = table(language, "labels").get(view.status, view.status)
    place = ", ".join(
        p for p in (view.place, view.start if view.start == view.end else f"{view.start or ''}/{view.end or ''}") if p
    )
    when = (view.published or "?")[:16]
    print(f"{indent}{when:<16}  {said:<18} {status:<11} {view.origin or '?'}  [{place}]  {view.report_id} « {view.words} »")


def _print_relations(title: str, relations: tuple[Relation, ...], language: str) -> None:
    from selon.crosscheck.reasons import sentences

    if relations:
        print(title)
    for relation in relations:
        print(f"  {relation.a.report_id} / {relation.b.report_id}: {sentences(relation.reasons, language)}")


def _print_parts(found: Dossier, labels: dict[str, str], language: str) -> None:
    """Print the parts under the narrower questions that they answer."""
    if found.parts:
        print(labels["parts"])
    views = {view.claim: view for view in found.parts}
    for part in found.part_questions:
        print(f"  {_question_words(part.question, language)}  {_range(part.range, labels)}")
        for claim in part.claims:
            _print_figure(views[claim], language, "    ")


def _range(found: Range, labels: dict[str, str]) -> str:
    if found.low is None or found.high is None:
        return labels["no_number"]
    low = labels["at_least"].format(low=f"{found.low:g}") if found.low_is_minimum else f"{found.low:g}"
    high = labels["or_more"].format(high=f"{found.high:g}") if found.high_is_open else f"{found.high:g}"
    if found.low == found.high:
        return high if found.high_is_open else low
    return labels["to"].format(low=low, high=high)
