"""Settle when: the time that stands with a number, else the day of the event that it belongs to.

In: drafts and times. Out: for each draft a period with the rule that gave it, None where the words leave it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from selon.claims.figure_drafts import Draft
from selon.claims.figure_near import PeriodWords, period_words, tells_speech, time_cost
from selon.claims.figure_past import sentences_taken_up
from selon.claims.figure_told import chains, is_before, is_of_war, same_toll
from selon.lang.pack import Pack
from selon.model.record import Derivation, Period
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain
from selon.read.triggers import find_triggers
from selon.resolve.time_periods import find_periods
from selon.resolve.time_said import dates_words

# a time that costs more says nothing of a number
FARTHEST = 330.0
# `pour la première fois depuis cinq mois`: how far before a duration its rank stands, in characters
RANK_REACH = 45
# how far before a time `depuis` may open it: `depuis le début de l'intervention de l'armée en 2013`
SINCE_REACH = 80
# words between `depuis` and the time of what it names (`depuis l'opération Barracuda en 1979`)
OPENING = 4
# `à la fin de 2020`: how far before a time its end may be named, in characters; and days from which a stretch has one
END_REACH = 8
MONTH = 27
# paragraphs at the top in which the day of the event is looked for
LEAD = 6
# the event of a report is at most this many days old, unless a number tells its day
RECENT = 10
# rules of times that run to the day of the report
TO_NOW = frozenset({"periods.up-to-now", "periods.since"})


def settle_periods(drafts: Sequence[Draft], settled: Settled, pack: Pack) -> list[Period | None]:
    """Return the period of each draft, in order; each carries its derivation."""
    periods = find_periods(settled.times, settled.head, settled.parsed, pack)
    words = replace(
        period_words(pack),
        acts=frozenset(t.head for t in find_triggers(settled.parsed, pack)),
        said=frozenset(s for s, _ in periods if tells_speech(s, settled) or dates_words(s, settled.parsed, pack)),
    )
    own = _shared([_own(draft, periods, drafts, settled, words) for draft in drafts], drafts, periods, settled)
    event = _event_day(drafts, own, periods, settled, words)
    found: list[Period | None] = []
    for at in range(len(drafts)):
        found.append(
            own[at]
            or _of_act(drafts[at], periods, settled, words, pack)
            or _taken_over(at, drafts, own, found, event, periods, settled, words)
        )
    return found


def _of_act(
    draft: Draft, periods: Sequence[tuple[Span, Period]], settled: Settled, words: PeriodWords, pack: Pack
) -> Period | None:
    """Return the days of the act that the sentence takes up (`cette attaque`): those it was last told with."""
    if draft.measured.measure not in words.of_event:
        return None
    for sentence in sentences_taken_up(draft, settled, pack):
        told = [(span, p) for span, p in periods if sentence.span.holds(span) and _is_of_days(p) and span not in words.said]
        if told and draft.measured.measure in words.held and settled.head.published:
            # who was driven out by an act is counted from its first day to the day of the report
            first = min(told, key=lambda t: str(t[1].start))
            run = Period(start=first[1].start, end=settled.head.published[:10], derivation=first[1].derivation)
            return _with(run, "period.taken-up", first[0])
        if told:
            return _with(told[0][1], "period.taken-up", told[0][0])
    return None


def _is_of_days(period: Period) -> bool:
    return period.start is not None and period.end is not None and _days(period) < MONTH


def _with(period: Period, rule: str, span: Span | None) -> Period:
    parts = (period.derivation,) if period.derivation else ()
    return Period(start=period.start, end=period.end, derivation=Derivation(rule=rule, span=span, of="period", parts=parts))


def _shared(
    own: Sequence[tuple[float, Period] | None], drafts: Sequence[Draft], periods: Sequence[tuple[Span, Period]], settled: Settled
) -> list[Period | None]:
    """Return the periods, those of numbers in a row made one: the one that stands nearest to any of them."""
    found: list[Period | None] = [None] * len(drafts)
    for row in chains(drafts, [span for span, _ in periods], settled):
        best = min((o for n in row if (o := own[n])), key=lambda o: o[0], default=None)
        for n in row:
            found[n] = best[1] if best else None
    return found


def _own(
    draft: Draft, periods: Sequence[tuple[Span, Period]], drafts: Sequence[Draft], settled: Settled, words: PeriodWords
) -> tuple[float, Period] | None:
    """Return the period of the nearest time that stands with the number in its sentence."""
    best: tuple[float, Span, Period] | None = None
    if _is_total(draft, settled, words):
        return None
    before = is_before(draft, settled, words.before)
    for span, period in periods:
        if not draft.sentence.span.holds(span) or (before and period.start is None) or _is_rank(span, period, settled, words):
            continue
        cost = time_cost(draft, span, drafts, settled, words)
        if cost <= FARTHEST and (best is None or cost < best[0]):
            best = cost, span, period
    return (best[0], _with(_since(best[2], best[1], draft, settled, words), "period.sentence", best[1])) if best else None


def _is_rank(span: Span, period: Period, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a duration only ranks what happened (`pour la première fois en cinq mois`)."""
    rules = period.derivation.rules() if period.derivation else set()
    if rules.isdisjoint(TO_NOW):
        return False
    lead = settled.parsed.text[max(0, span.start - RANK_REACH) : span.start]
    cut = max(lead.rfind(mark) for mark in ",;:.")
    return any(plain(w) in words.ranks for w in lead[cut + 1 :].split())


def _since(period: Period, span: Span, draft: Draft, settled: Settled, words: PeriodWords) -> Period:
    """Return a period that `depuis le début de ... en 2013` opens: it runs to the day of publication."""
    if draft.measured.measure in (words.states | words.held) and _at_the_end(period, span, settled, words):
        return Period(start=period.end, end=period.end, derivation=period.derivation)
    lead = settled.parsed.text[max(draft.sentence.span.start, span.start - SINCE_REACH) : span.start]
    cut = max(lead.rfind(mark) for mark in ",;:.)")
    opened = [plain(w) for w in lead[cut + 1 :].split()]
    today = settled.head.published[:10] if settled.head.published else None
    begun = is_of_war(draft, settled, words.wars) and any(w in words.begun for w in opened)
    if today is None or period.end == today or not (begun or _opens(opened, words)):
        return period
    return Period(start=period.start, end=today, derivation=period.derivation)


def _is_total(draft: Draft, settled: Settled, words: PeriodWords) -> bool:
    """Say whether the number is a running total in the wake of other news (`portant le bilan à 52`)."""
    start = draft.counted.number.span.start
    near = [plain(t.text) for t in settled.parsed.tokens(Span(max(draft.sentence.span.start, start - 45), start))]
    verb = next((n for n, w in enumerate(near) if w in words.total_verbs), None)
    comma = settled.parsed.text.rfind(",", draft.sentence.span.start, start)
    return verb is not None and any(w in words.totals for w in near[verb:]) and comma >= 0


def _at_the_end(period: Period, span: Span, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a time is the end of a longer stretch (`fin 2020`)."""
    said = plain(settled.parsed.text[max(0, span.start - END_REACH) : span.end]).split()
    return period.start is not None and period.end is not None and _days(period) >= MONTH and any(w in words.ends for w in said)


def _opens(lead: Sequence[str], words: PeriodWords) -> bool:
    """Say whether a stretch opens before a time: `depuis le début de l'opération en`, `depuis que les combats ont éclaté le`."""
    at = max((n for n, w in enumerate(lead[:-1]) if w in words.since), default=None)
    if at is None:
        return False
    # `depuis l'opération Barracuda en`, with a name or a noun and no more between
    brief = 2 <= len(lead) - at - 1 <= OPENING
    return brief or any(w in words.beginnings for w in lead) or lead[at + 1].startswith(words.that)


def _event_day(
    drafts: Sequence[Draft],
    own: Sequence[Period | None],
    periods: Sequence[tuple[Span, Period]],
    settled: Settled,
    words: PeriodWords,
) -> Period | None:
    """Return the day of the event that the report is about: told with a number at the top, else the first time at the top."""
    top = [
        n
        for n, d in enumerate(drafts)
        if d.sentence.paragraph < LEAD
        and own[n]
        and d.measured.measure in words.of_event
        and not is_before(d, settled, words.before)
    ]
    recent = [n for n in top if _is_recent(own[n], settled, RECENT)]
    if recent:
        return own[recent[0]]
    days = [(span, p) for span, p in periods if p.start and p.end and _days(p) <= 1 and span not in words.said]
    for span, period in days:
        if settled.parsed.sentence_at(span.start).paragraph < LEAD and _is_recent(period, settled, RECENT):
            return _with(period, "period.event", span)
    for span, period in days:
        if _is_recent(period, settled, 1):
            return _with(period, "period.event", span)
    first = next((n for n in top if drafts[n].sentence.paragraph <= 1), None)
    return own[first] if first is not None else None


def _days(period: Period) -> int:
    try:
        return (date.fromisoformat(str(period.end)[:10]) - date.fromisoformat(str(period.start)[:10])).days
    except ValueError:
        return MONTH - 1


def _is_recent(period: Period | None, settled: Settled, days: int) -> bool:
    """Say whether a period lies in the days before the report."""
    published = settled.head.published
    if period is None:
        return False
    if published is None:
        return period.start is not None and period.end is not None and _days(period) < MONTH
    try:
        age = (date.fromisoformat(published[:10]) - date.fromisoformat(str(period.start)[:10])).days
    except ValueError:
        return False
    return 0 <= age <= days


def _taken_over(
    at: int,
    drafts: Sequence[Draft],
    own: Sequence[Period | None],
    found: Sequence[Period | None],
    event: Period | None,
    periods: Sequence[tuple[Span, Period]],
    settled: Settled,
    words: PeriodWords,
) -> Period | None:
    draft = drafts[at]
    by_span = {d.counted.number.span: n for n, d in enumerate(drafts[:at])}
    if draft.part_of in by_span and found[by_span[draft.part_of]]:
        return found[by_span[draft.part_of]]
    same = next((n for n, d in enumerate(drafts) if n != at and own[n] and same_toll(draft, d)), None)
    if same is not None and draft.measured.measure not in words.states:
        return _with(own[same] or Period(start=None, end=None), "period.told_elsewhere", drafts[same].counted.number.span)
    if _is_held(at, drafts, words):
        # the totals of a report on the displaced are all of the day that one of them tells
        told = next(
            (p for n, d in enumerate(drafts[:at]) if (p := own[n]) and d.measured.measure == draft.measured.measure), None
        )
        if told is not None:
            return _with(told, "period.told_elsewhere", told.derivation.span if told.derivation else None)
    if draft.measured.measure in words.states or _is_held(at, drafts, words):
        day = settled.head.published[:10] if settled.head.published else None
        return Period(start=day, end=day, derivation=Derivation(rule="period.state", of="period")) if day else None
    past = _past_beside(draft, periods, settled, event) if is_before(draft, settled, words.before) else None
    if past is not None:
        return past
    beside = _beside(at, drafts, found)
    if beside is not None:
        return found[beside]
    if draft.measured.measure not in words.of_event or draft.modality in ("planned", "hypothetical"):
        return None
    if _is_war(draft, settled, words):
        return None
    if event is None:
        return None
    return _with(event, "period.event", event.derivation.span if event.derivation else None)


def _is_held(at: int, drafts: Sequence[Draft], words: PeriodWords) -> bool:
    """Say whether a noun tells of a state that lasts (`détient 120 otages`), and not of a toll with dead and wounded."""
    draft = drafts[at]
    if draft.measured.rule != "measure.noun" or draft.measured.measure not in words.held:
        return False
    return not any(d.sentence is draft.sentence and d.measured.measure in ("killed", "wounded") for d in drafts)


def _past_beside(draft: Draft, periods: Sequence[tuple[Span, Period]], settled: Settled, event: Period | None) -> Period | None:
    """Return the past time that the sentence before tells, for a number in the pluperfect."""
    for span, period in reversed(periods):
        gap = draft.sentence.index - settled.parsed.sentence_at(span.start).index
        if gap not in (0, 1, 2):
            continue
        if period.start and period.end and (event is None or str(period.end) < str(event.start)):
            return _with(period, "period.before", span)
    return None


def _beside(at: int, drafts: Sequence[Draft], found: Sequence[Period | None]) -> int | None:
    """Return the draft before in the same paragraph, whose time still holds."""
    if at == 0 or found[at - 1] is None:
        return None
    before, draft = drafts[at - 1], drafts[at]
    if before.measured.measure in ("present", "in_need") or before.sentence.paragraph != draft.sentence.paragraph:
        return None
    return at - 1 if draft.sentence.index - before.sentence.index <= 2 else None


def _is_war(draft: Draft, settled: Settled, words: PeriodWords) -> bool:
    """Say whether a sentence tells of a war as a whole, or of what was before."""
    return is_of_war(draft, settled, words.wars)
