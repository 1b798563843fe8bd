"""Find the place of a number in other sentences: of the same toll, of who speaks, of the sentence before, of the act at the top.

In: a draft and the places of a report. Out: a place, None where the other sentences give none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.claims.figure_context import TOLL, Draft
from selon.claims.figure_own_place import SPEAKER_REACH
from selon.claims.figure_past import sentences_taken_up
from selon.claims.figure_place_words import NARROW, SETTLEMENT, PlaceWords, breadth
from selon.claims.figure_scenes import is_besides, stands_beside
from selon.claims.figure_told import same_toll
from selon.claims.figure_wide import ACTS, STATES, TOP
from selon.gazetteer.containment import is_same, is_within, may_lie_within, place_candidate
from selon.gazetteer.countries import country_name
from selon.lang.pack import Pack
from selon.model.parsed import Sentence
from selon.model.record import Period, Place
from selon.model.settled import Settled
from selon.model.span import Span
from selon.read.number_patterns import plain

# paragraphs from the top in which the place of the lead's event is told; 3 and 5 do the same
FIRST = 3
# a toll of so many is not one town's
WIDE_TOLL = 200
# the rule of a time that stands in the sentence of its number
OWN_TIME = "period.sentence"
# a place this near behind a number of a list is its own (`12 morts et 15 en Espagne`)
NEXT_REACH = 12
# characters between a town and its country (`à Izmir, en Turquie`)
FRAME_REACH = 6


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
    periods: Sequence[Period | None] = ()
    series: bool = False
    # the times of the report
    told: Sequence[tuple[Span, Period]] = ()
    # whether the report says in so many words where its act took place
    happened: bool = False


def told_elsewhere(at: int, place: Place | None, scenes: Scenes) -> Place | None:
    """Return the narrowest place that stands with the same toll elsewhere in the report."""
    drafts, own = scenes.drafts, scenes.own
    if drafts[at].counted.other and not drafts[at].counted.pointing:
        # `deux autres` are not the two told elsewhere
        return None
    told = [(d, p) for n, d in enumerate(drafts) if n != at and not d.counted.other and (p := own[n])]
    # `par ailleurs, deux bombes ...` are not the two of the lead
    same = [p for d, p in told if same_toll(drafts[at], d) and not is_besides(d.sentence, scenes.settled, scenes.words)]
    narrow = min(same, key=breadth, default=None)
    return narrow if narrow is not None and breadth(narrow) <= NARROW and fits(narrow, place) else None


def carried_on(
    at: int, drafts: Sequence[Draft], found: Sequence[Place | None], place: Place | None, settled: Settled
) -> Place | None:
    """Return the place of the number before in the same paragraph, which still holds."""
    if at == 0:
        return None
    before, draft, known = drafts[at - 1], drafts[at], found[at - 1]
    near = draft.sentence.index - before.sentence.index <= 1 and (
        before.sentence.paragraph == draft.sentence.paragraph or _goes_on(before, draft, settled)
    )
    if known is None or not near or breadth(known) > NARROW or not fits(known, place) or place is not None:
        return None
    return known


def _goes_on(before: Draft, draft: Draft, settled: Settled) -> bool:
    """Say whether the one who told the number before goes on in the next paragraph."""
    one, two = (settled.source_at(d.counted.number.span) for d in (before, draft))
    return one is not None and two is not None and one[0].name == two[0].name


def place_of_speaker(draft: Draft, settled: Settled, words: PlaceWords) -> Place | None:
    """Return the town that somebody of the place tells a number of (`a déclaré le maire de X`, `selon un habitant de X`)."""
    said = settled.source_at(draft.counted.number.span)
    source = said[0].span if said else None
    if source is None or draft.measured.measure in STATES:
        return None
    sentence = settled.parsed.sentence_at(source.start)
    reach = Span(source.start, min(sentence.span.end, source.end + SPEAKER_REACH))
    tokens = settled.parsed.tokens(reach)
    if not any(plain(t.text) in words.locals for t in tokens):
        return None
    near = (p for p in settled.places if p.span and reach.holds(p.span) and breadth(p) <= SETTLEMENT)
    place = next(near, None)
    known = place_candidate(place) if place is not None else None
    # whoever speaks in a capital may speak for the country
    return None if known is not None and known.capital else place


def stands_before(draft: Draft, usable: Sequence[Place], settled: Settled, words: PlaceWords) -> Place | None:
    """Return the narrow place of the sentence before in the same paragraph, or of the same speaker: it still holds."""
    goes_on = _is_said_by_same(draft, settled, words)
    for place in reversed(usable):
        if place.span is None or breadth(place) > NARROW or stands_beside(place, settled, words):
            continue
        sentence = settled.parsed.sentence_at(place.span.start)
        near = goes_on or sentence.paragraph == draft.sentence.paragraph
        if near and draft.sentence.index - sentence.index == 1:
            return place
    return None


def _is_said_by_same(draft: Draft, settled: Settled, words: PlaceWords) -> bool:
    """Say whether the one who told the sentence before goes on with a number (`..., a dit cette source`)."""
    said = settled.source_at(draft.counted.number.span)
    token = settled.parsed.token_at(said[0].span.start) if said is not None and said[0].span is not None else None
    return token is not None and any(plain(t.text) in words.this for t in token.doc[max(0, token.i - 1) : token.i + 1])


def _is_of_top(at: int, scenes: Scenes) -> bool:
    """Say whether a toll is one of the top, or of the same day as the first toll there."""
    if scenes.drafts[at].sentence.paragraph <= TOP:
        return True
    lead = next((n for n, d in enumerate(scenes.drafts) if d.sentence.paragraph <= TOP and d.measured.measure in TOLL), None)
    if lead is None or scenes.series:
        return False
    if any(same_toll(scenes.drafts[at], d) for d in scenes.drafts if d.sentence.paragraph <= TOP):
        return True
    one, two = scenes.periods[lead], scenes.periods[at]
    if one is None or two is None:
        return one is two
    return one.start is not None and (one.start, one.end) == (two.start, two.end)


def first_scene(at: int, scenes: Scenes) -> Place | None:
    """Return the first narrow place that an act is told in, for a toll of the top whose event has but a country."""
    draft, event = scenes.drafts[at], scenes.event
    number = draft.counted.number
    if event is None or breadth(event) <= SETTLEMENT or not _is_of_top(at, scenes):
        return None
    if draft.measured.measure not in TOLL or (number.low or 0) >= WIDE_TOLL:
        return None
    for place in scenes.usable:
        if place.span is None or breadth(place) > NARROW or stands_beside(place, scenes.settled, scenes.words):
            continue
        if breadth(place) >= breadth(event) or not may_lie_within(place, event):
            continue
        sentence = scenes.settled.parsed.sentence_at(place.span.start)
        if sentence.paragraph <= FIRST and sentence.index in scenes.words.acts - scenes.words.earlier:
            return place
    return None


def place_of_past(draft: Draft, usable: Sequence[Place], settled: Settled, period: Period | None) -> Place | None:
    """Return the last narrow place of the two sentences before, for a number in the pluperfect.

    One with a time of its own opens another story: it takes no place over from another paragraph.
    """
    dated = period is not None and period.derivation is not None and period.derivation.rule == OWN_TIME
    for place in reversed(usable):
        if place.span is None or breadth(place) > NARROW:
            continue
        sentence = settled.parsed.sentence_at(place.span.start)
        near = not dated or sentence.paragraph == draft.sentence.paragraph
        if near and draft.sentence.index - sentence.index in (1, 2):
            return place
    return None


def place_of_act(draft: Draft, usable: Sequence[Place], settled: Settled, pack: Pack) -> Place | None:
    """Return the place of the act that the sentence takes up (`cette attaque`): where it was last told."""
    told = sentences_taken_up(draft, settled, pack)
    if draft.measured.measure == ACTS and (draft.counted.number.low or 0) > 1 and _tell_apart(told, usable):
        # `il a condamné ces deux attaques`
        return None
    for sentence in told:
        here = [p for p in usable if p.span and sentence.span.holds(p.span) and breadth(p) <= NARROW]
        if here:
            return min(here, key=breadth)
    return None


def _tell_apart(told: Sequence[Sentence], usable: Sequence[Place]) -> bool:
    """Say whether sentences tell of several towns (`... à Gao. ... à Kidal`)."""
    spans = [s.span for s in told]
    towns = [p for p in usable if p.span and breadth(p) <= SETTLEMENT and any(s.holds(p.span) for s in spans)]
    return any(not is_same(towns[0], p) for p in towns[1:])


def listed_place(at: int, scenes: Scenes) -> Place | None:
    """Return the place whose number stands in brackets after it (`le Liban (850.000)`), or right behind it in a list of places.

    `L'Italie avec 12 morts (90 cas) et l'Espagne avec 15`: a number in brackets behind another has that one's place,
    and so has the next one in the same brackets (`Sanaa (900 cas, 60 morts)`).
    """
    drafts, settled = scenes.drafts, scenes.settled
    lead = _lead(drafts[at], settled)
    if _is_next_of(at, scenes):
        return listed_place(at - 1, scenes)
    if not lead.endswith("("):
        others = [d for n, d in enumerate(drafts) if n != at and d.sentence is drafts[at].sentence]
        listed = any(_lead(d, settled).endswith("(") or _place_behind(d, scenes) for d in others)
        return _place_behind(drafts[at], scenes) if listed else None
    end = len(lead[:-1].rstrip())
    if at and drafts[at - 1].counted.end == end:
        return listed_place(at - 1, scenes)
    place = next((p for p in settled.places if p.span is not None and p.span.end == end), None)
    if place is None or place.span is None or breadth(place) <= NARROW:
        return place
    # `à Izmir, en Turquie (114 morts)`: the town before its country
    start = place.span.start
    town = (p for p in settled.places if p.span and 0 <= start - p.span.end <= FRAME_REACH and breadth(p) <= NARROW)
    return next((p for p in town if p.country == place.country), place)


def _lead(draft: Draft, settled: Settled) -> str:
    """Return the text before a number and its qualifier."""
    number = draft.counted.number
    return settled.parsed.text[: (number.qualifier_span or number.span).start].rstrip()


def _is_next_of(at: int, scenes: Scenes) -> bool:
    """Say whether a number goes on with the one before: inside its brackets, or with a mere `et` between and no place behind."""
    drafts, settled = scenes.drafts, scenes.settled
    if not at or drafts[at - 1].sentence is not drafts[at].sentence:
        return False
    lead, end = _lead(drafts[at], settled), drafts[at - 1].counted.end
    between = lead[end:].strip()
    if plain(between.strip(", ")) not in {"", *scenes.words.list_words}:
        return False
    if lead.rfind("(") > lead.rfind(")"):
        return True
    if not between.strip(", "):
        return False
    behind = settled.parsed.text[drafts[at].counted.end :][:NEXT_REACH].partition(",")[0]
    reach = drafts[at].counted.end + len(behind)
    return not any(p.span is not None and drafts[at].counted.end <= p.span.start < reach for p in settled.places)


def _place_behind(draft: Draft, scenes: Scenes) -> Place | None:
    """Return the place that a number stands right behind, with nothing or `avec` between."""
    lead = _lead(draft, scenes.settled)
    last = lead.rpartition(" ")[2]
    end = len(lead.removesuffix(last).rstrip(", ")) if plain(last) in scenes.words.listing else len(lead)
    return next((p for p in scenes.settled.places if p.span is not None and p.span.end == end), None)


def country_of(place: Place, settled: Settled) -> Place:
    """Return the country of a place as the report names it, the place itself where it does not."""
    return next((p for p in settled.places if p.precision == "country" and p.country == place.country), place)


def land_of(place: Place, settled: Settled) -> Place:
    """Return the country of a place, by its usual name where the report does not name it (`le pays`, `la guerre`)."""
    named = country_of(place, settled)
    if named is not place or place.country is None or place.precision in ("country", "region"):
        return named
    name = country_name(place.country, settled.parsed.report.language)
    return replace(place, name=name, precision="country", latitude=None, longitude=None, geonames=None)


def frame_of(event: Place, usable: Sequence[Place], settled: Settled) -> Place:
    """Return the wider place that the top tells around the event: its province, else its country."""
    top = [p for p in usable if p.span and settled.parsed.sentence_at(p.span.start).paragraph <= TOP and breadth(p) == NARROW]
    around = next((p for p in top if not is_same(p, event) and is_within(event, p)), None)
    return around or country_of(event, settled)


def fits(narrow: Place, wide: Place | None) -> bool:
    """Say whether two places may be of one country."""
    return wide is None or wide.country is None or narrow.country is None or wide.country == narrow.country


def is_narrower(event: Place, place: Place) -> bool:
    """Say whether a place lies within another one and is narrower."""
    return breadth(event) < breadth(place) and may_lie_within(event, place)
