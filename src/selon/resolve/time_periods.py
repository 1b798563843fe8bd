"""From expressions of time to the periods that numbers and acts stand in.

The conventions are the record's: one day is that day twice, `depuis mars` runs to the day of publication, a
night is both its days, `en 24 heures` ends on the day of publication, `entre mars et mai` is one period.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Derivation, Period, ReportHead, TimeExpression
from selon.model.span import Span
from selon.resolve.time_calendar import shift_months

_DURATION = re.compile(r"P(T?)(\d+|X)(DE|CE|[A-Z])(?:(\d+)M)?")
# words before an expression that can lead it in: `au cours des` is the longest
_LEAD = 32
# between the ends of a range stands one short word, with an article or a weekday at most
_JOINT = 14
# lengths of the values of a day, a month and a year; days that far apart are still in a row (`jeudi et samedi`)
_DAY, _MONTH, _YEAR = len("2020-01-01"), len("2020-01"), len("2020")
_ROW_DAYS = 2
_DAY_HOURS = 24
# days by which weekdays of two weeks differ at most, and months of two years do not
_WEEKS = 15
# the day on which the middle of a month lies, and the last of its beginning: marks of the press give `début mai` its first
# ten days in 17 of 22 and the whole month in 9 (`fin mai` both equally often: it stays a month)
_MIDDLE = "15"
_EARLY = "10"
# how far behind a length of time the days that it lasted may be told, in characters: `en deux ans (1998-1999)`
_SPELT = 40


def period_of(time: TimeExpression, lead: str, head: ReportHead, pack: Pack) -> Period | None:
    """Return the period that an expression sets with the words that lead it in, None where it sets none.

    `lead` is the text right before the expression (see `lead_of`); only its last words count.

    >>> from selon.lang.pack import load_pack
    >>> head = ReportHead(id="a", language="fr", published="2021-03-18", published_by="given")
    >>> march = TimeExpression(span=Span(7, 11), type="DATE", value="2021-03", earliest="2021-03-01", latest="2021-03-31")
    >>> period = period_of(march, "tués depuis", head, load_pack("fr"))
    >>> period.start, period.end
    ('2021-03-01', '2021-03-18')
    """
    today = head.published[:10] if head.published else None
    start: str | None
    end: str | None
    if time.earliest is None or time.latest is None:
        return _back_from(time, lead, today, pack)
    if _leads("since", pack).search(lead):
        start, end, rule = time.earliest, today if today is None or today >= time.earliest else None, "periods.since"
    elif _leads("until", pack).search(lead):
        start, end, rule = None, time.latest, "periods.until"
    else:
        start, end, rule = time.earliest, _not_after(today, time), "periods.then"
    return Period(start=start, end=end, derivation=Derivation(rule=rule, span=time.span, of="period"))


def _not_after(today: str | None, time: TimeExpression) -> str:
    """A stretch that is still running (`cette année`) ends with the report; one that lies ahead keeps its end."""
    latest, earliest = str(time.latest), str(time.earliest)
    return today if today is not None and earliest <= today < latest and earliest[:10] != latest[:10] else latest


def _back_from(time: TimeExpression, lead: str, today: str | None, pack: Pack) -> Period | None:
    """Return the stretch that ends with the report: `en deux mois`, `ces dix derniers jours`."""
    found = _DURATION.match(time.value)
    rules = time.derivation.rules() if time.derivation else set()
    reaches = _leads("within", pack).search(lead) or _leads("since", pack).search(lead)
    if found is None or today is None or time.type == "SET":
        return None
    to_now = not rules.isdisjoint(pack.words("times", "leads.rules_to_now"))
    if not reaches and not to_now:
        return None
    start = _before(date.fromisoformat(today), found)
    brief = _is_brief(found) and not to_now and not _leads("since", pack).search(lead)
    # `en quelques minutes` is how long an act took, `ces deux derniers jours` end with the report
    rule = "periods.brief" if brief else "periods.lately" if to_now and start is not None else ""
    parts = (Derivation(rule=rule, span=time.span, of="period"),) if rule else ()
    derivation = Derivation(rule="periods.up-to-now", span=time.span, of="period", parts=parts)
    return Period(start=start.isoformat() if start else None, end=today, derivation=derivation)


def _is_brief(found: re.Match[str]) -> bool:
    """Say whether a length of time is shorter than a day."""
    clock, number, unit, _ = found.groups()
    return bool(clock) and (unit != "H" or number == "X" or int(number) < _DAY_HOURS)


def _ahead(time: TimeExpression, parsed: Parsed, head: ReportHead, pack: Pack) -> Period | None:
    """Return the stretch that opens with the report: `au cours des trois mois à venir`."""
    found = _DURATION.match(time.value)
    if found is None or head.published is None or time.earliest is not None:
        return None
    if not any(w in time.span.words(parsed.text).lower() for w in pack.words("times", "leads.ahead")):
        return None
    today = date.fromisoformat(head.published[:10])
    end = _after(today, found)
    derivation = Derivation(rule="periods.ahead", span=time.span, of="period")
    return Period(start=today.isoformat(), end=end.isoformat() if end else None, derivation=derivation)


def _less_ago(time: TimeExpression, parsed: Parsed, head: ReportHead, pack: Pack) -> Period | None:
    """Return the stretch up to the report within which something happened: `il y a moins d'un mois`."""
    rules = time.derivation.rules() if time.derivation else set()
    said = time.span.words(parsed.text).lower().split()
    if head.published is None or time.earliest is None or rules.isdisjoint(pack.words("times", "leads.ago_rules")):
        return None
    if not any(w in said for w in pack.words("times", "leads.less")):
        return None
    today = head.published[:10]
    # a month or year that long ago is told without its day: that of the report
    start = f"{time.value}{today[len(time.value) :]}" if len(time.value) < _DAY else time.earliest
    derivation = Derivation(rule="periods.up-to-now", span=time.span, of="period")
    return Period(start=start if _is_day(start) else time.earliest, end=today, derivation=derivation)


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _after(today: date, found: re.Match[str]) -> date | None:
    clock, number, unit, _ = found.groups()
    if number == "X" or clock:
        return today + timedelta(days=-(-int(number) // 24)) if number != "X" and unit == "H" else None
    try:
        if unit in ("D", "W"):
            return today + timedelta(days=int(number) * (7 if unit == "W" else 1))
        return shift_months(today, int(number) * {"M": 1, "Y": 12}.get(unit, 120))
    except (ValueError, OverflowError):
        return None


def _before(today: date, found: re.Match[str]) -> date | None:
    clock, number, unit, months = found.groups()
    if number == "X":
        # `ces dernières heures` do not reach past the day
        return today if clock else None
    count = int(number)
    try:
        if clock:
            return today - timedelta(hours=count) if unit == "H" and count >= _DAY_HOURS else today
        if unit in ("D", "W"):
            return today - timedelta(days=count * (7 if unit == "W" else 1))
        return shift_months(today, -(count * {"M": 1, "Y": 12, "DE": 120, "CE": 1200}.get(unit, 1) + int(months or 0)))
    except (ValueError, OverflowError):
        return None


@cache
def _leads(key: str, pack: Pack) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(pack.words("times", f"leads.{key}"), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words.replace(chr(39), '[' + chr(39) + '’]')})\W*\Z", re.IGNORECASE)


def lead_of(span: Span, parsed: Parsed) -> str:
    """Return the words right before an expression, within its sentence."""
    sentence = parsed.sentence_at(span.start).span
    return parsed.text[max(sentence.start, span.start - _LEAD) : span.start]


def find_periods(times: Sequence[TimeExpression], head: ReportHead, parsed: Parsed, pack: Pack) -> list[tuple[Span, Period]]:
    """Return all periods that a report sets, in order, each with the words that set it.

    Two expressions that are the ends of a range (`entre octobre et fin mai`, `du 3 au 5`) are one period.
    """
    found: list[tuple[Span, Period]] = []
    times = [_middle_of(time, parsed, pack) for time in times]
    at = 0
    while at < len(times):
        time, after = times[at], times[at + 1] if at + 1 < len(times) else None
        time = _year_before(time, after, parsed, pack)
        if after is not None and is_range(time, after, parsed, pack):
            derivation = Derivation(rule="periods.range", span=Span(time.span.start, after.span.end), of="period")
            period = Period(start=time.earliest, end=after.latest, derivation=derivation)
            found.append((Span(time.span.start, after.span.end), period))
            at += 2
            continue
        single = _ahead(time, parsed, head, pack) or _less_ago(time, parsed, head, pack)
        single = single or period_of(time, lead_of(time.span, parsed), head, pack)
        if single is not None:
            found.append((time.span, single))
        at += 1
    return _as_of(_spelt_out(_without_own_year(found, parsed, pack), parsed, pack), head, parsed, pack)


def _without_own_year(found: Sequence[tuple[Span, Period]], parsed: Parsed, pack: Pack) -> list[tuple[Span, Period]]:
    """Return periods without the year that only says of which year the one before is: `entre mars et mai de cette année`."""
    kept: list[tuple[Span, Period]] = []
    for span, period in found:
        before = kept[-1] if kept else None
        joint = (
            parsed.text[before[0].end : span.start].strip().lower() if before is not None and before[0].end < span.start else ""
        )
        same = before is not None and before[1].end is not None and str(before[1].end)[:4] == str(period.start)[:4]
        if joint in pack.words("times", "leads.of_year") and same and str(period.start)[4:] == "-01-01":
            continue
        kept.append((span, period))
    return kept


def _year_before(time: TimeExpression, after: TimeExpression | None, parsed: Parsed, pack: Pack) -> TimeExpression:
    """Return the first end of a range in the year of its last one: `du 2 avril au 9 novembre`, in a report of June."""
    if after is None or time.earliest is None or after.latest is None or time.earliest <= after.latest:
        return time
    said = time.span.words(parsed.text)
    try:
        if (date.fromisoformat(time.earliest[:10]) - date.fromisoformat(after.latest[:10])).days < _WEEKS:
            # `lundi et jeudi`
            return time
        first, last = (shift_months(date.fromisoformat(str(d)[:10]), -12).isoformat() for d in (time.earliest, time.latest))
    except ValueError:
        return time
    moved = replace(time, earliest=first, latest=last)
    named = re.search(r"\d{4}", said) is not None or len(time.value) not in (_DAY, _MONTH)
    return moved if not named and first <= after.latest and is_range(moved, after, parsed, pack) else time


def _middle_of(time: TimeExpression, parsed: Parsed, pack: Pack) -> TimeExpression:
    """Return the middle of a month as its fifteenth day (`mi-juillet`), its beginning as ten days; other times as they are."""
    said = re.split(r"[\s-]", time.span.words(parsed.text).lower(), maxsplit=1)[0]
    if len(time.value) != _MONTH or time.earliest is None:
        return time
    if said in pack.words("times", "leads.beginning"):
        return replace(time, latest=f"{time.value}-{_EARLY}")
    if said not in pack.words("times", "leads.middle"):
        return time
    day = f"{time.value}-{_MIDDLE}"
    return replace(time, earliest=day, latest=day)


def _spelt_out(found: Sequence[tuple[Span, Period]], parsed: Parsed, pack: Pack) -> list[tuple[Span, Period]]:
    """Return periods without the lengths of time whose days are told right behind them: `en deux ans (1998-1999)`."""
    ranges = [span for span, period in found if _is_by(period, "periods.range")]

    def is_spelt_out(span: Span, period: Period) -> bool:
        end = min(parsed.sentence_at(span.start).span.end, span.end + _SPELT)
        return _is_by(period, "periods.up-to-now") and any(span.end <= other.start < end for other in ranges)

    return [(s, p) for s, p in found if not is_spelt_out(s, p) and not _is_of_past(s, p, found, parsed, pack)]


def _is_of_past(span: Span, period: Period, found: Sequence[tuple[Span, Period]], parsed: Parsed, pack: Pack) -> bool:
    """Say whether a length of time is told of what was long before: `en trois jours en 1995`, `En mai, ... en dix jours`."""
    rules = period.derivation.rules() if period.derivation else set()
    if period.start is None or not _is_by(period, "periods.up-to-now") or "periods.lately" in rules:
        return False
    if _leads("since", pack).search(lead_of(span, parsed)):
        return False
    sentence = parsed.sentence_at(span.start).span
    for other, told in found:
        if not sentence.holds(other) or not _is_by(told, "periods.then") or str(told.end) >= period.start:
            continue
        between = parsed.tokens(Span(span.end, other.start)) if other.start > span.end else ()
        opens = other.end <= span.start and lead_of(other, parsed).strip().lower() in pack.words("times", "leads.opening")
        if opens or (between and not any(t.is_punct or t.pos_ in ("VERB", "AUX") for t in between)):
            return True
    return False


def _as_of(found: Sequence[tuple[Span, Period]], head: ReportHead, parsed: Parsed, pack: Pack) -> list[tuple[Span, Period]]:
    """Return periods, a stretch ended by the day that a count was made on: `Au 20 décembre, 35 cas depuis le 3 mai`."""
    today = head.published[:10] if head.published else None
    days = {s: p for s, p in found if p.start == p.end != today and _is_of_count(lead_of(s, parsed), pack)}
    ended: list[tuple[Span, Period]] = []
    used: set[Span] = set()
    for span, period in found:
        sentence = parsed.sentence_at(span.start).span
        day = next((s for s, p in days.items() if sentence.holds(s) and str(period.start) < str(p.start) < str(period.end)), None)
        if day is not None and _is_by(period, "periods.since"):
            derivation = Derivation(rule="periods.range", span=span, of="period")
            period = Period(start=period.start, end=days[day].end, derivation=derivation)  # noqa: PLW2901 - the same, ended
            used.add(day)
        ended.append((span, period))
    return [(span, period) for span, period in ended if span not in used]


def _is_of_count(lead: str, pack: Pack) -> bool:
    """Say whether the words before a day make it that of a count: `en date du`, or `au` alone in its clause."""
    alone = re.split(r"[,;:(]", lead)[-1].strip().lower()
    return alone in pack.words("times", "leads.as_of_first") or _leads("as_of", pack).search(lead) is not None


def _is_by(period: Period, rule: str) -> bool:
    return period.derivation is not None and period.derivation.rule == rule


def is_range(first: TimeExpression, second: TimeExpression, parsed: Parsed, pack: Pack) -> bool:
    """Say whether two expressions are the ends of one stretch: `entre mars et mai`, `du 3 au 5 mai`."""
    if first.earliest is None or second.latest is None or first.earliest > second.latest:
        return False
    between = parsed.text[first.span.end : second.span.start]
    if len(between) > _JOINT or not _joins(pack).fullmatch(between):
        return len(between) <= _JOINT and _joins(pack, "range_and").fullmatch(between) is not None and _in_a_row(first, second)
    lead, until = lead_of(first.span, parsed), _joins(pack, "range_until").fullmatch(between)
    opens = _leads("range_from", pack).search(lead) or _joins(pack, "range_dash").fullmatch(between)
    opens = opens or (until and _leads("since", pack).search(lead))
    return bool(opens) or _in_a_row(first, second)


def _in_a_row(first: TimeExpression, second: TimeExpression) -> bool:
    """Say whether two days, months or years follow each other: `mars et avril`, `jeudi et vendredi` are one stretch."""
    if first.type != "DATE" or second.type != "DATE" or len(first.value) != len(second.value):
        return False
    if len(first.value) == _DAY:
        return (date.fromisoformat(second.value) - date.fromisoformat(first.value)).days <= _ROW_DAYS
    if len(first.value) == _YEAR and first.value.isdigit():
        return int(second.value) - int(first.value) == 1
    return len(first.value) == _MONTH


@cache
def _joins(pack: Pack, key: str = "range_to") -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(pack.words("times", f"leads.{key}"), key=len, reverse=True))
    return re.compile(rf"\s*(?:{words.replace(chr(39), '[' + chr(39) + '’]')})\s*", re.IGNORECASE)
