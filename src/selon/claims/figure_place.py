"""Settle where: the narrowest place that stands with a number, else that of the event it belongs to.

In: drafts and places. Out: for each draft a place with the rule that gave it, None where the report gives none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.claims.figure_drafts import Draft
from selon.claims.figure_event import NARROW, PlaceWords, breadth, event_place, is_near, place_words, stands_beside, usable_places
from selon.claims.figure_past import background, is_long, sentences_taken_up
from selon.claims.figure_scene import distance_to, own_place
from selon.claims.figure_told import chains, is_before, is_of_war, same_toll
from selon.gazetteer.containment import is_same, is_within
from selon.lang.pack import Pack
from selon.model.record import Derivation, Period, Place
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain
from selon.read.triggers import find_triggers

# from this paragraph on a country that is named with a number is meant as such
BODY = 2
# paragraphs of headline and lead
TOP = 1
# acts from this many on have no one place
SEVERAL = 2
ACTS = "attacks"
# paragraphs from the top in which the place of the lead's event is told; 3 and 5 do the same
FIRST = 3
HARM = frozenset({"killed", "wounded", "missing", "abducted", "attacks"})
# a toll of so many is not one town's
WIDE_TOLL = 200
CUSTODY = frozenset({"detained", "freed", "surrendered"})
# of 20, 100 and 500 the best by a figure or two on the marked reports
MANY_HELD = 100
WIDE_REACH = 60.0
# a toll this large that is told in round words is that of a war
WAR_TOLL = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenes:
    """What a report tells of places: its numbers, the place that each has in its sentence, the event's, the usable mentions."""

    drafts: Sequence[Draft]
    own: Sequence[Place | None]
    event: Place | None
    usable: Sequence[Place]
    settled: Settled
    words: PlaceWords
    background: frozenset[int]


def settle_figure_places(
    drafts: Sequence[Draft], settled: Settled, pack: Pack, periods: Sequence[Period | None]
) -> list[Place | None]:
    """Return the place of each draft, in order; a place taken over has no span."""
    past = background(drafts, periods, settled) | _over_time(drafts, periods)
    acts = frozenset(settled.parsed.sentence_at(t.span.start).index for t in find_triggers(settled.parsed, pack))
    words = replace(place_words(pack), acts=acts)
    usable = usable_places(settled, words)
    event = event_place(usable, drafts, settled, words)
    own = [own_place(draft, usable, drafts, settled, words) for draft in drafts]
    for row in chains(drafts, [p.span for p in usable if p.span], settled):
        shared = min((p for n in row if (p := own[n])), key=breadth, default=None)
        for n in row:
            own[n] = shared
    scenes = Scenes(drafts=drafts, own=own, event=event, usable=usable, settled=settled, words=words, background=past)
    found: list[Place | None] = []
    for at, draft in enumerate(drafts):
        taken = _of_act(draft, usable, settled, pack) if own[at] is None else None
        if taken is not None:
            found.append(_with(taken, "place.taken-up", None))
            continue
        found.append(_choose(at, found, scenes))
    return found


def _over_time(drafts: Sequence[Draft], periods: Sequence[Period | None]) -> frozenset[int]:
    """Return the positions of the numbers that add up what happened over many days: no one act's, and no one town's."""
    return frozenset(
        n
        for n, (draft, period) in enumerate(zip(drafts, periods, strict=True))
        if draft.measured.measure != "present" and is_long(period)
    )


def _choose(at: int, found: Sequence[Place | None], scenes: Scenes) -> Place | None:
    drafts, own, event, settled, words = scenes.drafts, scenes.own, scenes.event, scenes.settled, scenes.words
    draft, place = drafts[at], own[at]
    listed = _listed(draft, settled)
    if listed is not None:
        return _with(listed, "place.listed", listed.span)
    if place is not None and breadth(place) <= NARROW:
        if event is not None and at not in scenes.background and _gives_way(place, event, settled, words):
            return _with(event, "place.event", None)
        return _with(place, "place.sentence", place.span)
    if place is None and any(plain(t.text) in words.world for t in settled.parsed.tokens(draft.sentence.span)):
        return None
    by_span = {d.counted.number.span: n for n, d in enumerate(drafts[:at])}
    if draft.part_of in by_span and found[by_span[draft.part_of]]:
        return found[by_span[draft.part_of]]
    if is_before(draft, settled, words.before):
        past = _past(draft, scenes.usable, settled)
        if past is not None:
            return _with(past, "place.before", None)
    told = _told_elsewhere(at, drafts, own, place)
    if place is not None and told is not None and told.country == place.country:
        return _with(told, "place.told_elsewhere", None)
    if (
        place is not None
        and draft.sentence.paragraph >= BODY
        and distance_to(draft, place.span or Span(0, 0), drafts, settled.parsed) < WIDE_REACH
    ):
        return _with(place, "place.sentence", place.span)
    if event is not None and place is None and _is_many_held(draft):
        return _with(_frame(event, scenes.usable, settled), "place.frame", None)
    if event is not None and _tells_country(draft, settled, words):
        return _with(place or _country(event, settled), "place.country-noun", place.span if place else None)
    if (
        event is not None
        and _of_several_acts(draft, drafts)
        and _fits(event, place)
        and (_told_wide(draft, scenes.usable) or _acts_apart(event, scenes.usable, settled, words))
    ):
        return _with(place or _country(event, settled), "place.several", place.span if place else None)
    if at in scenes.background and event is not None and _fits(event, place):
        # a number of another time is told of the country, unless its own sentence or the one before says where
        carried = _carried(at, drafts, found, place) if at - 1 in scenes.background else None
        wide = carried or place or _frame(event, scenes.usable, settled)
        return _with(wide, "place.before" if carried else "place.background", None)
    return _from_elsewhere(at, found, scenes)


def _from_elsewhere(at: int, found: Sequence[Place | None], scenes: Scenes) -> Place | None:
    """Return the place that other sentences give: of the same toll, of the sentence before, of the event."""
    drafts, own, event, settled, words = scenes.drafts, scenes.own, scenes.event, scenes.settled, scenes.words
    draft, place = drafts[at], own[at]
    told = _told_elsewhere(at, drafts, own, place)
    if told is not None and event is not None and _gives_way(told, event, settled, words):
        return _with(event, "place.event", None)
    if told is not None:
        return _with(told, "place.told_elsewhere", None)
    stands = _stands_before(draft, scenes.usable, settled) if place is None else None
    if stands is not None and event is not None and breadth(event) < breadth(stands) and is_within(event, stands):
        return _with(event, "place.event", None)
    if stands is not None and (event is None or stands.country == event.country):
        return _with(stands, "place.before", None)
    carried = _carried(at, drafts, found, place)
    if carried is not None:
        return _with(carried, "place.before", None)
    first = _first_scene(draft, scenes)
    if first is not None and _fits(first, place):
        return _with(first, "place.event", None)
    war = _is_war(draft, settled, words)
    if event is not None and not war and _fits(event, place):
        return _with(event, "place.event", None)
    if place is not None:
        return _with(place, "place.sentence", place.span)
    country = _country(event, settled) if event else None
    return _with(country, "place.event", None) if country else None


def _of_act(draft: Draft, usable: Sequence[Place], settled: Settled, pack: Pack) -> Place | None:
    """Return the place of the act that the sentence takes up (`cette attaque`): where it was last told."""
    for sentence in sentences_taken_up(draft, settled, pack):
        here = [p for p in usable if p.span and sentence.span.holds(p.span) and breadth(p) <= NARROW]
        if here:
            return min(here, key=breadth)
    return None


def _of_several_acts(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether a number adds up several acts that its sentence counts (`dix morts dans deux attaques`), or counts them."""
    return any(
        d.sentence is draft.sentence and d.measured.measure == ACTS and (d.counted.number.low or 0) >= SEVERAL for d in drafts
    )


def _told_wide(draft: Draft, usable: Sequence[Place]) -> bool:
    """Say whether the sentence of a number names no place but a country or more."""
    here = [p for p in usable if p.span and draft.sentence.span.holds(p.span)]
    return bool(here) and all(breadth(p) > NARROW for p in here)


def _acts_apart(event: Place, usable: Sequence[Place], settled: Settled, words: PlaceWords) -> bool:
    """Say whether the report tells acts in a place that is neither the event's nor around or within it."""
    told = [p for p in usable if p.span and settled.parsed.sentence_at(p.span.start).index in words.acts and breadth(p) <= NARROW]
    return breadth(event) > NARROW or any(not (is_same(p, event) or is_within(p, event) or is_within(event, p)) for p in told)


def _gives_way(place: Place, event: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a place only tells what the event's own place is near (`au sud de Gao`)."""
    return stands_beside(place, settled, words) and not is_same(place, event) and breadth(event) <= 1 and is_near(place, event)


def _listed(draft: Draft, settled: Settled) -> Place | None:
    """Return the place whose number stands in brackets after it (`le Liban (850.000)`)."""
    start = draft.counted.number.qualifier_span.start if draft.counted.number.qualifier_span else draft.counted.number.span.start
    lead = settled.parsed.text[:start].rstrip()
    if not lead.endswith("("):
        return None
    end = len(lead[:-1].rstrip())
    return next((p for p in settled.places if p.span is not None and p.span.end == end), None)


def _told_elsewhere(at: int, drafts: Sequence[Draft], own: Sequence[Place | None], place: Place | None) -> Place | None:
    """Return the narrowest place that stands with the same toll elsewhere in the report."""
    same = [p for n, d in enumerate(drafts) if n != at and (p := own[n]) and same_toll(drafts[at], d)]
    narrow = min(same, key=breadth, default=None)
    return narrow if narrow is not None and breadth(narrow) <= NARROW and _fits(narrow, place) else None


def _carried(at: int, drafts: Sequence[Draft], found: Sequence[Place | None], place: Place | None) -> Place | None:
    """Return the place of the number before in the same paragraph, which still holds."""
    if at == 0:
        return None
    before, draft, known = drafts[at - 1], drafts[at], found[at - 1]
    near = draft.sentence.index - before.sentence.index <= 1 and before.sentence.paragraph == draft.sentence.paragraph
    if known is None or not near or breadth(known) > NARROW or not _fits(known, place) or place is not None:
        return None
    return known


def _is_war(draft: Draft, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a number is that of a war or a country as a whole."""
    number = draft.counted.number
    if number.qualifier == "vague" and (number.low or 0) >= WAR_TOLL:
        return True
    lead = settled.parsed.text[max(0, number.span.start - 30) : number.span.start]
    return is_of_war(draft, settled, words.wars) or any(w in words.countries for w in plain(lead).split())


def _stands_before(draft: Draft, usable: Sequence[Place], settled: Settled) -> Place | None:
    """Return the narrow place of the sentence before in the same paragraph: it still holds."""
    for place in reversed(usable):
        if place.span is None or breadth(place) > NARROW:
            continue
        sentence = settled.parsed.sentence_at(place.span.start)
        if sentence.paragraph == draft.sentence.paragraph and draft.sentence.index - sentence.index == 1:
            return place
    return None


def _first_scene(draft: Draft, scenes: Scenes) -> Place | None:
    """Return the first narrow place that an act is told in, for a toll of the top whose event has but a country."""
    number, event = draft.counted.number, scenes.event
    if event is None or breadth(event) <= NARROW or draft.sentence.paragraph > TOP:
        return None
    if draft.measured.measure not in HARM or (number.low or 0) >= WIDE_TOLL:
        return None
    for place in scenes.usable:
        if place.span is None or breadth(place) > NARROW or stands_beside(place, scenes.settled, scenes.words):
            continue
        sentence = scenes.settled.parsed.sentence_at(place.span.start)
        if sentence.paragraph <= FIRST and sentence.index in scenes.words.acts:
            return place
    return None


def _past(draft: Draft, usable: Sequence[Place], settled: Settled) -> Place | None:
    """Return the last narrow place of the two sentences before, for a number in the pluperfect."""
    for place in reversed(usable):
        if place.span is None or breadth(place) > NARROW:
            continue
        if draft.sentence.index - settled.parsed.sentence_at(place.span.start).index in (1, 2):
            return place
    return None


def _country(place: Place, settled: Settled) -> Place:
    return next((p for p in settled.places if p.precision == "country" and p.country == place.country), place)


def _tells_country(draft: Draft, settled: Settled, words: PlaceWords) -> bool:
    """Say whether the sentence tells its numbers of a whole country with no name (`dans tout le pays`)."""
    tokens = settled.parsed.tokens(draft.sentence.span)
    said = [plain(t.text) for t in tokens]
    return any(
        w in words.countries and n >= 2 and said[n - 1] in words.definite and {said[n - 2], said[max(0, n - 3)]} & words.within
        for n, w in enumerate(said)
    )


def _is_many_held(draft: Draft) -> bool:
    """Say whether prisoners are counted by the hundred: they are a country's, not those of the town that an event is in."""
    return draft.measured.measure in CUSTODY and (draft.counted.number.low or 0) >= MANY_HELD


def _frame(event: Place, usable: Sequence[Place], settled: Settled) -> Place:
    """Return the wider place that the top tells around the event: its province, else its country."""
    top = [p for p in usable if p.span and settled.parsed.sentence_at(p.span.start).paragraph <= TOP and breadth(p) == NARROW]
    around = next((p for p in top if is_same(p, event) or is_within(event, p)), None)
    return around or _country(event, settled)


def _fits(narrow: Place, wide: Place | None) -> bool:
    return wide is None or wide.country is None or narrow.country is None or wide.country == narrow.country


def _with(place: Place, rule: str, span: Span | None) -> Place:
    parts = (place.derivation,) if place.derivation else ()
    return replace(place, span=span, derivation=Derivation(rule=rule, span=place.span, of="place", parts=parts))
