"""Draw a map without a tile server: outlines of countries from Natural Earth, and what reports name on them.

In: places as reports print them. Out: shapes in the units of a drawing. A town is a dot, a district or province a ring (never a
pin in its middle), a country its own area; a region of several countries is not drawn at all, only listed.
"""

from __future__ import annotations

import gzip
import itertools
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from selon.ledger.browse import PlaceCount

# the least radius of a ring, so that it is never taken for a dot, and kilometres that a ring of each precision stands for
RINGS = {"district": (13.0, 25.0), "province": (20.0, 80.0)}
# points of an outline nearer to each other than this (in drawing units) look like one
THIN = 0.7
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A place on the map: `dot`, `ring` or `area` (an area has no point of its own)."""

    kind: str
    x: float
    y: float
    radius: float
    name: str
    country: str | None
    precision: str
    total: int
    address: str
    label: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """The outline of a country; `named` where a report speaks of the whole country."""

    code: str
    path: str
    named: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """An image of a tile server that the user named."""

    address: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """A map: its size, countries, places and, where a tile server was named, its images.

    `outside` counts the places with a point that lie beyond its edges.
    """

    width: int
    height: int
    lands: tuple[Land, ...]
    shapes: tuple[Shape, ...]
    tiles: tuple[Tile, ...]
    kilometres: int
    bar: float
    outside: int


@cache
def outlines() -> dict[str, list[list[int]]]:
    """Return the rings of each country in hundredths of a degree."""
    packed = (resources.files("selon.show") / "outlines.json.gz").read_bytes()
    found: dict[str, list[list[int]]] = json.loads(gzip.decompress(packed))
    return found


@cache
def bounds_of(code: str) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of a country's biggest ring.

    >>> west, south, east, north = bounds_of("LB")
    >>> 35 < west < east < 37
    True
    """
    rings = outlines().get(code)
    if not rings:
        return None
    ring = max(rings, key=len)
    return min(ring[::2]) / 100, min(ring[1::2]) / 100, max(ring[::2]) / 100, max(ring[1::2]) / 100


class Projection:
    """Web Mercator on a box of the world, so that tiles fit where there are any."""

    def __init__(self, box: tuple[float, float, float, float], width: int, height: int) -> None:
        """Choose the scale at which the box fits."""
        west, south, east, north = box
        self.width, self.height = width, height
        left, right = _mercator_x(west), _mercator_x(east)
        top, foot = _mercator_y(north), _mercator_y(south)
        self.scale = min(width / max(right - left, 1e-6), height / max(foot - top, 1e-6))
        self.left = (left + right) / 2 - width / self.scale / 2
        self.top = (top + foot) / 2 - height / self.scale / 2

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point stands in the drawing."""
        x = (_mercator_x(longitude) - self.left) * self.scale
        return round(x, 1), round((_mercator_y(latitude) - self.top) * self.scale, 1)

    def units_per_km(self, latitude: float) -> float:
        """Return the length of a kilometre at a latitude."""
        return self.scale / 360 / (KM_PER_DEGREE * max(math.cos(math.radians(latitude)), 0.05))


def _mercator_x(longitude: float) -> float:
    return (longitude + 180) / 360


def _mercator_y(latitude: float) -> float:
    kept = max(-84.0, min(84.0, latitude))
    return (1 - math.asinh(math.tan(math.radians(kept))) / math.pi) / 2


def draw_map(
    places: Sequence[PlaceCount], addresses: Sequence[str], *, width: int = 1000, height: int = 620, tiles: str | None = None
) -> MapDrawing:
    """Return the map of places; `addresses` say where each of them leads."""
    box = _box(places)
    projection = Projection(box, width, height)
    named: dict[str, int] = {}
    for place in places:
        if place.precision == "country" and place.country:
            named[place.country] = named.get(place.country, 0) + place.total
    shapes = list(_shapes(places, addresses, projection))
    kilometres, bar = _bar(projection, (box[1] + box[3]) / 2)
    return MapDrawing(
        width=width,
        height=height,
        lands=tuple(_lands(projection, named)),
        shapes=tuple(sorted(_label(shapes, width, height), key=lambda s: (s.kind == "dot", -s.radius))),
        tiles=tuple(_tiles(projection, tiles)) if tiles else (),
        kilometres=kilometres,
        bar=bar,
        outside=sum(_has_spot(p) for p in places) - len(shapes),
    )


def _box(places: Sequence[PlaceCount]) -> tuple[float, float, float, float]:
    """Return the box that holds nearly all claims: a single place far away must not make all others small."""
    points = [(p.longitude, p.latitude, p.total) for p in places if p.longitude is not None and p.latitude is not None]
    for place in places:
        bounds = bounds_of(place.country) if place.precision == "country" and place.country else None
        if bounds:
            points += [(bounds[0], bounds[1], place.total), (bounds[2], bounds[3], place.total)]
    if not points:
        return -25.0, -38.0, 75.0, 60.0
    west, east = _most([(x, n) for x, _, n in points])
    south, north = _most([(y, n) for _, y, n in points])
    spare = max(1.2, 0.08 * (east - west), 0.08 * (north - south))
    return west - spare, south - spare, east + spare, north + spare


def _most(values: list[tuple[float, int]]) -> tuple[float, float]:
    values.sort()
    total = sum(n for _, n in values)
    if len(values) < 12:
        return values[0][0], values[-1][0]
    seen = list(itertools.accumulate(n for _, n in values))
    low = next(value for (value, _), upto in zip(values, seen, strict=True) if upto > 0.01 * total)
    high = next(value for (value, _), upto in zip(values, seen, strict=True) if upto >= 0.99 * total)
    return low, high


def _lands(projection: Projection, named: dict[str, int]) -> Iterable[Land]:
    for code, rings in outlines().items():
        path = "".join(piece for ring in rings if (piece := _path(ring, projection)))
        if path:
            yield Land(code=code, path=path, named=named.get(code, 0))


def _path(ring: list[int], projection: Projection) -> str:
    """Return a ring as a path, thinned to what can be seen; empty where none of it is in the drawing."""
    left, right, top, foot = -40.0, projection.width + 40.0, -40.0, projection.height + 40.0
    corners = [
        projection.place(x / 100, y / 100) for x, y in ((min(ring[::2]), max(ring[1::2])), (max(ring[::2]), min(ring[1::2])))
    ]
    if corners[1][0] < left or corners[0][0] > right or corners[1][1] < top or corners[0][1] > foot:
        return ""
    if corners[1][0] - corners[0][0] < 1.5 and corners[1][1] - corners[0][1] < 1.5:
        return ""
    points: list[tuple[float, float]] = []
    for x, y in zip(ring[::2], ring[1::2], strict=True):
        px, py = projection.place(x / 100, y / 100)
        # far outside, the course of an outline does not matter
        px, py = max(-400.0, min(projection.width + 400.0, px)), max(-400.0, min(projection.height + 400.0, py))
        if not points or abs(points[-1][0] - px) + abs(points[-1][1] - py) > THIN:
            points.append((px, py))
    if len(points) < 3:
        return ""
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "Z"


def _shapes(places: Sequence[PlaceCount], addresses: Sequence[str], projection: Projection) -> Iterable[Shape]:
    for place, address in zip(places, addresses, strict=True):
        if not _has_spot(place) or place.latitude is None or place.longitude is None:
            continue
        x, y = projection.place(place.longitude, place.latitude)
        if not (-5 <= x <= projection.width + 5 and -5 <= y <= projection.height + 5):
            continue
        radius, kind = 3.5 + min(12.0, 1.6 * math.sqrt(place.total)), "dot"
        if place.precision in RINGS:
            least, km = RINGS[place.precision]
            radius, kind = max(least, km * projection.units_per_km(place.latitude)), "ring"
        yield Shape(
            kind=kind, x=x, y=y, radius=round(radius, 1), name=place.name or "", country=place.country, precision=place.precision,
            total=place.total, address=address, label=False,
        )  # fmt: skip


def _has_spot(place: PlaceCount) -> bool:
    return place.precision not in {"country", "region"} and place.latitude is not None and place.longitude is not None


def _label(shapes: Sequence[Shape], width: int, height: int) -> Iterable[Shape]:
    """Name the places of most claims, as many as have room."""
    taken: list[tuple[float, float, float, float]] = []
    for shape in sorted(shapes, key=lambda s: -s.total):
        box = (shape.x + shape.radius, shape.y - 9, shape.x + shape.radius + 8 + 7.2 * len(shape.name), shape.y + 9)
        fits = box[2] < width and box[1] > 0 and box[3] < height
        if fits and len(taken) < 40 and not any(_meet(box, other) for other in taken):
            taken.append(box)
            yield replace(shape, label=True)
        else:
            yield shape


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _bar(projection: Projection, latitude: float) -> tuple[int, float]:
    per_km = projection.units_per_km(latitude)
    for kilometres in (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        if kilometres * per_km > 70:
            break
    return kilometres, round(kilometres * per_km, 1)


def _tiles(projection: Projection, template: str) -> Iterable[Tile]:
    """Yield the images that cover the drawing at the nearest zoom."""
    zoom = max(0, min(18, math.floor(math.log2(projection.scale / 256))))
    count = 2**zoom
    size = projection.scale / count
    for row in range(
        max(0, math.floor(projection.top * count)),
        min(count, math.ceil((projection.top + projection.height / projection.scale) * count)),
    ):
        for column in range(
            max(0, math.floor(projection.left * count)),
            min(count, math.ceil((projection.left + projection.width / projection.scale) * count)),
        ):
            address = template.replace("{z}", str(zoom)).replace("{x}", str(column)).replace("{y}", str(row))
            x, y = (column / count - projection.left) * projection.scale, (row / count - projection.top) * projection.scale
            yield Tile(address=address, x=round(x, 2), y=round(y, 2), size=round(size, 2))
