"""Put expressions of time on the calendar.

In: the mentions and the day of publication. Out: TIMEX3 values with the first and last day that they can mean.
First what stands on its own or leans on the day of the report, then what leans on the story (`la veille`, `en
soirée`), then the hours. Without a day of publication nothing is guessed: the open forms of TIMEX3 remain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Derivation, ReportHead, TimeExpression
from selon.model.span import Span
from selon.read.times import TimeMention
from selon.resolve import time_clock as clock
from selon.resolve import time_values as values
from selon.resolve.time_calendar import days_of, safe_day
from selon.resolve.time_said import dates_words
from selon.resolve.time_tense import BEHIND, FUTURE, PAST, direction_of, is_behind
from selon.resolve.time_years import year_of_story

# how sure a value is by the way it was found: set by hand, the calibration (tools/calibrate.py) has the last word
_SURE = {"stands": 0.97, "published": 0.95, "tense": 0.92, "story": 0.8, "open": 0.4}
# a month is joined to the dated one behind it over no more than ` et à la `
_JOINED = 12
# of more days than these that a report can be of, hardly any value is the same for all
_MOST_DAYS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value with how it was found: a key of `_SURE`, and the words that it leans on."""

    words: str
    by: str
    leans_on: Span | None = None


@dataclass(kw_only=True)
class _Report:
    """A report while its times are settled: values by number of mention, day of the report, directions."""

    mentions: Sequence[TimeMention]
    parsed: Parsed
    pack: Pack
    now: date | None
    early: bool = False
    done: dict[int, Value] = field(default_factory=dict)
    bracketed: set[int] = field(default_factory=set)
    lent: dict[int, int] = field(default_factory=dict)

    def direction(self, at: int) -> int:
        span = self.mentions[at].span
        return BEHIND if is_behind(span, self.parsed, self.pack) else direction_of(span, self.parsed, self.pack)

    def day(self, at: int) -> date | None:
        """Return the day of a settled mention, None where its value is no single day."""
        value = self.done.get(at)
        days = days_of(value.words) if value else None
        return days[0] if days and (days[1] - days[0]).days <= 1 else None


def settle_times(mentions: Sequence[TimeMention], head: ReportHead, parsed: Parsed, pack: Pack) -> list[TimeExpression]:
    """Return the expressions with their values, in order.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> from selon.read.times import find_times
    >>> pack = load_pack("fr")
    >>> parsed = parse(Report(id="a", text=clean_text("Un obus est tombé mardi soir.")), pack)
    >>> head = ReportHead(id="a", language="fr", published="2021-03-18", published_by="given")
    >>> settle_times(find_times(parsed, pack), head, parsed, pack)[0].value
    '2021-03-16TEV'
    """
    shown = [m for m in mentions if parsed.sentence_at(m.span.start).region != "boilerplate"]
    if head.published is None and 1 < len(head.published_days) <= _MOST_DAYS:
        readings = [_settle(shown, day_of(day), parsed, pack) for day in head.published_days]
        return _common(readings, _settle(shown, None, parsed, pack))
    return _settle(shown, day_of(head.published), parsed, pack)


def _common(readings: Sequence[list[TimeExpression]], undated: list[TimeExpression]) -> list[TimeExpression]:
    """Keep what is the same on all days that the report can be of; the rest stays as open as without any."""
    return [
        same[0] if len({time.value for time in same}) == 1 else opened
        for opened, same in zip(undated, zip(*readings, strict=True), strict=True)
    ]


def _settle(mentions: Sequence[TimeMention], now: date | None, parsed: Parsed, pack: Pack) -> list[TimeExpression]:
    # before nine in the morning, much of a report was written the evening before
    early = "T00" <= (parsed.report.published or "")[10:13] < "T09"
    report = _Report(mentions=mentions, parsed=parsed, pack=pack, now=now, early=early)
    clocks = [(i, m) for i, m in enumerate(mentions) if clock.minutes_of(m.parts) is not None and m.kind in ("clock", "day")]
    pairs = clock.pairs_of(clocks, parsed.text)
    inner = {b for _, b in pairs}
    # a weekday in the bracket belongs to the other clock, not to the story
    report.bracketed = inner | {b - 1 for b in inner if b > 0 and _in_bracket(report, b - 1)}
    for at, mention in enumerate(mentions):
        if mention.kind != "clock" and mention.parts.get("anchor") != "story":
            report.done[at] = _plain(at, mention, report)
    for at, mention in enumerate(mentions):
        if mention.kind != "clock" and mention.parts.get("anchor") == "story":
            report.done[at] = _in_story(at, mention, report)
    _settle_clocks(clocks, pairs, report)
    return [_expression(mention, report.done[at]) for at, mention in enumerate(mentions) if at in report.done]


def day_of(published: str | None) -> date | None:
    """Return the day of an ISO date or date-time."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _in_bracket(report: _Report, at: int) -> bool:
    mention, after = report.mentions[at], report.mentions[at + 1]
    between = report.parsed.text[mention.span.end : after.span.start]
    before = report.parsed.text[max(0, mention.span.start - 3) : mention.span.start]
    return "(" in before and len(between) <= 2


def _plain(at: int, mention: TimeMention, report: _Report) -> Value:
    """Settle what stands on its own or leans on the day of the report alone."""
    parts, now = mention.parts, report.now
    if mention.kind in ("day", "night"):
        return _day(at, mention, report)
    if mention.kind == "month":
        return _month(at, mention, report)
    if mention.kind == "year":
        return Value(words=parts["year"], by="stands")
    if mention.kind == "shift":
        return Value(words=values.shifted_value(parts, now), by="published")
    if mention.kind == "unit":
        return Value(words=values.unit_value(parts, now, report.direction(at)), by="published")
    if mention.kind == "part":
        return _part(at, mention, report, now)
    if mention.kind == "season":
        return Value(words=values.season_value(parts, now, report.direction(at)), by="stands" if "year" in parts else "tense")
    if mention.kind == "quarter":
        return Value(words=values.quarter_value(parts, now), by="stands" if "year" in parts else "published")
    if mention.kind == "head-of-year":
        year = parts.get("year") or (str(now.year) if now else "XXXX")
        return Value(words=f"{year}-01/{year}-{int(parts['number']):02d}", by="stands")
    return Value(words=_SIMPLE[mention.kind](parts), by="stands")


_SIMPLE = {
    "duration": values.duration_value,
    "set": values.set_value,
    "half": values.half_value,
    "decade": values.decade_value,
    "century": values.century_value,
}


def _day(at: int, mention: TimeMention, report: _Report) -> Value:
    parts = mention.parts
    absolute = "year" in parts and "day" in parts
    lender = None
    if mention.kind == "night":
        parts = values.first_evening(parts, report.now)
    if "shared" in parts or ("day" in parts and "month" in parts and "year" not in parts):
        lender = _next_dated(at, report)
        if lender is not None:
            parts = values.with_month_of(parts, report.mentions[lender].parts)
    direction = report.direction(at) if report.now and not absolute else PAST
    now = _speaking_day(at, report) if "deictic" in parts else report.now
    found = values.named_day(parts, now, direction)
    if found is None:
        return Value(words=values.unknown_day(parts), by="open")
    if report.now is not None and lender is None and "day" in parts and "year" not in parts:
        year = year_of_story(at, found, report.now, report.mentions, report.parsed, report.lent)
        if year is not None and (told := safe_day(year, found.month, found.day)) is not None:
            report.lent[at], found = year, told
    by = "stands" if absolute or lender is not None else "published" if "deictic" in parts else "tense"
    suffix = "TNI" if mention.kind == "night" else values.part_of_day(parts)
    return Value(words=found.isoformat() + suffix, by=by, leans_on=report.mentions[lender].span if lender is not None else None)


def _speaking_day(at: int, report: _Report) -> date | None:
    """Return the day that yesterday and tomorrow count from: a report of the small hours still speaks from the evening."""
    if report.now is None or not report.early:
        return report.now
    told, day = story_day(at, report.now, report)
    return day if told is not None and day == report.now - timedelta(days=1) else report.now


def _next_dated(at: int, report: _Report) -> int | None:
    """Return the next mention that lends its month or year over a short joint: `du 3 au 5 mai 2020`."""
    for after in range(at + 1, min(at + 4, len(report.mentions))):
        mention, before = report.mentions[after], report.mentions[after - 1]
        if mention.span.start - before.span.end > _JOINED or "." in report.parsed.text[before.span.end : mention.span.start]:
            return None
        lends = "month" in mention.parts if "shared" in report.mentions[at].parts else "year" in mention.parts
        if lends:
            return after
    return None


def _month(at: int, mention: TimeMention, report: _Report) -> Value:
    parts = mention.parts
    if "year" in parts:
        return Value(words=values.month_value(parts, report.now, PAST), by="stands")
    lender = _next_dated(at, report)
    if lender is not None and "month" in report.mentions[lender].parts:
        return Value(
            words=values.month_value(values.with_month_of(parts, report.mentions[lender].parts), report.now, PAST),
            by="stands",
            leans_on=report.mentions[lender].span,
        )
    direction = report.direction(at) if report.now else PAST
    return Value(words=values.month_value(parts, report.now, direction), by="tense" if report.now else "open")


def _part(at: int, mention: TimeMention, report: _Report, base: date | None) -> Value:
    parts = mention.parts
    if base is None:
        return Value(words="XXXX-XX-XX" + values.part_of_day(parts), by="open")
    night = parts.get("part") == "NI"
    if night and parts.get("which") != "1" and base == report.now and report.direction(at) != FUTURE:
        # said on the day itself, the night is the one that ended that morning
        base -= timedelta(days=1)
    return Value(words=base.isoformat() + values.part_of_day(parts), by=parts["anchor"])


def _in_story(at: int, mention: TimeMention, report: _Report) -> Value:
    leans_on, base = story_day(at, report.now, report)
    if mention.kind == "part":
        follows = _day_behind(at, report)
        value = _part(at, mention, report, follows or base)
    elif mention.kind == "unit":
        value = Value(words=values.unit_value(mention.parts, _story_stretch(at, base, report), PAST), by="story")
    else:
        value = Value(words=_shift_in_story(at, mention, base, report), by="story")
    span = report.mentions[leans_on].span if leans_on is not None else None
    return Value(words=value.words, by=value.by, leans_on=span)


def _day_behind(at: int, report: _Report) -> date | None:
    """Return the day that is named right behind a part of the day: `à la mi-journée ce mardi`."""
    if at + 1 >= len(report.mentions):
        return None
    mention, after = report.mentions[at], report.mentions[at + 1]
    close = 0 < after.span.start - mention.span.end <= _JOINED and after.kind == "day"
    return report.day(at + 1) if close and "." not in report.parsed.text[mention.span.end : after.span.start] else None


def _shift_in_story(at: int, mention: TimeMention, base: date | None, report: _Report) -> str:
    """A year may be shifted by years, `cette date` takes over the whole value: `depuis avril 2019. A cette date`."""
    parts = mention.parts
    last = _last_value(at, report)
    if parts["number"] == "0" and last is not None:
        return last
    if parts.get("unit") in ("Y", "M", "DE") and parts["number"] != "X" and last is not None and len(last) in (4, 7):
        days = days_of(last)
        return values.shifted_value(parts, days[0], report.now) if days else last
    return values.shifted_value(parts, base, report.now)


def _story_stretch(at: int, base: date | None, report: _Report) -> date | None:
    """Return the first day of the last stretch told, be it a day, a month or a year."""
    last = _last_value(at, report)
    days = days_of(last) if last else None
    return days[0] if days else base


def _last_value(at: int, report: _Report) -> str | None:
    for before in range(at - 1, -1, -1):
        value = report.done.get(before)
        if value is not None and before not in report.bracketed and days_of(value.words):
            return value.words[:10] if "T" in value.words else value.words
    return None


def story_day(at: int, now: date | None, report: _Report) -> tuple[int | None, date | None]:
    """Return the day that the story has reached at a mention, and which mention says so.

    That is the last day told before it which is not ahead of the report; the report's own day where none is.
    An hour or a part of the day is one of what happened, not of the day on which it was told (`a annoncé lundi`).
    """
    told = (n for n in range(at - 1, -1, -1) if n not in report.bracketed)
    days = [(n, d) for n in told if (d := report.day(n)) is not None and (now is None or d <= now)]
    kind, sentence = report.mentions[at].kind, report.parsed.sentence_at(report.mentions[at].span.start)
    if kind in ("part", "clock", "shift"):
        acted = (
            pair
            for pair in days
            if (kind == "shift" and sentence.span.holds(report.mentions[pair[0]].span))
            or not dates_words(report.mentions[pair[0]].span, report.parsed, report.pack)
        )
        days = [next(acted, days[0])] if days else []
    for before, day in days:
        # what is told after a night goes on with the day that it leads to
        ended = day + timedelta(days=1) if report.done[before].words.endswith("TNI") else day
        return before, ended if now is None or ended <= now else day
    return None, now


def _settle_clocks(clocks: Sequence[tuple[int, TimeMention]], pairs: Sequence[tuple[int, int]], report: _Report) -> None:
    outer_of = {b: a for a, b in pairs}
    for at, mention in clocks:
        if at not in outer_of:
            _settle_clock(at, mention, dict(pairs).get(at), report)
    for inner, outer in outer_of.items():
        report.done[inner] = _same_moment(report.done[outer], inner, report)


def _settle_clock(at: int, mention: TimeMention, inner: int | None, report: _Report) -> None:
    minutes = clock.minutes_of(mention.parts)
    if minutes is None:
        return
    leans_on, day = _clock_day(at, mention, report)
    offset = clock.zone_offset(mention.parts, day, report.pack)
    if inner is not None:
        other = report.mentions[inner].parts
        told = clock.Moment(minutes=clock.minutes_of(other) or 0, offset=_bracket_zone(inner, day, report))
        offset = clock.offset_of_pair(clock.Moment(minutes=minutes, offset=offset), told)
    by = "story" if mention.kind == "clock" else report.done[at].by
    span = report.mentions[leans_on].span if leans_on is not None else None
    report.done[at] = Value(words=clock.moment_value(day, minutes, offset), by=by, leans_on=span)


def _bracket_zone(inner: int, day: date | None, report: _Report) -> int | None:
    """Return the zone of a bracketed hour; the first of a range has that of the second (`05h00 à 13h00 GMT`)."""
    offset = clock.zone_offset(report.mentions[inner].parts, day, report.pack)
    if offset is None and inner + 1 in report.bracketed:
        return clock.zone_offset(report.mentions[inner + 1].parts, day, report.pack)
    return offset


def _same_moment(outer: Value, inner: int, report: _Report) -> Value:
    """The bracketed hour has the value of the hour before it, unless no zone came out of the pair."""
    if outer.words[-6:-5] in ("+", "-"):
        return Value(words=outer.words, by="stands", leans_on=outer.leans_on)
    day = safe_day(*(int(n) for n in outer.words[:10].split("-"))) if outer.words[:4].isdigit() else None
    minutes = clock.minutes_of(report.mentions[inner].parts) or 0
    return Value(words=clock.moment_value(day, minutes, None), by="story", leans_on=outer.leans_on)


def _clock_day(at: int, mention: TimeMention, report: _Report) -> tuple[int | None, date | None]:
    """Return the day of an hour: its own, one in its sentence (before it rather than after), the story's."""
    if mention.kind == "day":
        return None, report.day(at)
    sentence = report.parsed.sentence_at(mention.span.start).span
    near = [
        other
        for other in [*range(at - 1, -1, -1), *range(at + 1, len(report.mentions))]
        if sentence.holds(report.mentions[other].span)
        and other not in report.bracketed
        and report.mentions[other].kind != "clock"
    ]
    for other in near:
        if (day := report.day(other)) is not None:
            return other, _morning_after(mention, report.done[other].words, day)
    return story_day(at, report.now, report)


def _morning_after(mention: TimeMention, value: str, day: date) -> date:
    """An early hour of a night belongs to the day on which the night ends."""
    early = (clock.minutes_of(mention.parts) or 0) < 12 * 60
    return day + timedelta(days=1) if value.endswith("TNI") and early else day


def _expression(mention: TimeMention, value: Value) -> TimeExpression:
    days = days_of(value.words)
    parts = (Derivation(rule=f"times.{value.by}", span=value.leans_on, of="value"),)
    return TimeExpression(
        span=mention.span,
        type=type_of(mention, value.words),
        value=value.words,
        earliest=days[0].isoformat() if days else None,
        latest=days[1].isoformat() if days else None,
        confidence=_SURE[value.by],
        derivation=Derivation(rule=mention.rule, span=mention.span, parts=parts),
    )


def type_of(mention: TimeMention, value: str) -> str:
    """Return the type of TIMEX3: by the kind of the expression and the form of its value."""
    if mention.kind == "set":
        return "SET"
    if value.startswith("P") or mention.kind == "head-of-year":
        return "DURATION"
    return "TIME" if "T" in value.lstrip("XW-") else "DATE"
