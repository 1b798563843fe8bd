"""To whom it was done, where and when: the frame of one act, read from the parse around its trigger."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from selon.claims.parties import party_at
from selon.model.parsed import Sentence
from selon.model.record import Figure, Period, Place
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.triggers import Trigger

# the headline and the first sentence of a report tell where its main act happened
LEAD = 1


def patients_of(token: Token, settled: Settled) -> tuple[str, ...]:
    """Return the names of those it was done to: the object of a verb, the subject of a passive."""
    wanted = ("nsubj:pass", "obj") if token.pos_ == "VERB" else ()
    found = [c for c in token.children if c.dep_ in wanted and c.pos_ in ("NOUN", "PROPN")]
    return tuple(s.name for t in found if (s := party_at(t, settled)) is not None)


def place_of_trigger(trigger: Trigger, settled: Settled, figures: Sequence[Figure]) -> tuple[Place | None, bool]:
    """Return the place of an act, the narrowest of its sentence, nearest first; and whether its own words say it.

    Where they do not, it is the place of its figures or of the lead.
    """
    parsed = settled.parsed
    sentence = parsed.sentence_at(trigger.span.start)
    here = [p for p in settled.places if p.span is not None and sentence.span.holds(p.span)]
    told = [f.place for f in figures if f.place is not None and sentence.span.holds(f.span)]
    lead = [p for p in settled.places if p.span is not None and parsed.sentence_at(p.span.start).index <= LEAD]
    here = [p for p in here if not _speaks(p, settled)] or here
    said = settled.source_at(trigger.span)
    # a capital that gives the word for it (`a annoncé Moscou`) does not say where it was; the police of a town does
    here = [p for p in here if not (said and said[0].span == p.span)]
    below = {t.i for t in parsed.doc[trigger.head].subtree} if not trigger.verb else set()
    own = [p for p in here if p.span is not None and (t := parsed.token_at(p.span.start)) is not None and t.i in below]
    here = own or here
    if here:
        nearest = min(here, key=lambda p: (breadth(p), distance(p.span, trigger.span)))
        place = min([nearest, *told], key=breadth)
        return place, place is nearest
    return min(told or lead, key=breadth, default=None), False


def _speaks(place: Place, settled: Settled) -> bool:
    """Say whether a place stands for those who rule it (`Paris a annoncé`): the subject of a verb."""
    token = settled.parsed.token_at(place.span.start) if place.span is not None else None
    return token is not None and token.dep_ in ("nsubj", "obl:agent")


def breadth(place: Place) -> int:
    """Return how wide a place is, by its precision: 0 a building, 5 several countries."""
    return {"exact": 0, "settlement": 1, "district": 2, "province": 3, "country": 4, "region": 5}.get(place.precision, 3)


def distance(a: Span | None, b: Span) -> int:
    """Return how many characters lie between two spans, many where one is missing."""
    if a is None:
        return 10_000
    return max(0, a.start - b.end, b.start - a.end)


def period_of_trigger(
    trigger: Trigger, periods: Sequence[tuple[Span, Period]], settled: Settled, figures: Sequence[Figure]
) -> tuple[Period | None, bool]:
    """Return the days of an act, the period nearest to the trigger in its sentence; and whether its own words say them.

    Where they do not, they are the days of a figure beside it, or those on which the story goes on.
    """
    sentence = settled.parsed.sentence_at(trigger.span.start)
    said = settled.source_at(trigger.span)
    # `X a annoncé jeudi que ... mardi`: the day of the word is not the day of the act, if that has one
    told = said[1].spans if said else ()
    # a span that only begins is of what is to come: the act is done
    here = [
        (not any(s.holds(span) for s in told), distance(span, trigger.span), n, period)
        for n, (span, period) in enumerate(periods)
        if sentence.span.holds(span) and period.end is not None
    ]
    if here:
        return min(here)[3], True
    beside = next((f.period for f in figures if f.period is not None and sentence.span.holds(f.span)), None)
    return beside or _goes_on(sentence, periods, settled), False


def _goes_on(sentence: Sentence, periods: Sequence[tuple[Span, Period]], settled: Settled) -> Period | None:
    """Return the last day told in the sentence before, in the same paragraph: the story goes on there."""
    if not any(p.start < sentence.span.start < p.end for p in settled.parsed.paragraphs):
        return None
    before = [s for s in settled.parsed.sentences if s.index == sentence.index - 1]
    days = [(span, period) for span, period in periods if any(s.span.holds(span) for s in before)]
    return max(days, key=lambda d: d[0])[1] if days else None


def modality_of(token: Token) -> str:
    """Return how a verb is told: the conditional is hearsay, the rest is asserted."""
    for word in (token, *token.children):
        if "Cnd" in word.morph.get("Mood", []) and word.dep_ in ("aux:tense", "aux:pass", "ROOT", "aux"):
            return "hearsay"
    return "asserted"
