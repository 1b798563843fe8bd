"""Find the larger figure that a number is part of: its whole, in its own sentence or the one before.

In: a counted number, the words that make it a part, the drafts before. Out: the draft of the whole, or None.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from selon.claims.figure_context import HARM, Context, Draft, size_of, start_of
from selon.claims.figure_elided import takes_up
from selon.claims.figure_measure_cost import WEAK, Measured, is_finite
from selon.claims.figure_measure_words import measure_words
from selon.claims.figure_nouns import Counted
from selon.claims.figure_parts import Hit, person_before
from selon.claims.figure_words import counting_words
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import plain

# at least so many parts add up to a whole, and at most so many words part the items of a list
PAIR = 2
# room before a number for what says that it is a whole, in characters (`sur un total de`)
LEAD = 24


def parent_of(one: Counted, context: Context, part: Hit | None, pack: Pack) -> Draft | None:
    """Return the larger figure that a part belongs to; parts in a row (`dont deux femmes et un enfant`) share it."""
    previous = context.previous()
    if part is None:
        if one.noun and one.noun.count and previous and one.noun.count != previous.measured.measure:
            return None
        same = previous and previous.sentence.index == context.sentence.index and previous.part_of
        if not (same and previous and follows(previous, one, context)):
            return None
        shared = next((d for d in context.drafts if d.counted.number.span == previous.part_of), None)
        return shared if shared and size_of(shared.counted) >= size_of(one) else None
    words = plain(part.span.words(context.parsed.text))
    # `Quatre régiments sont en deuil, dont sept hommes`: no whole of the sentence before
    told = previous is not None and previous.sentence.index == context.sentence.index
    farthest = 0 if told and words in _relative(pack) else 1
    measure = _measures(pack).get(words, "")
    for draft in reversed(context.drafts):
        if context.sentence.index - draft.sentence.index > farthest:
            return None
        if measure and draft.measured.measure != measure:
            # `parmi les morts` speaks of no other number than that of the dead
            continue
        if draft.measured.measure == "killed" and one.noun is not None and one.noun.count in _ALIVE:
            # `17 morts, dont deux pirates, et 9 blessés`
            continue
        if draft.sentence is not context.sentence and _is_set_against(draft, context, pack):
            # `900 réfugiés, contre 700 un an plus tôt. Parmi eux, ...`: the parts are those of the 900
            continue
        # `onze d'entre eux ont été tués, dont trois femmes`: a part of those told of before is a whole for its own parts
        whole = draft.part_of is None or draft.part_of.start < draft.sentence.span.start
        if whole and size_of(draft.counted) >= max(PAIR, size_of(one)):
            return draft
    return None


def _is_set_against(draft: Draft, context: Context, pack: Pack) -> bool:
    """Say whether a number is only what another was measured by (`contre 700`)."""
    lead = plain(context.parsed.text[draft.sentence.span.start : start_of(draft.counted)])
    return f" {lead}".endswith(tuple(f" {w}" for w in pack.words("counting_not", "compared")))


# who is hurt or lost is none of the dead
_ALIVE = frozenset({"wounded", "missing"})
# who is held and may be exchanged
CUSTODY = frozenset({"abducted", "detained"})


@cache
def _relative(pack: Pack) -> frozenset[str]:
    return frozenset(pack.words("counting_not", "relative_parts"))


@cache
def _measures(pack: Pack) -> dict[str, str]:
    """Return what was done to those whom words like `parmi les morts` speak of."""
    return {plain(form): measure for measure, forms in pack.groups("counting_phrases", "among").items() for form in forms}


def follows(previous: Draft, one: Counted, context: Context) -> bool:
    """Say whether a number goes on with the list of the one before, no verb between."""
    between = context.parsed.text[previous.counted.end : one.number.span.start].strip()
    words = between.replace(",", " ").split()
    return len(words) <= 3 and not any(
        t.span.start >= previous.counted.end and t.span.end <= one.number.span.start for t in context.triggers
    )


def taken_up(one: Counted, context: Context) -> Draft | None:
    """Return the number before, or the whole of its parts (`25 otages, dont deux femmes`).

    For `autres` (`et 35 autres`), and in the next sentence (`Ils en détiennent 58`).
    """
    previous = context.previous()
    if previous is None or previous.part_of is None:
        return previous
    if not one.other and previous.sentence.index == context.sentence.index:
        return previous
    return next((d for d in context.drafts if d.counted.number.span == previous.part_of), previous)


def tallied(bare: Counted, measured: Measured | None, context: Context, pack: Pack) -> Measured | None:
    """Return what was counted before where a verb only tells how many of it somebody counts (`l'ONU en a compté 31`)."""
    trigger = measured.trigger if measured is not None else None
    if bare.kind != "none" or bare.number.rule == "number.one" or trigger is None or trigger.span.end > start_of(bare):
        return None
    if trigger.lemma not in pack.words("counting_measures", "tallying"):
        return None
    lead = plain(context.parsed.text[trigger.span.end : start_of(bare)]).split()
    led = lead != [] and lead[-1] in pack.words("counting_measures", "tally_leads")
    model = taken_up(bare, context) if led or takes_up(bare, context.parsed, context.sentence, pack) else None
    return model.measured if model is not None and model.counted.kind == "person" and model.measured.measure in HARM else None


def shares_verb_of_whole(one: Counted, measured: Measured, parent: Draft, context: Context) -> bool:
    """Say whether a comma parts a part from the verb that its whole has too (`30 blessés, dont dix graves, ont été soignés`)."""
    trigger, of_whole = measured.trigger, parent.measured.trigger
    if trigger is None or of_whole is None or trigger.span != of_whole.span or trigger.span.start < one.end:
        return False
    return "," in context.parsed.text[one.end : trigger.span.start]


def is_told_by_whole(one: Counted, measured: Measured, parent: Draft) -> bool:
    """Say whether a part of those harmed is only described (`douze blessés, dont trois travaillant au port`)."""
    trigger = measured.trigger
    if trigger is None or trigger.span.start < one.end or trigger.voice not in ("active", "bare"):
        return False
    return parent.measured.measure in HARM and measured.measure in WEAK and measured.rule != "measure.noun"


def exchanged_for(one: Counted, context: Context, pack: Pack) -> Draft | None:
    """Return the number of people set free against whom those counted are (`200 captifs ont été échangés contre 30 soldats`)."""
    previous = context.previous()
    if previous is None or previous.sentence.index != context.sentence.index or previous.measured.measure != "freed":
        return None
    start = one.number.qualifier_span.start if one.number.qualifier_span else one.number.span.start
    lead = plain(context.parsed.text[previous.counted.end : min(start, one.number.span.start)]).rstrip()
    return previous if f" {lead}".endswith(tuple(f" {w}" for w in pack.words("counting_not", "exchanged"))) else None


def exchanged_with(one: Counted, measured: Measured | None, context: Context, pack: Pack) -> Measured | None:
    """Return captives right behind whom a number of others stands for whom they are exchanged (`90 prisonniers contre 12`)."""
    if one.noun is None or one.noun.count not in CUSTODY or (measured is not None and measured.measure == "freed"):
        return None
    after = next((n.start for n in context.spans if n.start >= one.end), None)
    between = plain(context.parsed.text[one.end : after]) if after is not None else ""
    if between not in pack.words("counting_not", "exchanged"):
        return None
    return Measured(measure="freed", trigger=None, cost=1.0, rule="measure.freed")


def harmed_by_verb(one: Counted, context: Context, pack: Pack) -> Counted | None:
    """Return a bare part with those whom its clause acts on (`ont tiré sur les gardes, tuant quatre d'entre eux`)."""
    parsed, first = context.parsed, context.parsed.token_at(start_of(one))
    verb = first.nbor(-1) if first is not None and first.i > 0 else None
    harm = any(t.token == verb and t.measure in HARM and t.voice == "active" for t in context.triggers)
    if verb is None or not harm or verb.morph.get("Tense", []) != ["Pres"] or verb.morph.get("VerbForm", []) != ["Part"]:
        return None
    found = person_before(parsed, context.sentence, verb.idx, pack)
    noun = parsed.token_at(found[1].start) if found else None
    if found is None or noun is None or noun.morph.get("Number", []) != ["Plur"] or noun.dep_.startswith("nsubj"):
        return None
    counted = any(d.counted.noun_span is not None and d.counted.noun_span.overlaps(found[1]) for d in context.drafts)
    by = any(plain(c.text) in measure_words(pack).by for c in noun.children if c.dep_ == "case")
    return None if counted or by else replace(one, kind="person", noun=found[0], group=found[0].group)


def told_in_plural(one: Counted, context: Context, pack: Pack) -> Counted | None:
    """Return a bare part of those told of in its own sentence (`les rebelles ont souffert: sept d'entre eux sont morts`)."""
    found = person_before(context.parsed, context.sentence, start_of(one), pack)
    noun = context.parsed.token_at(found[1].start) if found else None
    number = context.parsed.token_at(one.number.span.start)
    if found is None or noun is None or number is None or noun.morph.get("Number", []) != ["Plur"]:
        return None
    # `Selon les médecins, neuf d'entre eux`, `Les médecins disent que neuf d'entre eux`: these only tell of them
    told_by = any(t.dep_ == "ccomp" and t.head == noun.head for t in (number, *number.ancestors))
    if told_by or not noun.dep_.startswith(("nsubj", "obj")) or any(c.dep_ == "case" for c in noun.children):
        return None
    return replace(one, kind="person", noun=found[0], group=found[0].group)


def attacks_before(one: Counted, part: Hit, context: Context, pack: Pack) -> Counted | None:
    """Return a bare part with the attacks that its clause hangs on (`une vague d'attentats, dont quatre déjoués`)."""
    words, text = counting_words(pack), context.parsed.text
    for token in reversed(list(context.parsed.tokens(Span(context.sentence.span.start, part.span.start)))):
        found = words.noun_at(text, token.idx) if token.pos_ in ("NOUN", "PROPN") else None
        if found and found[0].thing == "attacks" and found[1] <= part.span.start:
            span = Span(token.idx, found[1])
            return replace(one, kind="thing", noun=found[0], noun_span=span, group=found[0].name or found[0].key)
    return None


def bracketed(one: Counted, context: Context) -> Measured | None:
    """Return what the word right before the brackets of a lone number says (`des civils ont été tués (12) et blessés (45)`)."""
    text, at = context.parsed.text, one.number.span
    if text[at.start - 1 : at.start] != "(" or text[at.end : at.end + 1] != ")" or one.number.low is None:
        return None
    for trigger in context.triggers:
        if trigger.voice in ("passive", "bare") and not trigger.thing and not text[trigger.span.end : at.start - 1].strip():
            return (
                Measured(measure=trigger.measure, trigger=trigger, cost=0.0, rule=trigger.rule)
                if trigger.measure in HARM
                else None
            )
    return None


def with_wholes(drafts: Sequence[Draft], parsed: Parsed, pack: Pack) -> list[Draft]:
    """Return the drafts of a report, with the wholes that are told otherwise than by `dont`.

    `neuf des treize élus`, `sur les 60 otages, 22`, `six enfants: quatre filles et deux garçons`, `parmi les blessés figurent`.

    >>> from selon.journey import read_report
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> text = "Neuf des treize marins ont été sauvés."
    >>> figures = read_report(Report(id="a", text=clean_text(text))).figures
    >>> [(f.span.words(text), f.part_of and f.part_of.words(text)) for f in figures]
    [('Neuf', 'treize'), ('treize', None)]
    """
    found = list(drafts)
    for rule, finder in FINDERS.items():
        for at, whole in finder(found, parsed, pack):
            part, span = found[at], found[whole].counted.number.span
            if part.part_of is None and found[whole].part_of != part.counted.number.span:
                found[at] = replace(part, part_of=span, hits=(*part.hits, ("part_of", Hit(rule, span))))
    return found


def _is_larger(whole: Draft, part: Draft) -> bool:
    alike = (whole.counted.kind == "thing") == (part.counted.kind == "thing")
    return alike and size_of(whole.counted) >= size_of(part.counted) and whole.part_of is None


def _of_next(drafts: Sequence[Draft], parsed: Parsed, pack: Pack) -> Iterator[tuple[int, int]]:
    """Yield parts whose whole is the next number (`15 des 19 pilotes`, `21 soldats, sur les 850 du camp`)."""
    small, share = measure_words(pack), str(pack.table("counting_not")["share"])
    for at, (part, whole) in enumerate(pairwise(drafts)):
        if part.sentence is not whole.sentence or not _is_larger(whole, part):
            continue
        near = plain(parsed.text[part.counted.number.span.end : start_of(whole.counted)])
        far = plain(parsed.text[part.counted.end : start_of(whole.counted)].lstrip(" ,"))
        if near == share or f" {near}" in small.of_whole or f" {far} " in small.out_of:
            yield at, at + 1


def _of_led(drafts: Sequence[Draft], parsed: Parsed, pack: Pack) -> Iterator[tuple[int, int]]:
    """Yield the parts of a number that is said to be a whole (`sur les 60 otages, 22`, `un Belge parmi les 90 blessés`)."""
    small, words = measure_words(pack), pack.words("counting_not", "list_words")
    for at, whole in enumerate(drafts):
        start = start_of(whole.counted)
        if not f" {plain(parsed.text[max(0, start - LEAD) : start])} ".endswith(small.out_of):
            continue
        if at and drafts[at - 1].part_of == whole.counted.number.span:
            # `900 morts sur les 7.000 malades, après 20 décès lundi`
            continue
        joined = at + 1 < len(drafts) and plain(parsed.text[whole.counted.end : start_of(drafts[at + 1].counted)]) in words
        for other in (at - 1,) if joined else (at + 1, at - 1):
            if 0 <= other < len(drafts) and drafts[other].sentence is whole.sentence and _is_larger(whole, drafts[other]):
                yield other, at
                break


def _of_sum(drafts: Sequence[Draft], parsed: Parsed, _pack: Pack) -> Iterator[tuple[int, int]]:
    """Yield the numbers that add up to the one before them (`six enfants: quatre filles et deux garçons`).

    They stand in its sentence, and their list goes on with no other number.
    """
    for at, whole in enumerate(drafts):
        left, last = size_of(whole.counted), at
        if _names_nation(whole) or (at and _is_next_item(drafts[at - 1], whole, parsed)):
            # `quatre Grecs, deux Maltais, un Turc et un Serbe`
            continue
        while left > 0 and last + 1 < len(drafts) and _adds_up(drafts[last + 1], whole):
            last += 1
            left -= size_of(drafts[last].counted)
        goes_on = last + 1 < len(drafts) and _is_next_item(drafts[last], drafts[last + 1], parsed)
        if left == 0 and last - at >= PAIR and not goes_on:
            yield from ((n, at) for n in range(at + 1, last + 1))


def _names_nation(draft: Draft) -> bool:
    return draft.counted.noun is not None and draft.counted.side == draft.counted.noun.key


def tells_parts(one: Counted, previous: Draft, context: Context) -> bool:
    """Say whether a comma opens who those of a toll are (`huit morts, six gendarmes et deux enfants`)."""
    noun = context.parsed.token_at(one.noun_span.start if one.noun_span else one.number.span.start)
    toll = previous.counted.noun is not None and previous.counted.noun.count == previous.measured.measure in HARM
    listed = context.parsed.text[previous.counted.end : start_of(one)].strip() == ","
    after = context.parsed.token_at(one.end + 1)
    own = noun is not None and noun.dep_.startswith("nsubj") and noun.head.pos_ in ("VERB", "AUX", "ADJ")
    own = own or (after is not None and is_finite(after))
    return toll and listed and not own and size_of(one) < size_of(previous.counted)


def _adds_up(part: Draft, whole: Draft) -> bool:
    """Say whether a number may be one of those that add up to another."""
    number = part.counted.number
    exact = number.low is not None and number.low == number.high and part.part_of is None
    same = part.sentence is whole.sentence and part.measured.measure == whole.measured.measure
    return exact and same and _is_larger(whole, part)


def _is_next_item(one: Draft, other: Draft, parsed: Parsed) -> bool:
    """Say whether hardly more than a mark or a conjunction parts two numbers of a sentence that count the same."""
    if one.sentence is not other.sentence or one.measured.measure != other.measured.measure:
        return False
    return len(parsed.text[one.counted.end : start_of(other.counted)].split()) <= PAIR


def _of_those_among(drafts: Sequence[Draft], parsed: Parsed, pack: Pack) -> Iterator[tuple[int, int]]:
    """Yield those who are said to be among others, with the last number of those (`parmi les blessés figurent six élèves`)."""
    for at, part in enumerate(drafts):
        trigger = part.measured.trigger
        if trigger is None or trigger.voice != "among" or _is_all(trigger.span, parsed, pack):
            continue
        for before in range(at - 1, -1, -1):
            whole = drafts[before]
            told = whole.measured.trigger is None or whole.measured.trigger.voice != "among"
            more = size_of(whole.counted) > size_of(part.counted) and not whole.superseded
            if told and more and whole.measured.measure == part.measured.measure and _is_larger(whole, part):
                yield at, before
                break


def _is_all(span: Span, parsed: Parsed, pack: Pack) -> bool:
    """Say whether words tell who all those are (`les victimes sont un homme et sa fille`), not who is among them."""
    return any(plain(t.text) in pack.words("counting_not", "be") for t in parsed.tokens(span))


FINDERS = {"part.of_next": _of_next, "part.led": _of_led, "part.sum": _of_sum, "part.among": _of_those_among}
