"""The seat of a state that a report describes: `la capitale somalienne`, `la capitale du pays`, `la capitale`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from selon.gazetteer import Candidate, demonyms, load
from selon.model.record import Derivation, Place
from selon.model.span import Span
from selon.resolve.place_scene import PlaceScene, adjectives_after, next_token

# how sure a seat is: said by an adjective or the name of its country; left to the country of the report
BY_COUNTRY, BY_REPORT = 0.9, 0.7


def capitals(scene: PlaceScene) -> Iterator[Place]:
    """Yield the seats of states that are described and not named."""
    words = scene.words
    for at in (n for form in words.capital for n in scene.parsed.by_word.get(form, ())):
        noun = scene.parsed.doc[at]
        if noun.lower_ not in words.capital or not at or noun.nbor(-1).lower_ not in words.pointing:
            continue
        last, said = adjectives_after(noun, scene.pack)
        if said & words.other_seats or scene.says_what(noun, last):
            continue
        last, place = _seat(noun, last, said, scene)
        if place is not None:
            span = Span(noun.idx, last.idx + len(last))
            named = (place.derivation,) if place.derivation else ()
            yield replace(
                place, span=span, derivation=Derivation(rule=words.rules["capital"], span=span, note=place.name, parts=named)
            )


def _seat(noun: Token, last: Token, said: set[str], scene: PlaceScene) -> tuple[Token, Place | None]:
    """Return the last word of the description, and the seat that it means."""
    own = next((scene.words.seats[w] for w in said if w in scene.words.seats), None)
    if own is not None:
        town = _largest(own, None)
        return last, _of_candidate(own, town, BY_COUNTRY) if town else None
    table = demonyms(scene.pack)
    code = next((table[w] for w in said if w in table), None)
    after = next_token(last)
    if code is None and after is not None and after.lower_ in scene.words.of_words:
        owner, code = _owner(after, scene)
        if code is None:
            return last, None
        return owner, seat_of(code, scene, BY_COUNTRY) if code else _alone(noun, scene)
    return last, seat_of(code, scene, BY_COUNTRY) if code else _alone(noun, scene)


def _owner(of: Token, scene: PlaceScene) -> tuple[Token, str | None]:
    """Return the last word after `de` and the country it names: "" for `du pays`, None for anything else."""
    token: Token = of
    after = next_token(token)
    while after is not None and after.lower_ in scene.words.articles:
        token, after = after, next_token(after)
    if after is None:
        return token, None
    if after.lower_ in scene.words.of_country:
        return after, ""
    place = scene.starts.get(after.idx)
    if place is None or place.precision != "country" or place.span is None:
        return token, None
    return scene.parsed.tokens(place.span)[-1], place.country


def _alone(noun: Token, scene: PlaceScene) -> Place | None:
    """Return the capital that was just named, else that of the country of the report, else of the country just named."""
    for place in scene.before(noun):
        known = load().numbered(place.geonames) if place.geonames is not None else None
        if known is not None and known.capital and scene.main in (None, place.country):
            return replace(place, confidence=BY_REPORT)
    near = scene.main or next((p.country for p in scene.before(noun) if p.country), None)
    return seat_of(near, scene, BY_REPORT) if near else None


def seat_of(code: str, scene: PlaceScene, sure: float) -> Place | None:
    """Return the seat of a country; where it has several, the one that the report names, else the usual one."""
    known = [(n, c) for n in scene.words.capitals.get(code, ()) if (c := _largest(n, code)) is not None]
    for _, town in known:
        named = next((p for p in scene.places if p.geonames is not None and p.geonames == town.geonames), None)
        if named is not None:
            return replace(named, precision="settlement", confidence=sure)
    return _of_candidate(*known[0], sure) if known else None


def _largest(name: str, code: str | None) -> Candidate | None:
    towns = [c for c in load().find(name, countries=[code] if code else []) if c.kind == "settlement"]
    return max(towns, key=lambda c: c.population, default=None)


def _of_candidate(name: str, town: Candidate, sure: float) -> Place:
    return Place(
        name=name,
        country=town.country,
        latitude=town.latitude,
        longitude=town.longitude,
        geonames=town.geonames,
        precision="settlement",
        confidence=sure,
    )
