"""The words of place of a language, and how wide a place is.

In: a pack. Out: its small words around places, as sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from selon.claims.figure_told import WarWords, war_words
from selon.gazetteer.countries import demonyms
from selon.lang.inflection import verb_forms
from selon.lang.pack import Pack
from selon.model.record import Place
from selon.read.number_patterns import plain

# from the narrowest to the widest
BREADTH = {"exact": 0, "settlement": 1, "district": 2, "province": 3, "country": 4, "region": 5}
COUNTRY = 4
NARROW = 3
SETTLEMENT = 1


@dataclass(frozen=True, slots=True)
class HappenedWords:
    """Words that say in so many words where an act took place: `s'est produit`, `a eu lieu`, `a été le théâtre`."""

    happening: frozenset[str]
    taking_place: frozenset[str]
    theatres: frozenset[str]


@dataclass(frozen=True, slots=True)
class FateWords:
    """Words for how captives are taken and freed, for what is held for the dead, and for what calls an act to mind."""

    seizing: frozenset[str]
    freeing: frozenset[str]
    ceremonies: frozenset[str]
    fallen: frozenset[str]
    dying_for: frozenset[str]
    going: frozenset[str]
    recalling: frozenset[str]
    leaving: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The small words before a place that tell what it stands for."""

    prepositions: frozenset[str]
    elsewhere: frozenset[str]
    opposite: frozenset[str]
    owners: frozenset[str]
    of: frozenset[str]
    beside: frozenset[str]
    joints: frozenset[str]
    areas: frozenset[str]
    origins: frozenset[str]
    bodies: frozenset[str]
    countries: frozenset[str]
    world: frozenset[str]
    wars: WarWords
    before: frozenset[str]
    between: frozenset[str]
    ties: frozenset[str]
    within: frozenset[str]
    definite: frozenset[str]
    hosts: frozenset[str]
    host_forms: frozenset[str]
    sees_come: frozenset[str]
    inside: frozenset[str]
    where: frozenset[str]
    voices: frozenset[str]
    locals: frozenset[str]
    there: frozenset[str]
    posts: frozenset[str]
    besides: frozenset[str]
    listing: frozenset[str]
    struck: frozenset[str]
    mourning: frozenset[str]
    happened: HappenedWords
    pointing: frozenset[str]
    act_nouns: frozenset[str]
    taken_up: frozenset[str]
    offshore: frozenset[str]
    ranks: frozenset[str]
    superlatives: tuple[str, ...]
    list_words: frozenset[str]
    projectiles: frozenset[str]
    made: frozenset[str]
    this: frozenset[str]
    ranked: frozenset[str]
    one_of: frozenset[str]
    fates: FateWords
    # the country of each adjective and name of a people
    peoples: Mapping[str, str]
    # the sentences of the report that tell an act, and those that only tell of acts long before it
    acts: frozenset[int] = frozenset()
    earlier: frozenset[int] = frozenset()


def _happened_words(pack: Pack) -> HappenedWords:
    return HappenedWords(*(frozenset(pack.words("scope", key)) for key in ("happening", "taking_place", "theatres")))


def _fate_words(pack: Pack) -> FateWords:
    keys = ("seizing", "freeing", "ceremonies", "fallen", "dying_for", "going", "recalling", "leaving")
    return FateWords(*(frozenset(pack.words("scope", key)) for key in keys))


@cache
def place_words(pack: Pack) -> PlaceWords:
    """Return the words of a pack."""
    return PlaceWords(
        frozenset(pack.words("scope", "place_prepositions")),
        frozenset(pack.words("scope", "place_elsewhere")),
        frozenset(pack.words("scope", "place_opposite")),
        frozenset(pack.words("scope", "place_owners")),
        frozenset((*pack.words("counting_not", "of_words"), *pack.words("counting_not", "determiners"))),
        frozenset(pack.words("scope", "place_beside")),
        frozenset((*pack.words("counting_not", "of_words"), *pack.words("scope", "place_joints"))),
        frozenset(pack.words("scope", "areas")),
        frozenset(pack.words("scope", "place_origins")),
        frozenset(pack.words("scope", "place_bodies")),
        frozenset(pack.words("scope", "whole_countries")),
        frozenset(pack.words("scope", "world")),
        war_words(pack),
        frozenset(pack.words("scope", "before_forms")),
        frozenset(pack.words("scope", "between")),
        frozenset(pack.words("scope", "ties")),
        frozenset(pack.words("scope", "within")),
        frozenset(pack.words("scope", "definite")),
        frozenset(pack.words("scope", "hosts")),
        frozenset(plain(form) for verb in pack.words("scope", "hosts") for form in verb_forms(verb, pack)),
        frozenset(plain(w) for w in pack.words("scope", "sees_come")),
        frozenset(pack.words("scope", "inside")),
        frozenset(pack.words("scope", "where")),
        frozenset(pack.words("scope", "place_voices")),
        frozenset(pack.words("scope", "place_locals")),
        frozenset(pack.words("scope", "there")),
        frozenset(pack.words("scope", "posts")),
        frozenset(pack.words("scope", "besides")),
        frozenset(pack.words("scope", "listing")),
        frozenset(pack.words("scope", "struck")),
        frozenset(pack.words("scope", "mourning")),
        _happened_words(pack),
        frozenset(pack.words("scope", "ongoing_leads")),
        frozenset(pack.words("scope", "act_nouns")),
        frozenset(pack.words("scope", "taken_up")),
        frozenset(pack.words("scope", "offshore")),
        frozenset(pack.words("scope", "ranks")),
        pack.words("scope", "superlatives"),
        frozenset(pack.words("counting_not", "list_words")),
        frozenset(pack.words("counting_not", "projectiles")),
        frozenset(pack.words("scope", "made")),
        frozenset(pack.words("scope", "this")),
        frozenset(pack.words("scope", "ranked")),
        frozenset(pack.words("scope", "one_of")),
        _fate_words(pack),
        demonyms(pack),
    )


def breadth(place: Place) -> int:
    """Return how wide a place is, 0 for a building to 5 for a region of several countries."""
    return BREADTH.get(place.precision, 1)
