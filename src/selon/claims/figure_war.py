"""Tell which numbers are the toll of a whole war, by its noun as their subject: `la guerre a fait 90.000 morts`.

In: a draft and the place that it would have. Out: the country of a town, since such a toll is never of the town of an act.
"""

from __future__ import annotations

from spacy.tokens import Token

from selon.claims.figure_drafts import Draft
from selon.claims.figure_elsewhere import land_of
from selon.claims.figure_place_words import SETTLEMENT, PlaceWords, breadth
from selon.model.record import Place
from selon.model.settled import Settled

# a war costs a town less than this: `le conflit a fait jeudi cinq morts à X` (no other value was tried)
MANY = 1000
VERBAL = ("VERB", "AUX")


def _war_over(draft: Draft, settled: Settled) -> Token | None:
    """Return the subject of the verb over a number, or what its relative clause tells of."""
    token = settled.parsed.token_at(draft.counted.number.span.start)
    above = [t for t in token.ancestors if t.pos_ in VERBAL] if token is not None else []
    told = [c for v in above for c in v.children if c.dep_ == "nsubj"]
    first = next((n for n, v in enumerate(above) if v.dep_ != "conj" or any(c in told for c in v.children)), None)
    subject = next((c for c in above[first].children if c.dep_ == "nsubj"), None) if first is not None else None
    if token is None or subject is None or subject.i > token.i:
        return None
    if subject.pos_ != "PRON":
        return subject
    # `une guerre civile qui, selon l'ONU, a fait`: the parser hangs the clause anywhere
    at = subject.i - 1
    while at > subject.sent.start and subject.doc[at].pos_ == "ADJ":
        at -= 1
    return subject.doc[at]


def place_of_war(draft: Draft, place: Place, settled: Settled, words: PlaceWords) -> Place:
    """Return the country where the toll of a war would have a town: `le conflit, qui a éclaté à X, a fait 9.000 morts`."""
    few = (draft.counted.number.low or 0) < MANY
    war = _war_over(draft, settled) if not few and breadth(place) <= SETTLEMENT else None
    if war is None or not words.wars.name(war, settled):
        return place
    town = settled.parsed.token_at(place.span.start) if place.span is not None else None
    # `la guerre à X a fait 90 morts`, not `la guerre, qui a éclaté à X`
    own = town is not None and town.head == war
    return place if own else land_of(place, settled)
