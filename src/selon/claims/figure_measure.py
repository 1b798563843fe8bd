"""Choose what a number measures: the verb or noun of the sentence that governs it, or its own noun.

In: a counted number and the triggers of its sentence. Out: a `Measured` with the trigger that won.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from selon.claims.figure_nouns import Counted
from selon.claims.figure_triggers import Trigger
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import plain

# what lies between a number and its verb, in tokens' worth; tried 2 to 8 on the look half, flat between 3 and 6
NUMBER_BETWEEN = 2.0
VERB_BETWEEN = 5.0
SUBORDINATE = 4.0
STRONG_STOP = 12.0
# a trigger farther than this says nothing of the number
FARTHEST = 26.0
# how near a verb must be to speak for people whose noun has a measure of its own (`12 blessés ont été évacués`)
SOFT_REACH = 9.0
# a state in a relative clause gives way to what happened (`trois personnes qui se trouvaient là ont été blessées`)
WEAK_LATER = 6.0
# measures that do not take over from a noun with its own
WEAK = frozenset({"present", "affected", "in_need"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure, the trigger that gave it (None for a noun's own), how far it stood, and the rule."""

    measure: str
    trigger: Trigger | None
    cost: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Small:
    of: frozenset[str]
    by: frozenset[str]
    subordinators: frozenset[str]
    shelters: frozenset[str]


@cache
def _small(pack: Pack) -> _Small:
    return _Small(
        frozenset(pack.words("counting_not", "of_words")),
        frozenset(pack.words("counting_not", "by_words")),
        frozenset(pack.words("counting_not", "subordinators")),
        frozenset(pack.words("counting_measures", "shelters")),
    )


def choose_measure(
    counted: Counted, triggers: Sequence[Trigger], numbers: Sequence[Span], parsed: Parsed, pack: Pack
) -> Measured | None:
    """Return the measure of a counted number, None where nothing in its sentence tells."""
    small = _small(pack)
    best: Measured | None = None
    for trigger in triggers:
        if trigger.thing != (counted.kind == "thing") or _is_of_another(counted, trigger, numbers, small):
            continue
        cost = _cost(counted, trigger, numbers, parsed, small)
        if cost is not None and trigger.measure in WEAK:
            cost += WEAK_LATER
        if cost is not None and cost <= FARTHEST and (best is None or cost < best.cost):
            best = Measured(measure=trigger.measure, trigger=trigger, cost=cost, rule=trigger.rule)
    own = counted.noun.count if counted.noun else ""
    if own and counted.noun:
        takes_over = counted.noun.soft and best and best.cost <= SOFT_REACH and best.trigger
        if not takes_over:
            return Measured(measure=own, trigger=best.trigger if best else None, cost=0.0, rule="measure.noun")
    return best


def _is_of_another(counted: Counted, trigger: Trigger, numbers: Sequence[Span], small: _Small) -> bool:
    """Say whether a passive before a noun with its own measure belongs to others (`dix civils tués et 30 blessés`)."""
    own = counted.noun is not None and counted.noun.count != ""
    after = trigger.span.end > counted.number.span.start
    if own and trigger.measure in WEAK and (after or trigger.lemma not in small.shelters):
        return True
    if not own or after:
        return False
    if any(trigger.span.end <= n.start < counted.number.span.start for n in numbers):
        return True
    return trigger.voice in ("passive", "bare")


def _cost(counted: Counted, trigger: Trigger, numbers: Sequence[Span], parsed: Parsed, small: _Small) -> float | None:
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    start = min(start, counted.number.span.start)
    if trigger.span.end <= start:
        return _cost_before(counted, trigger, Span(trigger.span.end, start), numbers, parsed, small)
    if trigger.span.start >= counted.number.span.end:
        between = Span(min(counted.end, trigger.span.start), trigger.span.start)
        return _cost_after(counted, trigger, between, numbers, parsed, small)
    return None


def _cost_before(
    counted: Counted, trigger: Trigger, between: Span, numbers: Sequence[Span], parsed: Parsed, small: _Small
) -> float | None:
    tokens = parsed.tokens(between) if between.end > between.start else []
    first = plain(tokens[0].text) if len(tokens) else ""
    last = plain(tokens[-1].text) if len(tokens) else ""
    extra = 0.0
    if trigger.voice == "nominal":
        if first not in small.of and not any(plain(t.text) in small.of for t in tokens[:8]):
            return None
        extra = 0.0 if first in small.of else 2.0
    elif last in small.by:
        return None
    elif trigger.role == "subject":
        extra = 4.0 if trigger.voice != "bare" else 8.0
    elif trigger.voice in ("passive", "bare"):
        extra = 6.0
    return _distance(tokens, between, numbers, small) + extra + _parse_bonus(counted, trigger, parsed)


def _cost_after(
    counted: Counted, trigger: Trigger, between: Span, numbers: Sequence[Span], parsed: Parsed, small: _Small
) -> float | None:
    if trigger.voice == "nominal":
        return None
    if trigger.role == "object" and trigger.voice == "active":
        return None
    tokens = parsed.tokens(between) if between.end > between.start else []
    return _distance(tokens, between, numbers, small) + _parse_bonus(counted, trigger, parsed)


def _distance(tokens: Sequence[Token], between: Span, numbers: Sequence[Span], small: _Small) -> float:
    cost = 0.0
    for token in tokens:
        form = plain(token.text)
        if token.pos_ in ("VERB",) and "Fin" in token.morph.get("VerbForm"):
            cost += VERB_BETWEEN
        elif form in small.subordinators:
            cost += SUBORDINATE
        elif token.text in (";", ":", ".", "!", "?"):
            cost += STRONG_STOP
        elif token.pos_ not in ("ADV", "AUX", "ADJ"):
            cost += 1.0
    return cost + NUMBER_BETWEEN * sum(between.holds(n) for n in numbers)


def _parse_bonus(counted: Counted, trigger: Trigger, parsed: Parsed) -> float:
    """Return a bonus where the parse ties the two directly."""
    at = counted.noun_span.start if counted.noun_span else counted.number.span.start
    token = parsed.token_at(at)
    if token is None:
        return 0.0
    tied = trigger.token.i == token.head.i or token.i == trigger.token.head.i
    return -3.0 if tied else 0.0
