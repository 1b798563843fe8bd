"""Who did it, to whom, where and when: the frame of one act, read from the parse around its trigger."""

from __future__ import annotations

from spacy.tokens import Token

from selon.claims.parties import agents_of_passive, party_at
from selon.model.record import Period, Place
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.triggers import Trigger


def agents_of(token: Token, settled: Settled) -> tuple[str, ...]:
    """Return the names of those who act: the subject of a verb, the author after `par`, none if the words name none."""
    passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in token.children)
    found = agents_of_passive(token)
    if token.pos_ == "VERB" and not passive:
        found += [c for c in token.children if c.dep_ == "nsubj"]
    return _names(found, settled)


def _names(tokens: list[Token], settled: Settled) -> tuple[str, ...]:
    return tuple(s.name for t in tokens if (s := party_at(t, settled)) is not None)


def patients_of(token: Token, settled: Settled) -> tuple[str, ...]:
    """Return the names of those it was done to: the object of a verb, the subject of a passive."""
    wanted = ("nsubj:pass", "obj") if token.pos_ == "VERB" else ()
    found = [c for c in token.children if c.dep_ in wanted and c.pos_ in ("NOUN", "PROPN")]
    return _names(found, settled)


def place_of_trigger(trigger: Trigger, settled: Settled) -> Place | None:
    """Return the place of an act: the narrowest of its sentence, nearest first; else that of the headline or the lead."""
    parsed = settled.parsed
    sentence = parsed.sentence_at(trigger.span.start)
    here = [p for p in settled.places if p.span is not None and sentence.span.holds(p.span)]
    if not here:
        here = [p for p in settled.places if p.span is not None and parsed.sentence_at(p.span.start).index <= 1]
        return min(here, key=_breadth) if here else None
    return min(here, key=lambda p: (_breadth(p), _distance(p.span, trigger.span)))


def _breadth(place: Place) -> int:
    return {"exact": 0, "settlement": 1, "district": 2, "province": 3, "country": 4, "region": 5}.get(place.precision, 3)


def _distance(a: Span | None, b: Span) -> int:
    if a is None:
        return 10_000
    return min(abs(a.start - b.end), abs(b.start - a.end))


def period_of_trigger(trigger: Trigger, settled: Settled) -> Period | None:
    """Return the days of an act: the time nearest to the trigger in its sentence, if it lies on the calendar."""
    sentence = settled.parsed.sentence_at(trigger.span.start)
    here = [t for t in settled.times if sentence.span.holds(t.span) and t.earliest is not None and t.type in ("DATE", "TIME")]
    if not here:
        return None
    nearest = min(here, key=lambda t: _distance(t.span, trigger.span))
    return Period(start=nearest.earliest, end=nearest.latest)


def modality_of(token: Token) -> str:
    """Return how a verb is told: the conditional is hearsay, the rest is asserted."""
    for word in (token, *token.children):
        if "Cnd" in word.morph.get("Mood", []) and word.dep_ in ("aux:tense", "aux:pass", "ROOT", "aux"):
            return "hearsay"
    return "asserted"
