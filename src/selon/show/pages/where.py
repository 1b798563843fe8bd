"""The map: where reports say that something happened, at the precision that they print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selon.ledger import browse
from selon.ledger.browse import PlaceCount
from selon.ledger.full_text import fold
from selon.ledger.stored import ClaimFilter
from selon.show import addresses
from selon.show.frame import Page, View
from selon.show.geography import MapDrawing, draw_map
from selon.show.pages.figures import wanted

KINDS = ("figure", "event", "arrangement")
MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place that reports name, with how many claims of each kind, at the precision that they print."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    kinds: dict[str, int]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The places of the claims that fit the filters, those of most claims first, and their map."""

    places: tuple[PlaceLine, ...]
    countries: tuple[tuple[str, int], ...]
    kind: str | None
    drawing: MapDrawing
    small_drawing: MapDrawing


def filters(view: View) -> list[ClaimFilter]:
    """Return what is asked for, one filter for each kind of claim."""
    kind = view.asked("kind")
    return [wanted(view, k) for k in ((kind,) if kind in KINDS else KINDS)]


def fill(view: View) -> Map:
    """Return the map."""
    covered = {fold(name) for name in browse.covered_names(view.ledger)}
    found = [p for p in browse.places_of(view.ledger, filters(view), MOST) if fold(p.name or "") not in covered]
    asked = {"since": view.asked("since"), "until": view.asked("until"), "kind": view.asked("kind")}
    leads = [addresses.timeline(place=p.name, country=p.country, **asked) for p in found]
    countries: dict[str, int] = {}
    for place in found:
        if place.country:
            countries[place.country] = countries.get(place.country, 0) + place.total
    return Map(
        places=tuple(_line(p) for p in found),
        countries=tuple(sorted(countries.items(), key=lambda c: (-c[1], c[0]))),
        kind=view.asked("kind") or None,
        drawing=draw_map(found, leads, tiles=view.tiles),
        small_drawing=_small(found, leads, view.tiles),
    )


def _small(found: Sequence[PlaceCount], leads: Sequence[str], tiles: str | None) -> MapDrawing:
    return draw_map(found, leads, width=360, height=400, tiles=tiles)


def _line(place: PlaceCount) -> PlaceLine:
    return PlaceLine(
        name=place.name or "",
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=place.precision,
        kinds=dict(place.kinds),
        total=place.total,
    )


PARAMETERS = {
    "kind": "figure, event or arrangement",
    "measure": "what is counted (docs/record.md)",
    "place": "part of the name of a place",
    "country": "ISO 3166, two letters",
    "source": "part of the name of a source",
    "since": "first day, ISO 8601",
    "until": "last day, ISO 8601",
}

PAGES = (
    Page(
        name="map",
        path="/map",
        data=Map,
        fill=fill,
        template="map.html",
        title="Map",
        summary="Where reports say that something happened, at the precision that they print",
        parameters=PARAMETERS,
    ),
)
