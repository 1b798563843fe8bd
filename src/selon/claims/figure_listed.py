"""Tell who goes on with a list of those harmed: others with the same verb, `un` behind a mark, singles behind a colon.

In: a counted number and the draft before it. Out: the draft that it goes on with, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.claims.figure_context import HARM, ONE_REACH, Context, Draft, size_of, start_of
from selon.claims.figure_measure_cost import Measured, is_finite, past_ages, tokens_between
from selon.claims.figure_measure_words import measure_words
from selon.claims.figure_nouns import Counted
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.number_patterns import plain

# so many at least are told of one by one
PAIR = 2


def listed_after(one: Counted, measured: Measured | None, context: Context, pack: Pack) -> Draft | None:
    """Return the number that others go on with in a list of those harmed (`trois marins, un Grec et un Maltais, ont péri`)."""
    previous = context.previous()
    if previous is None or previous.counted.kind == "thing":
        return None
    if _is_also(one, measured, previous, context, pack):
        return previous
    if one.number.rule != "number.one" or previous.counted.kind != "person":
        return None
    # nationalities with a number each are a list, whatever they do (`sept Grecs, un Maltais et un Turc sont à bord`)
    nations = one.noun is not None and one.side == one.noun.key and previous.counted.side != ""
    nations = nations and previous.counted.noun is not None and previous.counted.side == previous.counted.noun.key
    if previous.sentence.index != context.sentence.index or (previous.measured.measure not in HARM and not nations):
        return None
    if measured is not None and measured.measure in HARM and measured.cost <= ONE_REACH:
        return None
    return previous if _is_next_single(one, previous, context, pack) else None


def _is_also(one: Counted, measured: Measured | None, previous: Draft, context: Context, pack: Pack) -> bool:
    """Say whether others are told to have met what those before did (`trois soldats ont péri, ainsi qu'une passante`).

    What stands between are the verb of those before and where or when; those counted have no verb of their own.
    """
    if previous.sentence is not context.sentence or previous.measured.measure not in HARM:
        return False
    if any(c.noun and c.noun.count for c in (one, previous.counted)) or (
        measured and measured.measure in HARM and measured.cost <= ONE_REACH
    ):
        return False
    noun, start = context.parsed.token_at(one.noun_span.start if one.noun_span else one.number.span.start), start_of(one)
    between = context.parsed.text[previous.counted.end : start]
    if not plain(between).rstrip().endswith(pack.words("counting_not", "also")) or any(c in between for c in ';:()"«'):
        return False
    trigger = previous.measured.trigger
    others = (t for t in context.triggers if t.measure in HARM and previous.counted.end <= t.span.start < start)
    same = all(trigger is not None and t.span == trigger.span for t in others)
    # `trois soldats ont péri, ainsi qu'un garde l'a raconté`
    return same and (noun is None or not noun.dep_.startswith("nsubj"))


def _is_next_single(one: Counted, previous: Draft, context: Context, pack: Pack) -> bool:
    """Say whether only a mark parts `un` from those before, beside how old they are and, before a colon, what befell them."""
    parsed, trigger = context.parsed, previous.measured.trigger
    tokens = past_ages(tokens_between(parsed, Span(previous.counted.end, one.number.span.start)), measure_words(pack))
    parts = [t for t in tokens if not t.is_space]
    noun = parsed.token_at(one.noun_span.start) if one.noun_span else None
    if parts and parts[-1].text == ":" and noun is not None and not noun.dep_.startswith("nsubj"):
        # `deux randonneurs manquent à l'appel : un berger et sa nièce`
        told = trigger.span if trigger is not None else Span(0, 0)
        return all(t.pos_ == "AUX" or told.holds((t.idx, t.idx + len(t))) for t in parts[:-1])
    if _is_apposed(one, previous, parts, parsed):
        return True
    between = " ".join(t.text for t in parts)
    if parts and plain(parts[-1].text) in measure_words(pack).of and _led_by_of(previous, context, pack):
        # `la mort d'un berger et d'une fillette`
        between = " ".join(t.text for t in parts[:-1])
    # `deux sergents, et un caporal`
    return between == "," or between.removeprefix(", ") in pack.words("counting_not", "list_words")


def _is_apposed(one: Counted, previous: Draft, parts: Sequence[Token], parsed: Parsed) -> bool:
    """Say whether `un` opens the list of those whom a participle tells of (`deux otages tuées, une Danoise et une Turque,`)."""
    trigger = previous.measured.trigger
    if trigger is None or trigger.voice != "bare" or size_of(previous.counted) < PAIR or len(parts) < PAIR:
        return False
    if parts[-1].text != "," or any(t != trigger.token for t in parts[:-1]):
        return False
    behind = tokens_between(parsed, Span(one.end, parsed.sentence_at(one.end - 1).span.end))
    # `six soldats tués, un rebelle et son fils accusent`
    return next((t.is_punct for t in behind if t.is_punct or is_finite(t)), True)


def _led_by_of(draft: Draft, context: Context, pack: Pack) -> bool:
    """Say whether those counted hang on a noun (`la mort d'un berger`)."""
    first = context.parsed.token_at(start_of(draft.counted))
    return first is not None and first.i > 0 and plain(first.nbor(-1).text) in measure_words(pack).of
