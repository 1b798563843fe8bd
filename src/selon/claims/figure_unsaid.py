"""Tell what is counted of people of whom a verb of no list tells: those who are there, who act, or whom aid is brought to.

In: a counted number and its sentence. Out: a measure.
"""

from __future__ import annotations

from spacy.tokens import Token

from selon.claims.figure_context import Context
from selon.claims.figure_measure import FIGHTERS
from selon.claims.figure_nouns import Counted
from selon.lang.pack import Pack
from selon.model.parsed import verb_over
from selon.read.number_patterns import plain

# what a verb of no list makes of people, by their part in its clause
UNSAID_MEASURES = {"obl:agent": "other", "obj": "other"}


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
