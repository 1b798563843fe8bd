"""A country that a report describes by its soil, its coast or what lies before it: `le sol turc`, `outre-Rhin`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from selon.gazetteer import country_name, demonyms
from selon.model.record import Derivation, Place
from selon.model.span import Span
from selon.resolve.place_scene import PlaceScene, adjectives_after

# how sure a country is that an adjective of its people gives
SURE = 0.8


def lands(scene: PlaceScene) -> Iterator[Place]:
    """Yield the countries that are described by their soil or their coast, or as lying beyond a river or a sea."""
    table, parsed = demonyms(scene.pack), scene.parsed
    for form in scene.words.soil:
        for at in parsed.by_word.get(form, ()):
            noun = parsed.doc[at]
            last, said = adjectives_after(noun, scene.pack)
            code = next((table[w] for w in said if w in table), None)
            if code is not None and noun.lower_ == form:
                yield _land(code, Span(noun.idx, last.idx + len(last)), scene)
    text = parsed.text.lower()
    for form, code in scene.words.beyond.items():
        start = text.find(form)
        while start >= 0:
            yield _land(code, Span(start, start + len(form)), scene)
            start = text.find(form, start + 1)


def land(code: str, language: str) -> Place:
    """Return a country that no place name tells, by its usual name.

    >>> land("ML", "fr").name
    'Mali'
    """
    return Place(
        name=country_name(code, language),
        country=code,
        latitude=None,
        longitude=None,
        geonames=None,
        precision="country",
        confidence=SURE,
    )


def _land(code: str, span: Span, scene: PlaceScene) -> Place:
    """Return a country as the report names it, else by its usual name."""
    named = next((p for p in scene.places if p.precision == "country" and p.country == code), None)
    place = named or land(code, scene.parsed.report.language)
    parts = (place.derivation,) if place.derivation else ()
    why = Derivation(rule=scene.words.rules["soil"], span=span, note=place.name, parts=parts)
    return replace(place, span=span, confidence=SURE, derivation=why)
