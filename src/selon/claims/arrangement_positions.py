"""Who offers an arrangement and who stands how to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from selon.claims.parties import agents_of_passive, name_span, party_at, subjects_of
from selon.lang.pack import Pack
from selon.model.record import Derivation, Position, Source
from selon.model.settled import Settled
from selon.read.triggers import Trigger, find_triggers

STANCE = frozenset({"stance"})


@cache
def _announcing(pack: Pack) -> re.Pattern[str]:
    words = pack.words("arrangements", "announcing_verbs")
    return re.compile(rf"^(?:{'|'.join(words)})$")


def authors_of(mentions: Sequence[Trigger], settled: Settled, pack: Pack) -> tuple[Source, ...]:
    """Return who announces or offers it: subjects and authors of verbs of offering beside it; else the parties of an accord."""
    found: list[Source] = []
    for mention in mentions:
        head = settled.parsed.doc[mention.head]
        for verb in _verbs_over(head):
            if _announcing(pack).match(verb.lemma_.lower()):
                tokens = agents_of_passive(verb) or [t for t in subjects_of(verb) if t.i != head.i]
                found.extend(s for t in tokens if (s := party_at(t, settled)) is not None)
        if not found:
            found.extend(_parties_between(head, settled, pack))
        if found:
            break
    return tuple({s.name: s for s in found}.values())


def _verbs_over(token: Token) -> list[Token]:
    """Return the verbs that a noun hangs on or that hang on it as participles."""
    over = [a for a in token.ancestors if a.pos_ == "VERB"][:2]
    return [c for c in token.children if c.pos_ in ("VERB", "ADJ") and c.dep_.startswith("acl")] + over


def _parties_between(token: Token, settled: Settled, pack: Pack) -> list[Source]:
    """Return the parties after `entre` or `avec` of an accord or talks."""
    words = set(pack.words("arrangements", "between"))
    found = []
    for child in token.subtree:
        if child.dep_ in ("nmod", "obl:arg", "obl:mod", "conj") and (
            any(c.lower_ in words for c in child.children if c.dep_ == "case")
            or (child.dep_ == "conj" and any(c.lower_ in words for c in child.head.children if c.dep_ == "case"))
        ):
            party = party_at(child, settled)
            if party is not None:
                found.append(party)
    return found


def positions_on(mentions: Sequence[Trigger], settled: Settled, pack: Pack) -> tuple[Position, ...]:
    """Return the positions that parties take in the sentences that speak of the arrangement."""
    stances = _stances(settled, pack)
    found: dict[tuple[str, str], Position] = {}
    for mention in mentions:
        sentence = settled.parsed.sentence_at(mention.span.start)
        for stance in stances:
            if not sentence.span.holds(stance.span) or not _governs(stance, mention, settled):
                continue
            for who in _takers(stance, settled):
                key = (who.name, stance.type)
                if key not in found:
                    derivation = Derivation(rule=stance.rule, span=stance.span, of="stance")
                    found[key] = Position(who=who, stance=stance.type, span=stance.span, derivation=derivation)
    return tuple(found.values())


def _stances(settled: Settled, pack: Pack) -> list[Trigger]:
    return find_triggers(settled.parsed, pack, topic="arrangements", roles=STANCE)


def _governs(stance: Trigger, mention: Trigger, settled: Settled) -> bool:
    """Say whether a stance is about the arrangement: it stands over it in the parse, or leads a phrase beside it."""
    doc = settled.parsed.doc
    verb, noun = doc[stance.head], doc[mention.head]
    if not stance.verb:
        return abs(stance.span.start - mention.span.end) < 120
    return verb in noun.ancestors or noun in verb.ancestors or any(c.i == verb.i for c in noun.children)


def _takers(stance: Trigger, settled: Settled) -> list[Source]:
    """Return who takes a stance: the subject of its verb, the author of a passive, the name after a phrase."""
    doc = settled.parsed.doc
    verb = doc[stance.head]
    if stance.verb:
        tokens = agents_of_passive(verb) or subjects_of(verb)
    else:
        after = settled.parsed.token_at(stance.span.end + 1)
        tokens = _named_after(after)
    return [s for t in tokens if (s := party_at(t, settled)) is not None]


def _named_after(token: Token | None) -> list[Token]:
    """Return the nouns right after a phrase (`sous l'égide de X et de Y`)."""
    while token is not None and token.pos_ in ("DET", "ADP", "PUNCT") and token.i + 1 < len(token.doc):
        token = token.nbor(1)
    if token is None or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return []
    head = token
    span = name_span(head)
    joined = [c for c in head.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]
    return [head, *(c for c in joined if not span.holds((c.idx, c.idx + 1)))]
