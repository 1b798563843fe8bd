"""Places that a report describes and does not name: `la capitale somalienne`, `dans la ville`, `sur place`.

In: the parse and the places that are named. Out: places whose span is the describing words. They tell where a number or
an event belongs; they are no entries of the record's list of places, which holds proper names only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from selon.gazetteer import load
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Derivation, Place
from selon.model.span import Span
from selon.resolve.place_capital import capitals
from selon.resolve.place_land import lands
from selon.resolve.place_scene import PlaceScene, adjectives_after, next_token

# a village has fewer people, whatever is said after it
VILLAGE = 50_000
# the noun before a name stands this near: `le camp de réfugiés palestiniens de X`
REACH = 40
# how sure a place is that a noun takes up, or `sur place`
BY_NOUN, BY_SPOT = 0.6, 0.5
# precisions that `sur place` takes up
_SPOTS = frozenset({"exact", "settlement", "district"})
_MARKS = re.compile(r"[,.;:()]")


def described_places(parsed: Parsed, places: Sequence[Place], pack: Pack) -> list[Place]:
    """Return the places that the words describe without naming them, in order, each with the span of those words.

    `la capitale somalienne` and `la capitale` are the seat of a country (rule `place.capital`); `la ville`, `le camp`,
    `la province`, `l'île`, `le pays`, `sur place` with no name after them are the last place of that kind that was named
    in the same sentence or the three before it (rule `place.taken-up-noun`). `Le sol turc` and `outre-Rhin` are countries
    (rule `place.soil`). The span begins at the noun, as that of a
    name does. Nothing is returned for words beside the name itself (`la capitale Kaboul`), nor where no place fits.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> pack = load_pack("fr")
    >>> parsed = parse(Report(id="a", text=clean_text("Des obus sont tombés sur la capitale somalienne.")), pack)
    >>> [(p.name, p.country, p.span.words(parsed.text)) for p in described_places(parsed, [], pack) if p.span]
    [('Mogadiscio', 'SO', 'capitale somalienne')]
    """
    named = sorted((p for p in places if p.span), key=lambda p: p.span or Span(0, 0))
    scene = PlaceScene(parsed, named, pack)
    found: list[Place] = []
    for place in (*capitals(scene), *lands(scene), *_taken_up(scene), *_spots(scene)):
        if place.span and not any(f.span and f.span.overlaps(place.span) for f in found):
            found.append(place)
    return sorted(found, key=lambda p: p.span or Span(0, 0))


def _taken_up(scene: PlaceScene) -> Iterator[Place]:
    words = scene.words
    for form, kinds in words.kinds.items():
        for at in scene.parsed.by_word.get(form, ()):
            noun = scene.parsed.doc[at]
            if noun.lower_ != form or not at or not _is_pointed_at(noun, scene):
                continue
            last, said = adjectives_after(noun, scene.pack)
            if said & words.other or not _ends_here(noun, last, kinds, scene) or scene.says_what(noun, last):
                continue
            place = next((p for p in scene.before(noun) if _is_meant(p, form, kinds, scene)), None)
            if place is not None:
                yield _as(place, Span(noun.idx, last.idx + len(last)), BY_NOUN, scene)


def _is_pointed_at(noun: Token, scene: PlaceScene) -> bool:
    """Say whether an article or a demonstrative stands before a noun (`la ville`, `cette dernière ville`)."""
    before = noun.nbor(-1)
    if before.lower_ in scene.words.last and before.i:
        return before.nbor(-1).lower_ in scene.words.this
    return before.lower_ in scene.words.takers


def _ends_here(noun: Token, last: Token, kinds: frozenset[str], scene: PlaceScene) -> bool:
    """Say whether a noun stands without anything that tells which one it is (`la ville de son enfance`, `la ville où`).

    After a demonstrative what follows only tells more of it (`ce pays d'Afrique`), unless it names a place of the kind.
    """
    words, after = scene.words, next_token(last)
    if after is None or after.lower_ not in (words.of_words | words.relatives | words.other):
        return True
    if noun.nbor(-1).lower_ not in words.this or after.lower_ not in words.of_words or "itself" in kinds:
        return False
    named = scene.starts.get(after.nbor(1).idx) if after.i + 1 < len(after.doc) else None
    return named is None or named.precision not in kinds


def _is_meant(place: Place, form: str, kinds: frozenset[str], scene: PlaceScene) -> bool:
    """Say whether a noun may take up a place: of its kind, in the country of the report, and no government."""
    if scene.main not in (None, place.country) or place.span is None:
        return False
    token = scene.parsed.token_at(place.span.start)
    known = load().numbered(place.geonames) if place.geonames is not None else None
    if known is not None and known.capital and token is not None:
        led_by = token.nbor(-1).lower_ if token.i else ""
        if token.dep_.startswith("nsubj") or led_by in scene.words.agents:
            return False
    if "itself" in kinds and _is_announced(place.span, form, scene):
        return True
    if "small" in kinds:
        return place.precision == "settlement" and (known is None or known.population < VILLAGE)
    return place.precision in kinds


def _is_announced(name: Span, noun: str, scene: PlaceScene) -> bool:
    """Say whether a noun stands in a name or before it, with no mark and no other name between: `le camp de X`."""
    start = max(0, name.start - REACH)
    lead = _MARKS.split(scene.parsed.text[start : name.start])[-1].lower()
    at = lead.rfind(noun)
    if at >= 0 and not any(name.start - len(lead) + at < end <= name.start for end in scene.ends):
        return noun in lead[at:].split()
    return noun in name.words(scene.parsed.text).lower().split()


def _spots(scene: PlaceScene) -> Iterator[Place]:
    """`sur place`: where the sentences before it play."""
    preposition, noun = scene.words.spot
    for at in scene.parsed.by_word.get(noun, ()):
        token = scene.parsed.doc[at]
        if token.lower_ != noun or not at or token.nbor(-1).lower_ != preposition:
            continue
        main = scene.main
        near = (p for p in scene.before(token) if p.precision in _SPOTS and main in (None, p.country))
        fits = (p for p in near if not _is_of_office(p, scene))
        place = next(fits, None)
        if place is not None:
            yield _as(place, Span(token.nbor(-1).idx, token.idx + len(token)), BY_SPOT, scene)


def _is_of_office(place: Place, scene: PlaceScene) -> bool:
    """Say whether a name only tells whose office somebody holds: `le gouverneur de la région de X`."""
    words, token = scene.words, scene.parsed.token_at(place.span.start) if place.span else None
    before = token.nbor(-1) if token is not None and token.i else None
    while before is not None and before.i and (before.lower_ in words.of_words | words.articles | words.kinds.keys()):
        before = before.nbor(-1)
    return before is not None and before.lower_ in words.offices


def _as(place: Place, span: Span, sure: float, scene: PlaceScene) -> Place:
    named = (place.derivation,) if place.derivation else ()
    why = Derivation(rule=scene.words.rules["taken-up"], span=span, note=place.name, parts=named)
    return replace(place, span=span, confidence=min(sure, place.confidence), derivation=why)
