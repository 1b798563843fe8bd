"""Choose what a number measures: the verb or noun of the sentence that governs it, or its own noun.

In: a counted number and the triggers of its sentence. Out: a `Measured` with the trigger that won.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from selon.claims.figure_measure_words import MeasureWords, measure_words
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
# `parmi les morts figurent dix enfants`: what is said at the head holds for all that follows
AMONG = 1.0
# the verb of the main clause wins over a participle nearby (`les reporters, retenus depuis avril, ont été libérés`): on the
# marked reports -16 and -24 do the same, -8 and -12 lose
MAIN_BONUS = -24.0
# measures that do not take over from a noun with its own
WEAK = frozenset({"present", "affected", "in_need", "other"})

# hostages that are held stay hostages
CUSTODY = frozenset({"abducted", "detained"})
# who is dead where he is said to have fallen
FIGHTERS = frozenset({"combatants", "security_forces", "peacekeepers"})
# what is said of people who live somewhere, or were displaced, beside their being there
OPEN_TO = {"present": frozenset({"in_need", "affected"}), "displaced": frozenset({"in_need"})}
# a participle after `71 des 88 drones` speaks of the 88
OF_WHOLE = 6.0
# a participle behind `dont deux` speaks of the two (`libéré quatre otages, dont deux touristes enlevés en mai`)
OF_PART = 8.0
# a verb of killing right before its object is the main one (`ont exécuté 14 soldats faits prisonniers`)
ADJACENT = -4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure, the trigger that gave it (None for a noun's own), how far it stood, and the rule."""

    measure: str
    trigger: Trigger | None
    cost: float
    rule: str


def choose_measure(
    counted: Counted, triggers: Sequence[Trigger], numbers: Sequence[Span], parsed: Parsed, pack: Pack
) -> Measured | None:
    """Return the measure of a counted number, None where nothing in its sentence tells."""
    small = measure_words(pack)
    whole, parted = _is_whole(counted, parsed, small), _is_parted(counted, numbers, parsed, small)
    heads = _heads_whole(counted, numbers, parsed, small)
    best: Measured | None = None
    for trigger in triggers:
        if trigger.thing != (counted.kind == "thing") or _is_of_another(counted, trigger, numbers, small):
            continue
        if trigger.of and not _is_said_of(trigger.of, counted, small):
            continue
        if whole and any(counted.end <= n.start < trigger.span.start for n in numbers):
            continue
        if (parted and not _hangs_on(counted, trigger, parsed)) or _is_of_one(counted, trigger, parsed, small):
            continue
        cost = _cost(counted, trigger, numbers, parsed, small)
        if cost is not None and trigger.measure in WEAK:
            cost += WEAK_LATER
        if cost is not None and heads and trigger.voice == "bare" and trigger.span.start >= counted.end:
            cost += OF_WHOLE
        if cost is not None and cost <= FARTHEST and (best is None or cost < best.cost):
            best = Measured(measure=trigger.measure, trigger=trigger, cost=cost, rule=trigger.rule)
    best = _by_verb_of_body(best, triggers)
    own = counted.noun.count if counted.noun else ""
    if own and counted.noun and not (counted.noun.soft and best and _takes_over(counted, best, parsed, small)):
        return Measured(measure=own, trigger=best.trigger if best else None, cost=0.0, rule="measure.noun")
    return best


def _by_verb_of_body(best: Measured | None, triggers: Sequence[Trigger]) -> Measured | None:
    """Return the measure of the verb whose subject is a body of so many (`un groupe de douze touristes a été enlevé`)."""
    if best is None or best.trigger is None or best.trigger.voice != "nominal" or best.measure != "present":
        return best
    body = best.trigger.token
    for trigger in triggers:
        told = trigger.voice in ("passive", "bare") if trigger.role == "object" else trigger.role == "subject"
        told = told and not trigger.of and not trigger.thing
        if told and body.dep_.startswith("nsubj") and trigger.token == body.head and trigger.measure not in WEAK:
            return Measured(measure=trigger.measure, trigger=trigger, cost=max(0.0, best.cost), rule=trigger.rule)
    return best


def _is_whole(counted: Counted, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a number is that of which the next one is a part (`sur les 60 otages, 22 ont été libérés`)."""
    start = counted.number.span.start
    return f" {plain(parsed.text[max(0, start - 24) : start])} ".endswith(small.out_of)


def _is_parted(counted: Counted, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether only some of those counted are spoken of (`18 des 58 migrants`, `la plupart des 300 otages`)."""
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    start = min(start, counted.number.span.start)
    lead = f" {plain(parsed.text[max(0, start - 36) : start])}"
    if lead.endswith(small.some_of):
        return True
    before = max((n.end for n in numbers if n.end <= start), default=None)
    return before is not None and f" {plain(parsed.text[before:start])}" in small.of_whole


def _heads_whole(counted: Counted, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether the next number is the whole that a number is part of (`71 des 88 drones`)."""
    end = counted.number.span.end
    after = next((n.start for n in numbers if n.start >= end), None)
    return after is not None and f" {plain(parsed.text[end:after])}" in small.of_whole


def _hangs_on(counted: Counted, trigger: Trigger, parsed: Parsed) -> bool:
    """Say whether a participle or a relative clause right after a noun speaks of all that it counts."""
    if trigger.span.start < counted.end:
        return False
    tokens = _tokens(parsed, Span(counted.end, trigger.span.start))
    if trigger.voice in ("bare", "phrase") and not any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return len(tokens) <= 1
    first = next((t for t in tokens if t.pos_ != "ADJ"), None)
    return first is not None and first.pos_ in ("PRON", "SCONJ") and trigger.voice != "nominal"


def _is_said_of(whom: str, counted: Counted, small: MeasureWords) -> bool:
    """Say whether those counted are captives, fighters, what flies or what carries, of which alone some verbs speak."""
    noun = counted.noun
    if whom == "fighter":
        return counted.group in FIGHTERS
    if whom in ("flying", "carrier"):
        return noun is not None and noun.key in (small.flying if whom == "flying" else small.carriers)
    return noun is not None and (noun.count in CUSTODY or noun.group in ("prisoners", "hostages"))


def _takes_over(counted: Counted, best: Measured, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a verb speaks louder than a noun with its own measure (`12 blessés ont été évacués`)."""
    own, trigger = counted.noun.count if counted.noun else "", best.trigger
    if trigger is None or (best.cost > SOFT_REACH and not _is_object(counted, trigger, parsed)):
        return False
    if own == "present" and trigger.voice not in ("nominal", "phrase") and _belongs(counted, parsed, small):
        return False
    if {own, best.measure} <= CUSTODY or (
        own in ("killed", "wounded") and (best.measure == "arrived" or trigger.lemma in small.carrying)
    ):
        return False
    between = Span(min(counted.end, trigger.span.start), trigger.span.start)
    tokens = _tokens(parsed, between)
    if trigger.token.dep_ == "conj" and any(t.dep_ == "nsubj" and t.head == trigger.token for t in tokens):
        # `compté douze corps, mais des gens ont fui`: the verb has a subject of its own
        return False
    return not any(plain(t.text) in small.infinitive_leads for t in tokens)


def _is_object(counted: Counted, trigger: Trigger, parsed: Parsed) -> bool:
    """Say whether only adjuncts part a verb from its object (`a libéré dans la nuit, dans le nord du pays, quatre otages`)."""
    at = counted.noun_span.start if counted.noun_span else counted.number.span.start
    token = parsed.token_at(at)
    if token is None or trigger.voice != "active" or trigger.span.start > at or token.head.i != trigger.token.i:
        return False
    return not any(c.dep_ in ("case", "mark") for c in token.children)


def _is_of_one(counted: Counted, trigger: Trigger, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a participle in the singular speaks of something else than those many (`un pays meurtri a vu 300 soldats`).

    What befalls a convoy befalls all that it is made of (`un convoi de 40 camions est entré`).
    """
    noun = parsed.token_at(counted.noun_span.start) if counted.noun_span else None
    convoy = noun.head if noun is not None and noun.dep_ == "nmod" else None
    made_of = convoy is not None and convoy.dep_.startswith("nsubj") and convoy.idx < counted.number.span.start
    if convoy is not None and made_of and counted.noun and counted.noun.key in small.carriers:
        return trigger.token != convoy.head
    many = counted.number.rule in ("number.digits", "number.words") and (counted.number.low or 0) > 1
    participle = trigger.voice in ("bare", "passive") and "Part" in trigger.token.morph.get("VerbForm", [])
    return many and participle and trigger.token.morph.get("Number", []) == ["Sing"]


def _belongs(counted: Counted, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether those counted only tell of what they belong to (`une ville de 3.000 habitants a été évacuée`)."""
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    token = parsed.token_at(min(start, counted.number.span.start))
    if token is None or token.i < 2:
        return False
    noun, of = parsed.doc[token.i - 2], parsed.doc[token.i - 1]
    return plain(of.text) in small.of and noun.pos_ in ("NOUN", "PROPN", "ADJ")


def _is_of_another(counted: Counted, trigger: Trigger, numbers: Sequence[Span], small: MeasureWords) -> bool:
    """Say whether a passive before a noun with its own measure belongs to others (`dix civils tués et 30 blessés`)."""
    own = counted.noun is not None and counted.noun.count != ""
    if own and counted.noun and trigger.measure in OPEN_TO.get(counted.noun.count, ()):
        return False
    after = trigger.span.end > counted.number.span.start
    if own and trigger.measure in WEAK and (after or trigger.lemma not in small.shelters):
        return True
    if not own or after:
        return False
    if any(trigger.span.end <= n.start < counted.number.span.start for n in numbers):
        return True
    return trigger.voice in ("passive", "bare") or (trigger.voice == "phrase" and trigger.role == "subject")


def _tokens(parsed: Parsed, between: Span) -> Sequence[Token]:
    return list(parsed.tokens(between)) if between.end > between.start else []


def _cost(counted: Counted, trigger: Trigger, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> float | None:
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    start = min(start, counted.number.span.start)
    if trigger.span.end <= start:
        return _cost_before(counted, trigger, Span(trigger.span.end, start), numbers, parsed, small)
    if trigger.span.start >= counted.number.span.end:
        between = Span(min(counted.end, trigger.span.start), trigger.span.start)
        return _cost_after(counted, trigger, between, numbers, parsed, small)
    return None


def _cost_before(
    counted: Counted, trigger: Trigger, between: Span, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords
) -> float | None:
    tokens = _tokens(parsed, between)
    first = plain(tokens[0].text) if len(tokens) else ""
    last = plain(tokens[-1].text) if len(tokens) else ""
    extra = 0.0
    if trigger.voice == "nominal":
        if last in small.by or first in small.list_words:
            # `la mort de X, tué par trois hommes`, `plusieurs morts et une vingtaine de blessés`
            return None
        if not any(plain(t.text) in small.of or plain(t.text) in small.about for t in tokens[:8]):
            return None
        extra = 0.0 if first in small.of or first in small.about else 2.0
    elif trigger.voice == "among":
        # `les victimes sont les enfants d'un policier`
        return None if last in small.by or last in small.of or _is_past_list(between, numbers, parsed, small) else AMONG
    elif (
        last in small.by
        or _is_of_infinitive(tokens, trigger)
        or (_leads_off(tokens, small) and trigger.role != "nominal" and _has_object(trigger))
    ):
        return None
    elif trigger.role == "subject":
        extra = 4.0 if trigger.voice != "bare" else 8.0
    elif trigger.voice in ("passive", "bare"):
        if trigger.voice == "bare" and _is_apposed(tokens):
            # `un rescapé, hospitalisé à la ville, a parlé de 90 passagers`
            return None
        extra = 6.0
    elif not tokens and trigger.measure == "killed":
        extra = ADJACENT
    return _distance(tokens, between, numbers, small) + extra + _parse_bonus(counted, trigger, parsed)


def _is_apposed(tokens: Sequence[Token]) -> bool:
    """Say whether a comma and the verb of the clause part a participle from a number after it."""
    return any(t.text == "," and n.pos_ == "AUX" and "Fin" in n.morph.get("VerbForm", []) for t, n in pairwise(tokens))


def _is_past_list(between: Span, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a clause of its own follows those told of at the head (`parmi les morts figurent 10 civils, tandis que 30`)."""
    last = max((n.end for n in numbers if between.holds(n)), default=None)
    if last is None:
        return False
    return any(t.pos_ == "VERB" or plain(t.text) in small.subordinators for t in _tokens(parsed, Span(last, between.end)))


def _is_of_infinitive(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Say whether a number is the object of an infinitive after a verb (`prié d'héberger cent familles`)."""
    last = tokens[-1] if len(tokens) else None
    return last is not None and trigger.role == "object" and last.pos_ == "VERB" and last.morph.get("VerbForm", []) == ["Inf"]


def _leads_off(tokens: Sequence[Token], small: MeasureWords) -> bool:
    """Say whether a preposition right before a number, or before its article, keeps it from being an object."""
    lead = [plain(t.text) for t in tokens[-2:]]
    return bool(lead) and (lead[-1] in small.no_object or (lead[-1] in small.definite and lead[0] in small.no_object))


def _has_object(trigger: Trigger) -> bool:
    """Say whether those counted would be the object of a verb before them: not what a passive says of a place or a time."""
    return trigger.thing or trigger.voice in ("active", "bare")


def _cost_after(
    counted: Counted, trigger: Trigger, between: Span, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords
) -> float | None:
    if trigger.voice == "nominal" or _has_own_subject(trigger, between, numbers, parsed, small):
        return None
    tokens = _tokens(parsed, between)
    if trigger.role == "object" and trigger.voice == "active":
        leads = bool(tokens) and plain(tokens[0].text) in small.that
        return _distance(tokens[1:], between, numbers, small) if leads else None
    # `voir des milliers de prisonniers s'évader`: an object may be the subject of an infinitive
    finite = trigger.voice in ("active", "passive") and trigger.token.morph.get("VerbForm", []) != ["Inf"]
    if finite and _is_led(counted, parsed, small) and not _hangs_on(counted, trigger, parsed):
        return None
    if trigger.voice == "among":
        return AMONG if not any(between.holds(n) for n in numbers) or _is_list(tokens) else None
    of_part = OF_PART if trigger.voice == "bare" and _is_of_part(between, numbers, parsed, small) else 0.0
    return _distance(tokens, between, numbers, small) + of_part + _parse_bonus(counted, trigger, parsed)


def _is_of_part(between: Span, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a part opens before a participle, with a number and no comma after it: the participle is the part's own."""
    part = next((n for n in reversed(numbers) if between.holds(n)), None)
    lead = f" {plain(parsed.text[between.start : part.start])} " if part else ""
    return part is not None and "," not in parsed.text[part.end : between.end] and any(w in lead for w in small.parts)


def _has_own_subject(trigger: Trigger, between: Span, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a clause of its own tells of another one (`500 blessés, au cours duquel une femme est morte`).

    A part of those counted is none, be it in the singular (`70 personnes, dont une dizaine de femmes, ont été tuées`).
    """
    own = next((t for t in trigger.token.children if t.dep_.startswith("nsubj") and between.start <= t.idx < between.end), None)
    if own is None or own.pos_ not in ("NOUN", "PROPN") or "Sing" not in own.morph.get("Number", []):
        return False
    lead = f" {plain(parsed.text[between.start : own.idx])} "
    if any(n.start <= own.idx < n.end for n in numbers) and any(w in lead for w in small.parts):
        return False
    return any(plain(t.text) in small.subordinators for t in _tokens(parsed, Span(between.start, own.idx)))


def _is_led(counted: Counted, parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a preposition right before a number keeps it from being a subject (`une aide pour 30 civils est là`)."""
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    token = parsed.token_at(min(start, counted.number.span.start))
    before = parsed.doc[token.i - 1] if token is not None and token.i > 0 else None
    if before is None:
        return False
    # `un bus transportant 50 passagers est sorti de la route`: an object is no subject
    past = before.morph.get("VerbForm", []) == ["Part"] and before.morph.get("Tense", []) != ["Pres"]
    governs = before.pos_ == "VERB" and not past
    return governs or plain(before.text) in small.led_by


def _is_list(tokens: Sequence[Token]) -> bool:
    """Say whether only the verb at the end of a list stands between (`un berger et une élève figurent parmi les morts`)."""
    return not any(t.pos_ in ("VERB", "AUX", "SCONJ") for t in tokens[:-2])


def _distance(tokens: Sequence[Token], between: Span, numbers: Sequence[Span], small: MeasureWords) -> float:
    cost, apart = 0.0, False
    for token in tokens:
        form = plain(token.text)
        if token.pos_ in ("VERB",) and "Fin" in token.morph.get("VerbForm", []):
            # a verb that links is no bar, but for `ceux qui s'y trouvaient`
            cost += 0.0 if form in small.copulas and not apart else VERB_BETWEEN
        elif form in small.subordinators:
            cost += SUBORDINATE
            apart = True
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
    main = trigger.voice == "passive" or (trigger.role == "subject" and trigger.voice == "active" and trigger.measure not in WEAK)
    if main and trigger.token.i == token.head.i and token.dep_.startswith("nsubj"):
        return MAIN_BONUS
    tied = trigger.token.i == token.head.i or token.i == trigger.token.head.i
    return -3.0 if tied else 0.0
