"""Who did it: the actors of one act, read from the parse around its trigger."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.claims.figure_words import counting_words
from selon.claims.parties import agents_of_passive, joined, may_act, name_span, party_at, subjects_of, with_joined
from selon.gazetteer import country_name, demonyms
from selon.lang.pack import Pack
from selon.model.settled import Settled
from selon.read.triggers import Trigger

# how many words may stand between an act and the case of its author: `pris le 5 juin au petit matin par les forces`
AUTHOR_REACH = 10
# acts whose noun takes its author by the case of possession (`l'offensive de l'armée`); in others it takes whom it befell
OWNED = frozenset({"air_strike", "shelling", "armed_attack", "clash"})
CLAIM = "claim_responsibility"
_NAMED = ("NOUN", "PROPN", "ADJ")


def agents_of(trigger: Trigger, settled: Settled, pack: Pack) -> tuple[str, ...]:
    """Return the names of those who act: the subject of a verb, the author after `par`, the sides of a fight; none if unnamed."""
    token = settled.parsed.doc[trigger.head]
    found = agents_of_passive(token)
    if token.pos_ in ("VERB", "AUX", "ADJ"):
        found += subjects_of(token) if _acts(token) else _parties_of_passive(token, trigger, pack)
    else:
        found += _authors_of_noun(token, trigger, settled, pack)
    found = [t for t in found if may_act(t, settled, pack)]
    found = found or [t for t in _after_case(token, settled, pack) if may_act(t, settled, pack)]
    names = tuple(dict.fromkeys(n for t in found if (n := _name(t, settled)) is not None))
    return names or _claimed(trigger, settled) or _by_adjective(token, trigger, pack) or _by_weapon(token, trigger, settled, pack)


def _acts(token: Token) -> bool:
    """Say whether a verb is told of who does it: a finite form, a gerund, a participle after the auxiliary of time."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in token.children):
        return False
    form = token.morph.get("VerbForm", [])
    if "Part" not in form:
        return token.pos_ != "ADJ"
    if "Pres" in token.morph.get("Tense", []) or any(c.dep_ == "aux:tense" for c in token.children):
        return True
    # `ayant souvent pris pour cible`, `ont atteint la ville et pris le port`: the auxiliary hangs elsewhere
    before = [t for t in token.doc[max(0, token.i - 4) : token.i] if t.pos_ == "AUX" and "Part" in t.morph.get("VerbForm", [])]
    goes_on = token.dep_ == "conj" and any(c.dep_ == "aux:tense" for c in token.head.children)
    return bool(before) or (goes_on and not any(c.dep_ == "aux:pass" for c in token.head.children))


def _name(token: Token, settled: Settled) -> str | None:
    """Return how somebody is called: as the report knows him, with all his words where it knows but a common noun."""
    party = party_at(token, settled)
    if party is None:
        return None
    if token.pos_ == "NOUN" and party.name == token.text:
        return name_span(token, settled.parsed.text).words(settled.parsed.text)
    return party.name


def _after_case(token: Token, settled: Settled, pack: Pack) -> list[Token]:
    """Return the author of an act where the parser hung him elsewhere: the first name after an author's case behind it."""
    cases, committed = set(pack.words("event_actors", "author_cases")), set(pack.words("event_actors", "committed"))
    sentence = settled.parsed.sentence_at(token.idx)
    laid, at_case = False, False
    for word in token.doc[token.i + 1 : token.i + 1 + AUTHOR_REACH]:
        if word.idx >= sentence.span.end or word.text in (";", ":", ".", '"'):
            break
        if at_case and word.pos_ in _NAMED:
            return [word, *(c for c in word.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"))]
        if at_case and word.pos_ not in ("DET", "NUM"):
            break
        laid = laid or word.lower_ in pack.words("event_actors", "laid_to")
        if word.lower_ in cases or (laid and word.lower_ in pack.words("event_actors", "laid_cases")):
            at_case = True
        elif word.pos_ in ("VERB", "AUX") and word.lemma_.lower() not in committed and not laid and word.lower_ not in committed:
            break
    return []


def _authors_of_noun(token: Token, trigger: Trigger, settled: Settled, pack: Pack) -> list[Token]:
    """Return who commits an act that a noun names: by its case, as the sides of a fight, as subject of the verb over it."""
    cases = {*pack.words("event_actors", "author_cases"), *pack.words("event_actors", "between")}
    found = [c for c in token.children if any(w.dep_ == "case" and w.lower_ in cases for w in c.children)]
    found = [t for f in found for t in (f, *joined(f))]
    bunch = token.dep_ == "nmod" and counting_words(pack).singular(token.head.lower_) in pack.words("event_actors", "bunches")
    act = token.head if bunch else token
    over = act.head
    if not found and act.dep_ in ("obj", "obl:arg") and over.lemma_ in pack.words("event_actors", "committing_verbs"):
        found = subjects_of(over)
    if trigger.type == "clash":
        found += _sides(token, pack)
    if not found and trigger.type in OWNED:
        owned, armed = set(pack.words("event_actors", "owning_cases")), set(pack.words("event_actors", "armed"))
        below = [c for c in token.children if any(w.dep_ == "case" and w.lower_ in owned for w in c.children)]
        found = [
            c for c in below if {c.lemma_.lower(), counting_words(pack).singular(c.lower_)} & armed or _armed_group(c, settled)
        ]
    return found


def _armed_group(token: Token, settled: Settled) -> bool:
    """Say whether a word names an armed group that the report knows (`une embuscade du X`)."""
    known = (a for a in settled.actors if a.kind == "armed_group")
    return any(m.start <= token.idx < m.end for a in known for m in a.mentions)


def _sides(token: Token, pack: Pack) -> list[Token]:
    """Return the sides of a fight: the objects of the verb that it is the subject of, whom it is fought with or against."""
    over, other = token.head, pack.words("event_actors", "other_side")
    between = _after_between(token, pack)
    heads = [c for c in token.children if any(w.dep_ == "case" and w.lower_ in other for w in c.children)]
    if token.dep_.startswith("nsubj") and over.lemma_ in pack.words("event_actors", "opposing_verbs"):
        heads += [c for c in over.children if c.dep_ in ("obj", "obl:arg", "iobj") and c.i > over.i]
    return [t for h in heads for t in (h, *(c for c in h.children if c.dep_ == "conj"))] or between


def _after_between(token: Token, pack: Pack) -> list[Token]:
    """Return the sides behind a fight where the parser hung them elsewhere (`les combats ont repris entre X et Y`)."""
    words = pack.words("event_actors", "between")
    for word in token.doc[token.i + 1 : token.i + 1 + AUTHOR_REACH]:
        if word.is_sent_start or word.pos_ == "PUNCT":
            return []
        if word.dep_ == "case" and word.lower_ in words:
            sides = [word.head, *with_joined(word.head)]
            return sides if len(sides) > 1 else []
    return []


def _parties_of_passive(token: Token, trigger: Trigger, pack: Pack) -> list[Token]:
    """Return who acts though he is the subject of a passive: troops that are deployed, the parties of an accord."""
    subjects = [c for c in token.children if c.dep_ == "nsubj:pass"]
    if trigger.type == "deployment":
        return subjects
    if trigger.type != "agreement":
        return []
    between = set(pack.words("event_actors", "between"))
    both = subjects_of(token)
    below = [t for s in both for t in s.subtree if any(w.dep_ == "case" and w.lower_ in between for w in t.children)]
    # `l'accord entre X et Y a été signé`: the parser takes Y alone for a subject of its own
    rest = [s for s in both[1:] if below and not any(s.is_ancestor(b) for b in below)]
    return [t for b in below for t in (b, *(c for c in b.children if c.dep_ == "conj"))] + rest


def _claimed(trigger: Trigger, settled: Settled) -> tuple[str, ...]:
    """Return who claims the act as his own, where the words stand in such a claim."""
    said = settled.source_at(trigger.span)
    return (said[0].name,) if said and said[1].act == CLAIM and not trigger.verb else ()


def _by_adjective(token: Token, trigger: Trigger, pack: Pack) -> tuple[str, ...]:
    """Return the side that an adjective gives to an act (`raids israéliens`, `tirs rebelles`): the country, or its men."""
    if trigger.type not in OWNED or trigger.verb or trigger.type == "clash":
        return ()
    words = [t for t in token.doc[token.i : token.i + 5] if t.idx < trigger.span.end]
    return _side_said(words, trigger.span.end, pack)


def _side_said(words: Sequence[Token], end: int, pack: Pack) -> tuple[str, ...]:
    """Return the side that an adjective behind some words gives to them."""
    table, armed = demonyms(pack), set(pack.words("event_actors", "armed"))
    for child in (c for w in words for c in w.children):
        word = child.lower_
        if child.dep_ in ("amod", "nmod", "appos") and child.idx >= end and child.i - words[-1].i < 4:
            if word in table and child.pos_ == "ADJ":
                return (country_name(table[word], pack.code),)
            if counting_words(pack).singular(word) in armed and not any(c.dep_ == "case" for c in child.children):
                return (child.text,)
    return ()


def _by_weapon(token: Token, trigger: Trigger, settled: Settled, pack: Pack) -> tuple[str, ...]:
    """Return whose arms do it: the side of the drones, planes or shells that are the subject of an act, or its own words."""
    if trigger.type not in OWNED or trigger.type == "clash":
        return ()
    arms = pack.words("event_actors", "weapons")
    doing = [*(subjects_of(token) if trigger.verb and _acts(token) else []), *agents_of_passive(token), token]
    inside = [c for c in token.children if c.dep_ in ("nmod", "obl:arg")] if not trigger.verb else []
    for arm in (t for t in (*doing, *inside) if counting_words(pack).singular(t.lower_) in arms):
        owned = [c for c in arm.children if c.dep_ == "nmod" and may_act(c, settled, pack)]
        if owned and (name := _name(owned[0], settled)):
            return (name,)
        if side := _side_said([arm], arm.idx + len(arm), pack):
            return side
    return ()
