"""Make the outlines of countries that the map of the desk draws, from Natural Earth in the package `world-atlas` of npm.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/outlines.py package/countries-50m.json

Writes src/selon/show/outlines.json.gz: for each country (ISO 3166 alpha-2) its rings as flat lists of longitude and
latitude in hundredths of a degree. Natural Earth is in the public domain.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pycountry

OUT = Path(__file__).resolve().parent.parent / "src" / "selon" / "show" / "outlines.json.gz"


def decode_arcs(topology: dict[str, Any]) -> list[list[tuple[int, int]]]:
    """Return the arcs of a topology in hundredths of a degree."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[tuple[int, int]] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            point = (round((x * scale_x + move_x) * 100), round((y * scale_y + move_y) * 100))
            if not points or points[-1] != point:
                points.append(point)
        found.append(points)
    return found


def ring_of(arcs: list[list[tuple[int, int]]], indexes: list[int]) -> list[int]:
    """Return a ring as a flat list; an arc with a negative index is walked backwards."""
    points: list[tuple[int, int]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return [number for point in points for number in point]


def main(path: str) -> None:
    """Write the file."""
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    arcs = decode_arcs(topology)
    found: dict[str, list[list[int]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        known = pycountry.countries.get(numeric=str(country.get("id", "")).zfill(3))
        code = known.alpha_2 if known else {"Kosovo": "XK"}.get(country["properties"]["name"], "")
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        rings = [ring_of(arcs, ring) for polygon in polygons for ring in polygon]
        found.setdefault(code or f"-{country['properties']['name']}", []).extend(r for r in rings if len(r) >= 8)
    OUT.write_bytes(gzip.compress(json.dumps(found, separators=(",", ":")).encode(), mtime=0))


if __name__ == "__main__":
    main(sys.argv[1])
