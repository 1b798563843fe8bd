"""Who did it, to whom, where and when: the frame of one act, read from the parse around its trigger."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.claims.parties import agents_of_passive, party_at, subjects_of
from selon.lang.pack import Pack
from selon.model.record import Figure, Period, Place
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.triggers import Trigger

# the headline and the first sentence of a report tell where its main act happened
LEAD = 1


def agents_of(token: Token, settled: Settled, pack: Pack) -> tuple[str, ...]:
    """Return the names of those who act: the subject of a verb, the author after `par`, the sides of a fight; none if unnamed."""
    found = agents_of_passive(token)
    if token.pos_ in ("VERB", "AUX"):
        passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in token.children)
        active = (not passive and "Part" not in token.morph.get("VerbForm", [])) or any(
            c.dep_ == "aux:tense" for c in token.children
        )
        found += subjects_of(token) if active and not passive else []
        found = found or _after_case(token, pack)
    else:
        found += _authors_of_noun(token, pack)
    return _names(found, settled)


def _after_case(token: Token, pack: Pack) -> list[Token]:
    """Return the author of a passive that the parser hung elsewhere below it: the first noun with an author's case."""
    cases = set(pack.words("events", "author_cases"))
    below = (t for t in token.subtree if t.i > token.i and t.lower_ in cases and t.head.pos_ in ("NOUN", "PROPN"))
    return [t.head for t in below][:1]


def _authors_of_noun(token: Token, pack: Pack) -> list[Token]:
    """Return who commits an act that a noun names: by its case, as the sides of a fight, as subject of the verb over it."""
    cases = {*pack.words("events", "author_cases"), *pack.words("events", "between")}
    found = [c for c in token.children if any(w.dep_ == "case" and w.lower_ in cases for w in c.children)]
    found = [t for f in found for t in (f, *(c for c in f.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")))]
    over = token.head
    if not found and token.dep_ in ("obj", "obl:arg") and over.lemma_ in pack.words("events", "committing_verbs"):
        return subjects_of(over)
    return found


def _names(tokens: list[Token], settled: Settled) -> tuple[str, ...]:
    return tuple(s.name for t in tokens if (s := party_at(t, settled)) is not None)


def patients_of(token: Token, settled: Settled) -> tuple[str, ...]:
    """Return the names of those it was done to: the object of a verb, the subject of a passive."""
    wanted = ("nsubj:pass", "obj") if token.pos_ == "VERB" else ()
    found = [c for c in token.children if c.dep_ in wanted and c.pos_ in ("NOUN", "PROPN")]
    return _names(found, settled)


def place_of_trigger(trigger: Trigger, settled: Settled, figures: Sequence[Figure]) -> Place | None:
    """Return the place of an act: the narrowest of its sentence, nearest first; else what its figures or the lead say."""
    parsed = settled.parsed
    sentence = parsed.sentence_at(trigger.span.start)
    here = [p for p in settled.places if p.span is not None and sentence.span.holds(p.span)]
    told = [f.place for f in figures if f.place is not None and sentence.span.holds(f.span)]
    lead = [p for p in settled.places if p.span is not None and parsed.sentence_at(p.span.start).index <= LEAD]
    if here:
        nearest = min(here, key=lambda p: (breadth(p), _distance(p.span, trigger.span)))
        return min([nearest, *told], key=breadth)
    return min(told or lead, key=breadth, default=None)


def breadth(place: Place) -> int:
    """Return how wide a place is, by its precision: 0 a building, 5 several countries."""
    return {"exact": 0, "settlement": 1, "district": 2, "province": 3, "country": 4, "region": 5}.get(place.precision, 3)


def _distance(a: Span | None, b: Span) -> int:
    if a is None:
        return 10_000
    return max(0, a.start - b.end, b.start - a.end)


def period_of_trigger(
    trigger: Trigger, periods: Sequence[tuple[Span, Period]], settled: Settled, figures: Sequence[Figure]
) -> Period | None:
    """Return the days of an act: the period nearest to the trigger in its sentence, else that of a figure beside it."""
    sentence = settled.parsed.sentence_at(trigger.span.start)
    here = [(_distance(span, trigger.span), n, period) for n, (span, period) in enumerate(periods) if sentence.span.holds(span)]
    if here:
        return min(here)[2]
    return next((f.period for f in figures if f.period is not None and sentence.span.holds(f.span)), None)


def modality_of(token: Token) -> str:
    """Return how a verb is told: the conditional is hearsay, the rest is asserted."""
    for word in (token, *token.children):
        if "Cnd" in word.morph.get("Mood", []) and word.dep_ in ("aux:tense", "aux:pass", "ROOT", "aux"):
            return "hearsay"
    return "asserted"
