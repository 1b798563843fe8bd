"""The gazetteer: names in, places that they may mean out."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from functools import cache, lru_cache

from selon.gazetteer.build import ensure_base
from selon.gazetteer.candidate import Candidate
from selon.gazetteer.keys import strong_key, weak_key
from selon.gazetteer.own import own_layers
from selon.gazetteer.store import Layer

# how well a name fits, best first
_FIT = {"press": 0, "name": 0, "other": 1, "weak": 2}


class Gazetteer:
    """All layers together: the user's own places first, then those of the packages."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        """Take open layers, the most trusted first."""
        self._layers = tuple(layers)
        # a report asks for the same names again and again, a day's reports likewise; 20,000 names with their places
        # are some 40 MB at most
        self._named = lru_cache(maxsize=20_000)(self._find_strong)
        self._written = lru_cache(maxsize=5_000)(self._find_weak)
        self.region = lru_cache(maxsize=10_000)(self._region)

    def find(self, name: str, *, countries: Collection[str] = (), weak: bool = False) -> list[Candidate]:
        """Return the places that a name may mean, those it fits best and the largest first.

        Args:
            name: as written; case, accents, hyphens, apostrophes and spaces do not count.
            countries: only places in these, where any are given.
            weak: also take other transliterations, if nothing fits better.

        >>> load().find("Alep")[0].country, load().find("Tripoli", countries=["LB"])[0].geonames
        ('SY', 266826)
        """
        found = _within(self._named(strong_key(name)), countries)
        if not found and weak and (key := weak_key(name)):
            found = _within(self._written(key), countries)
        return list(found)

    def has(self, name: str) -> bool:
        """Say whether any place bears the name."""
        return bool(self._named(strong_key(name)))

    def numbered(self, geonames: int) -> Candidate | None:
        """Return the place with a GeoNames number.

        >>> place = load().numbered(170063)
        >>> place.country if place else None
        'SY'
        """
        return next((c for layer in self._layers if (c := layer.geonames(geonames))), None)

    def adm1_of(self, place: Candidate) -> Candidate | None:
        """Return the first-level region that a place lies in.

        >>> region = load().adm1_of(load().find("Saraqeb")[0])
        >>> region.name if region else None
        'Idlib'
        """
        return self.region(place.adm1) if place.adm1 and place.country else None

    def country(self, code: str) -> Candidate | None:
        """Return a country by its code, with the middle of its towns."""
        return next((c for layer in self._layers for c in layer.of_kind("country", code)), None)

    def regions(self, country: str) -> list[Candidate]:
        """Return the first-level regions of a country."""
        return [c for layer in self._layers for c in layer.of_kind("province", country)]

    def _region(self, code: str) -> Candidate | None:
        return next((c for c in self.regions(code[:2]) if c.adm1 == code), None)

    def _find_strong(self, key: str) -> tuple[Candidate, ...]:
        return _ranked(c for layer in self._layers for c in layer.named(key)) if len(key) > 1 else ()

    def _find_weak(self, key: str) -> tuple[Candidate, ...]:
        return _ranked(c for layer in self._layers for c in layer.written(key))

    def close(self) -> None:
        """Close all layers."""
        for layer in self._layers:
            layer.close()


def _within(found: tuple[Candidate, ...], countries: Collection[str]) -> tuple[Candidate, ...]:
    return tuple(c for c in found if c.country in countries) if countries else found


def _ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    seen: dict[tuple[str, int], Candidate] = {}
    for candidate in found:
        number = ("geonames", candidate.geonames) if candidate.geonames else (candidate.layer, candidate.id)
        seen.setdefault(number, candidate)
    return tuple(sorted(seen.values(), key=lambda c: (_FIT[c.match], -c.population, c.id)))


@cache
def _load(process: int, folder: str) -> Gazetteer:  # noqa: ARG001 - both are only the key of the cache
    return Gazetteer([*own_layers(), Layer(ensure_base(), "base")])


def load() -> Gazetteer:
    """Return the gazetteer, opened once for each process (a fork must not share an open file)."""
    return _load(os.getpid(), os.environ.get("SELON_CACHE", ""))


def reload() -> Gazetteer:
    """Return the gazetteer anew, after places were added."""
    _load.cache_clear()
    return load()
