"""A record in a few lines for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from selon.model.record import Arrangement, Event, Figure, Place, Record, Source, Statement


def record_lines(text: str, record: Record) -> Iterator[str]:
    """Give the lines of a record: its head, figures, statements, arrangements, events.

    >>> from selon.model.record import ReportHead
    >>> list(record_lines("", Record(report=ReportHead(id="a", language="fr", published=None, published_by=None))))
    ['a, no day', '']
    """
    head = record.report
    told = [head.published or "no day", *([head.outlet] if head.outlet else []), *head.agencies]
    yield f"{head.id}, {', '.join(told)}"
    for figure in record.figures:
        yield f"  figure      {figure_words(text, figure)}"
    for statement in record.statements:
        yield f"  statement   {_who(statement.source)} ({statement.act}): {_short(_said(text, statement))}"
    for arrangement in record.arrangements:
        yield f"  arrangement {arrangement_words(text, arrangement)}"
    for event in record.events:
        yield f"  event       {event_words(text, event)}"
    yield ""


def figure_words(text: str, figure: Figure) -> str:
    """Return a figure in a line: number, what is counted, where, when, who says so."""
    period = _days(figure.period.start, figure.period.end) if figure.period else ""
    more = [_where(figure.place), period, f"says {_who(figure.source)}" if figure.source else "", _unless(figure.modality)]
    parts = [f"{bounds(figure.low, figure.high)} {figure.group} {figure.measure}", *more, f"«{figure.span.words(text)}»"]
    return ", ".join(part for part in parts if part)


def arrangement_words(text: str, arrangement: Arrangement) -> str:
    """Return an arrangement in a line: kind, status, place, window, positions."""
    window = _days(arrangement.start, arrangement.end) if arrangement.start or arrangement.end else ""
    stands = "; ".join(f"{_who(p.who)} {p.stance}" for p in arrangement.positions)
    parts = [f"{arrangement.kind} {arrangement.status}", _where(arrangement.place), window, stands]
    return ", ".join([part for part in parts if part] + [f"«{arrangement.span.words(text)}»"])


def event_words(text: str, event: Event) -> str:
    """Return an event in a line."""
    when = (event.period.start or event.period.end or "") if event.period else ""
    source = f"says {_who(event.source)}" if event.source else ""
    parts = [event.type, _where(event.place), when, source, _unless(event.modality), f"«{event.span.words(text)}»"]
    return ", ".join(part for part in parts if part)


def bounds(low: float | None, high: float | None) -> str:
    """Return the bounds of a number.

    >>> bounds(12, None), bounds(10, 15), bounds(7, 7)
    ('12 or more', '10 to 15', '7')
    """
    if low is None:
        return f"up to {high:g}" if high is not None else "?"
    if high is None:
        return f"{low:,.15g} or more"
    return f"{low:,.15g}" if low == high else f"{low:,.15g} to {high:,.15g}"


def _days(start: str | None, end: str | None) -> str:
    """Return a period in words, a day that begins and ends it said once.

    >>> _days("2021-03-07", "2021-03-07"), _days("2021-03-07", None)
    ('2021-03-07', '2021-03-07 to …')
    """
    return start if start and start == end else f"{start or '…'} to {end or '…'}"


def _said(text: str, statement: Statement) -> str:
    return " … ".join(span.words(text) for span in statement.spans)


def _who(source: Source | None) -> str:
    return source.name if source else "?"


def _where(place: Place | None) -> str:
    return place.name if place else ""


def _unless(modality: str) -> str:
    return "" if modality == "asserted" else modality


def _short(words: str, width: int = 90) -> str:
    line = " ".join(words.split())
    return line if len(line) <= width else line[:width].rsplit(" ", 1)[0] + " …"
