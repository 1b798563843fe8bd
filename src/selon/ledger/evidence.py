"""The words behind each field of an entry, checked against the text.

In: an entry of a record and the report's text. Out: one row for each field and stretch of words that the field or its
derivation names. Refused: a span that does not fit the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from selon.errors import SpanMismatch
from selon.model.record import Arrangement, Derivation, Event, Figure, Place, Source, Statement, TimeExpression
from selon.model.span import Span

Entry = Figure | Statement | TimeExpression | Place | Arrangement | Event


class Ground(NamedTuple):
    """A stretch of words, the field that it stands behind, and the rule that took it."""

    field: str
    span: Span
    rule: str


def grounds_of(entry: Entry) -> list[Ground]:
    """Return the words behind each field of an entry, each once, in order of the text.

    `span` is the entry's own words; other fields have their names, `by.0` and `positions.1.who` in lists.

    >>> grounds_of(Place(name="Alep", span=Span(3, 7)))
    [Ground(field='span', span=Span(start=3, end=7), rule='')]
    """
    seen = {(g.field, *g.span): g for g in _walk(entry)}
    return sorted(seen.values(), key=lambda g: (g.span, g.field))


def own_span(entry: Entry) -> Span:
    """Return the stretch from the first to the last of an entry's own words.

    Raises:
        SpanMismatch: an entry without words.
    """
    spans = entry.spans if isinstance(entry, Statement) else (entry.span,)
    found = [span for span in spans if span is not None]
    if not found:
        raise SpanMismatch(f"an entry without words: {type(entry).__name__}")
    return Span(min(s[0] for s in found), max(s[1] for s in found))


def check_span(span: tuple[int, int], text: str, what: str, field: str = "span") -> str:
    """Return the words at a span of the text.

    Raises:
        SpanMismatch: no words stand there.
    """
    start, end = span
    if not 0 <= start < end <= len(text):
        raise SpanMismatch(f"{what}, {field}: no words at {start} to {end} of a text of {len(text)} characters")
    return text[start:end]


def _walk(entry: Entry) -> Iterator[Ground]:
    rule = entry.derivation.rule if entry.derivation else ""
    # first the parts of the derivation: an own span that is also a part keeps the entry's rule
    yield from _derived(entry.derivation, "span")
    for span in entry.spans if isinstance(entry, Statement) else (entry.span,):
        if span is not None:
            yield Ground("span", span, rule)
    if isinstance(entry, Arrangement):
        yield from _of_arrangement(entry)
    elif isinstance(entry, Figure | Event | Statement):
        yield from _named("source", entry.source)
    if isinstance(entry, Statement) and entry.cue is not None:
        yield Ground("cue", entry.cue, rule)
    if isinstance(entry, Figure) and entry.part_of is not None:
        yield Ground("part_of", entry.part_of, rule)
    if isinstance(entry, Figure | Event | Arrangement):
        yield from _named("place", entry.place)
    if isinstance(entry, Figure | Event) and entry.period is not None:
        yield from _derived(entry.period.derivation, "period")


def _of_arrangement(entry: Arrangement) -> Iterator[Ground]:
    for number, source in enumerate(entry.by):
        yield from _named(f"by.{number}", source)
    for number, position in enumerate(entry.positions):
        yield from _derived(position.derivation, f"positions.{number}")
        yield Ground(f"positions.{number}", position.span, position.derivation.rule if position.derivation else "")
        yield from _named(f"positions.{number}.who", position.who)
    for number, term in enumerate(entry.terms):
        yield from _derived(term, f"terms.{number}")


def _named(field: str, value: Source | Place | None) -> Iterator[Ground]:
    if value is None:
        return
    yield from _derived(value.derivation, field)
    if value.span is not None:
        yield Ground(field, value.span, value.derivation.rule if value.derivation else "")


def _derived(derivation: Derivation | None, field: str) -> Iterator[Ground]:
    if derivation is None:
        return
    field = derivation.of or field
    if derivation.span is not None:
        yield Ground(field, derivation.span, derivation.rule)
    for part in derivation.parts:
        yield from _derived(part, field)
