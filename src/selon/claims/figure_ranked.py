"""Find the place that a number ranks: `le Tchad est le pays le plus touché de la région, avec 300 morts`.

In: a draft and the places of its sentence. Out: the place that is ranked, None where the sentence ranks none.
"""

from __future__ import annotations

from selon.claims.figure_context import Draft, start_of
from selon.claims.figure_place_words import PlaceWords
from selon.claims.figure_scenes import tells_superlative
from selon.model.record import Place
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# words before a number among which the `avec` stands that leads it and those before it (`avec 300 morts et près de 9.000 cas`);
# no other value was tried
LED = 9


def ranked_place(draft: Draft, settled: Settled, words: PlaceWords) -> Place | None:
    """Return the place that a number ranks: the subject of the superlative, not the place that bounds the comparison."""
    start = start_of(draft.counted)
    before = plain(settled.parsed.text[draft.sentence.span.start : start]).split()
    if not words.listing & set(before[-LED:]) or not tells_superlative(before, words):
        return None
    for place in settled.places:
        token = settled.parsed.token_at(place.span.start) if place.span else None
        if token is None or not draft.sentence.span.holds(Span(token.idx, token.idx + len(token))) or token.idx > start:
            continue
        told = token.dep_.startswith("nsubj") and any(c.dep_ == "cop" for c in token.head.children)
        return place if told and plain(token.head.lemma_) in words.ranked else None
    return None
