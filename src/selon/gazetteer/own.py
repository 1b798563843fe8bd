"""Places of the user's own: a CSV file, or a downloaded GeoNames file, as layers that go before the base layer.

In: `name,other_names,latitude,longitude,country` (other names parted by `|` or `;`), or the tab-separated files that
geonames.org gives out (`allCountries.txt`, `SY.txt`). Refused, with the line named: a row without a name, a point that is none,
a country that is no ISO code.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from selon.errors import BadSetting
from selon.gazetteer.candidate import Candidate
from selon.gazetteer.folders import own_folder
from selon.gazetteer.store import Entry, Layer, write_layer

OWN = "places-own"
_SPLIT = re.compile(r"[|;]")
# classes and codes of GeoNames that reports speak of, and what they are here
_FEATURES = {
    "PPL": "settlement", "PPLA": "settlement", "PPLA2": "settlement", "PPLA3": "settlement", "PPLA4": "settlement",
    "PPLC": "settlement", "PPLX": "settlement", "PPLL": "settlement", "PPLS": "settlement", "PPLF": "settlement",
    "ADM1": "province", "ADM2": "district", "ADM3": "district", "CMP": "exact", "CMPRF": "exact", "AIRP": "exact",
    "AIRB": "exact", "AIRF": "exact", "INSM": "exact", "HSP": "exact", "PRT": "exact", "RFC": "exact", "STLMT": "settlement",
    "ISL": "district", "ISLS": "district", "LK": "district", "MT": "district", "VAL": "district", "OAS": "settlement",
    "CRSG": "exact", "PSTB": "exact", "DAM": "exact",
}  # fmt: skip


def own_layers() -> Iterator[Layer]:
    """Yield the user's layers: the CSV of their own first, then GeoNames files."""
    folder = own_folder()
    for path in (folder / f"{OWN}.sqlite", *sorted(folder.glob("geonames-*.sqlite"))):
        if path.is_file():
            yield Layer(path, "own" if path.stem == OWN else path.stem)


def read_places(path: Path) -> Iterator[Entry]:
    """Yield the places of a CSV.

    Raises:
        BadSetting: a column is missing or a row cannot be taken; says which line.
    """
    with _text_of(path) as lines:
        rows = csv.DictReader(lines)
        missing = {"name", "latitude", "longitude", "country"} - set(rows.fieldnames or ())
        if missing:
            raise BadSetting(f"no column {', '.join(sorted(missing))}", where=str(path))
        for row in rows:
            yield _own_entry(row, f"{path}:{rows.line_num}")


@contextmanager
def _text_of(path: Path) -> Iterator[TextIO]:
    """Give the lines of a file, and say in one line where it holds none."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield lines
    except UnicodeDecodeError:
        raise BadSetting("not text in UTF-8", where=str(path), hint="save it as UTF-8") from None
    except csv.Error as error:
        raise BadSetting(f"not a CSV: {error}", where=str(path)) from None


def _own_entry(row: dict[str, str], where: str) -> Entry:
    name, country = (row.get("name") or "").strip(), (row.get("country") or "").strip().upper()
    if not name:
        raise BadSetting("a place without a name", where=where)
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise BadSetting(f"{country!r} is no country code of two letters", where=where)
    others = tuple(n.strip() for n in _SPLIT.split(row.get("other_names") or "") if n.strip())
    number = int.from_bytes(hashlib.sha256(f"{name}|{country}".encode()).digest()[:6], "big")
    place = Candidate(
        id=number,
        name=name,
        kind=(row.get("kind") or "settlement").strip(),
        country=country or None,
        latitude=_degrees(row["latitude"], 90, where),
        longitude=_degrees(row["longitude"], 180, where),
    )
    return Entry(place=place, others=others)


def _degrees(written: str | None, limit: int, where: str) -> float:
    try:
        value = float(written or "")
    except ValueError:
        raise BadSetting(f"{written or ''!r} is no number of degrees", where=where) from None
    if not -limit <= value <= limit:
        raise BadSetting(f"{value} lies outside of ±{limit} degrees", where=where)
    return value


def add_places(path: Path) -> int:
    """Add the places of a CSV to those added before; return how many there are now.

    The rows are kept beside the layer, so that a later file adds to them; a row with the same name and country
    replaces the one before.
    """
    kept = own_folder() / f"{OWN}.csv"
    entries = {e.place.id: e for source in (kept, path) if source.is_file() for e in read_places(source)}
    if not path.is_file():
        raise BadSetting("no such file", where=str(path))
    count = write_layer(own_folder() / f"{OWN}.sqlite", entries.values())
    _keep(kept, entries.values())
    return count


def _keep(path: Path, entries: Iterable[Entry]) -> None:
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as lines:
        out = csv.writer(lines)
        out.writerow(["name", "other_names", "latitude", "longitude", "country", "kind"])
        for e in entries:
            p = e.place
            out.writerow([p.name, "|".join(e.others), p.latitude, p.longitude, p.country or "", p.kind])
    part.replace(path)


def read_geonames(path: Path) -> Iterator[Entry]:
    """Yield the places of a file of geonames.org that reports may speak of: towns, regions, camps, airports, crossings."""
    with _text_of(path) as lines:
        for number, line in enumerate(lines, 1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < 15:
                raise BadSetting("not a file of geonames.org: fewer than 15 columns", where=f"{path}:{number}")
            kind = _FEATURES.get(cells[7])
            if kind:
                try:
                    yield _geonames_entry(cells, kind)
                except ValueError:
                    raise BadSetting("a number that is none, or a point without degrees", where=f"{path}:{number}") from None


def _geonames_entry(cells: list[str], kind: str) -> Entry:
    country = cells[8]
    place = Candidate(
        id=int(cells[0]),
        name=cells[1],
        kind=kind,
        country=country or None,
        adm1=f"{country}.{cells[10]}" if cells[10] else None,
        adm2=f"{country}.{cells[10]}.{cells[11]}" if cells[11] else None,
        latitude=float(cells[4]),
        longitude=float(cells[5]),
        population=int(cells[14] or 0),
        geonames=int(cells[0]),
        capital=cells[7] == "PPLC",
    )
    return Entry(place=place, others=tuple(n for n in cells[3].split(",") if n))


def build_geonames(path: Path) -> int:
    """Make a layer of a downloaded GeoNames file; return how many places it holds.

    Raises:
        BadSetting: no such file, or not one of geonames.org.
    """
    if not path.is_file():
        raise BadSetting("no such file", where=str(path), hint="download a country file from geonames.org and unpack it")
    return write_layer(own_folder() / f"geonames-{path.stem}.sqlite", read_geonames(path))
