"""The time line: what reports say happened, day by day, with the periods that they print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from selon.ledger import browse
from selon.ledger.stored import StoredClaim
from selon.show.cards import Covers, covers_of
from selon.show.frame import Page, View
from selon.show.pages.where import PARAMETERS, filters
from selon.show.speech import Speech

PER_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something that a report says happened, or was, in a period."""

    claim_id: str
    kind: str
    entry: dict[str, Any]
    report: int
    title: str
    outlet: str | None
    published: str | None
    start: str
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many claims speak of a stretch of days, in the drawing."""

    x: float
    y: float
    width: float
    height: float
    title: str
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A drawing of how many claims speak of each stretch of days."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    notches: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Claims with a period, the latest first, by the day on which the period begins."""

    total: int
    days: tuple[tuple[str, tuple[Told, ...]], ...]
    strip: Strip | None
    kind: str | None
    number: int
    next: int | None


def fill(view: View) -> Timeline:
    """Return a page of the time line."""
    asked = filters(view)
    number = max(1, view.number("page", 1))
    counts = browse.days_of(view.ledger, asked)
    ids = browse.dated_claims(view.ledger, asked, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    found = browse.claims_by_id(view.ledger, ids)
    covers = covers_of(view, {c.report for c in found.values()})
    days: dict[str, list[Told]] = {}
    for claim_id in ids:
        if claim_id in found:
            told = _told(found[claim_id], covers[found[claim_id].report])
            days.setdefault(told.start[:10], []).append(told)
    total = sum(counts.values())
    return Timeline(
        total=total,
        days=tuple((day, tuple(told)) for day, told in days.items()),
        strip=draw_strip(counts, view.speech),
        kind=view.asked("kind") or None,
        number=number,
        next=number + 1 if number * PER_PAGE < total else None,
    )


def _told(claim: StoredClaim, covers: Covers) -> Told:
    entry = covers.json(dict(claim.entry))
    held = entry if isinstance(entry, dict) else {}
    period: Any = held.get("period") or {"start": held.get("start"), "end": held.get("end")}
    return Told(
        claim_id=claim.claim_id,
        kind=claim.kind,
        entry={k: v for k, v in held.items() if k != "derivation"},
        report=claim.report,
        title=covers.loose(claim.title),
        outlet=claim.outlet,
        published=claim.published,
        start=period.get("start") or "",
        end=period.get("end"),
    )


def draw_strip(counts: dict[str, int], speech: Speech, *, width: int = 1000, height: int = 84) -> Strip | None:
    """Return the strip above the time line: claims by day, week or month, whichever gives bars that can be seen."""
    dated = {day: number for value, number in counts.items() if (day := _day(value)) is not None}
    if not dated:
        return None
    # years of background (`depuis 2011`) must not squeeze what the reports are about
    first, last = _body(dated)
    length = (last - first).days + 1
    step = next((s for s in (1, 7, 30, 91, 365) if length / s <= 130), 365)
    bins: dict[int, int] = {}
    for day, number in dated.items():
        if first <= day <= last:
            at = (day - first).days // step
            bins[at] = bins.get(at, 0) + number
    slots = length // step + 1
    most = max(bins.values())
    room = width / slots
    return Strip(
        width=width,
        height=height,
        bars=tuple(_bars(bins, first, step, room, height, most, speech)),
        notches=tuple(_notches(first, step, slots, room, speech)),
    )


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _body(dated: dict[date, int]) -> tuple[date, date]:
    ordered = sorted(dated)
    total, seen = sum(dated.values()), 0
    first = ordered[0]
    for day in ordered:
        if seen <= 0.03 * total:
            first = day
        seen += dated[day]
    return first, ordered[-1]


def _bars(bins: dict[int, int], first: date, step: int, room: float, height: int, most: int, speech: Speech) -> Iterable[Bar]:
    for at, number in sorted(bins.items()):
        start = first + timedelta(days=at * step)
        end = start + timedelta(days=step - 1)
        tall = max(2.0, round((height - 4) * number / most, 1))
        title = f"{speech.period(start.isoformat(), end.isoformat())}: {speech.number(number)}"
        yield Bar(
            x=round(at * room, 2), y=round(height - tall, 1), width=round(max(1.0, room - 1), 2), height=tall, title=title,
            since=start.isoformat(), until=end.isoformat(),
        )  # fmt: skip


def _notches(first: date, step: int, slots: int, room: float, speech: Speech) -> Iterable[tuple[float, str]]:
    every = max(1, slots // 7)
    for at in range(0, slots, every):
        yield round((at + 0.5) * room, 1), speech.short_day(first + timedelta(days=at * step), with_year=step > 1)


PAGES = (
    Page(
        name="timeline",
        path="/timeline",
        data=Timeline,
        fill=fill,
        template="timeline.html",
        title="Time line",
        summary="What reports say happened, by the day on which the period begins, the latest first",
        parameters={**PARAMETERS, "page": "the number of the page, from 1"},
    ),
)
