"""The marked text of a report's page: which stretches are marked as what, and which lines are not news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from selon.model.as_json import Json
from selon.model.span import Span
from selon.show.cards import ClaimCard
from selon.show.marks import Line, Mark, draw_lines

if TYPE_CHECKING:
    from selon.show.pages.report import ReportPage


def marked_lines(page: ReportPage) -> list[tuple[Line, str]]:
    """Return the lines of a report with their marks, and the role of each line that is not plain news."""
    marks = [mark for card in page.claims if card.status != "rejected" for mark in _marks(card)]
    marks += [
        Mark(span=Span(n.start, n.end), kind="shown" if page.uncovered else "covered", id="", title=n.reason) for n in page.names
    ]
    marks += [mark for card in page.claims if card.claim_id == page.chosen for mark in _behind(card, page.field)]
    return [(line, _role(page, line)) for line in draw_lines(page.text, marks)]


def _marks(card: ClaimCard) -> Iterator[Mark]:
    for number, span in enumerate(_spans(card)):
        title = str(card.entry.get("value") or card.entry.get("name") or "") if card.kind in {"time", "place"} else ""
        yield Mark(span=span, kind=card.kind, id=card.claim_id, title=title, state=card.status, anchor=number == 0)
    if card.kind == "arrangement":
        for position in _list(card.entry.get("positions")):
            if isinstance(position, dict):
                yield from (Mark(span=s, kind="position", id="") for s in [_span(position.get("span"))] if s is not None)


def _spans(card: ClaimCard) -> list[Span]:
    found = [s for s in (_span(v) for v in _list(card.entry.get("spans"))) if s is not None]
    return found or [Span(card.start, card.end)]


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _span(value: Json) -> Span | None:
    if isinstance(value, list) and len(value) == 2 and isinstance(value[0], int) and isinstance(value[1], int):
        return Span(value[0], value[1])
    return None


def _behind(card: ClaimCard, field: str | None) -> Iterator[Mark]:
    """Yield the words behind the field that the address asks for."""
    for words in card.evidence:
        if field and (words.field == field or words.field.split(".")[0] == field):
            yield Mark(span=Span(words.start, words.end), kind="evidence", id="", title=field)


def _role(page: ReportPage, line: Line) -> str:
    """Return what a line is where it is wholly something else than news: a dateline at its head does not make it one."""
    end = line.start + len(page.text[line.start :].split("\n", 1)[0].rstrip())
    return next((r.role for r in page.regions if r.start <= line.start and end <= r.end), "")
