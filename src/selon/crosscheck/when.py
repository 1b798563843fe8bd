"""How two periods lie to each other: the same, near, one inside the other, two ends of a running count, apart."""

from __future__ import annotations

from datetime import date
from enum import Enum

from selon.crosscheck.figure import Compared

# what stands so at a moment, whatever the day: compared from one day to another
STATES_OF_PEOPLE = frozenset({"present", "in_need", "displaced"})
STATES = STATES_OF_PEOPLE | {"sites", "groups", "corridors"}
# two reports of a state of affairs further apart than this speak of other times (what stood so ten years before is still
# told as a change of one number: so many displaced in 2010, so many now)
STATE_DAYS = 4000
# a period that runs longer than this is a toll of a time, not of one event
EVENT_DAYS = 4
# the end of a running count is the day of the report, or the day before when it is written at night
RUN_SLACK = 3
# what happened so many days before its report still is news
NEWS_DAYS = 3
YEAR_DAYS = 366
# what happened `in November` or `less than a month ago` is known to so many days
WINDOW_DAYS = 31
# a beginning that is not said: before any day
OPEN = 0


class Course(Enum):
    """How the first period lies to the second."""

    SAME = "same"
    NEAR = "near"
    INSIDE = "inside"
    HOLDS = "holds"
    RUNS_ON = "runs_on"
    STATE = "state"
    TOLD = "told"
    UNKNOWN = "unknown"
    APART = "apart"


def length(figure: Compared) -> int | None:
    """Return the days of a figure's period, None where an end is open."""
    if figure.start is None or figure.end is None:
        return None
    return figure.end - figure.start + 1


def bounds(figure: Compared) -> tuple[int, int] | None:
    """Return first and last day, an open end filled with the day of publication; None where nothing is said."""
    start, end = figure.start, figure.end
    if start is None and end is None:
        return None
    published = day_of(figure)
    if start is not None and end is None:
        end = max(start, published) if published is not None else start
    if start is None:
        start = OPEN
    assert end is not None  # noqa: S101 - filled above
    return start, end


def day_of(figure: Compared) -> int | None:
    """Return the day of publication, counted as periods are."""
    moment = figure.head.moment
    return None if moment is None else int(moment // 24) + _EPOCH


_EPOCH = 719163  # date(1970, 1, 1).toordinal()


def compare(a: Compared, b: Compared) -> Course:
    """Return how the period of the first figure lies to that of the second."""
    mine, theirs = bounds(a), bounds(b)
    state_a, state_b = _is_state(a, mine), _is_state(b, theirs)
    if (
        a.measure in STATES
        and b.measure in STATES
        and (state_a or state_b)
        and (state_a == state_b or mine is None or theirs is None)
    ):
        return _states(a, b)
    if mine is None or theirs is None:
        return Course.TOLD if _told_together(a, b, mine, theirs) else Course.UNKNOWN
    if mine == theirs:
        return Course.SAME
    long_a, long_b = mine[1] - mine[0], theirs[1] - theirs[0]
    if long_a > EVENT_DAYS and long_b > EVENT_DAYS and _one_start(mine, theirs):
        return Course.RUNS_ON
    found = _nested(mine, theirs)
    if found is Course.NEAR and a.head.key == b.head.key and max(mine[0], theirs[0]) > min(mine[1], theirs[1]):
        # who tells of Monday and of Tuesday tells of two days
        return Course.APART
    return found


def _told_together(a: Compared, b: Compared, mine: tuple[int, int] | None, theirs: tuple[int, int] | None) -> bool:
    """Say whether an undated figure is told in the days of the other one: news is of the last days unless it says so."""
    published = day_of(a), day_of(b)
    if published[0] is None or published[1] is None or abs(published[0] - published[1]) > NEWS_DAYS:
        return False
    dated, other = (mine, published[1]) if theirs is None else (theirs, published[0])
    return dated is not None and dated[1] - dated[0] <= EVENT_DAYS and 0 <= other - dated[1] <= NEWS_DAYS


def _one_start(mine: tuple[int, int], theirs: tuple[int, int]) -> bool:
    """Say whether two long counts begin together; a beginning that is not said fits any."""
    if OPEN in (mine[0], theirs[0]):
        return True
    shorter = min(mine[1] - mine[0], theirs[1] - theirs[0])
    return abs(mine[0] - theirs[0]) <= RUN_SLACK + shorter // 20


def _nested(mine: tuple[int, int], theirs: tuple[int, int]) -> Course:
    if max(mine[1] - mine[0], theirs[1] - theirs[0]) <= 1 and mine[0] <= theirs[1] and theirs[0] <= mine[1]:
        # a day against a night of two days: nobody means less by the shorter one
        return Course.NEAR
    if theirs[0] <= mine[0] and mine[1] <= theirs[1]:
        return Course.INSIDE
    if mine[0] <= theirs[0] and theirs[1] <= mine[1]:
        return Course.HOLDS
    window = _in_a_window(mine, theirs)
    if window is not None:
        return window
    short = max(mine[1] - mine[0], theirs[1] - theirs[0]) <= EVENT_DAYS
    gap = max(mine[0], theirs[0]) - min(mine[1], theirs[1])
    # a night, a report after midnight, a toll dated by its announcement: one day off is still the same event
    return Course.NEAR if short and gap <= 1 else Course.APART


def _in_a_window(mine: tuple[int, int], theirs: tuple[int, int]) -> Course | None:
    """Judge where one is known to a month only and a longer count, or another month, ends within it.

    None where neither is such a window, or they do not meet.
    """
    lengths = mine[1] - mine[0], theirs[1] - theirs[0]
    shorter, longer = (mine, theirs) if lengths[0] <= lengths[1] else (theirs, mine)
    days, shared = shorter[1] - shorter[0] + 1, min(mine[1], theirs[1]) - max(mine[0], theirs[0]) + 1
    if shared <= 0 or not EVENT_DAYS < days - 1 <= WINDOW_DAYS:
        return None
    if shared * 2 <= days or longer[1] - longer[0] <= WINDOW_DAYS:
        return Course.UNKNOWN
    return Course.INSIDE if shorter is mine else Course.HOLDS


def _is_state(figure: Compared, days: tuple[int, int] | None) -> bool:
    """Say whether a figure tells how things stand: of a day, up to a day, of no said time, or of a year as annual reports do."""
    if figure.measure not in STATES:
        return False
    return days is None or days[0] == OPEN or days[1] - days[0] <= 1 or _is_year(days)


def _is_year(days: tuple[int, int]) -> bool:
    if days[0] == OPEN:
        return False
    first, last = date.fromordinal(days[0]), date.fromordinal(days[1])
    return first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def is_of_the_year(year: Compared, state: Compared) -> bool:
    """Say whether the first counts those who fled over a calendar year and the second how things stand in it or in the next."""
    over, days = bounds(year), bounds(state)
    # who was present in a year (visitors, viewers) is no part of those who are there on a day
    if year.measure == "present" or over is None or days is None or not _is_year(over) or days[1] - days[0] > 1:
        return False
    return 0 <= days[1] - over[0] <= 2 * YEAR_DAYS


def years_apart(a: Compared, b: Compared) -> bool:
    """Say whether two figures speak of how things stood more than a year apart."""
    mine, theirs = as_of(a), as_of(b)
    return mine is not None and theirs is not None and abs(mine - theirs) > YEAR_DAYS


def as_of(figure: Compared) -> int | None:
    """Return the day that a figure speaks of last: the end of its period, else the day of publication."""
    return figure.end if figure.end is not None else day_of(figure)


def _states(a: Compared, b: Compared) -> Course:
    mine, theirs = as_of(a), as_of(b)
    if mine is None or theirs is None:
        return Course.STATE
    return Course.STATE if abs(mine - theirs) <= STATE_DAYS else Course.APART
