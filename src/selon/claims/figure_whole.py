"""Find the larger figure that a number is part of: its whole, in its own sentence or the one before.

In: a counted number, the words that make it a part, the drafts before. Out: the draft of the whole, or None.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from selon.claims.figure_context import HARM, ONE_REACH, Context, Draft, size_of, start_of
from selon.claims.figure_measure import Measured
from selon.claims.figure_measure_cost import WEAK
from selon.claims.figure_nouns import Counted
from selon.claims.figure_parts import Hit
from selon.claims.figure_words import counting_words
from selon.lang.pack import Pack
from selon.model.span import Span
from selon.read.number_patterns import plain


def parent_of(one: Counted, context: Context, part: Hit | None, pack: Pack) -> Draft | None:
    """Return the larger figure that a part belongs to; parts in a row (`dont deux femmes et un enfant`) share it."""
    previous = context.previous()
    if part is None:
        if one.noun and one.noun.count and previous and one.noun.count != previous.measured.measure:
            return None
        same = previous and previous.sentence.index == context.sentence.index and previous.part_of
        if not (same and previous and follows(previous, one, context)):
            return None
        return next((d for d in context.drafts if d.counted.number.span == previous.part_of), None)
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
        if draft.sentence is not context.sentence and _is_set_against(draft, context, pack):
            # `900 réfugiés, contre 700 un an plus tôt. Parmi eux, ...`: the parts are those of the 900
            continue
        # `onze d'entre eux ont été tués, dont trois femmes`: a part of those told of before is a whole for its own parts
        whole = draft.part_of is None or draft.part_of.start < draft.sentence.span.start
        if whole and size_of(draft.counted) >= size_of(one):
            return draft
    return None


def _is_set_against(draft: Draft, context: Context, pack: Pack) -> bool:
    """Say whether a number is only what another was measured by (`contre 700`)."""
    lead = plain(context.parsed.text[draft.sentence.span.start : start_of(draft.counted)])
    return f" {lead}".endswith(tuple(f" {w}" for w in pack.words("counting_not", "compared")))


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


def listed_after(one: Counted, measured: Measured | None, context: Context, pack: Pack) -> Draft | None:
    """Return the number that `un` goes on with in a list of those harmed (`trois marins, un Grec et un Maltais, ont péri`)."""
    previous = context.previous()
    if previous is None or one.number.rule != "number.one" or previous.counted.kind != "person":
        return None
    if previous.sentence.index != context.sentence.index or previous.measured.measure not in HARM:
        return None
    if measured is not None and measured.measure in HARM and measured.cost <= ONE_REACH:
        return None
    between = context.parsed.text[previous.counted.end : one.number.span.start].strip()
    return previous if between == "," or between in pack.words("counting_not", "list_words") else None


def attacks_before(one: Counted, part: Hit, context: Context, pack: Pack) -> Counted | None:
    """Return a bare part with the attacks that its clause hangs on (`une vague d'attentats, dont quatre déjoués`)."""
    words, text = counting_words(pack), context.parsed.text
    for token in reversed(list(context.parsed.tokens(Span(context.sentence.span.start, part.span.start)))):
        found = words.noun_at(text, token.idx) if token.pos_ in ("NOUN", "PROPN") else None
        if found and found[0].thing == "attacks" and found[1] <= part.span.start:
            span = Span(token.idx, found[1])
            return replace(one, kind="thing", noun=found[0], noun_span=span, group=found[0].key)
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
