"""Tell what is counted of people of whom a verb of no list tells: those who are there, who act, or whom aid is brought to.

In: a counted number and its sentence. Out: a measure.
"""

from __future__ import annotations

from spacy.tokens import Token

from selon.claims.figure_context import HARM, Context, Draft, size_of, start_of
from selon.claims.figure_measure import FIGHTERS
from selon.claims.figure_measure_cost import WEAK, Measured, is_finite
from selon.claims.figure_nouns import Counted
from selon.lang.inflection import verb_forms
from selon.lang.pack import Pack
from selon.model.parsed import verb_over
from selon.model.span import Span
from selon.read.number_patterns import plain

# how far around a number the verb stands that adds it to those before, in characters (no other value was tried)
ADDED_REACH = 40
# how many sentences back those stand whom a number with its noun behind a verb tells more of (no other value was tried)
TOLD_BACK = 2
# what a verb of no list makes of people, by their part in its clause
UNSAID_MEASURES = {"obl:agent": "other", "obj": "other"}


def unsaid(one: Counted, context: Context, pack: Pack) -> Measured:
    """Return what is counted of people of whom no verb of a list tells: what those before do whom they are told to be with."""
    before = _added_to(one, context, pack) or _told_to_be(one, context, pack) or _in_detail(one, context)
    if before is not None:
        return before.measured
    return Measured(measure=unsaid_measure(one, context, pack), trigger=None, cost=20.0, rule="measure.none")


def _added_to(one: Counted, context: Context, pack: Pack) -> Draft | None:
    """Return those to whom the ones counted are added (`s'y ajoutent trois gardes`, `auxquels s'ajoutent trois gardes`)."""
    previous = context.previous()
    if previous is None or previous.measured.measure in WEAK or previous.counted.kind != "person":
        return None
    start = start_of(one)
    lead = plain(context.parsed.text[max(context.sentence.span.start, start - ADDED_REACH) : start]).split()
    forms = {form for verb in pack.words("counting_measures", "adding") for form in verb_forms(verb, pack)}
    return previous if any(word.rpartition("'")[2] in forms for word in lead[-2:]) else None


def _told_to_be(one: Counted, context: Context, pack: Pack) -> Draft | None:
    """Return those before of whom a number only tells who they are (`Onze étaient des enfants`)."""
    if one.noun_span is None or one.number.rule == "number.one" or start_of(one) != context.sentence.span.start:
        return None
    between = plain(context.parsed.text[one.number.span.end : one.noun_span.start]).split()
    if not between or between[0] not in pack.words("counting_not", "be"):
        return None
    before = next(
        (d for d in reversed(context.drafts) if d.counted.kind == "person" and size_of(d.counted) >= size_of(one)), None
    )
    near = before is not None and context.sentence.index - before.sentence.index <= TOLD_BACK
    return before if near and before is not None and before.measured.measure not in WEAK else None


def _in_detail(one: Counted, context: Context) -> Draft | None:
    """Return the toll before that a sentence without a verb tells in detail (`... 900 morts. Cent gardes, 800 civils.`)."""
    if one.number.rule == "number.one" or any(is_finite(t) for t in context.parsed.tokens(context.sentence.span)):
        return None
    before = [d for d in context.drafts if d.sentence.index + 1 == context.sentence.index]
    last = before[-1] if before else None
    if last is None or last.counted.kind == "thing" or last.measured.measure not in HARM or context.sentence.headline:
        return None
    same = last.sentence.paragraph == context.sentence.paragraph and not last.sentence.headline
    opens = context.parsed.tokens(Span(context.sentence.span.start, max(context.spans[0].start, context.sentence.span.start)))
    same = same and not any(t.pos_ in ("NOUN", "PROPN", "PUNCT") for t in opens)
    return last if same and size_of(one) < size_of(last.counted) else None


def unsaid_measure(one: Counted, context: Context, pack: Pack) -> str:
    """Return the measure of people of whom a verb of no list tells: those who act or are acted on are not only there.

    Of 9 agents and objects on the marked reports that were read, none is only present; of 17 who act on something, 2 are.
    Forces, and a crowd (`des milliers de manifestants réclament un vote`), are there whatever they do.
    """
    token = context.parsed.token_at(one.noun_span.start if one.noun_span else one.number.span.start)
    if token is None:
        return "present"
    if one.group not in FIGHTERS and _is_given_to(token, one, pack):
        return "in_need"
    there = one.group in FIGHTERS or (one.noun is not None and one.noun.key in pack.words("counting_measures", "there_by_name"))
    acts = token.dep_ == "nsubj" and not there and any(t.dep_ == "obj" for t in token.head.children)
    return "other" if acts else UNSAID_MEASURES.get(token.dep_, "present")


def _is_given_to(token: Token, one: Counted, pack: Pack) -> bool:
    """Say whether those counted are they whom aid is brought to (`a distribué des rations à 900 personnes`)."""
    # `à des milliers de personnes` hang on the number's own noun
    while token.dep_ == "nmod" and one.number.span.holds((token.head.idx, token.head.idx + 1)):
        token = token.head
    verb = verb_over(token)
    led = any(c.dep_ == "case" and plain(c.text) in pack.words("counting_not", "receivers") for c in token.children)
    if verb is None or not led or verb.lemma_ not in pack.words("counting_not", "giving"):
        return False
    return verb == token.head or (token.head.head == verb and token.head.dep_ in ("obj", "nsubj:pass"))
