"""Settle where: the narrowest place that stands with a number, else that of the event it belongs to.

In: drafts and places. Out: for each draft a place with the rule that gave it, None where the report gives none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from selon.claims.figure_drafts import Draft
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Derivation, Place
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# from the narrowest to the widest
BREADTH = {"exact": 0, "settlement": 1, "district": 2, "province": 3, "country": 4, "region": 5}
NARROW = 3
# paragraphs at the top in which the place of the event is looked for
LEAD = 4
NUMBER_BETWEEN = 30.0


@dataclass(frozen=True, slots=True)
class _Words:
    prepositions: frozenset[str]
    elsewhere: frozenset[str]
    wars: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    return _Words(
        frozenset(pack.words("scope", "place_prepositions")),
        frozenset(pack.words("scope", "place_elsewhere")),
        frozenset(pack.words("scope", "war_nouns")),
    )


def settle_figure_places(drafts: Sequence[Draft], settled: Settled, pack: Pack) -> list[Place | None]:
    """Return the place of each draft, in order; a place taken over has no span."""
    words = _words(pack)
    usable = [p for p in settled.places if p.span and _stands_for_itself(p, settled, words)]
    event = _event_place(usable, settled)
    own = [_own(draft, usable, drafts, settled.parsed) for draft in drafts]
    found: list[Place | None] = []
    for at, draft in enumerate(drafts):
        found.append(_choose(at, drafts, own, found, event, settled, words))
    return found


def _stands_for_itself(place: Place, settled: Settled, words: _Words) -> bool:
    """Say whether a name stands for a place, and not for a government or where somebody comes from."""
    if place.span is None:
        return False
    if any(s.source and s.source.span and s.source.span.overlaps(place.span) for s in settled.statements):
        return False
    token = settled.parsed.token_at(place.span.start)
    if token is None or token.i == 0 or token.is_sent_start:
        return True
    before = plain(token.doc[token.i - 1].text)
    return before in words.prepositions and before not in words.elsewhere or settled.parsed.sentence_at(place.span.start).headline


def _breadth(place: Place) -> int:
    return BREADTH.get(place.precision, 1)


def _own(draft: Draft, places: Sequence[Place], drafts: Sequence[Draft], parsed: Parsed) -> Place | None:
    """Return the narrowest place of the sentence; of two as narrow, the nearest without another number between."""
    best: tuple[tuple[float, float], Place] | None = None
    for place in places:
        if place.span is None or not draft.sentence.span.holds(place.span):
            continue
        key = (float(_breadth(place)), _distance(draft, place.span, drafts, parsed))
        if best is None or key < best[0]:
            best = key, place
    return best[1] if best else None


def _distance(draft: Draft, span: Span, drafts: Sequence[Draft], parsed: Parsed) -> float:
    start, end = draft.counted.number.span.start, draft.counted.end
    between = Span(end, span.start) if span.start >= end else Span(span.end, start)
    if between.end <= between.start:
        return 0.0
    numbers = sum(between.holds(d.counted.number.span) for d in drafts)
    # a place before the number opens the sentence as often as one after closes it
    return (between.end - between.start) / 2 + NUMBER_BETWEEN * numbers + 10.0 * parsed.text.count(",", *between)


def _event_place(places: Sequence[Place], settled: Settled) -> Place | None:
    """Return the narrowest place of the top of the report."""
    top = [p for p in places if p.span and settled.parsed.sentence_at(p.span.start).paragraph < LEAD]
    return min(top, key=lambda p: (_breadth(p), p.span or Span(0, 0)), default=None)


def _choose(
    at: int,
    drafts: Sequence[Draft],
    own: Sequence[Place | None],
    found: Sequence[Place | None],
    event: Place | None,
    settled: Settled,
    words: _Words,
) -> Place | None:
    draft, place = drafts[at], own[at]
    if place is not None and _breadth(place) <= NARROW:
        return _with(place, "place.sentence", place.span)
    by_span = {d.counted.number.span: n for n, d in enumerate(drafts[:at])}
    if draft.part_of in by_span and found[by_span[draft.part_of]]:
        return found[by_span[draft.part_of]]
    same = [n for n, d in enumerate(drafts) if n != at and own[n] and _same_toll(draft, d)]
    narrow = min((own[n] for n in same), key=lambda p: _breadth(p) if p else 9, default=None)
    if narrow is not None and _breadth(narrow) <= NARROW and _fits(narrow, place):
        return _with(narrow, "place.told_elsewhere", None)
    war = any(plain(t.text) in words.wars for t in settled.parsed.tokens(draft.sentence.span))
    if place is not None and (war or event is None or not _fits(event, place) or draft.sentence.paragraph >= LEAD):
        return _with(place, "place.sentence", place.span)
    if event is not None and not war:
        return _with(event, "place.event", None)
    country = _country(place or event, settled)
    return _with(country, "place.event", None) if country else None


def _country(place: Place | None, settled: Settled) -> Place | None:
    if place is None:
        return None
    return next((p for p in settled.places if p.precision == "country" and p.country == place.country), place)


def _fits(narrow: Place, wide: Place | None) -> bool:
    return wide is None or wide.country is None or narrow.country is None or wide.country == narrow.country


def _with(place: Place, rule: str, span: Span | None) -> Place:
    parts = (place.derivation,) if place.derivation else ()
    derivation = Derivation(rule=rule, span=place.span, of="place", parts=parts)
    return replace(place, span=span, derivation=derivation)


def _same_toll(one: Draft, other: Draft) -> bool:
    a, b = one.counted.number, other.counted.number
    return one.measured.measure == other.measured.measure and bool({a.low, a.high} & {b.low, b.high} - {None})
