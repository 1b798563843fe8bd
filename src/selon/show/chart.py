"""Draw the figures of a question: points by source over time, with their bounds.

In: figures with a day and a number. Out: a `Chart` of shapes in the units of a drawing, which a template turns into SVG.
A minimum is a bar that is open at its top, a maximum one that is open at its foot; copies and figures that newer ones replaced
are faded; days on which nobody reported are gaps, never zeros. Drawn by hand and not by a charting library so that every
point is a link to its words, works with the keyboard, follows light and dark, and needs no inline style.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from selon.show.speech import Speech

# the sources that get a colour and a shape of their own; the others share the last one
NAMED = 6
# stretches without a report shorter than this are no gap worth drawing
GAP_DAYS = 3
# above this ratio of the highest to the lowest number a linear scale would hide the small ones
LOGARITHMIC = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """A figure to be drawn: when it was said, its bounds, who says so, and where its words stand."""

    day: date
    low: float | None
    high: float | None
    qualifier: str
    source: str
    faded: bool
    denied: bool
    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure in the drawing: its place, its bar, and how it looks (`shape` 0 to 6)."""

    x: float
    y: float
    top: float
    foot: float
    bar: str
    shape: int
    faded: bool
    denied: bool
    address: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawing: its size, its points, axes, the stretches without a report, and which source has which shape."""

    width: int
    height: int
    left: int
    right: int
    top: int
    foot: int
    points: tuple[Point, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    gaps: tuple[tuple[float, float], ...]
    legend: tuple[tuple[int, str, int], ...]
    logarithmic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    first: date
    days: int
    most: float
    least: float
    logarithmic: bool
    box: tuple[int, int, int, int]

    def x(self, day: date) -> float:
        left, right, _, _ = self.box
        return round(left + (right - left) * ((day - self.first).days + 0.5) / self.days, 1)

    def y(self, number: float) -> float:
        _, _, top, foot = self.box
        if self.logarithmic:
            part = (math.log10(max(number, self.least)) - math.log10(self.least)) / (
                math.log10(self.most) - math.log10(self.least)
            )
        else:
            part = number / self.most
        return round(foot - (foot - top) * max(0.0, min(1.0, part)), 1)


def draw_chart(data: Sequence[Datum], speech: Speech, *, width: int = 960, height: int = 400) -> Chart | None:
    """Return the drawing of figures, None where none of them has a number."""
    said = [d for d in data if d.low is not None or d.high is not None]
    if not said:
        return None
    box = (58 if width > 500 else 46, width - 18, 18, height - 40)
    scale = _scale(said, box)
    legend = _legend(said)
    shapes = {name: shape for shape, name, _ in legend}
    return Chart(
        width=width,
        height=height,
        left=box[0],
        right=box[1],
        top=box[2],
        foot=box[3],
        points=tuple(_points(said, scale, shapes)),
        across=tuple(_across(scale, speech, width)),
        up=tuple(_up(scale, speech)),
        gaps=tuple(_gaps({d.day for d in said}, scale)),
        legend=legend,
        logarithmic=scale.logarithmic,
    )


def _scale(said: Sequence[Datum], box: tuple[int, int, int, int]) -> _Scale:
    numbers = [n for d in said for n in (d.low, d.high) if n is not None]
    most = max(*numbers, 1.0)
    least = min((n for n in numbers if n > 0), default=1.0)
    first, last = min(d.day for d in said), max(d.day for d in said)
    days = (last - first).days + 1
    spare = max(1, days // 20)
    logarithmic = most / least > LOGARITHMIC
    return _Scale(
        first=first - timedelta(days=spare),
        days=days + 2 * spare,
        most=10 ** math.ceil(math.log10(most * 1.02)) if logarithmic else _round_up(most * 1.06),
        least=10 ** math.floor(math.log10(least)) if logarithmic else 0.0,
        logarithmic=logarithmic,
        box=box,
    )


def _round_up(number: float) -> float:
    step: float = 10.0 ** math.floor(math.log10(number)) / 5
    return math.ceil(number / step) * step


def _legend(said: Iterable[Datum]) -> tuple[tuple[int, str, int], ...]:
    counts: dict[str, int] = {}
    for datum in said:
        counts[datum.source] = counts.get(datum.source, 0) + 1
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return tuple((min(n, NAMED), name, counts[name]) for n, name in enumerate(ordered[: NAMED + 30]))


def _points(said: Sequence[Datum], scale: _Scale, shapes: dict[str, int]) -> Iterable[Point]:
    taken: dict[tuple[float, float], int] = {}
    for datum in said:
        low, high = datum.low, datum.high
        number = low if low is not None else high
        if number is None:
            continue
        y = scale.y(number if low is None or high is None else (low + high) / 2)
        x = scale.x(datum.day)
        # figures that say the same on the same day stand beside each other, not on each other
        crowd = taken.get((x, y), 0)
        taken[x, y] = crowd + 1
        x += (crowd + 1) // 2 * 9.0 * (1 if crowd % 2 else -1) if crowd < 9 else 0.0
        bar, top, foot = _bar(datum, y, scale)
        shape = shapes.get(datum.source, NAMED)
        yield Point(
            x=round(x, 1), y=y, top=top, foot=foot, bar=bar, shape=shape, faded=datum.faded, denied=datum.denied,
            address=datum.address, title=datum.title,
        )  # fmt: skip


def _bar(datum: Datum, y: float, scale: _Scale) -> tuple[str, float, float]:
    _, _, top, foot = scale.box
    if datum.high is None:
        return "open-top", max(float(top), y - 30), y
    if datum.low is None:
        return "open-foot", y, min(float(foot), y + 30)
    if datum.low != datum.high:
        return "closed", scale.y(datum.high), scale.y(datum.low)
    return ("about" if datum.qualifier == "about" else "none"), y, y


def _across(scale: _Scale, speech: Speech, width: int) -> Iterable[Tick]:
    wanted = max(2, width // 130)
    step = max(1, math.ceil(scale.days / wanted))
    for offset in range(step // 2, scale.days, step):
        day = scale.first + timedelta(days=offset)
        yield Tick(at=scale.x(day), text=speech.short_day(day, with_year=scale.days > 300))


def _up(scale: _Scale, speech: Speech) -> Iterable[Tick]:
    if scale.logarithmic:
        power = int(math.log10(scale.least))
        while 10**power <= scale.most:
            yield Tick(at=scale.y(10.0**power), text=speech.number(10.0**power))
            power += 1
        return
    step = _step(scale.most)
    number = 0.0
    while number <= scale.most + step / 100:
        yield Tick(at=scale.y(number), text=speech.number(number))
        number += step


def _step(most: float) -> float:
    rough = most / 5
    size = 10.0 ** math.floor(math.log10(rough))
    return max(1.0, next(size * m for m in (1, 2, 5, 10) if size * m >= rough))


def _gaps(days: set[date], scale: _Scale) -> Iterable[tuple[float, float]]:
    ordered = sorted(days)
    for before, after in itertools.pairwise(ordered):
        if (after - before).days > max(GAP_DAYS, scale.days // 40):
            yield scale.x(before + timedelta(days=1)), scale.x(after - timedelta(days=1))
