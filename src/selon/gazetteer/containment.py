"""Whether one place lies in another: a quarter in its city, a city in its province, a province in its country."""

from __future__ import annotations

from selon.gazetteer.candidate import Candidate, kilometres
from selon.gazetteer.index import Gazetteer, load
from selon.gazetteer.keys import strong_key
from selon.model.record import Place

# a quarter, camp or street lies within this far of the point of its city: the radius of the largest cities at war
# (Khartoum, Mossoul, Gaza) is 12 to 18 km
QUARTER_KM = 15.0
_RANK = {"exact": 0, "settlement": 1, "district": 2, "province": 3, "country": 4, "region": 5}


def place_candidate(place: Place, gazetteer: Gazetteer | None = None) -> Candidate | None:
    """Return what the gazetteer has for a place of a record: by its GeoNames number, else by name and country."""
    known = gazetteer or load()
    if place.geonames is not None:
        return known.numbered(place.geonames)
    found = known.find(place.name, countries=[place.country] if place.country else [])
    kinds = {"country": ("country",), "region": ("region", "sea"), "province": ("province",), "district": ("district",)}
    wanted = kinds.get(place.precision, ("settlement", "exact"))
    return next((c for c in found if c.kind in wanted), None)


def is_within(inner: Place, outer: Place, gazetteer: Gazetteer | None = None) -> bool | None:
    """Say whether a place lies in another one, or is the same; None where that cannot be told.

    >>> alep = Place(name="Alep", country="SY", geonames=170063, latitude=36.2, longitude=37.16)
    >>> is_within(alep, Place(name="Syrie", country="SY", precision="country"))
    True
    >>> is_within(alep, Place(name="province d'Idleb", country="SY", geonames=169387, precision="province"))
    False
    """
    if is_same(inner, outer):
        return True
    if inner.country and outer.country and inner.country != outer.country:
        return False
    if outer.precision == "country":
        return inner.country == outer.country if inner.country and outer.country else None
    if _RANK.get(inner.precision, 1) > _RANK.get(outer.precision, 1):
        return False
    return _within_area(inner, outer, gazetteer or load())


def may_lie_within(inner: Place, outer: Place) -> bool:
    """Say whether a place lies in another one, or may, because no gazetteer has it: a village of the same country.

    >>> village = Place(name="Kafr Untel", country="SY")
    >>> may_lie_within(village, Place(name="province d'Idleb", country="SY", geonames=169387, precision="province"))
    True
    """
    found = is_within(inner, outer)
    unknown = inner.geonames is None and inner.latitude is None
    return found is True or (found is None and unknown and inner.country == outer.country)


def is_same(one: Place, two: Place) -> bool:
    """Say whether two places are one: the same number, or the same name in the same country."""
    if one.geonames is not None and two.geonames is not None:
        return one.geonames == two.geonames
    return strong_key(one.name) == strong_key(two.name) and one.country == two.country


def _within_area(inner: Place, outer: Place, gazetteer: Gazetteer) -> bool | None:
    small, large = place_candidate(inner, gazetteer), place_candidate(outer, gazetteer)
    if outer.precision == "region":
        return inner.country in large.members if large and large.members and inner.country else None
    if outer.precision == "province":
        if small and large and small.adm1 and large.adm1:
            return small.adm1 == large.adm1
        return _in_radius(small, large)
    if outer.precision == "district" and small and large and small.adm2 and large.adm2:
        return small.adm2 == large.adm2
    return _near(inner, outer)


def _in_radius(small: Candidate | None, large: Candidate | None) -> bool | None:
    """Say whether a point lies in an area that has no code of its own (`Angleterre`, `Kurdistan irakien`), by its radius."""
    if small is None or large is None or large.adm1 or not large.radius or None in (small.latitude, small.longitude):
        return None
    if None in (large.latitude, large.longitude):
        return None
    here = (small.latitude or 0.0, small.longitude or 0.0)
    # the circle is drawn around an area of another shape: what lies outside may still be within
    return True if kilometres(here, (large.latitude or 0.0, large.longitude or 0.0)) <= large.radius else None


def _near(inner: Place, outer: Place) -> bool | None:
    """Two points: a quarter or a building lies in its city, a town never in another town of the gazetteer."""
    if None in (inner.latitude, inner.longitude, outer.latitude, outer.longitude):
        return None
    here = (inner.latitude or 0.0, inner.longitude or 0.0)
    far = kilometres(here, (outer.latitude or 0.0, outer.longitude or 0.0))
    if far > QUARTER_KM:
        return False
    return True if inner.precision == "exact" else None
