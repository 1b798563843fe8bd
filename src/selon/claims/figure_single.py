"""Tell where `un` and `une` before somebody, and the number of a family, are no count: no harm came to them.

In: a counted number of people, what was measured near it. Out: whether it counts nobody.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from selon.claims.figure_context import BARE_REACH, HARM, Context
from selon.claims.figure_measure_cost import Measured
from selon.claims.figure_nouns import Counted
from selon.claims.figure_words import counting_words
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.read.number_patterns import plain

# how far before an infinitive the verb stands that makes it an attempt (`tenté de le poignarder`)
TRYING_REACH = 3
# so many sides has a conflict
PAIR = 2


@cache
def _words(pack: Pack, key: str) -> frozenset[str]:
    return frozenset(pack.words("counting_not", key))


def counts_nobody_else(one: Counted, measured: Measured | None, context: Context, pack: Pack) -> bool:
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
    if _receives(one, measured, context, pack) or _is_likened(one, context, pack):
        return True
    held = measured is not None and measured.measure == "detained"
    return any(t.dep_ == "cop" for t in token.children) or (held and _is_apposed(one, token, context, pack))


def _is_likened(one: Counted, context: Context, pack: Pack) -> bool:
    """Say whether one is only what somebody is likened to (`soigner un chien comme un enfant`)."""
    first = context.parsed.token_at(one.number.begins)
    return first is not None and first.i > 0 and plain(first.nbor(-1).text) in _words(pack, "as_words")


def _receives(one: Counted, measured: Measured | None, context: Context, pack: Pack) -> bool:
    """Say whether those held are only brought before one (`interpellé et présenté à un juge`)."""
    first = context.parsed.token_at(one.number.begins)
    if first is None or first.i == 0 or measured is None or measured.trigger is None or measured.measure != "detained":
        return False
    before = first.nbor(-1)
    return plain(before.text) in pack.words("counting_not", "brought_to") and not measured.trigger.span.holds(
        (before.idx, before.idx + 1)
    )


def _is_apposed(one: Counted, token: Token, context: Context, pack: Pack) -> bool:
    """Say whether a noun stands behind a comma beside the name or the one person whom it tells more of."""
    start = context.parsed.token_at(one.number.span.start)
    if start is None or start.i < 2 or context.parsed.doc[start.i - 1].text != ",":
        return False
    # `le tireur, un homme de 21 ans, a été arrêté`: the parse may hang the man on the verb
    beside = token.head if token.dep_ == "appos" else start.nbor(-2)
    if token.dep_ != "appos" and not _is_someone(beside, context, pack):
        return False
    single = any("Def" in t.morph.get("Definite", []) and "Sing" in t.morph.get("Number", []) for t in beside.children)
    return beside.i < start.i and (beside.pos_ == "PROPN" or (beside.pos_ == "NOUN" and single))


def _is_someone(beside: Token, context: Context, pack: Pack) -> bool:
    """Say whether a noun of people stands without a preposition before a comma (`le tireur, un homme`, no `à Gao, un homme`)."""
    found = counting_words(pack).noun_at(context.parsed.text, beside.idx)
    return found is not None and found[0].group != "" and not any(t.dep_ == "case" for t in beside.children)


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


def is_body(one: Counted, parsed: Parsed, pack: Pack) -> bool:
    """Say whether `un` stands before a body or a role (`une force`, `une famille`), or two sides are told: no count."""
    if one.pointing and one.number.low == PAIR and one.noun is not None and one.noun.key in _words(pack, "sides"):
        return True
    if one.number.rule != "number.one" or one.noun is None or one.noun_span is None:
        return False
    # `une mort suspecte` is an act: one who is dead is `un mort`, `une morte`
    said = (plain(one.number.span.words(parsed.text)), plain(one.noun_span.words(parsed.text)))
    return one.noun.key in _words(pack, "no_single") or " ".join(said) in _words(pack, "no_deaths")


def is_family(one: Counted, measured: Measured | None, context: Context, pack: Pack) -> bool:
    """Say whether a number tells of a family (`mère de quatre enfants`), unless harm is said to have come to it."""
    if one.noun_span is None or one.noun_span.words(context.parsed.text).lower() not in _words(pack, "kin"):
        return False
    near = context.parsed.text[max(0, one.number.span.start - 22) : one.number.span.start].lower().split()
    owned = bool(near) and near[-1] in _words(pack, "possessives")
    if not owned and any(w in _words(pack, "family") for w in near[-3:]):
        return True
    if (
        owned
        and measured
        and measured.trigger
        and measured.measure == "killed"
        and any(w in near[-3:-1] for w in _words(pack, "list_words"))
    ):
        # `la mort d'une mère et de ses trois enfants`
        return measured.trigger.span.end > one.number.span.start
    return owned and (measured is None or measured.cost > BARE_REACH or measured.measure not in HARM)
