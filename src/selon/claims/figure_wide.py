"""Tell which numbers are wider than one place: of several acts, of a war, a country, the world, of many days.

In: drafts and the places of a report. Out: whether a number is of the wide kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.claims.figure_drafts import Draft
from selon.claims.figure_past import is_long
from selon.claims.figure_period_words import period_words
from selon.claims.figure_place_words import NARROW, PlaceWords, breadth
from selon.claims.figure_said import tells_past
from selon.claims.figure_scenes import is_of_world
from selon.claims.figure_told import is_of_war
from selon.gazetteer.containment import is_same, is_within
from selon.lang.pack import Pack
from selon.model.parsed import Sentence
from selon.model.record import Period, Place
from selon.model.settled import Settled
from selon.read.number_patterns import plain
from selon.read.triggers import Trigger

# paragraphs of headline and lead
TOP = 1
# acts from this many on have no one place
SEVERAL = 2
ACTS = "attacks"
STATES = frozenset({"present", "in_need"})
CUSTODY = frozenset({"detained", "freed", "surrendered"})
# of 20, 100 and 500 the best by a figure or two on the marked reports
MANY_HELD = 100
# of 1,000 to 20,000 the best on the marked reports
MANY_THERE = 5000
# a toll this large that is told in round words is that of a war
WAR_TOLL = 5000
# words after `depuis` among which a beginning stands
BEGINNING = 4


def over_time(drafts: Sequence[Draft], periods: Sequence[Period | None], settled: Settled, pack: Pack) -> frozenset[int]:
    """Return the positions of the numbers that add up what happened over many days: no one act's, and no one town's."""
    return frozenset(
        n
        for n, (draft, period) in enumerate(zip(drafts, periods, strict=True))
        if draft.measured.measure != "present" and (is_long(period) or _since_beginning(draft, settled, pack))
    )


def _since_beginning(draft: Draft, settled: Settled, pack: Pack) -> bool:
    """Say whether a number counts what happened since something began (`depuis le début de l'offensive`)."""
    words = period_words(pack)
    said = [plain(t.text) for t in settled.parsed.tokens(draft.sentence.span)]
    at = next((n for n, w in enumerate(said) if w in words.since), None)
    return at is not None and any(w in words.beginnings for w in said[at + 1 : at + BEGINNING])


def of_several_acts(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether a number adds up several acts that its sentence counts (`dix morts dans deux attaques`), or counts them."""
    return any(
        d.sentence is draft.sentence and d.measured.measure == ACTS and (d.counted.number.low or 0) >= SEVERAL for d in drafts
    )


def adds_up_places(at: int, drafts: Sequence[Draft], own: Sequence[Place | None]) -> bool:
    """Say whether a later sentence tells the parts of a toll in several places (`Un mort a été trouvé à X, deux à Y`)."""
    whole = drafts[at]
    later: dict[int, list[int]] = {}
    for n, draft in enumerate(drafts):
        if draft.sentence.index > whole.sentence.index and draft.measured.measure == whole.measured.measure:
            later.setdefault(draft.sentence.index, []).append(n)
    for parts in later.values():
        told = [p for n in parts if (p := own[n]) is not None and breadth(p) <= NARROW]
        apart = len(told) == len(parts) and len({p.name for p in told}) == len(told) >= SEVERAL
        if apart and sum(drafts[n].counted.number.low or 0 for n in parts) == whole.counted.number.low:
            return True
    return False


def told_wide(draft: Draft, usable: Sequence[Place]) -> bool:
    """Say whether the sentence of a number names no place but a country or more."""
    here = [p for p in usable if p.span and draft.sentence.span.holds(p.span)]
    return bool(here) and all(breadth(p) > NARROW for p in here)


def acts_apart(event: Place, usable: Sequence[Place], settled: Settled, words: PlaceWords) -> bool:
    """Say whether the report tells acts in a place that is neither the event's nor around or within it."""
    at = [(p, settled.parsed.sentence_at(p.span.start)) for p in usable if p.span and breadth(p) <= NARROW]
    # `l'attentat qui avait fait 30 morts à X` is none of the acts that the report adds up
    told = [p for p, sentence in at if sentence.index in words.acts and not tells_past(sentence, settled, words)]
    return breadth(event) > NARROW or any(not (is_same(p, event) or is_within(p, event) or is_within(event, p)) for p in told)


def tells_series(triggers: Sequence[Trigger], drafts: Sequence[Draft], settled: Settled) -> bool:
    """Say whether headline and lead tell of several acts (`des attentats`, `trois explosions`)."""
    top = (t for t in triggers if settled.parsed.sentence_at(t.span.start).paragraph <= TOP)
    many = any(
        d.measured.measure == ACTS and (d.counted.number.low or 0) >= SEVERAL for d in drafts if d.sentence.paragraph <= TOP
    )
    return many or any(
        settled.parsed.doc[t.head].morph.get("Number", []) == ["Plur"] and settled.parsed.doc[t.head].pos_ == "NOUN" for t in top
    )


def is_war(draft: Draft, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a number is that of a war or a country as a whole."""
    number = draft.counted.number
    if number.qualifier == "vague" and (number.low or 0) >= WAR_TOLL:
        return True
    lead = settled.parsed.text[max(0, number.span.start - 30) : number.span.start]
    return is_of_war(draft, settled, words.wars) or any(w in words.countries for w in plain(lead).split())


def tells_country(draft: Draft, settled: Settled, words: PlaceWords) -> bool:
    """Say whether the sentence of a number or the one before tells of a whole country with no name (`dans tout le pays`)."""
    here = draft.sentence
    before = settled.parsed.sentences[here.index - 1] if here.index else here
    return names_no_country(here, settled, words) or (
        before.paragraph == here.paragraph and names_no_country(before, settled, words)
    )


def names_no_country(sentence: Sentence, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a sentence tells of a whole country with no name."""
    said = [plain(t.text) for t in settled.parsed.tokens(sentence.span)]
    return any(
        w in words.countries and n >= 2 and said[n - 1] in words.definite and {said[n - 2], said[max(0, n - 3)]} & words.within
        for n, w in enumerate(said)
    )


def tells_world(draft: Draft, settled: Settled, words: PlaceWords) -> bool:
    """Say whether the sentence tells its numbers of the whole world (`dans le monde`, `à travers le monde`)."""
    tokens = settled.parsed.tokens(draft.sentence.span)
    return any(
        is_of_world(t, words) or (plain(t.text) in words.world and t.i > 1 and plain(t.doc[t.i - 2].text) in words.within)
        for t in tokens
    )


def is_many_there(draft: Draft, settled: Settled, words: PlaceWords) -> bool:
    """Say whether those who live, flee or wait somewhere are told by the thousand: they are a country's, not a town's."""
    if any(t.lower_ in words.there for t in settled.parsed.tokens(draft.sentence.span)):
        # `30.000 personnes y vivent` takes up a place that is told
        return False
    return draft.measured.measure in STATES | {"displaced", "affected"} and (draft.counted.number.low or 0) >= MANY_THERE


def is_many_held(draft: Draft) -> bool:
    """Say whether prisoners are counted by the hundred: they are a country's, not those of the town that an event is in."""
    return draft.measured.measure in CUSTODY and (draft.counted.number.low or 0) >= MANY_HELD


def is_peopled(draft: Draft) -> bool:
    """Say whether more are told to live or stay somewhere than one act brings together."""
    return draft.measured.measure in STATES and (draft.counted.number.low or 0) >= WAR_TOLL
