"""Turn the parts of an expression of time into a TIMEX3 value, from a day of reference.

Every function takes the parts (codes only) and what it may lean on, and gives the value; where the day of
reference is not known, the form that TIMEX3 keeps for it (`XXXX-WXX-4`, `XXXX-03-12`) or a bare duration.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from selon.resolve.time_calendar import nearest_weekday, safe_day, shift_months
from selon.resolve.time_tense import BEHIND, FUTURE, PAST

Parts = Mapping[str, str]
# a week begins on Monday and Tuesday
LAST_OF_START = 2
_ROMAN = {"I": 1, "V": 5, "X": 10}
_HALVES = {"TH": "PT30M", "Y": "P6M", "CE": "P50Y", "D": "PT12H", "DE": "P5Y", "TM": "PT30S", "M": "P15D"}
# a date without its year that nothing else places is one behind us, unless one ahead is this many times nearer:
# reports speak of coming months with a verb that says so, and of past ones with a bare noun
_PULL_OF_PAST = 4
# a tense can be misread: a date this many times nearer on the other side is the one meant (`n'ouvriront que le 11 mai`)
_PULL = 12
# a date this near whose weekday is wrong is a slip of the weekday, as in the three that the notes on the gold name
_SLIP = 45


def named_day(parts: Parts, now: date | None, direction: int) -> date | None:
    """Return the day that a weekday, a date or a word like yesterday names; None where it cannot be told.

    >>> str(named_day({"weekday": "2"}, date(2021, 3, 18), PAST))
    '2021-03-16'
    """
    month = parts.get("month") or parts.get("monthnum")
    if month and "day" in parts:
        return _day_of_month(parts, int(month), now, direction)
    if now is None:
        return None
    if "deictic" in parts:
        return now + timedelta(days=int(parts["deictic"]))
    if "weekday" in parts:
        return _weekday(int(parts["weekday"]), parts.get("which", ""), now, direction)
    return None


def _weekday(weekday: int, which: str, now: date, direction: int) -> date:
    if which == "-1":
        return nearest_weekday(now - timedelta(days=1), weekday, PAST)
    if which == "1":
        return nearest_weekday(now + timedelta(days=1), weekday, FUTURE)
    return nearest_weekday(now, weekday, FUTURE if direction == FUTURE else PAST)


def day_number(parts: Parts) -> int:
    """Return the day of the month: `1er` is 1."""
    return int("".join(c for c in parts["day"] if c.isdigit()))


def _day_of_month(parts: Parts, month: int, now: date | None, direction: int) -> date | None:
    day = day_number(parts)
    if "year" in parts:
        return safe_day(int(parts["year"]), month, day)
    if now is None:
        return None
    years = [found for year in range(now.year - 4, now.year + 3) if (found := safe_day(year, month, day))]
    near = [d for d in years if abs((d - now).days) <= 370]
    found = nearest(near, now, _asked(parts, direction))
    if "weekday" in parts and found and abs((found - now).days) > _SLIP:
        # far off, the weekday settles the year (no two neighbours share it); near by, it is rather a slip of the pen
        near = [d for d in near if d.isoweekday() == int(parts["weekday"])] or near
        found = nearest(near, now, _asked(parts, direction))
    return found


def _asked(parts: Parts, direction: int) -> int:
    return int(parts.get("which", 0)) or direction


def nearest(days: list[date], now: date, direction: int) -> date | None:
    """Return the day nearest to now on the side asked for; with no side, the past pulls harder."""
    if direction == BEHIND:
        return max((day for day in days if day <= now), default=min(days, default=None))

    def far(day: date) -> int:
        ahead = (day - now).days
        wrong_side = ahead * direction < 0 or (direction not in (PAST, FUTURE) and ahead > 0)
        return abs(ahead) * (1 if not wrong_side else _PULL if direction else _PULL_OF_PAST)

    return min(days, key=far, default=None)


def first_evening(parts: Parts, now: date | None) -> Parts:
    """Return the parts of the day on which a night begins: the month and the year are said with its second day."""
    first = dict(parts)
    if "day" in parts and "month" not in parts and "month_b" in parts:
        first["month"] = parts["month_b"]
    if "month" in first and "year" not in parts and "year_b" in parts:
        turns = parts.get("month") == "12" and parts.get("month_b") == "1"
        first["year"] = str(int(parts["year_b"]) - turns)
    if "day" not in parts and "day_b" in parts and "month_b" in parts:
        second = {k.removesuffix("_b"): v for k, v in parts.items() if k.endswith("_b") and k != "weekday_b"}
        if (day := named_day(second, now, PAST)) is not None:
            before = day - timedelta(days=1)
            return {"day": str(before.day), "month": str(before.month), "year": str(before.year)}
    return first


def with_month_of(parts: Parts, lender: Parts) -> Parts:
    """Return parts with the month or the year of the date that they are joined to."""
    full = dict(parts)
    if "month" not in full:
        month = int(lender["month"])
        # `du 30 au 2 mai`: a later day comes before the turn of the month
        turns = "day" in lender and day_number(full) > day_number(lender)
        full["month"] = str((month - 2) % 12 + 1 if turns else month)
    if "year" in lender and "month" in lender:
        full["year"] = str(int(lender["year"]) - (int(full["month"]) > int(lender["month"])))
    return full


def unknown_day(parts: Parts) -> str:
    """Return the form for a day that is named and cannot be placed."""
    month = parts.get("month") or parts.get("monthnum")
    if month and "day" in parts:
        return f"XXXX-{int(month):02d}-{day_number(parts):02d}"
    return f"XXXX-WXX-{parts['weekday']}" if "weekday" in parts else "XXXX-XX-XX"


def month_value(parts: Parts, now: date | None, direction: int) -> str:
    """Return `2019-11` for a month, by its year or by the side that it lies on."""
    first = _month(int(parts["month"]), parts, now, direction)
    if "month_b" not in parts:
        return first
    second = f"{first[:4]}-{int(parts['month_b']):02d}"
    return f"{first}/{second}"


def _month(month: int, parts: Parts, now: date | None, direction: int) -> str:
    if "year" in parts:
        return f"{parts['year']}-{month:02d}"
    if now is None:
        return f"XXXX-{month:02d}"
    asked = _asked(parts, direction)
    here = now.replace(day=1)
    months = [date(year, month, 1) for year in (now.year - 1, now.year, now.year + 1)]
    if "which" in parts:
        months = [m for m in months if m != here]
    found = nearest(months, here, asked or PAST)
    return f"{found.year}-{month:02d}" if found else f"XXXX-{month:02d}"


def duration_value(parts: Parts) -> str:
    """Return `P2W`, `PT4H`, `PXM`.

    >>> duration_value({"number": "48", "unit": "TH"}), duration_value({"unit": "M"})
    ('PT48H', 'PXM')
    """
    unit, number = parts.get("unit", "D"), parts.get("number", "X")
    if unit == "Q":
        unit, number = "M", _times(number, 3)
    if unit == "H":
        unit, number = "M", _times(number, 6)
    if "andhalf" in parts and number.isdigit():
        return _and_half(unit, int(number))
    if "." in number and unit == "Y":
        unit, number = "M", str(round(float(number) * 12))
    return f"PT{number}{unit[1]}" if unit[0] == "T" else f"P{number}{unit}"


def _times(number: str, size: int) -> str:
    return str(int(float(number)) * size) if number != "X" else "X"


def _and_half(unit: str, number: int) -> str:
    halves = {
        "Y": f"P{number}Y6M",
        "TH": f"PT{number}H30M",
        "M": f"P{number}M15D",
        "TM": f"PT{number}M30S",
        "D": f"P{number}DT12H",
    }
    return halves.get(unit, f"P{number}.5{unit}")


def shifted_value(parts: Parts, base: date | None, now: date | None = None) -> str:
    """Return the day, month or year that lies so many units from a day: its grain is the grain of the unit."""
    unit, number = parts.get("unit", "D"), parts.get("number", "X")
    if base is None or number == "X" or unit[0] == "T" or "." in number or "andhalf" in parts:
        return duration_value(parts)
    count = int(number) * int(parts["sign"])
    if parts.get("anchor") == "story" and parts.get("unit") == "Y" and count > 0 and now and base.year + count > now.year:
        # `60 ans plus tard` reaches past the report: counted from no day that was told
        return duration_value(parts)
    if unit == "D":
        return _iso(base, timedelta(days=count), parts)
    if unit == "W":
        return _iso(base, timedelta(weeks=count), parts)
    if unit == "M":
        return shift_months(base, count).isoformat()[:7]
    sizes = {"Y": (1, 4), "DE": (10, 3), "CE": (100, 2)}
    if unit not in sizes:
        return duration_value(parts)
    years, digits = sizes[unit]
    # years before the calendar's own first year are no date
    return str(base.year + count * years).zfill(4)[:digits] if base.year + count * years > 0 else duration_value(parts)


def _iso(base: date, shift: timedelta, parts: Parts) -> str:
    try:
        return (base + shift).isoformat() + part_of_day(parts)
    except OverflowError:
        return duration_value(parts)


def unit_value(parts: Parts, base: date | None, direction: int) -> str:
    """Return last week, this month, next year, counted from a day."""
    unit, which = parts.get("unit", "D"), int(parts.get("which", 0))
    if base is None:
        return {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}.get(unit, "XXXX")
    if unit in ("W", "WE"):
        # `ce week-end`, said of the past before Saturday, is the one behind; where no verb tells it, on a Friday it is ahead
        behind = unit == "WE" and which == 0 and direction != FUTURE and base.isoweekday() < (6 if direction == PAST else 5)
        # `sera reçu en début de semaine`, said on a Friday, is of the next one
        ahead = unit == "W" and parts.get("edge") == "START" and direction == FUTURE and base.isoweekday() > LAST_OF_START
        year, week, _ = (base + timedelta(weeks=which - behind + ahead)).isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return shift_months(base, which).isoformat()[:7]
    if unit in ("Q", "H"):
        size = 3 if unit == "Q" else 6
        day = shift_months(base, which * size)
        return f"{day.year}-{unit}{(day.month - 1) // size + 1}"
    if unit == "D":
        return (base + timedelta(days=which)).isoformat()
    size = {"DE": 10, "CE": 100}.get(unit, 1)
    return str(base.year + which * size)[: {10: 3, 100: 2}.get(size, 4)]


def season_value(parts: Parts, now: date | None, direction: int) -> str:
    """Return `2018-SU`."""
    if "year" in parts:
        return f"{parts['year']}-{parts['season']}"
    if now is None:
        return f"XXXX-{parts['season']}"
    starts = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
    days = [date(year, starts[parts["season"]], 1) for year in (now.year - 1, now.year, now.year + 1)]
    if parts.get("which") == "-1":
        days = [d for d in days if (now - d).days > 92]
    found = nearest(days, now, _asked(parts, direction) or PAST)
    return f"{found.year if found else 'XXXX'}-{parts['season']}"


def quarter_value(parts: Parts, now: date | None) -> str:
    """Return `2020-Q1`, `2019-H2`; without its year, the last one begun."""
    unit = parts["unit"]
    size = 4 if unit == "Q" else 2
    rank = size if parts["ordinal"] == "last" else int(parts["ordinal"])
    if "year" in parts:
        return f"{parts['year']}-{unit}{rank}"
    if now is None:
        return f"XXXX-{unit}{rank}"
    begun = date(now.year, (rank - 1) * (12 // size) + 1, 1) <= now if rank <= size else True
    return f"{now.year if begun else now.year - 1}-{unit}{rank}"


def decade_value(parts: Parts) -> str:
    """Return `199` for the nineties, in two digits or four.

    >>> decade_value({"decade": "90"}), decade_value({"decade": "2010"})
    ('199', '201')
    """
    tens = parts["decade"]
    if len(tens) == 4:
        return tens[:3]
    return ("20" if int(tens) <= 20 else "19") + tens[0]


def century_value(parts: Parts) -> str:
    """Return `16` for the seventeenth century, in Roman or other figures.

    >>> century_value({"century": "XVII"}), century_value({"century": "21"})
    ('16', '20')
    """
    written = parts["century"].upper()
    if written.isdigit():
        return f"{int(written) - 1:02d}"
    digits = [_ROMAN[c] for c in written]
    total = sum(-d if d < max(digits[i:]) else d for i, d in enumerate(digits))
    return f"{total - 1:02d}"


def set_value(parts: Parts) -> str:
    """Return what comes back: `P1D`, `XXXX-WXX-5`."""
    if "weekday" in parts:
        return f"XXXX-WXX-{parts['weekday']}"
    if "part" in parts:
        return f"XXXX-XX-XXT{parts['part']}"
    return duration_value({"number": parts.get("number", "1"), "unit": parts.get("often") or parts.get("unit", "D")})


def half_value(parts: Parts) -> str:
    """Return half of a unit: `PT30M`."""
    return _HALVES.get(parts["unit"], "PX" + parts["unit"])


def part_of_day(parts: Parts) -> str:
    """Return `TEV` and the like, "" for a whole day; an hour of noon as `T12:00`."""
    if "noon" in parts:
        return f"T{parts['noon']}:00"
    return f"T{parts['part']}" if "part" in parts else ""
