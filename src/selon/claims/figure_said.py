"""Find where a report says in so many words that its act took place: `l'accident s'est produit à X`, `X a été le théâtre de`.

In: the places of a report. Out: the first that its act is said to have happened in, None where no sentence says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.claims.figure_place_words import PlaceWords, breadth
from selon.claims.figure_scenes import is_end, stands_beside
from selon.model.parsed import Sentence, verb_over
from selon.model.record import Place
from selon.model.settled import Settled
from selon.read.number_patterns import plain

# paragraphs from the top in which the act of the report is told
EARLY = 3
# characters between two names of a list (`, `, ` et à `): the longest joint that a list has
NEXT = 6
# and in which it may be said where, if that lies within the place that the report tells most (no other value was tried)
TOLD = 6


def said_where(places: Sequence[Place], settled: Settled, words: PlaceWords) -> Place | None:
    """Return the place in which the act that a report is about is said to have happened (`l'accident s'est produit à X`).

    One that the words only tell as near (`à 50 km de X`) where none is told exactly.
    """
    said = [p for p in places if _is_said(p, settled, words)]
    return next((p for p in said if not stands_beside(p, settled, words)), next(iter(said), None))


def _is_said(place: Place, settled: Settled, words: PlaceWords) -> bool:
    token = settled.parsed.token_at(place.span.start) if place.span else None
    if token is None or is_end(token, words) or _is_of_several(token, place, settled):
        # `l'accident s'est produit entre X et Y`
        return False
    sentence = settled.parsed.sentence_at(token.idx)
    # what the sentence tells is asked last: it looks at all its words
    return sentence.paragraph <= TOLD and _happened_there(token, words) and not tells_past(sentence, settled, words)


def _is_of_several(token: Token, place: Place, settled: Settled) -> bool:
    """Say whether a name is the first of several as wide (`des heurts ont eu lieu à X, Y et Z`)."""
    if any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in token.children):
        return True
    end = place.span.end if place.span else 0
    return any(p.span and 0 < p.span.start - end <= NEXT and breadth(p) == breadth(place) for p in settled.places)


def theatre_of(places: Sequence[Place], settled: Settled, words: PlaceWords) -> Place | None:
    """Return the narrowest place before the words that make it the scene (`le village de X a été le théâtre d'un attentat`)."""
    for sentence in settled.parsed.sentences:
        if sentence.paragraph > EARLY:
            return None
        at = next((t for t in settled.parsed.tokens(sentence.span) if _makes_scene(t, words)), None)
        if at is None or tells_past(sentence, settled, words):
            continue
        before = [p for p in places if p.span and sentence.span.holds(p.span) and p.span.end <= at.idx]
        if before:
            return min(before, key=breadth)
    return None


def _makes_scene(token: Token, words: PlaceWords) -> bool:
    """Say whether a word makes its subject the scene of one act (`a été le théâtre`), not of many (`est le théâtre`)."""
    if plain(token.text) not in words.happened.theatres:
        return False
    being = next((c for c in token.children if c.dep_ == "cop"), None)
    return being is not None and "Pres" not in being.morph.get("Tense", [])


def tells_past(sentence: Sentence, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a sentence tells in the pluperfect what was before the event of the report."""
    return any(plain(t.text) in words.before for t in settled.parsed.tokens(sentence.span))


def _happened_there(token: Token, words: PlaceWords) -> bool:
    """Say whether a name hangs on a verb that says where an act took place (`le drame a eu lieu à X`)."""
    verb = verb_over(token)
    if verb is None:
        return False
    held = any(c.dep_ == "obj" and plain(c.text) in words.happened.taking_place for c in verb.children)
    if verb.lemma_ not in words.happened.happening and not held:
        return False
    if verb.dep_ == "acl" and verb.i > verb.head.i:
        # `cet enlèvement survenu à X`; without a demonstrative it may be the act of another day
        return plain(verb.head.lemma_) in words.act_nouns and any(plain(c.text) in words.this for c in verb.head.children)
    act = next((c for c in verb.children if c.dep_.startswith("nsubj") and c.i < verb.i), None)
    if act is not None and act.pos_ == "PRON" and verb.dep_ == "acl:relcl":
        # `le drame qui est survenu à X`
        act = verb.head
    if act is None or any(plain(c.text) in words.one_of for c in act.children):
        # `l'autre accident s'est produit à X`
        return False
    return plain(act.lemma_) in words.act_nouns and any(plain(c.text) in words.pointing for c in act.children)
