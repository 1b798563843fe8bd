"""How two places lie to each other: the same, one inside the other, apart, or not to be told.

By name, by GeoNames id, by the regions of several countries (`regions.toml`), by the country, by distance.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from enum import Enum
from functools import cache, lru_cache
from importlib import resources

from babel import Locale

from selon.crosscheck.figure import Spot
from selon.crosscheck.names import plain
from selon.gazetteer.containment import is_within
from selon.model.record import Place

# the scorer of the benchmark takes two points within 25 km for one place: so do we for towns
NEAR_KM = 25.0
# a quarter or a camp lies within this of the centre of its city
CITY_KM = 20.0
# towns lie within this of the centre of their province, unless it is one of the few very large ones
PROVINCE_KM = 150.0
_WIDTH = {"exact": 0, "settlement": 1, "district": 2, "province": 3, "country": 4, "region": 5}
WORLD = "world"
_SETTLEMENT, _DISTRICT, _PROVINCE, _COUNTRY, _REGION = 1, 2, 3, 4, 5


class Lie(Enum):
    """How the first place lies to the second."""

    SAME = "same"
    INSIDE = "inside"
    HOLDS = "holds"
    MAYBE_INSIDE = "maybe_inside"
    MAYBE_HOLDS = "maybe_holds"
    UNKNOWN = "unknown"
    APART = "apart"

    @property
    def turned(self) -> Lie:
        """Return how the second lies to the first."""
        return _TURNED.get(self, self)


_TURNED = {
    Lie.INSIDE: Lie.HOLDS,
    Lie.HOLDS: Lie.INSIDE,
    Lie.MAYBE_INSIDE: Lie.MAYBE_HOLDS,
    Lie.MAYBE_HOLDS: Lie.MAYBE_INSIDE,
}


@cache
def _regions() -> Mapping[str, frozenset[str]]:
    text = (resources.files("selon.crosscheck") / "regions.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    found = {plain(name): frozenset(row["countries"]) for row in content["region"] for name in row["names"]}
    codes = (str(code) for code in Locale("en").territories)
    every = frozenset(code for code in codes if len(code) == len("FR") and code.isalpha())
    return {**found, **{plain(name): every for name in content["world"]["names"]}}


@cache
def _world_names() -> frozenset[str]:
    text = (resources.files("selon.crosscheck") / "regions.toml").read_text(encoding="utf-8")
    return frozenset(plain(name) for name in tomllib.loads(text)["world"]["names"])


def is_world(place: Spot) -> bool:
    """Say whether a place is the whole world."""
    return place.precision == WORLD or place.name in _world_names()


def countries_of(place: Spot) -> frozenset[str]:
    """Return the countries that a place lies in or is made of.

    >>> sorted(countries_of(Spot(name="sahel", said="Sahel", precision="region")))[:2]
    ['BF', 'ML']
    """
    named = _regions().get(place.name)
    if named is not None:
        return named
    return frozenset([place.country]) if place.country else frozenset()


def kilometres(a: Spot, b: Spot) -> float | None:
    """Return the distance of two places, None where one has no point."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    la, lo, lb, lp = (math.radians(x) for x in (a.latitude, a.longitude, b.latitude, b.longitude))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(h))


@lru_cache(maxsize=200_000)
def lie(a: Spot | None, b: Spot | None) -> Lie:
    """Return how the first place lies to the second.

    >>> inde = Spot(name="inde", said="Inde", country="IN", precision="country")
    >>> lie(Spot(name="bhopal", said="Bhopal", country="IN"), inde)
    <Lie.INSIDE: 'inside'>
    """
    if a is None or b is None:
        return Lie.UNKNOWN
    if is_world(a) or is_world(b):
        return Lie.SAME if is_world(a) and is_world(b) else (Lie.HOLDS if is_world(a) else Lie.INSIDE)
    if a.country and b.country and a.country != b.country and not _is_region(a) and not _is_region(b):
        return Lie.APART
    if a.name == b.name or (a.geonames is not None and a.geonames == b.geonames):
        return Lie.SAME
    wide_a, wide_b = _width(a), _width(b)
    if wide_a > wide_b:
        return _inside(b, a).turned
    if wide_a < wide_b:
        return _inside(a, b)
    return _level(a, b)


def is_wide(place: Spot) -> bool:
    """Say whether a place is a country or more."""
    return _width(place) >= _COUNTRY


def _is_region(place: Spot) -> bool:
    return place.name in _regions() or place.precision == "region"


def _width(place: Spot) -> int:
    return _REGION if _is_region(place) else _WIDTH.get(place.precision, 1)


def _level(a: Spot, b: Spot) -> Lie:
    """Tell two places of one width apart."""
    if _width(a) >= _COUNTRY:
        mine, theirs = countries_of(a), countries_of(b)
        if not mine or not theirs:
            return Lie.UNKNOWN
        if mine == theirs:
            return Lie.SAME
        if mine < theirs:
            return Lie.INSIDE
        return Lie.HOLDS if theirs < mine else Lie.APART
    if _names_hold(a, b):
        return Lie.SAME
    far = kilometres(a, b)
    if far is None:
        return Lie.UNKNOWN if _shares_words(a, b) else Lie.APART
    return Lie.SAME if far <= NEAR_KM and _width(a) <= _SETTLEMENT else Lie.APART


def _inside(small: Spot, large: Spot) -> Lie:
    """Tell whether a narrower place lies in a wider one."""
    if _width(large) >= _COUNTRY:
        mine, theirs = countries_of(small), countries_of(large)
        if not mine or not theirs:
            return Lie.UNKNOWN
        return Lie.INSIDE if mine <= theirs else Lie.APART
    if _names_hold(small, large):
        return Lie.INSIDE
    if _width(large) in (_DISTRICT, _PROVINCE) and (told := is_within(_place(small), _place(large))) is not None:
        return Lie.INSIDE if told else Lie.APART
    far = kilometres(small, large)
    if far is None:
        return Lie.MAYBE_INSIDE if small.country == large.country else Lie.UNKNOWN
    if _width(large) <= _SETTLEMENT:
        return Lie.INSIDE if far <= CITY_KM else Lie.APART
    return Lie.MAYBE_INSIDE if far <= PROVINCE_KM else Lie.APART


def _place(spot: Spot) -> Place:
    """Return a place as the gazetteer takes it."""
    return Place(
        name=spot.said,
        country=spot.country,
        latitude=spot.latitude,
        longitude=spot.longitude,
        geonames=spot.geonames,
        precision=spot.precision,
    )


def _names_hold(a: Spot, b: Spot) -> bool:
    """Say whether one name is the other with more words (`camp de Gao`, `Gao`)."""
    mine, theirs = set(a.name.split()), set(b.name.split())
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def _shares_words(a: Spot, b: Spot) -> bool:
    return bool(set(a.name.split()) & set(b.name.split()))
