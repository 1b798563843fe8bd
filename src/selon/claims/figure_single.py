"""Tell where `un` and `une` before somebody are no count: no harm came to them.

In: a counted `un`, what was measured near it. Out: whether it counts nobody.
"""

from __future__ import annotations

from spacy.tokens import Token

from selon.claims.figure_context import Context
from selon.claims.figure_measure import Measured
from selon.claims.figure_nouns import Counted
from selon.lang.pack import Pack
from selon.read.number_patterns import plain

# how far before an infinitive the verb stands that makes it an attempt (`tenté de le poignarder`)
TRYING_REACH = 3


def counts_nobody_else(one: Counted, measured: Measured | None, context: Context) -> bool:
    """Say whether `un` only tells who somebody is: `Paul, un homme de 21 ans, a été arrêté`, `le tireur serait un élève`.

    What follows those who were harmed is a count (`les victimes sont un homme et une fillette`), and so is its own noun
    (`le bilan est d'un mort`), and one told of beside a name who came to harm.
    """
    if one.number.rule != "number.one" or one.noun is None or one.noun.count or one.noun_span is None:
        return False
    if measured is not None and measured.trigger is not None and measured.trigger.voice == "among":
        return False
    token = context.parsed.token_at(one.noun_span.start)
    if token is None:
        return False
    held = measured is not None and measured.measure == "detained"
    return any(t.dep_ == "cop" for t in token.children) or (held and _is_apposed(one, token, context))


def _is_apposed(one: Counted, token: Token, context: Context) -> bool:
    """Say whether a noun stands behind a comma beside the name or the one person whom it tells more of."""
    start = context.parsed.token_at(one.number.span.start)
    if start is None or start.i == 0 or context.parsed.doc[start.i - 1].text != "," or token.dep_ != "appos":
        return False
    beside = token.head
    single = any("Def" in t.morph.get("Definite", []) and "Sing" in t.morph.get("Number", []) for t in beside.children)
    return beside.i < start.i and (beside.pos_ == "PROPN" or (beside.pos_ == "NOUN" and single))


def is_tried(one: Counted, measured: Measured | None, context: Context, pack: Pack) -> bool:
    """Say whether harm to one was only tried (`il a voulu tuer un garde`)."""
    if one.number.rule != "number.one" or measured is None or measured.trigger is None:
        return False
    token = measured.trigger.token
    if token.morph.get("VerbForm", []) != ["Inf"]:
        return False
    return any(
        plain(t.text) in pack.words("counting_not", "trying")
        for t in context.parsed.doc[max(0, token.i - TRYING_REACH) : token.i]
    )
