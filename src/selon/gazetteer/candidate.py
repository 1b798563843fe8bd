"""A place as the gazetteer has it."""

from __future__ import annotations

import math
from dataclasses import dataclass

# kinds, from the widest; `sea` and `region` lie in several countries or none
KINDS = ("region", "sea", "country", "province", "district", "settlement", "exact")
EARTH_DIAMETER_KM = 12742.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may mean.

    `latitude` and `longitude` are a point for settlements and exact places; for wider ones they are the middle of the
    towns that they hold, with `radius` in km around it: a ring for a map, never a pin. `members` are the countries of
    a region; `unit` is what its country calls a first-level region (`Region`, `Province`).

    `match` tells how the name fitted: `name` (its own), `press` (the one that the press gives it), `other` (one of its
    other names), `weak` (only as another way of writing it).
    """

    id: int
    name: str
    kind: str
    country: str | None = None
    adm1: str | None = None
    adm2: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius: float | None = None
    population: int = 0
    geonames: int | None = None
    members: tuple[str, ...] = ()
    capital: bool = False
    unit: str = ""
    layer: str = "base"
    match: str = "name"

    @property
    def is_area(self) -> bool:
        """Say whether it is too wide for a point."""
        return self.kind in ("region", "sea", "country", "province")

    def kilometres_to(self, other: Candidate) -> float | None:
        """Return the distance between two middles, None where one has none."""
        if None in (self.latitude, self.longitude, other.latitude, other.longitude):
            return None
        return kilometres((self.latitude or 0.0, self.longitude or 0.0), (other.latitude or 0.0, other.longitude or 0.0))


def kilometres(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the great-circle distance of two points given as latitude and longitude.

    >>> round(kilometres((33.51, 36.29), (36.2, 37.16)))
    309
    """
    (la, lo), (lb, lp) = ((math.radians(a), math.radians(b)) for a, b in (here, there))
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((lp - lo) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(math.sqrt(h))
