"""Who offers an arrangement and who stands how to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from selon.claims.parties import agents_of_passive, may_act, name_span, party_at, subjects_of, with_joined
from selon.lang.pack import Pack
from selon.model.parsed import Sentence
from selon.model.record import Derivation, Position, Source
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.triggers import Trigger, find_triggers

STANCE = frozenset({"stance"})
# the parser often hangs the clause of a stance elsewhere; tried 40, 80, 120, 160 characters on the half that may be looked at
CLOSE = 80
# kinds that one side does to the other: a verb of them is no offer, and no stance is about it
DONE_BY = frozenset({"siege"})
# what a stance turns to when it is denied: None where a party then takes none
DENIED = {"accepts": "refuses", "guarantees": "cannot_guarantee", "cannot_guarantee": "cannot_guarantee"}
# how many sentences back a pronoun finds the arrangement that it stands for
RECENT = 4
# `demande un cessez-le-feu et le début de discussions`: four steps from the verb to the last word
DEEP = 4


@cache
def _announcing(pack: Pack) -> re.Pattern[str]:
    words = pack.words("arrangements", "announcing_verbs")
    return re.compile(rf"^(?:{'|'.join(words)})$")


def authors_of(
    mentions: Sequence[Trigger], refused: Collection[Trigger], brokered: Collection[int], settled: Settled, pack: Pack
) -> tuple[Source, ...]:
    """Return who announces or offers it: subjects and authors of verbs of offering beside it; else the parties of an accord.

    Those with whom somebody refuses to deal are no parties, nor are those who bring the sides together (`brokered`: their verbs).
    """
    found: list[Source] = []
    for mention in mentions:
        head = settled.parsed.doc[mention.head]
        if mention.type in DONE_BY:
            # who besieges does it: he is the subject of the word itself, or its author
            tokens = agents_of_passive(head) or ([] if "Part" in head.morph.get("VerbForm", []) else subjects_of(head))
            laying = [v for v in _verbs_over(head)[:1] if v.lemma_.lower() in pack.words("arrangements", "besieging_verbs")]
            tokens = tokens if _done(mention, settled) else [t for v in laying for t in agents_of_passive(v) or subjects_of(v)]
            found.extend(_parties([t for t in tokens if t.i != head.i], settled, pack))
        for verb in _verbs_over(head) if mention.type not in DONE_BY else []:
            if _announcing(pack).match(verb.lemma_.lower()) and verb.i not in brokered:
                tokens = agents_of_passive(verb) or [t for t in subjects_of(verb) if t.i != head.i]
                found.extend(_parties(tokens, settled, pack))
        if not found and mention not in refused:
            found.extend(_parties_between(head, settled, pack))
        if found:
            break
    return tuple({s.name: s for s in found}.values())


def _parties(tokens: Sequence[Token], settled: Settled, pack: Pack) -> list[Source]:
    """Return the parties that words name; what is no person and no body is none."""
    unnamed = pack.words("arrangements", "unnamed_sides")
    tokens = [t for t in tokens if t.lower_ not in unnamed or any(c.dep_ == "amod" for c in t.children)]
    return [s for t in tokens if may_act(t, settled, pack) and (s := _who(t, settled, pack)) is not None]


def _who(token: Token, settled: Settled, pack: Pack) -> Source | None:
    """Return who is named at a word; for `son pays`, `son mouvement` the one in whose words it stands."""
    owned = any("Poss=Yes" in str(c.morph) for c in token.children if c.pos_ == "DET")
    own = owned and token.lower_ in pack.words("arrangements", "own_sides")
    said = settled.source_at(Span(token.idx, token.idx + len(token))) if own else None
    return said[0] if said is not None else party_at(token, settled)


def _verbs_over(token: Token) -> list[Token]:
    """Return the verbs that a noun hangs on or that hang on it as participles."""
    over = [a for a in token.ancestors if a.pos_ == "VERB"][:2]
    return [c for c in token.children if c.pos_ in ("VERB", "ADJ") and c.dep_.startswith("acl")] + over


def _parties_between(token: Token, settled: Settled, pack: Pack) -> list[Source]:
    """Return the parties after `entre` or `avec` of an accord or talks."""
    words = set(pack.words("arrangements", "between"))
    named = [c for c in token.subtree if c.dep_ in ("nmod", "obl:arg", "obl:mod", "conj")]
    sides = [c for c in named if any(w.lower_ in words for w in c.children if w.dep_ == "case")]
    return _parties([t for s in sides for t in (s, *with_joined(s))], settled, pack)


def stances_by_mention(mentions: Sequence[Trigger], settled: Settled, pack: Pack) -> dict[int, list[Trigger]]:
    """Return the stances of a report by the number of the mention that each is about.

    A stance is about the arrangements among its own complements; if it has none, about the nearest one of its sentence. A
    condition that has none is about what another stance of its sentence is about.
    """
    found: dict[int, list[Trigger]] = {}
    if not mentions:
        return found
    for told in find_triggers(settled.parsed, pack, topic="arrangements", roles=STANCE):
        stance, own = _among_complements(told, mentions, settled, pack)
        sentence = settled.parsed.sentence_at(stance.span.start)
        own = own or _nearest(stance, mentions, settled, pack) or _taken_up(stance, sentence, mentions, settled, pack)
        if not own and stance.type == "conditions":
            own = [n for n, others in found.items() if any(sentence.span.holds(o.span) for o in others)]
        for number in own:
            found.setdefault(number, []).append(stance)
    return found


def _here(stance: Trigger, mentions: Sequence[Trigger], settled: Settled) -> list[int]:
    """Return the numbers of the arrangements that the sentence of a stance names."""
    sentence = settled.parsed.sentence_at(stance.span.start)
    return [n for n, m in enumerate(mentions) if sentence.span.holds(m.span) and not _done(m, settled)]


def _among_complements(stance: Trigger, mentions: Sequence[Trigger], settled: Settled, pack: Pack) -> tuple[Trigger, list[int]]:
    """Return a stance and the arrangements below it in the parse, or which it is said of as a participle.

    What is asked for before one of them is its condition.
    """
    here = _here(stance, mentions, settled)
    token = settled.parsed.doc[stance.head]
    over = [n for n in here if token.dep_.startswith("acl") and token.head.i == mentions[n].head]
    if over:
        # `la trêve négociée par l'émissaire`
        return stance, over
    below = [n for n in here if _depth_under(stance, mentions[n], settled) <= DEEP and _apart(stance, mentions[n]) < 2 * CLOSE]
    timed = {n: _time_case(mentions[n], stance, settled, pack) for n in below}
    before = [n for n in below if timed[n] in pack.words("arrangements", "before_cases")]
    if stance.type == "demands" and before:
        return replace(stance, type="conditions"), before
    return stance, [n for n in below if timed[n] is None]


def _nearest(stance: Trigger, mentions: Sequence[Trigger], settled: Settled, pack: Pack) -> list[int]:
    """Return the arrangement nearest to a stance in its sentence: none that dates it, none before it if it goes on behind."""
    full = _has_complement(stance, settled)
    near = [
        n
        for n in _here(stance, mentions, settled)
        if _apart(stance, mentions[n]) < CLOSE
        and not (full and mentions[n].span.start < stance.span.start)
        and _time_case(mentions[n], stance, settled, pack) is None
    ]
    return [min(near, key=lambda n: _apart(stance, mentions[n]))] if near else []


def _has_complement(stance: Trigger, settled: Settled) -> bool:
    """Say whether what a stance is about stands behind it: it is not about what stands before (`refuse de renoncer à ...`)."""
    token = settled.parsed.doc[stance.head]
    return any(
        c.i > token.i and c.idx >= stance.span.end and c.dep_ in ("obj", "xcomp", "ccomp", "obl:arg") for c in token.children
    )


def _time_case(mention: Trigger, stance: Trigger, settled: Settled, pack: Pack) -> str | None:
    """Return the word by which an arrangement only dates what is said (`promet de frapper dès la fin de la trêve`), else None."""
    words = pack.words("arrangements", "time_cases")
    path = named = settled.parsed.doc[mention.head]
    while path.head.i != path.i and path.i != stance.head:
        case = next((c.lower_ for c in path.children if c.dep_ in ("case", "mark") and c.lower_ in words), None)
        if case is not None:
            return case
        if path.pos_ in ("VERB", "AUX") and path.i != named.i:
            # nothing above the verb of the arrangement (`avant de participer aux pourparlers`) dates it
            return None
        path = path.head
    return None


def _done(mention: Trigger, settled: Settled) -> bool:
    """Say whether a mention is a verb or participle of what one side does to the other."""
    token = settled.parsed.doc[mention.head]
    return mention.type in DONE_BY and (token.pos_ in ("VERB", "ADJ", "AUX") or bool(agents_of_passive(token)))


def _taken_up(stance: Trigger, sentence: Sentence, mentions: Sequence[Trigger], settled: Settled, pack: Pack) -> list[int]:
    """Return the last arrangement named before, where a stance takes it up (`a rejeté cette offre`, `l'a acceptée`)."""
    before = [n for n, m in enumerate(mentions) if m.span.end <= stance.span.start and m.type not in DONE_BY]
    words = pack.groups("arrangements", "taken_up").get(stance.type, ())
    after = settled.parsed.tokens((stance.span.end, min(sentence.span.end, stance.span.end + CLOSE)))
    if any(t.lower_ in words for t in after[:7]):
        return before[-1:]
    reach = sentence.index - (RECENT if stance.type != "conditions" else 1)
    recent = [n for n in before if settled.parsed.sentence_at(mentions[n].span.start).index >= reach]
    return recent[-1:] if _speaks_of_it(stance, settled, pack) else []


def _speaks_of_it(stance: Trigger, settled: Settled, pack: Pack) -> bool:
    """Say whether a stance has a pronoun for what it is about (`s'y est opposé`), or needs none (`a donné son feu vert`)."""
    if stance.type not in ("accepts", "refuses", "conditions"):
        return False
    token = settled.parsed.doc[stance.head]
    words = pack.words("arrangements", "taken_up_by")
    if any(c.i < token.i and c.pos_ == "PRON" and c.lower_ in words for c in token.children):
        return True
    form = settled.parsed.tokens(stance.span)
    if len(form) < 3 or form[-1].pos_ == "ADP":
        return False
    said = [c for c in token.children if c.idx >= stance.span.end and c.dep_ in ("obj", "obl:arg", "xcomp", "ccomp")]
    return not said


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
        taken = _as_taken(stance, settled, pack)
        for who in _takers(stance, settled, pack) if taken else []:
            derivation = Derivation(rule=stance.rule, span=stance.span, of="stance")
            position = Position(who=who, stance=str(taken), span=stance.span, derivation=derivation)
            found.setdefault((who.name, str(taken)), position)
    return tuple(found.values())


def _as_taken(stance: Trigger, settled: Settled, pack: Pack) -> str | None:
    """Return the stance that words tell, denials counted; None where they tell of nobody's (`appelle X à accepter`)."""
    token = settled.parsed.doc[stance.head]
    if stance.type != "demands" and stance.verb and "Inf" in token.morph.get("VerbForm", []) and _asked_for(token, pack):
        return None
    if stance.type == "accepts" and _only_if(token, pack):
        # `n'accepteront de trêve qu'après le retrait`
        return "conditions"
    return DENIED.get(stance.type) if _denied(token, pack) else stance.type


def _only_if(token: Token, pack: Pack) -> bool:
    """Say whether a verb is denied but for what follows (`n'acceptera de trêve que si`)."""
    negations = [c.lower_ for c in token.children if "Neg" in c.morph.get("Polarity", [])]
    bare = bool(negations) and all(n in pack.words("arrangements", "bare_negations") for n in negations)
    behind = token.doc[token.i + 1 : token.sent.end]
    return bare and any(t.lower_ in pack.words("arrangements", "restricting") and t.dep_ != "nsubj" for t in behind)


def _asked_for(token: Token, pack: Pack) -> bool:
    """Say whether an infinitive hangs on a verb that asks somebody to do it."""
    asking = set(pack.words("arrangements", "asking_verbs"))
    for above in list(token.ancestors)[:3]:
        if above.pos_ in ("VERB", "NOUN") and above.lemma_.lower() in asking:
            return True
        if any(c.dep_.startswith("nsubj") for c in above.children):
            # who does it is told here (`que l'Eglise propose d'accueillir`): what stands above asks nobody for it
            return False
    return False


def _denied(token: Token, pack: Pack) -> bool:
    """Say whether a stance is denied: by a negation at its verb or the one that governs it, or a subject that is nobody."""
    none = set(pack.words("arrangements", "none_words"))
    verbs = [token, *([token.head] if token.dep_ in ("xcomp", "ccomp") and token.head.pos_ in ("VERB", "AUX") else [])]
    if any("Neg" in c.morph.get("Polarity", []) for v in verbs for c in v.children):
        return True
    return any(d.lower_ in none for s in subjects_of(token) for d in (s, *s.children))


def _takers(stance: Trigger, settled: Settled, pack: Pack) -> list[Source]:
    """Return who takes a stance: the subject of its verb, the author of a passive or of a noun, the name after a phrase."""
    tokens = _taking(stance, settled, pack)
    found = _parties(tokens, settled, pack)
    said = settled.source_at(stance.span)
    if not found and said is not None and any(t.pos_ == "PRON" and t.dep_.startswith("nsubj") for t in tokens):
        # `nous refusons`, `qu'il ne peut garantir`, said by X: X does
        return [said[0]]
    return found


def _taking(stance: Trigger, settled: Settled, pack: Pack) -> list[Token]:
    """Return the words that name who takes a stance, by the kind of words that tell it."""
    head = settled.parsed.doc[stance.head]
    form = settled.parsed.tokens(stance.span)
    if stance.verb:
        return agents_of_passive(head) or subjects_of(head)
    if stance.type == "mediates" and len(form) > 1 and form[-1].pos_ == "ADP":
        # `sous l'égide de X`, `grâce à la médiation de X`
        return _named_after(settled.parsed.token_at(stance.span.end + 1), settled.parsed.text)
    if head.pos_ in ("NOUN", "ADJ"):
        launched = pack.words("arrangements", "launching_verbs")
        made = [t for c in head.subtree if c.dep_.startswith("acl") and c.lemma_ in launched for t in agents_of_passive(c)]
        answered = head.dep_ == "obj" and head.head.lemma_.lower() in pack.words("arrangements", "answering_verbs")
        # `a accepté l'appel lancé par X`: the appeal is X's, and never of the one who answers it
        return _authors_of_noun(head, settled, pack) or made or ([] if answered else _subjects_over(head))
    # `ne peut pas garantir`: the words begin with what denies the verb; `accepte, à condition que`: who accepts
    verb = next((t for t in form if t.pos_ in ("VERB", "AUX")), None)
    noun = next((t for t in form if t.pos_ == "NOUN" and t.head.pos_ in ("VERB", "AUX")), None)
    if verb is not None or (noun is not None and stance.type != "mediates"):
        return subjects_of(verb if verb is not None else noun.head)  # type: ignore[union-attr]
    return _named_after(settled.parsed.token_at(stance.span.end + 1), settled.parsed.text)


def _authors_of_noun(token: Token, settled: Settled, pack: Pack) -> list[Token]:
    """Return the author of a noun of speech (`l'appel de l'ONU à`): the first name that hangs on it by an author's case."""
    cases = set(pack.words("arrangements", "author_cases"))
    hung = [c for c in token.children if c.dep_ in ("nmod", "obl:agent") and c.pos_ in ("PROPN", "NOUN")]
    # what hangs on `refus` may be who refuses or what is refused: only a name that the report knows is an author
    known = {span.start for actor in settled.actors for span in actor.mentions}
    return [c for c in hung if c.idx in known and any(w.dep_ == "case" and w.lemma_ in cases for w in c.children)][:1]


def _subjects_over(token: Token) -> list[Token]:
    if any(c.dep_.startswith("nsubj") for c in token.children):
        return subjects_of(token)
    if token.dep_ == "appos":
        # `X, médiateur entre les deux camps`
        return [token.head]
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    return subjects_of(verb) if verb is not None else []


def _named_after(token: Token | None, text: str) -> list[Token]:
    """Return the nouns right after a phrase (`sous l'égide de X et de Y`)."""
    while token is not None and token.pos_ in ("DET", "ADP", "PUNCT") and token.i + 1 < len(token.doc):
        token = token.nbor(1)
    if token is None or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return []
    head = token
    span = name_span(head, text)
    return [head, *(c for c in with_joined(head) if not span.holds((c.idx, c.idx + 1)))]
