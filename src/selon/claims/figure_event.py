"""Settle where the event of a report took place: the one that most of its numbers belong to.

In: the places and numbers of a report. Out: the place that its top tells of most, as narrow as it is told alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from selon.claims.figure_drafts import Draft
from selon.claims.figure_place_words import COUNTRY, NARROW, SETTLEMENT, PlaceWords, breadth
from selon.claims.figure_said import EARLY, said_where, tells_past, theatre_of
from selon.claims.figure_scenes import (
    in_relative,
    is_aside,
    is_beside,
    is_besides,
    is_of_seizure,
    is_of_world,
    stands_beside,
    tells_superlative,
)
from selon.gazetteer.candidate import kilometres
from selon.gazetteer.containment import is_same, is_within, may_lie_within
from selon.model.parsed import token_span, verb_over
from selon.model.record import Place
from selon.model.settled import Settled
from selon.read.number_patterns import plain
from selon.resolve.place_land import land

# what is told as near a town lies this near, in kilometres
NEAR_KM = 60.0
# mentions of a place, from the top, that must all say only what is near
LEAD_MENTIONS = 2
# the weight of a mention by paragraph: headline, lead, below; set on the look half, flat around
WEIGHTS = (3.0, 2.0, 1.5, 1.0, 1.0, 0.6)
WITH_NUMBER = 1.0
BESIDE = 0.3
# a mention that tells what had been done to the subject of the act
BEFORE = 0.3
# what the name of a local body is worth
HINT = 0.5
# a place told less than this is no place of the event
LEAST = 1.5
# a town in which an act is told is the place of the event from this on, within a province that is told more
WITHIN = 1.0
# two narrow places told about as often: the event has several places, and their country is said
RIVAL = 0.6
# sentences of the top in which the world is looked for
WORLD = 4
MANY = 3
TWICE = 2
# tokens before a name among which `au large de` stands
OFFSHORE = 5
# characters behind a headline's first place in which its colon stands: `Mali : `, `Mali: `
LABEL = 2


def event_place(places: Sequence[Place], drafts: Sequence[Draft], settled: Settled, words: PlaceWords) -> Place | None:
    """Return the place of the report's event: the narrow one that is told most, or else the country."""
    said = said_where(places, settled, words)
    best = _most_told(places, drafts, settled, words)
    if best is None:
        return said
    if said is None:
        theatre = theatre_of(places, settled, words)
        return theatre if theatre is not None and _is_inside(theatre, best) else best
    # `l'opération s'est déroulée au Mali`: the words for it go before another country that is told more, and before a wider place
    abroad = said.country is not None and best.country != said.country
    exact = not stands_beside(said, settled, words)
    early = exact and said.span is not None and settled.parsed.sentence_at(said.span.start).paragraph <= EARLY
    beside = breadth(said) == breadth(best) == SETTLEMENT and is_near(said, best)
    return said if (early and (abroad or beside)) or _is_inside(said, best) else best


def _is_inside(said: Place, best: Place) -> bool:
    return breadth(said) < breadth(best) and may_lie_within(said, best)


def _most_told(places: Sequence[Place], drafts: Sequence[Draft], settled: Settled, words: PlaceWords) -> Place | None:
    main = drafts[0].measured.measure if drafts else ""
    # what was before the event has numbers of its own
    numbered = {d.sentence.index for d in drafts if d.measured.measure == main and not tells_past(d.sentence, settled, words)}
    scores: dict[str, float] = {}
    first: dict[str, Place] = {}
    if _of_the_world(places, settled, words):
        return None
    before = _told_before(settled, words)
    code = _main_country(places, numbered, before, settled, words)
    scenes = {p.span for p in places if not _is_worst_hit(p, settled, words)}
    for place in settled.places:
        if (
            place.span is None
            or (code and place.country != code)
            or is_besides(settled.parsed.sentence_at(place.span.start), settled, words)
        ):
            continue
        scene = place.span in scenes
        if not scene and not _of_body(place, settled, words):
            continue
        key = place.name.lower() if place.geonames is None else str(place.geonames)
        first.setdefault(key, place)
        scores[key] = scores.get(key, 0.0) + _weight(place, numbered, before, settled, words) * (1.0 if scene else HINT)
    narrow = sorted(
        (k for k in scores if breadth(first[k]) < COUNTRY), key=lambda k: (-_rank(scores[k], first[k]), first[k].span)
    )
    at_sea = [p for p in settled.places if _is_at_sea(p, settled, words)]
    if any(p.span and settled.parsed.sentence_at(p.span.start).paragraph <= 1 for p in at_sea):
        # `au large de la Libye`: a town on land that survivors are brought to is no scene of a wreck
        narrow = [k for k in narrow if any(is_same(first[k], p) for p in at_sea)]
    if narrow and scores[narrow[0]] >= LEAST and not _rivals(narrow, scores, first, settled):
        best = first[narrow[0]]
        exact = _told_exactly(best, places, settled, words)
        return exact or _narrowest(best, [(first[k], scores[k]) for k in narrow[1:]], places, settled, words)
    if len(narrow) == 1 and breadth(first[narrow[0]]) <= NARROW and _is_told_early(first[narrow[0]], settled, words):
        return first[narrow[0]]
    told = (first[k] for k in scores if first[k].precision == "country" and scores[k] >= LEAST)
    return next(told, None) or _only_country(settled) or (_land_of_people(drafts, settled, words) if not settled.places else None)


def _is_worst_hit(place: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a place is only told to have met most of it (`la province la plus touchée est X`): the event is wider."""
    sentence = settled.parsed.sentence_at(place.span.start) if place.span else None
    if sentence is None or place.span is None or sentence.paragraph <= 1 or breadth(place) >= COUNTRY:
        return False
    lead = settled.parsed.text[sentence.span.start : place.span.start]
    return tells_superlative(plain(lead).split(), words)


def _is_at_sea(place: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a mention tells the sea before a coast (`au large de la Libye`)."""
    token = settled.parsed.token_at(place.span.start) if place.span else None
    return token is not None and any(plain(t.text) in words.offshore for t in token.doc[max(0, token.i - OFFSHORE) : token.i])


def _only_country(settled: Settled) -> Place | None:
    """Return the country that a report names and that all its places lie in, be it only as one who acts (`le Mali a voté`)."""
    named = [p for p in settled.places if p.span and p.country]
    country = next((p for p in named if p.precision == "country"), None)
    alone = sum(p.precision == "country" for p in named) >= TWICE and all(p.country == named[0].country for p in named)
    return country if alone else None


def _land_of_people(drafts: Sequence[Draft], settled: Settled, words: PlaceWords) -> Place | None:
    """Return the country of the only people that a report speaks of, where it names no place at all (`la police malienne`).

    Those who are counted by their people tell no country: `18 morts, dont sept Chiliens`.
    """
    nouns = [d.counted.noun_span for d in drafts if d.counted.noun_span]
    doc, forms = settled.parsed.doc, settled.parsed.by_word.items()
    all_told = [(words.peoples[form], at) for form, some in forms if form in words.peoples for at in some]
    told = [(code, at) for code, at in all_told if not any(n.start == doc[at].idx for n in nouns)]
    if len({code for code, _ in told}) != 1:
        return None
    code, at = min(told, key=lambda one: one[1])
    return replace(land(code, settled.parsed.report.language), span=token_span(settled.parsed.doc[at]))


def _is_told_early(place: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a place told but once or so stands at the top or with an act, not as an aside far down or of before."""
    sentences = (settled.parsed.sentence_at(p.span.start) for p in settled.places if p.span and is_same(p, place))
    told = (s for s in sentences if s.paragraph <= EARLY or s.index in words.acts)
    return any(not tells_past(s, settled, words) for s in told)


def _narrowest(
    best: Place, others: Sequence[tuple[Place, float]], places: Sequence[Place], settled: Settled, words: PlaceWords
) -> Place:
    """Return the town within the best place that an act is told in more than in any other town there, else the best place."""
    if breadth(best) <= SETTLEMENT:
        return best
    inside = [(p, s) for p, s in others if breadth(p) <= SETTLEMENT and may_lie_within(p, best)]
    if not inside or inside[0][1] < WITHIN or (len(inside) > 1 and inside[1][1] > RIVAL * inside[0][1]):
        return best
    town = inside[0][0]
    told = (p for p in places if p.span and is_same(p, town) and not stands_beside(p, settled, words))
    acts = any(settled.parsed.sentence_at(p.span.start).index in words.acts for p in told if p.span)
    return town if acts or (len(inside) == 1 and inside[0][1] >= LEAST) else best


def _told_exactly(best: Place, places: Sequence[Place], settled: Settled, words: PlaceWords) -> Place | None:
    """Return the town that an act is told in, where the best place only says what is near (`au sud de Gao`)."""
    mentions = [p for p in places if is_same(p, best)]
    if not mentions or not all(stands_beside(p, settled, words) for p in mentions[:LEAD_MENTIONS]):
        return None
    for place in places:
        if breadth(place) > SETTLEMENT or is_same(place, best) or stands_beside(place, settled, words) or place.span is None:
            continue
        if settled.parsed.sentence_at(place.span.start).index in words.acts and is_near(place, best):
            return place
    return None


def is_near(one: Place, two: Place) -> bool:
    """Say whether two places of one country lie near each other; one that no gazetteer has may."""
    if one.country != two.country:
        return False
    if one.latitude is None or one.longitude is None or two.latitude is None or two.longitude is None:
        return True
    return kilometres((one.latitude, one.longitude), (two.latitude, two.longitude)) <= NEAR_KM


def _of_the_world(places: Sequence[Place], settled: Settled, words: PlaceWords) -> bool:
    """Say whether the headline or the lead speaks of the whole world: then no country is the scene of all.

    Not where the headline names a town or a province (`l'une des pires catastrophes au monde`): there it plays.
    """
    top = [s for s in settled.parsed.sentences if s.paragraph <= 1][:WORLD]
    if any(settled.parsed.sentence_at(p.span.start).paragraph == 0 and breadth(p) < COUNTRY for p in places if p.span):
        return False
    return any(is_of_world(t, words) for s in top for t in settled.parsed.tokens(s.span))


def _main_country(
    places: Sequence[Place], numbered: set[int], before: Sequence[Place], settled: Settled, words: PlaceWords
) -> str | None:
    """Return the code of the country that the scenes of a report weigh most in."""
    earlier = {p.country for p in before}
    lead = (p for p in places if p.span and settled.parsed.sentence_at(p.span.start).paragraph == 1)
    others = (p for p in lead if p.country and p.country not in earlier and not in_relative(p, settled))
    led = next((p.country for p in others), None) if earlier else None
    if led is not None:
        return led
    totals: dict[str, float] = {}
    for place in places:
        if place.country and place.span:
            totals[place.country] = totals.get(place.country, 0.0) + _weight(place, numbered, before, settled, words)
    return max(totals, key=lambda c: totals[c], default=None)


def _of_body(place: Place, settled: Settled, words: PlaceWords) -> bool:
    """Say whether a place names a local body (`la police de X`): a hint at where the report plays."""
    token = settled.parsed.token_at(place.span.start) if place.span else None
    return token is not None and any(plain(t.text) in words.bodies for t in token.doc[max(0, token.i - 4) : token.i])


def _rank(score: float, place: Place) -> float:
    return score - 0.2 * breadth(place)


def _weight(place: Place, numbered: set[int], before: Sequence[Place], settled: Settled, words: PlaceWords) -> float:
    assert place.span is not None  # noqa: S101 - only mentions come here
    sentence = settled.parsed.sentence_at(place.span.start)
    weight = WEIGHTS[min(sentence.paragraph, len(WEIGHTS) - 1)]
    token = settled.parsed.token_at(place.span.start)
    if token is not None and breadth(place) < COUNTRY and is_beside(token, words):
        weight *= BESIDE
    if token is not None and sentence.paragraph <= 1 and is_aside(token) is not None:
        weight *= BESIDE
    earlier = sentence.index in words.earlier or (sentence.paragraph <= 1 and any(is_same(place, p) for p in before))
    if earlier:
        return weight * BEFORE
    return weight + (WITH_NUMBER if sentence.index in numbered and sentence.paragraph < len(WEIGHTS) else 0.0)


def without_labels(places: Sequence[Place], settled: Settled, words: PlaceWords) -> list[Place]:
    """Return places without the headline's label (`Mali : ...`) of a country where something had been done before the news."""
    labels = [p for p in places if p.span and _is_label(p, settled)]
    before = _told_before(settled, words) if labels else []
    return [p for p in places if p not in labels or not any(is_same(p, b) for b in before)]


def _is_label(place: Place, settled: Settled) -> bool:
    """Say whether a place opens the headline with a colon behind it."""
    if place.span is None or settled.parsed.sentence_at(place.span.start).paragraph:
        return False
    token = settled.parsed.token_at(place.span.start)
    behind = settled.parsed.text[place.span.end : place.span.end + LABEL].lstrip()
    return token is not None and bool(token.is_sent_start) and behind.startswith(":")


def _told_before(settled: Settled, words: PlaceWords) -> list[Place]:
    """Return the places of the lead where something had been done before what it tells of another place."""
    lead = [p for p in settled.places if p.span and settled.parsed.sentence_at(p.span.start).paragraph == 1]
    tokens = [(p, settled.parsed.token_at(p.span.start)) for p in lead if p.span]
    earlier = [p for p, t in tokens if t is not None and (_is_of_before(t) or is_of_seizure(t, words))]
    return earlier if any(not any(is_same(p, e) for e in earlier) for p in lead) else []


def _is_of_before(token: Token) -> bool:
    """Say whether a place stands with what had been done to the subject (`les otages enlevés à X ont été libérés à Y`)."""
    verb = verb_over(token)
    return verb is not None and verb.dep_ == "acl" and verb.head.dep_.startswith("nsubj") and verb.i < verb.head.head.i


def _rivals(narrow: Sequence[str], scores: dict[str, float], first: dict[str, Place], settled: Settled) -> bool:
    """Say whether a second place, no wider frame of the first, is told about as often and the top tells none of them."""
    best = first[narrow[0]]
    if best.span is not None and settled.parsed.sentence_at(best.span.start).paragraph <= 1:
        return False
    others = [k for k in narrow[1:] if breadth(first[k]) <= max(1, breadth(best)) and not is_within(first[k], best)]
    return len(others) >= MANY or any(scores[k] >= RIVAL * scores[narrow[0]] for k in others)
