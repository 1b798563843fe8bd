"""Choose which of the places that bear a name a report means."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from selon.gazetteer import Candidate
from selon.resolve.place_context import Beside, Countries

# Weights of the choice, set on the half of the development reports that may be looked at and on 100 world reports
# read by eye; coupled: only their ratios matter. Population counts by its logarithm, so a village of 2,000 in the
# country of the report beats a city of two million elsewhere.
FIT = {"press": 2.0, "name": 0.5, "other": 0.2, "weak": -0.8}
PEOPLE = 0.35
SHARE = 3.0
NAMED = 1.2
STRANGER = -2.5
BESIDE = 3.0
KIND = 2.5
CAPITAL = 1.6
NEAR = 0.9
NEAR_KM = 250.0
CURATED = 2.5
# `à Paris et à X`: names side by side lie mostly in one country
JOINED = 1.5
# `en X` is said of countries and regions, of towns hardly ever
AREA = 2.5
# a town this much smaller than a well-known namesake is less likely than its size says: set with JOINED, flat around
KNOWN_TOWN, TIMES_SMALLER, UNKNOWN_TOWN = 150_000, 50, -1.2
# a city of this size is meant by its bare name, whichever villages are named after it
WORLD_CITY = 700_000
# other spellings, and districts, are believed in countries that a report speaks of at least that much
LIKELY = 0.2
# under this population a town outside of all countries that the report names is not believed
UNBELIEVED = 100_000
_CURATED_IDS = 2_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the words around the mentions of a name ask for: a kind, a unit of administration, an article before it."""

    kinds: frozenset[str]
    units: frozenset[str]
    article: bool
    beside: Beside | None
    # a preposition that goes with areas; a part of a town; countries of the names side by side with it
    area: bool = False
    quarter: bool = False
    joined: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The place chosen, how sure it is, and how far it was ahead of the next."""

    place: Candidate
    score: float
    confidence: float


def choose(found: Sequence[Candidate], wanted: Wanted, countries: Countries, settled: Sequence[Candidate]) -> Choice | None:
    """Return the likeliest place, None where all are unlikely."""
    believed = [c for c in found if _believed(c, wanted, countries)]
    scored = sorted(((_score(c, found, wanted, countries, settled), -n) for n, c in enumerate(believed)), reverse=True)
    if not scored:
        return None
    best, place = scored[0][0], believed[-scored[0][1]]
    rival = next((s for s, n in scored[1:] if _differ(place, believed[-n])), best - 4)
    return Choice(place=place, score=best, confidence=round(1 / (1 + math.exp(-0.6 - (best - rival))), 3))


def _differ(one: Candidate, two: Candidate) -> bool:
    """Two entries of one place (a town, its district) are no rivals."""
    far = one.kilometres_to(two)
    return one.country != two.country or far is None or far > 60


def _believed(place: Candidate, wanted: Wanted, countries: Countries) -> bool:
    if place.kind in ("country", "region", "sea") or place.layer != "base" or place.id >= _CURATED_IDS:
        return True
    if wanted.quarter and not (wanted.beside and wanted.beside.country) and not place.is_area:
        # a quarter lies in a town of the report, never in a land of which it does not speak
        return countries.share(place.country) >= LIKELY
    if place.kind == "district" and not wanted.kinds and countries.share(place.country) < LIKELY:
        return place.population >= UNBELIEVED
    if wanted.beside and wanted.beside.country:
        return place.country == wanted.beside.country or place.population >= UNBELIEVED
    if wanted.article and place.kind == "settlement" and place.match != "press":
        # `le Kingsbury` is a hotel, whatever town is called so
        return False
    return countries.weights[place.country or ""] > 0 or place.population >= UNBELIEVED


def _score(
    place: Candidate, found: Sequence[Candidate], wanted: Wanted, countries: Countries, settled: Sequence[Candidate]
) -> float:
    score = FIT[place.match] + PEOPLE * math.log10(place.population + 1)
    score += SHARE * countries.share(place.country) + (NAMED if countries.weights[place.country or ""] else 0.0)
    if not countries.weights[place.country or ""] and place.country:
        score += STRANGER * 0.5
    if wanted.beside and wanted.beside.country:
        score += BESIDE if place.country == wanted.beside.country else -BESIDE
    score += CAPITAL if place.capital else 0.0
    score += JOINED if place.country in wanted.joined else 0.0
    if wanted.area:
        score += AREA if place.is_area else -AREA / 2
    if _dwarfed(place, found) and not _is_beside(place, wanted):
        score += STRANGER
    elif _is_small(place, found):
        score += UNKNOWN_TOWN
    if place.match != "press" and any(c.match == "press" for c in found) and not wanted.kinds and not wanted.beside:
        score += STRANGER
    score += _trust(place, countries)
    score += _kind_score(place, wanted)
    if place.kind == "province" and not wanted.kinds and not wanted.units and not _is_beside(place, wanted):
        # a region of several countries is meant by its bare name, whatever province of one of them is called so
        score += STRANGER if any(c.kind == "region" for c in found) else 0.0
    if place.kind == "settlement" and any((far := place.kilometres_to(s)) is not None and far < NEAR_KM for s in settled):
        score += NEAR
    return score


def _is_beside(place: Candidate, wanted: Wanted) -> bool:
    return wanted.beside is not None and wanted.beside.country == place.country


def _trust(place: Candidate, countries: Countries) -> float:
    """A row written by hand was written because reports mean it; a quarter or town only in its own country."""
    if place.layer != "base":
        return CURATED
    if place.id < _CURATED_IDS:
        return 0.0
    if place.kind in ("settlement", "province") and place.country and not countries.weights[place.country]:
        return -CURATED / 2
    return CURATED if place.kind != "settlement" else CURATED / 2


def _dwarfed(place: Candidate, found: Sequence[Candidate]) -> bool:
    """A namesake of a world city: the village of Paris in the Urals is not meant where nothing says so."""
    largest = max((c.population for c in found if c.kind == "settlement"), default=0)
    return place.kind == "settlement" and largest >= WORLD_CITY and place.population < largest / 10


def _is_small(place: Candidate, found: Sequence[Candidate]) -> bool:
    largest = max((c.population for c in found if c.kind == "settlement"), default=0)
    return place.kind == "settlement" and largest >= KNOWN_TOWN and place.population * TIMES_SMALLER < largest


def _kind_score(place: Candidate, wanted: Wanted) -> float:
    if place.kind == "country":
        return KIND * 2
    if place.unit and place.unit in wanted.units:
        return KIND
    if place.kind in wanted.kinds:
        return KIND * (0.4 if wanted.units else 1.0)
    if place.kind in ("region", "sea"):
        return KIND
    if place.kind == "settlement" and "province" not in wanted.kinds:
        return 0.0 if wanted.article else KIND * 0.6
    if place.kind == "province" and wanted.article:
        return KIND * 0.4
    return -KIND * 0.4 if place.kind == "district" else 0.0
