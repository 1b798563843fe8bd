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
# the parser often hangs the clause of a stance elsewhere; tried 40, 80, 120, 160 characters on the half that may be looked at
CLOSE = 80
# `demande un cessez-le-feu et le début de discussions`: four steps from the verb to the last word
DEEP = 4


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


def stances_by_mention(mentions: Sequence[Trigger], settled: Settled, pack: Pack) -> dict[int, list[Trigger]]:
    """Return the stances of a report by the number of the mention that each is about.

    A stance is about the arrangements among its own complements; if it has none, about the nearest one of its sentence.
    """
    found: dict[int, list[Trigger]] = {}
    for stance in find_triggers(settled.parsed, pack, topic="arrangements", roles=STANCE):
        sentence = settled.parsed.sentence_at(stance.span.start)
        here = [n for n, m in enumerate(mentions) if sentence.span.holds(m.span)]
        own = [n for n in here if _depth_under(stance, mentions[n], settled) <= DEEP and _apart(stance, mentions[n]) < 2 * CLOSE]
        if not own and here:
            nearest = min(here, key=lambda n: _apart(stance, mentions[n]))
            own = [nearest] if _apart(stance, mentions[nearest]) < CLOSE else []
        for number in own:
            found.setdefault(number, []).append(stance)
    return found


def _depth_under(stance: Trigger, mention: Trigger, settled: Settled) -> int:
    """Return how many steps of the parse lie between an arrangement and the stance above it, many if it is not under it."""
    doc = settled.parsed.doc
    ancestors = [a.i for a in doc[mention.head].ancestors]
    return ancestors.index(stance.head) if stance.head in ancestors and mention.span.start > stance.span.start else 99


def _apart(stance: Trigger, mention: Trigger) -> int:
    return max(0, mention.span.start - stance.span.end, stance.span.start - mention.span.end)


def positions_of(stances: Sequence[Trigger], settled: Settled, pack: Pack) -> tuple[Position, ...]:
    """Return the positions that stances about one arrangement make, one for each party and stance."""
    found: dict[tuple[str, str], Position] = {}
    for stance in stances:
        for who in _takers(stance, settled, pack):
            derivation = Derivation(rule=stance.rule, span=stance.span, of="stance")
            position = Position(who=who, stance=stance.type, span=stance.span, derivation=derivation)
            found.setdefault((who.name, stance.type), position)
    return tuple(found.values())


def _takers(stance: Trigger, settled: Settled, pack: Pack) -> list[Source]:
    """Return who takes a stance: the subject of its verb, the author of a passive or of a noun, the name after a phrase."""
    head = settled.parsed.doc[stance.head]
    if stance.verb:
        tokens = agents_of_passive(head) or subjects_of(head)
    elif head.pos_ in ("NOUN", "ADJ"):
        tokens = _authors_of_noun(head, settled, pack) or _subjects_over(head)
    else:
        tokens = _named_after(settled.parsed.token_at(stance.span.end + 1))
    return [s for t in tokens if (s := party_at(t, settled)) is not None]


def _authors_of_noun(token: Token, settled: Settled, pack: Pack) -> list[Token]:
    """Return the author of a noun of speech (`l'appel de l'ONU à`): the first name that hangs on it by an author's case."""
    cases = set(pack.words("arrangements", "author_cases"))
    hung = [c for c in token.children if c.dep_ in ("nmod", "obl:agent") and c.pos_ in ("PROPN", "NOUN")]
    # what hangs on `refus` may be who refuses or what is refused: only a name that the report knows is an author
    known = {span.start for actor in settled.actors for span in actor.mentions}
    return [c for c in hung if c.idx in known and any(w.dep_ == "case" and w.lemma_ in cases for w in c.children)][:1]


def _subjects_over(token: Token) -> list[Token]:
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    return subjects_of(verb) if verb is not None else []


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
