"""How far a verb or noun stands from a number: what lies between them, and what keeps the one from speaking of the other.

In: a counted number and a trigger of its sentence. Out: a cost in tokens' worth, None where the trigger cannot speak of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from selon.claims.figure_measure_words import MeasureWords
from selon.claims.figure_nouns import Counted
from selon.claims.figure_triggers import Trigger
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import plain

# what lies between a number and its verb, in tokens' worth; tried 2 to 8 on the look half, flat between 3 and 6
NUMBER_BETWEEN = 2.0
VERB_BETWEEN = 5.0
SUBORDINATE = 4.0
STRONG_STOP = 12.0
# `parmi les morts figurent dix enfants`: what is said at the head holds for all that follows
AMONG = 1.0
# the verb of the main clause wins over a participle nearby (`les reporters, retenus depuis avril, ont été libérés`): on the
# marked reports -16 and -24 do the same, -8 and -12 lose
MAIN_BONUS = -24.0
# measures that do not take over from a noun with its own
WEAK = frozenset({"present", "affected", "in_need", "other"})
# a participle behind `dont deux` speaks of the two (`libéré quatre otages, dont deux touristes enlevés en mai`)
OF_PART = 8.0
# tokens before a number among which the fight stands in which its people were met (no other value was tried)
MET_REACH = 7
# a verb of killing right before its object is the main one (`ont exécuté 14 soldats faits prisonniers`)
ADJACENT = -4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure, the trigger that gave it (None for a noun's own), how far it stood, and the rule."""

    measure: str
    trigger: Trigger | None
    cost: float
    rule: str


def cost_of(counted: Counted, trigger: Trigger, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> float | None:
    """Return how far a trigger stands from a number in tokens' worth, None where it speaks of others."""
    start = counted.number.qualifier_span.start if counted.number.qualifier_span else counted.number.span.start
    start = min(start, counted.number.span.start)
    if trigger.span.end <= start:
        return _cost_before(counted, trigger, Span(trigger.span.end, start), numbers, parsed, small)
    if trigger.voice == "among" and trigger.span.holds(counted.number.span):
        # `parmi les six personnes tuées`: the words hold the number itself
        return AMONG
    if trigger.span.start >= counted.number.span.end:
        between = Span(min(counted.end, trigger.span.start), trigger.span.start)
        return _cost_after(counted, trigger, between, numbers, parsed, small)
    return None


def _cost_before(
    counted: Counted, trigger: Trigger, between: Span, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords
) -> float | None:
    tokens = tokens_between(parsed, between)
    if trigger.lemma in small.direct and (len(tokens) or counted.kind == "none"):
        return None
    last = plain(tokens[-1].text) if len(tokens) else ""
    extra = 0.0
    if trigger.voice == "nominal":
        nominal = _cost_of_nominal(counted, trigger, between, numbers, parsed, small)
        if nominal is None:
            return None
        extra = nominal
    elif trigger.voice == "among":
        # `les victimes sont les enfants d'un policier`
        return None if last in small.by or last in small.of or _is_past_list(between, numbers, parsed, small) else AMONG
    elif (
        last in small.by
        or _are_met(counted, tokens, parsed, small)
        or _is_of_infinitive(tokens, trigger)
        or _is_governed(trigger, tokens, last, small)
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


def _cost_of_nominal(
    counted: Counted, trigger: Trigger, between: Span, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords
) -> float | None:
    """Return what a noun before those counted costs beside its distance, None where it is none of theirs."""
    tokens = tokens_between(parsed, between)
    first = plain(tokens[0].text) if len(tokens) else ""
    last = plain(tokens[-1].text) if len(tokens) else ""
    if (
        last in small.by
        or first in small.list_words
        or _are_met(counted, tokens, parsed, small)
        or (trigger.thing and _leads_off(tokens, small))
    ):
        # `la mort de X, tué par trois hommes`, `plusieurs morts et une vingtaine de blessés`
        return None
    reach = small.of | small.about | (small.between if trigger.thing else frozenset())
    if not any(plain(t.text) in reach for t in tokens[:8]):
        return None
    if last == "," and trigger.measure in WEAK and not any(between.holds(n) for n in numbers):
        # `les marins de l'armée de mer, six capitaines`
        return None
    if last in small.that_is and counted.kind != "none":
        # `les deux tiers des habitants, soit 300 personnes, sont partis`
        return None
    if any(is_finite(t) and t.pos_ == "VERB" for t in tokens):
        # `les condamnations pleuvent après des heurts avec 300 jeunes`
        return None
    return 0.0 if first in reach else 2.0


def _cost_after(
    counted: Counted, trigger: Trigger, between: Span, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords
) -> float | None:
    if trigger.voice == "nominal" or _has_own_subject(trigger, between, numbers, parsed, small):
        return None
    tokens = tokens_between(parsed, between)
    if _has_number_for_subject(trigger, between, numbers, parsed):
        return None
    if trigger.role == "object" and trigger.voice == "active":
        leads = bool(tokens) and plain(tokens[0].text) in small.that
        return _distance(tokens[1:], between, numbers, small) if leads else None
    # `voir des milliers de prisonniers s'évader`: an object may be the subject of an infinitive
    finite = trigger.voice in ("active", "passive") and trigger.token.morph.get("VerbForm", []) != ["Inf"]
    if finite and _is_led(counted, parsed, small) and not hangs_on(counted, trigger, parsed):
        return None
    if trigger.voice == "among":
        return AMONG if not any(between.holds(n) for n in numbers) or _is_list(tokens) else None
    if trigger.voice == "phrase" and tokens and plain(tokens[-1].text) in small.have:
        # `ont besoin de vivres`: the verb is the phrase's own
        tokens = tokens[:-1]
    of_part = OF_PART if trigger.voice == "bare" and _is_of_part(between, numbers, parsed, small) else 0.0
    return _distance(past_ages(tokens, small), between, numbers, small) + of_part + _parse_bonus(counted, trigger, parsed)


def hangs_on(counted: Counted, trigger: Trigger, parsed: Parsed) -> bool:
    """Say whether a participle or a relative clause right after a noun speaks of all that it counts."""
    if trigger.span.start < counted.end:
        return False
    tokens = tokens_between(parsed, Span(counted.end, trigger.span.start))
    if trigger.voice in ("bare", "phrase") and not any(t.pos_ in ("VERB", "AUX") for t in tokens):
        return len(tokens) <= 1
    first = next((t for t in tokens if t.pos_ != "ADJ"), None)
    return first is not None and first.pos_ in ("PRON", "SCONJ") and trigger.voice != "nominal"


def _is_apposed(tokens: Sequence[Token]) -> bool:
    """Say whether a comma and the verb of the clause part a participle from a number after it."""
    return any(t.text == "," and n.pos_ == "AUX" and "Fin" in n.morph.get("VerbForm", []) for t, n in pairwise(tokens))


def _is_past_list(between: Span, numbers: Sequence[Span], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether a clause of its own follows those told of at the head (`parmi les morts figurent 10 civils, tandis que 30`)."""
    last = max((n.end for n in numbers if between.holds(n)), default=None)
    if last is None:
        return False
    rest = tokens_between(parsed, Span(last, between.end))
    # `parmi les morts figurent dix personnes évacuées et six gardes`
    told = (t for t in rest if t.morph.get("VerbForm", []) != ["Part"])
    return any(t.pos_ == "VERB" or plain(t.text) in small.subordinators for t in told)


def _is_of_infinitive(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Say whether a number is the object of an infinitive after a verb (`prié d'héberger cent familles`)."""
    last = tokens[-1] if len(tokens) else None
    return last is not None and trigger.role == "object" and last.pos_ == "VERB" and last.morph.get("VerbForm", []) == ["Inf"]


def _is_governed(trigger: Trigger, tokens: Sequence[Token], last: str, small: MeasureWords) -> bool:
    """Say whether a preposition parts a verb from those counted (`a fait exploser sa camionnette près des 75 bus`)."""
    if trigger.role == "subject" and trigger.voice == "active" and last in small.of:
        return True
    return _leads_off(tokens, small) and trigger.role != "nominal" and _has_object(trigger)


def _leads_off(tokens: Sequence[Token], small: MeasureWords) -> bool:
    """Say whether a preposition right before a number, or before its article, keeps it from being an object."""
    lead = [plain(t.text) for t in tokens[-2:]]
    return bool(lead) and (lead[-1] in small.no_object or (lead[-1] in small.definite and lead[0] in small.no_object))


def _are_met(counted: Counted, tokens: Sequence[Token], parsed: Parsed, small: MeasureWords) -> bool:
    """Say whether those counted are only whom others fought (`tués dans une fusillade avec une dizaine d'hommes`)."""
    near = tokens[-MET_REACH:]
    leads = (n for n, t in enumerate(near) if n and plain(t.text) in small.met_with and plain(near[n - 1].text) in small.fights)
    rest = near[at + 1 :] if (at := next(leads, None)) is not None else None
    if rest is None or any(t.pos_ not in ("DET", "ADP", "NOUN", "ADJ", "PUNCT") or t.text == "," for t in rest):
        return False
    end = counted.noun_span.start if counted.noun_span else counted.number.span.end
    if any("Poss=Yes" in str(t.morph) for t in tokens_between(parsed, Span(counted.number.span.end, end))):
        # `tué dans un combat avec six de ses gardes`
        return False
    # `avec une bande d'une dizaine d'hommes`
    return not any(t.pos_ == "NOUN" for t in rest) or plain(rest[-1].text) in small.of


def _has_object(trigger: Trigger) -> bool:
    """Say whether those counted would be the object of a verb before them: not what a passive says of a place or a time."""
    return trigger.thing or trigger.voice in ("active", "bare")


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
    counts = [own.idx, *(t.idx for t in own.children if t.dep_ in ("det", "nummod"))]
    if any(n.start <= at < n.end for n in numbers for at in counts) and any(w in lead for w in small.parts):
        # `trois élèves, dont une fillette, ont péri`
        return False
    return any(plain(t.text) in small.subordinators for t in tokens_between(parsed, Span(between.start, own.idx)))


def _has_number_for_subject(trigger: Trigger, between: Span, numbers: Sequence[Span], parsed: Parsed) -> bool:
    """Say whether a bare number right before a verb is its subject, in a clause of its own (`neuf ont péri et 17 ont fui`)."""
    last = next((n for n in reversed(numbers) if between.start <= n.start and n.end <= trigger.token.idx), None)
    if last is None:
        return False
    verbs = [*tokens_between(parsed, Span(last.end, trigger.token.idx)), trigger.token]
    if not any(is_finite(t) for t in verbs) or any(t.pos_ not in ("AUX", "ADV") for t in verbs[:-1]):
        return False
    return any(t.pos_ == "VERB" for t in tokens_between(parsed, Span(between.start, last.start)))


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


def past_ages(tokens: Sequence[Token], small: MeasureWords) -> Sequence[Token]:
    """Return tokens without how old somebody is, which parts nothing (`une femme de 54 ans et son fils ont péri`).

    >>> from selon.claims.figure_measure_words import measure_words
    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> pack = load_pack("fr")
    >>> doc = parse(Report(id="a", text=clean_text("une femme de 54 ans et son fils")), pack).doc
    >>> [t.text for t in past_ages(list(doc), measure_words(pack))]
    ['une', 'femme', 'et', 'son', 'fils']
    """
    years = [n for n, t in enumerate(tokens) if n > 1 and plain(t.text) in small.ages and tokens[n - 1].pos_ == "NUM"]
    told = {at for n in years if plain(tokens[n - 2].text) in small.of for at in (n - 2, n - 1, n)}
    return [t for n, t in enumerate(tokens) if n not in told]


def _parse_bonus(counted: Counted, trigger: Trigger, parsed: Parsed) -> float:
    """Return a bonus where the parse ties the two directly."""
    at = counted.noun_span.start if counted.noun_span else counted.number.span.start
    token = parsed.token_at(at)
    if token is None:
        return 0.0
    # `des milliers de civils ont fui`: they hang on the verb by the number's own noun
    head = token
    while head.dep_ == "nmod" and counted.number.span.holds((head.head.idx, head.head.idx + 1)):
        head = head.head
    main = trigger.voice == "passive" or (trigger.role == "subject" and trigger.voice == "active" and trigger.measure not in WEAK)
    if main and trigger.token.i == head.head.i and head.dep_.startswith("nsubj"):
        return MAIN_BONUS
    if trigger.voice == "phrase" and trigger.role == "subject" and trigger.measure not in WEAK and token.dep_.startswith("nsubj"):
        # `un douanier, qui rentrait chez lui, est en garde à vue`
        return MAIN_BONUS if any(t.i == token.head.i for t in parsed.tokens(trigger.span)) else 0.0
    above = (token.head.i, head.head.i) if trigger.lemma else (token.head.i,)
    tied = trigger.token.i in above or token.i == trigger.token.head.i
    return -3.0 if tied else 0.0


def tokens_between(parsed: Parsed, between: Span) -> Sequence[Token]:
    """Return the tokens of a stretch, none where it is empty."""
    return list(parsed.tokens(between)) if between.end > between.start else []


def is_finite(token: Token) -> bool:
    """Say whether a verb or auxiliary is finite."""
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm", [])
