"""Hours of the clock: their day, and the zone that a pair of hours gives away.

`08h00 (05h00 GMT)` is one moment said on two clocks: the difference is the zone, and both get the same value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from selon.lang.pack import Pack
from selon.read.times import TimeMention
from selon.resolve.time_calendar import offset_words

# the second clock stands in brackets right behind the first: `(mercredi 22h00 GMT` is the longest seen
_NEAR = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An hour in minutes of its day, and how far its clock is from Greenwich, None where that is not said."""

    minutes: int
    offset: int | None = None


def minutes_of(parts: Mapping[str, str]) -> int | None:
    """Return the minute of the day that an expression names; None where it names no hour.

    >>> minutes_of({"hour": "8", "part": "EV"}), minutes_of({"noon": "24"})
    (1200, 1440)
    """
    if "noon" in parts:
        return int(parts["noon"]) * 60
    written = parts.get("hour") or (parts.get("number") if parts.get("part") else None)
    if written is None or not written.isdigit() or int(written) > 24:
        return None
    hour = int(written)
    if parts.get("part") in ("AF", "EV") and hour < 12:
        hour += 12
    return hour * 60 + int(parts.get("minute", 0))


def zone_offset(parts: Mapping[str, str], day: date | None, pack: Pack) -> int | None:
    """Return how far a named zone is from Greenwich, in minutes; None for the local clock or none named."""
    zone = parts.get("zone", "").lower()
    fixed = pack.numbers("times", "zones")
    if zone in fixed:
        return int(fixed[zone])
    home = pack.table("times")["home_zone"]
    if isinstance(home, Mapping) and zone and zone in home["words"] and day is not None:
        then = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(str(home["name"]))).utcoffset()
        return int(then.total_seconds()) // 60 if then else None
    return None


def pairs_of(clocks: Sequence[tuple[int, TimeMention]], text: str) -> list[tuple[int, int]]:
    """Return which hours are one moment on two clocks: indices of the outer and the bracketed hour.

    A range before the bracket meets a range inside it, hour by hour.
    """
    found: list[tuple[int, int]] = []
    groups = _bracketed(clocks, text)
    for outer, inner in groups:
        count = min(len(outer), len(inner))
        found += list(zip(outer[-count:], inner[-count:], strict=True))
    return found


def _bracketed(clocks: Sequence[tuple[int, TimeMention]], text: str) -> list[tuple[list[int], list[int]]]:
    found: list[tuple[list[int], list[int]]] = []
    at = 0
    while at < len(clocks):
        opens = _bracket_before(clocks[at][1].span.start, text)
        if opens < 0:
            at += 1
            continue
        closes = text.find(")", opens)
        closes = closes if closes >= 0 else len(text)
        inner = [i for i, m in clocks[at:] if m.span.start < closes]
        outer: list[int] = []
        edge = opens
        for index, mention in reversed(clocks[:at]):
            if (
                edge - mention.span.end > (_NEAR if not outer else 8)
                or ")" in text[mention.span.end : edge]
                or len(outer) == len(inner)
            ):
                break
            outer.insert(0, index)
            edge = mention.span.start
        if outer:
            found.append((outer, inner))
        at += len(inner)
    return found


def _bracket_before(start: int, text: str) -> int:
    opens = text.rfind("(", max(0, start - _NEAR), start)
    return opens if opens >= 0 and ")" not in text[opens:start] and "\n" not in text[opens:start] else -1


def offset_of_pair(outer: Moment, inner: Moment) -> int | None:
    """Return the zone of the outer clock that a pair gives away, in minutes from Greenwich.

    >>> offset_of_pair(Moment(minutes=480), Moment(minutes=300, offset=0))
    180
    >>> offset_of_pair(Moment(minutes=210), Moment(minutes=1320, offset=0))
    330
    """
    if outer.offset is not None:
        return outer.offset
    if inner.offset is None:
        return None
    apart = outer.minutes - inner.minutes + inner.offset
    # clocks of the earth run from 12 hours behind Greenwich to 14 before it
    while apart > 14 * 60:
        apart -= 24 * 60
    while apart < -12 * 60:
        apart += 24 * 60
    return apart if apart % 15 == 0 else None


def moment_value(day: date | None, minutes: int, offset: int | None) -> str:
    """Return the value of an hour: `2016-10-20T08:00+03:00`; without a day the day is left open.

    >>> moment_value(date(2016, 10, 20), 480, 180)
    '2016-10-20T08:00+03:00'
    """
    zone = "" if offset is None else offset_words(offset)
    written = day.isoformat() if day else "XXXX-XX-XX"
    return f"{written}T{minutes // 60:02d}:{minutes % 60:02d}{zone}"


def day_there(day: date, minutes: int, offset: int, other: int) -> date:
    """Return the day that another clock shows at the same moment."""
    moment = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes - offset + other)
    return moment.date()
