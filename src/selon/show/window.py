"""Draw the window of an arrangement on a time line: from when to when, what is told to have happened in it, when reports spoke.

In: ISO dates or date-times. Out: shapes in the units of a drawing. Clock times with an offset stand where they stand in
universal time; a day without a clock time is drawn as the whole day.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from selon.show.speech import Speech

# of the window's length, so much is shown before and after it
MARGIN = 0.18


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something on the line: when, where it leads, what it says; `above` for what happened, below for who spoke."""

    at: str
    address: str
    title: str
    above: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A moment in the drawing."""

    x: float
    y: float
    address: str
    title: str
    above: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Notch:
    """A mark on the axis."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A drawing of a window; `open_start` and `open_end` where the reports give no such end."""

    width: int
    height: int
    line: int
    start: float
    end: float
    open_start: bool
    open_end: bool
    dots: tuple[Dot, ...]
    notches: tuple[Notch, ...]


def instant(value: str | None, *, last: bool = False) -> datetime | None:
    """Return a date or date-time in universal time; a bare day is its beginning, or with `last` its end.

    >>> instant("2016-10-20T08:00+03:00").hour
    5
    """
    if not value:
        return None
    try:
        if "T" in value:
            found = datetime.fromisoformat(value)
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        day = date.fromisoformat(value)
    except ValueError:
        return None
    start = datetime.combine(day, time(), UTC)
    return start + timedelta(days=1) if last else start


def draw_window(
    start: str | None, end: str | None, moments: Sequence[Moment], speech: Speech, *, width: int = 960
) -> Window | None:
    """Return the drawing, None where nothing says when."""
    first, last = instant(start), instant(end, last=True)
    told = [(found, m) for m in moments if (found := instant(m.at)) is not None]
    points = [p for p in (first, last, *(found for found, _ in told)) if p is not None]
    if first is None and last is None:
        return None
    low, high = min(points), max(points)
    spare = max((high - low) * MARGIN, timedelta(hours=6))
    low, high = low - spare, high + spare
    left, right = 16, width - 16

    def x(moment: datetime) -> float:
        return round(left + (right - left) * ((moment - low) / (high - low)), 1)

    return Window(
        width=width,
        height=150,
        line=84,
        start=x(first) if first else float(left),
        end=x(last) if last else float(right),
        open_start=first is None,
        open_end=last is None,
        dots=tuple(_dots(told, x)),
        notches=tuple(Notch(x=x(at), text=text) for at, text in _notches(low, high, width, speech)),
    )


def _dots(told: Sequence[tuple[datetime, Moment]], x: object) -> Iterable[Dot]:
    stacked: dict[tuple[bool, int], int] = {}
    for at, moment in told:
        where = x(at)  # type: ignore[operator]
        column = (moment.above, round(where / 12))
        level = stacked.get(column, 0)
        stacked[column] = level + 1
        if level > 4:
            continue
        y = 62 - 12 * level if moment.above else 106 + 12 * min(level, 1)
        yield Dot(x=where, y=y, address=moment.address, title=moment.title, above=moment.above)


def _notches(low: datetime, high: datetime, width: int, speech: Speech) -> Iterable[tuple[datetime, str]]:
    hours = (high - low).total_seconds() / 3600
    wanted = max(2, width // 120)
    step = next((s for s in (1, 2, 3, 6, 12, 24) if hours / s <= wanted), 24 * math.ceil(hours / 24 / wanted))
    at = datetime.combine(low.date(), time(), UTC)
    while at < low:
        at += timedelta(hours=step)
    while at <= high:
        day = speech.short_day(at.date(), with_year=hours > 24 * 300)
        yield at, day if at.hour == 0 or step >= 24 else f"{at.hour:02d}:00"
        at += timedelta(hours=step)
