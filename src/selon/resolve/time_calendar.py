"""The calendar behind TIMEX3 values: first and last day of a value, days near a day, offsets of zones.

Knows no language and no report. All days are `datetime.date`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART_OF_YEAR = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
# meteorological seasons; winter bears the year in which it begins
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}

Days = tuple[date, date]


@cache
def days_of(value: str) -> Days | None:
    """Return the first and the last day that a value can mean, None where it is no stretch of the calendar.

    >>> [str(d) for d in days_of("2018-04-10TNI")]
    ['2018-04-10', '2018-04-11']
    >>> [str(d) for d in days_of("2016-02")]
    ['2016-02-01', '2016-02-29']
    >>> days_of("P2W") is None
    True
    """
    if "/" in value:
        first, last = (days_of(part) for part in value.split("/", 1))
        return (first[0], last[1]) if first and last else None
    try:
        return _day(value) or _week(value) or _months(value) or _years(value)
    except ValueError:
        return None


def _day(value: str) -> Days | None:
    found = _DAY.match(value)
    if found is None:
        return None
    day = date(*(int(g) for g in found.groups()))
    # a night and midnight reach into the next day
    return day, day + timedelta(days=1) if value.endswith("TNI") else day


def _week(value: str) -> Days | None:
    found = _WEEK.match(value)
    if found is None:
        return None
    monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    return (monday + timedelta(days=5 if found[3] else 0)), monday + timedelta(days=6)


def _months(value: str) -> Days | None:
    if found := _MONTH.match(value):
        return month_days(int(found[1]), int(found[2]), int(found[2]))
    if not (found := _PART_OF_YEAR.match(value)):
        return None
    year, what = int(found[1]), found[2]
    if what in _SEASONS:
        return month_days(year, *_SEASONS[what])
    size = 3 if what[0] == "Q" else 6
    return month_days(year, (int(what[1]) - 1) * size + 1, int(what[1]) * size)


def _years(value: str) -> Days | None:
    if not re.fullmatch(r"\d{2,4}", value):
        return None
    size = 10 ** (4 - len(value))
    return date(int(value) * size, 1, 1), date(int(value) * size + size - 1, 12, 31)


def month_days(year: int, first: int, last: int) -> Days:
    """Return the first day of one month and the last day of another; months past 12 run into the next year."""
    over, month = divmod(last - 1, 12)
    end = calendar.monthrange(year + over, month + 1)[1]
    return date(year, first, 1), date(year + over, month + 1, end)


def nearest_weekday(day: date, weekday: int, direction: int) -> date:
    """Return the weekday (1 to 7) on or nearest to a day: before it (-1) or after it (1).

    >>> str(nearest_weekday(date(2021, 3, 18), 1, -1)), str(nearest_weekday(date(2021, 3, 18), 4, 1))
    ('2021-03-15', '2021-03-18')
    """
    back = (day.isoweekday() - weekday) % 7
    return day - timedelta(days=back) if direction < 0 or back == 0 else day + timedelta(days=7 - back)


def safe_day(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, None where there is none (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_months(day: date, months: int) -> date:
    """Return the same day some months on, the last of its month where there is no such day.

    >>> str(shift_months(date(2020, 3, 31), -1))
    '2020-02-29'
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def each_day(first: date, last: date) -> Iterator[date]:
    """Yield the days from one to another, both included."""
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)


def offset_words(minutes: int) -> str:
    """Return an offset from Greenwich as ISO 8601 writes it.

    >>> offset_words(330), offset_words(-240), offset_words(0)
    ('+05:30', '-04:00', '+00:00')
    """
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
