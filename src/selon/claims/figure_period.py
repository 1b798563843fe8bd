"""Settle when: the time that stands with a number, else the day of the event that it belongs to.

In: drafts and times. Out: for each draft a period with the rule that gave it, None where the words leave it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from spacy.tokens import Token

from selon.claims.figure_drafts import Draft
from selon.claims.figure_told import chains, is_before, is_of_war, same_toll
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Derivation, Period
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain
from selon.read.triggers import find_triggers
from selon.resolve.time_periods import find_periods

# costs of what lies between a number and a time, in characters; set on the look half, flat around these values
NUMBER_BETWEEN = 25.0
COMMA = 12.0
SUBORDINATE = 45.0
OTHER_SPEECH = 400.0
FARTHEST = 330.0
# a time after another number and before this one belongs to that other
OWNED = 90.0
# a time in a clause of its own that says something of somebody else (`les rebelles, qui ont pris la ville en mai`)
OTHER_CLAUSE = 400.0
# `pour la première fois depuis cinq mois`: how far before a duration its rank stands, in characters
RANK_REACH = 45
# how far before a time `depuis` may open it: `depuis le début de l'intervention de l'armée en 2013`
SINCE_REACH = 80
# `à la fin de 2020`: how far before a time its end may be named, in characters; and days from which a stretch has one
END_REACH = 8
MONTH = 27
# paragraphs at the top in which the day of the event is looked for
LEAD = 6
# the event of a report is at most this many days old, unless a number tells its day
RECENT = 10


# rules of times that run to the day of the report
CLAUSES = frozenset({"acl:relcl"})
TO_NOW = frozenset({"periods.up-to-now", "periods.since"})


@dataclass(frozen=True, slots=True)
class _Words:
    subordinators: frozenset[str]
    states: frozenset[str]
    of_event: frozenset[str]
    wars: frozenset[str]
    before: frozenset[str]
    held: frozenset[str]
    since: frozenset[str]
    begun: frozenset[str]
    beginnings: frozenset[str]
    ends: frozenset[str]
    ranks: frozenset[str]
    that: tuple[str, ...]
    totals: frozenset[str]
    total_verbs: frozenset[str]
    # the tokens of the report that tell an act
    acts: frozenset[int] = frozenset()


@cache
def _words(pack: Pack) -> _Words:
    return _Words(
        frozenset(pack.words("counting_not", "subordinators")),
        frozenset(pack.words("scope", "states")),
        frozenset(pack.words("scope", "of_event")),
        frozenset(pack.words("scope", "war_nouns")),
        frozenset(pack.words("scope", "before_forms")),
        frozenset(pack.words("scope", "held")),
        frozenset(pack.words("scope", "since")),
        frozenset(pack.words("scope", "begun")),
        frozenset(pack.words("scope", "beginnings")),
        frozenset(pack.words("scope", "ends")),
        frozenset(pack.words("scope", "ranks")),
        pack.words("scope", "that"),
        frozenset(pack.words("scope", "total_words")),
        frozenset(pack.words("scope", "total_verbs")),
    )


def settle_periods(drafts: Sequence[Draft], settled: Settled, pack: Pack) -> list[Period | None]:
    """Return the period of each draft, in order; each carries its derivation."""
    periods = find_periods(settled.times, settled.head, settled.parsed, pack)
    words = replace(_words(pack), acts=frozenset(t.head for t in find_triggers(settled.parsed, pack)))
    own = _shared([_own(draft, periods, drafts, settled, words) for draft in drafts], drafts, periods, settled)
    event = _event_day(drafts, own, periods, settled, words)
    found: list[Period | None] = []
    for at in range(len(drafts)):
        found.append(own[at] or _taken_over(at, drafts, own, found, event, periods, settled, words))
    return found


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
    draft: Draft, periods: Sequence[tuple[Span, Period]], drafts: Sequence[Draft], settled: Settled, words: _Words
) -> tuple[float, Period] | None:
    """Return the period of the nearest time that stands with the number in its sentence."""
    best: tuple[float, Span, Period] | None = None
    if _is_total(draft, settled, words):
        return None
    before = is_before(draft, settled, words.before)
    for span, period in periods:
        if not draft.sentence.span.holds(span) or (before and period.start is None) or _is_rank(span, period, settled, words):
            continue
        cost = _cost(draft, span, drafts, settled, words)
        if cost <= FARTHEST and (best is None or cost < best[0]):
            best = cost, span, period
    return (best[0], _with(_since(best[2], best[1], draft, settled, words), "period.sentence", best[1])) if best else None


def _is_rank(span: Span, period: Period, settled: Settled, words: _Words) -> bool:
    """Say whether a duration only ranks what happened (`pour la première fois en cinq mois`)."""
    rules = period.derivation.rules() if period.derivation else set()
    if rules.isdisjoint(TO_NOW):
        return False
    lead = settled.parsed.text[max(0, span.start - RANK_REACH) : span.start]
    cut = max(lead.rfind(mark) for mark in ",;:.")
    return any(plain(w) in words.ranks for w in lead[cut + 1 :].split())


def _since(period: Period, span: Span, draft: Draft, settled: Settled, words: _Words) -> Period:
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


def _is_total(draft: Draft, settled: Settled, words: _Words) -> bool:
    """Say whether the number is a running total in the wake of other news (`portant le bilan à 52`)."""
    start = draft.counted.number.span.start
    near = [plain(t.text) for t in settled.parsed.tokens(Span(max(draft.sentence.span.start, start - 45), start))]
    verb = next((n for n, w in enumerate(near) if w in words.total_verbs), None)
    comma = settled.parsed.text.rfind(",", draft.sentence.span.start, start)
    return verb is not None and any(w in words.totals for w in near[verb:]) and comma >= 0


def _at_the_end(period: Period, span: Span, settled: Settled, words: _Words) -> bool:
    """Say whether a time is the end of a longer stretch (`fin 2020`)."""
    said = plain(settled.parsed.text[max(0, span.start - END_REACH) : span.end]).split()
    return period.start is not None and period.end is not None and _days(period) >= MONTH and any(w in words.ends for w in said)


def _opens(lead: Sequence[str], words: _Words) -> bool:
    """Say whether a stretch opens before a time: `depuis le début de l'opération en`, `depuis que les combats ont éclaté le`."""
    at = max((n for n, w in enumerate(lead[:-1]) if w in words.since), default=None)
    if at is None:
        return False
    return any(w in words.beginnings for w in lead) or lead[at + 1].startswith(words.that)


def _cost(draft: Draft, span: Span, drafts: Sequence[Draft], settled: Settled, words: _Words) -> float:
    at = draft.counted.number.span
    start, end = draft.counted.number.span.start, draft.counted.end
    if draft.measured.trigger and draft.sentence.span.holds(draft.measured.trigger.span):
        start, end = min(start, draft.measured.trigger.span.start), max(end, draft.measured.trigger.span.end)
    if span.start >= start and span.end <= end:
        return 0.0
    between = Span(end, span.start) if span.start >= end else Span(span.end, start)
    if between.end < between.start:
        return 0.0
    parsed = settled.parsed
    cost = float(between.end - between.start) / 2
    cost += COMMA * parsed.text.count(",", *between)
    cost += NUMBER_BETWEEN * sum(between.holds(d.counted.number.span) and d.counted.number.span != at for d in drafts)
    cost += (
        SUBORDINATE * sum(plain(t.text) in words.subordinators for t in parsed.tokens(between))
        if between.end > between.start
        else 0.0
    )
    if _of_speech(draft, span, settled) or _of_tally(span, parsed, words):
        cost += OTHER_SPEECH
    if span.end <= start and any(d.sentence is draft.sentence and d.counted.end <= span.start for d in drafts):
        cost += OWNED
    if _in_other_clause(draft, span, settled, words):
        cost += OTHER_CLAUSE
    return cost + _tied(draft, span, parsed)


def _tied(draft: Draft, span: Span, parsed: Parsed) -> float:
    """Return a bonus where the time hangs on the verb of the number."""
    token = parsed.token_at(span.start)
    trigger = draft.measured.trigger
    if token is None or trigger is None:
        return 0.0
    verb = _verb_over(token)
    return -30.0 if verb is not None and verb.i == trigger.token.i else 0.0


def _in_other_clause(draft: Draft, span: Span, settled: Settled, words: _Words) -> bool:
    """Say whether a time stands in a clause that says something of a person or a thing, and not of what was counted."""
    token = settled.parsed.token_at(span.start)
    clause = next((t for t in (token, *token.ancestors) if t.dep_ in CLAUSES), None) if token else None
    if clause is None or clause.head.pos_ not in ("NOUN", "PROPN"):
        return False
    parsed = settled.parsed
    trigger, noun = draft.measured.trigger, draft.counted.noun_span or draft.counted.number.span
    at = {parsed.token_at(draft.counted.number.span.start), parsed.token_at(noun.start), trigger.token if trigger else None}
    held = {t.i for t in clause.subtree} | {clause.head.i}
    if any(t is not None and t.i in held for t in at):
        return False
    return not any(t is not None and clause.head in t.children for t in at)


def _verb_over(token: Token) -> Token | None:
    for other in token.ancestors:
        if other.pos_ in ("VERB", "AUX"):
            return other
    return None


def _of_speech(draft: Draft, span: Span, settled: Settled) -> bool:
    """Say whether a time tells when the number was said: the number stands in a statement and the time outside of it."""
    number = draft.counted.number.span
    said = settled.source_at(number)
    if said is not None:
        return not any(s.holds(span) for s in said[1].spans)
    return _tells_speech(span, settled)


def _of_tally(span: Span, parsed: Parsed, words: _Words) -> bool:
    """Say whether a time is that of a tally (`selon un premier bilan lundi`), not of what it counts."""
    token = parsed.token_at(span.start)
    return token is not None and token.dep_ in ("nmod", "obl:mod", "amod") and plain(token.head.text) in words.totals


def _near(cue: Span, span: Span) -> bool:
    return 0 <= span.start - cue.end <= 3 or 0 <= cue.start - span.end <= 3


def _event_day(
    drafts: Sequence[Draft],
    own: Sequence[Period | None],
    periods: Sequence[tuple[Span, Period]],
    settled: Settled,
    words: _Words,
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
    days = [(span, p) for span, p in periods if p.start and p.end and _days(p) <= 1 and not _tells_speech(span, settled)]
    for span, period in days:
        if settled.parsed.sentence_at(span.start).paragraph < LEAD and _is_recent(period, settled, RECENT):
            return _with(period, "period.event", span)
    for span, period in days:
        if _is_recent(period, settled, 1):
            return _with(period, "period.event", span)
    first = next((n for n in top if drafts[n].sentence.paragraph <= 1), None)
    return own[first] if first is not None else None


def _tells_speech(span: Span, settled: Settled) -> bool:
    return any(s.cue is not None and _near(s.cue, span) and not any(p.holds(span) for p in s.spans) for s in settled.statements)


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
    words: _Words,
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


def _is_held(at: int, drafts: Sequence[Draft], words: _Words) -> bool:
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


def _is_war(draft: Draft, settled: Settled, words: _Words) -> bool:
    """Say whether a sentence tells of a war as a whole, or of what was before."""
    return is_of_war(draft, settled, words.wars)
