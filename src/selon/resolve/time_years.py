"""Tell the year of a date that is said without one in a story of the past, where the year is told once.

In: the mentions of a report in order. Out: for a day of a month its year, None where the day of the report settles it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from selon.model.parsed import Parsed
from selon.read.times import TimeMention
from selon.resolve.time_calendar import safe_day
from selon.resolve.time_values import day_number

# a day this near before the report is one of its own news, be it an anniversary of another
NEWS = 45
# sentences back in which a paragraph may have told the year
BACK = 2


def year_of_story(
    at: int, naive: date, now: date, mentions: Sequence[TimeMention], parsed: Parsed, lent: Mapping[int, int]
) -> int | None:
    """Return the year that a story gives to a day: of the same day told with its year, else of the last one told before.

    `naive` is the day by the day of the report alone, `lent` has the years that were given before, by number of mention.
    """
    if (now - naive).days < NEWS or "weekday" in mentions[at].parts:
        return None
    month, day = naive.month, naive.day
    for other in [*mentions[:at][::-1], *mentions[at:]]:
        if "year" in other.parts and "day" in other.parts and _day_of(other) == (month, day):
            return int(other.parts["year"])
    told = _told_before(at, mentions, parsed, lent)
    if told is None:
        return None
    year, first, same = told
    here = safe_day(year, month, day)
    if here is not None and first is not None and here < first and not same:
        here = safe_day(year + 1, month, day)
    return here.year if here is not None and here < naive else None


def _day_of(mention: TimeMention) -> tuple[int, int]:
    return int(mention.parts.get("month") or mention.parts.get("monthnum") or 0), day_number(mention.parts)


def _told_before(
    at: int, mentions: Sequence[TimeMention], parsed: Parsed, lent: Mapping[int, int]
) -> tuple[int, date | None, bool] | None:
    """Return the year told last in the paragraph, the day it was told with, and whether `la même année` takes it up."""
    here, same = parsed.sentence_at(mentions[at].span.start), False
    for before in range(at - 1, -1, -1):
        mention = mentions[before]
        there = parsed.sentence_at(mention.span.start)
        carried = before in lent and here.paragraph - there.paragraph == 1
        if not carried and (there.paragraph != here.paragraph or here.index - there.index > BACK):
            return None
        year = int(mention.parts["year"]) if "year" in mention.parts else lent.get(before)
        same = same or (year is None and mention.parts.get("anchor") == "story" and mention.parts.get("unit") == "Y")
        if year is None:
            continue
        month = mention.parts.get("month") or mention.parts.get("monthnum")
        day = day_number(mention.parts) if "day" in mention.parts else 1
        return year, safe_day(year, int(month), day) if month else None, same
    return None
