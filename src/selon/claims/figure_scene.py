"""Settle which place of its own sentence a number stands in: the narrowest, the nearest, that of its clause or of its host.

In: a draft, the places that can be scenes. Out: the place of the sentence that holds the number, None where it has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.claims.figure_drafts import Draft
from selon.claims.figure_event import PlaceWords, breadth, stands_beside
from selon.model.parsed import Parsed
from selon.model.record import Place, Statement
from selon.model.settled import Settled
from selon.model.span import Span

TOWN = 1
# what parts a place from a number, in characters: set on the look half, flat from 20 to 60
NUMBER_BETWEEN = 30.0
OWNED = 60.0
# a narrower place counts only this much farther than the nearest
WINDOW = 60.0
# how far behind a verb of speech or a speaker a place is theirs, in characters
SPEAKER_REACH = 50
# `4.500 soldats au Sahel`: a place this near behind what is counted is meant
ADJACENT = 8
# what parts a place from the relative clause that it leads, in characters: a comma and a space
LED = 3
RELATIVE = "acl:relcl"
VERBAL = ("VERB", "AUX")


def own_place(
    draft: Draft, places: Sequence[Place], drafts: Sequence[Draft], settled: Settled, words: PlaceWords
) -> Place | None:
    """Return the narrowest place of the sentence; of two as narrow, the nearest without another number between."""
    headed = _headed(draft, places, settled) or _host(draft, settled, words)
    if headed is not None:
        return headed
    best: tuple[tuple[float, float], Place] | None = None
    places = _in_sentence(draft, places, settled, words)
    near = _nearest(draft, places, drafts, settled) + WINDOW
    said = settled.source_at(draft.counted.number.span)
    for place in places:
        if place.span is None:
            continue
        if said and not any(s.holds(place.span) for s in said[1].spans) and _tells_where_said(place.span, said[1]):
            continue
        distance = distance_to(draft, place.span, drafts, settled.parsed)
        if distance > near:
            continue
        if distance > 2 * OWNED and any(
            distance_to(d, place.span, drafts, settled.parsed) < OWNED for d in drafts if d is not draft
        ):
            continue
        after = place.span.start - draft.counted.end
        # `4.500 soldats au Sahel, dont une base est à Gao`: what follows at once is meant
        key = (0.0 if 0 <= after <= ADJACENT else float(breadth(place)), distance)
        if best is None or key < best[0]:
            best = key, place
    return best[1] if best else None


def _tells_where_said(span: Span, statement: Statement) -> bool:
    """Say whether a place stands with the speaker (`a déclaré à Genève`), not with what is told (`À Gao, selon la police`)."""
    by = [s for s in (statement.cue, statement.source.span if statement.source else None) if s is not None]
    return any(0 <= span.start - s.end <= SPEAKER_REACH for s in by)


def _in_sentence(draft: Draft, places: Sequence[Place], settled: Settled, words: PlaceWords) -> list[Place]:
    """Return the places of the sentence; one that only tells what is near (`à 90 km de Gao`) where no other is as narrow."""
    here = [p for p in places if p.span is not None and draft.sentence.span.holds(p.span)]
    sure = [p for p in here if not stands_beside(p, settled, words)]
    return sure if any(breadth(p) <= TOWN for p in sure) else here


def _headed(draft: Draft, places: Sequence[Place], settled: Settled) -> Place | None:
    """Return the place whose relative clause holds the number (`le drame de Gao, où dix soldats sont morts`)."""
    token = settled.parsed.token_at(draft.counted.number.span.start)
    clause = next((t for t in token.ancestors if t.dep_ == RELATIVE), None) if token else None
    if clause is None:
        return None
    opens = min(t.idx for t in clause.subtree)
    led = [p for p in places if p.span and 0 <= opens - p.span.end <= LED and draft.sentence.span.holds(p.span)]
    return min(led, key=breadth, default=None)


def _host(draft: Draft, settled: Settled, words: PlaceWords) -> Place | None:
    """Return the place that takes in those who are counted (`le Liban accueille un million de réfugiés`)."""
    token = settled.parsed.token_at(draft.counted.number.span.start)
    verb = next((t for t in token.ancestors if t.pos_ in VERBAL), None) if token else None
    if token is None or verb is None or verb.lemma_ not in words.hosts or token.i < verb.i:
        return None
    # `va accueillir`: the subject hangs on the helping verb
    helped = verb.head.children if verb.dep_ == "xcomp" else ()
    subject = next((t for t in (*verb.children, *helped) if t.dep_ == "nsubj" and t.i < verb.i), None)
    return next(
        (p for p in settled.places if p.span and subject is not None and p.span.holds((subject.idx, subject.idx + 1))), None
    )


def _nearest(draft: Draft, places: Sequence[Place], drafts: Sequence[Draft], settled: Settled) -> float:
    inside = [p.span for p in places if p.span is not None and draft.sentence.span.holds(p.span)]
    return min((distance_to(draft, span, drafts, settled.parsed) for span in inside), default=0.0)


def distance_to(draft: Draft, span: Span, drafts: Sequence[Draft], parsed: Parsed) -> float:
    """Return what parts a place from a number, in characters: more over commas and over other numbers."""
    start, end = draft.counted.number.span.start, draft.counted.end
    between = Span(end, span.start) if span.start >= end else Span(span.end, start)
    if between.end <= between.start:
        return 0.0
    cost = (between.end - between.start) / 2 + 10.0 * parsed.text.count(",", *between)
    cost += NUMBER_BETWEEN * sum(between.holds(d.counted.number.span) for d in drafts)
    # a place after another number and before this one belongs to that other
    if span.end <= start and any(d.sentence is draft.sentence and d.counted.end <= span.start for d in drafts):
        cost += 2 * OWNED
    return cost
