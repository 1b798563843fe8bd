"""`selon dossier`: one question with all its figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.terminal import CODES, print_json

if TYPE_CHECKING:
    from selon.crosscheck.findings import Dossier, FigureView, Range, Relation

Words = Annotated[
    str, typer.Argument(help='A question: "tués, Sri Lanka, 21 avril 2019", or the key of a dossier.', metavar="QUESTION")
]
File = Annotated[str, typer.Option("--ledger", help="A ledger: a file, or postgresql://...", metavar="FILE")]
Language = Annotated[str, typer.Option("--language", help="Language of the reasons: fr or en.")]
Json = Annotated[bool, typer.Option("--json", help="Print the dossier as JSON.")]


def dossier(question: Words, ledger: File, language: Language = "fr", as_json: Json = False) -> int:
    """Print a question with all its figures by time, the range, the independent origins, disputes and parts."""
    from selon.crosscheck import ask
    from selon.crosscheck import dossier as by_key
    from selon.ledger.ledger import open_ledger

    with open_ledger(ledger, create=False) as opened:
        found = by_key(opened, question) if "~" in question else ask(opened, question)
    if as_json:
        print_json({**asdict(found), "independent": found.independent})
    else:
        _print(found, language)
    return CODES.done


def _print(found: Dossier, language: str) -> None:
    from selon.crosscheck.reasons import day_words, sentences, what_words

    asked = found.question
    days = " – ".join(dict.fromkeys(day_words(d, language) for d in (asked.start, asked.end) if d))
    print(", ".join(p for p in (what_words(f"{asked.measure}/{asked.group}", language), asked.place, days) if p))
    if not found.figures:
        print("  no figure answers the whole question" if found.parts else "  no figure answers this question")
    for view in found.figures:
        _print_figure(view, language)
    if found.figures:
        print(f"reported: {_range(found.range)}; {found.independent} independent origin(s)")
    for origin in found.origins:
        print(f"  {sentences(origin.reasons, language)}")
    _print_relations("disputes", found.disputes, language)
    if found.parts:
        print("parts")
        for view in found.parts:
            _print_figure(view, language)
    print(
        f"sum: {'refused' if found.total.value is None else f'{found.total.value:g}'}. {sentences(found.total.reasons, language)}"
    )


def _print_figure(view: FigureView, language: str) -> None:
    from selon.crosscheck.reasons import number_words
    from selon.crosscheck.views import number_value

    said = number_words(number_value(view), language)
    place = ", ".join(
        p for p in (view.place, view.start if view.start == view.end else f"{view.start or ''}/{view.end or ''}") if p
    )
    when = (view.published or "?")[:16]
    print(f"  {when:<16}  {said:<18} {view.status:<11} {view.origin or '?'}  [{place}]  {view.report_id} « {view.words} »")


def _print_relations(title: str, relations: tuple[Relation, ...], language: str) -> None:
    from selon.crosscheck.reasons import sentences

    if relations:
        print(title)
    for relation in relations:
        print(f"  {relation.a.report_id} / {relation.b.report_id}: {sentences(relation.reasons, language)}")


def _range(found: Range) -> str:
    if found.low is None or found.high is None:
        return "no number"
    low = f"at least {found.low:g}" if found.low_is_minimum else f"{found.low:g}"
    high = f"{found.high:g} or more" if found.high_is_open else f"{found.high:g}"
    return high if found.low == found.high and found.high_is_open else low if low == high else f"{low} to {high}"
