"""A layer of the gazetteer as a SQLite file: written whole, put in place at once, then only read.

In: rows of places with their names. Out: a file with two keys for each name. Readers open it read-only; a layer that
somebody is writing is not seen before it is complete.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from selon.gazetteer.candidate import Candidate
from selon.gazetteer.keys import is_latin, strong_key, weak_key

# moves with every change of the tables or of the keys: an older file is built anew
LAYOUT = 3
_TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, adm1 TEXT, adm2 TEXT,
  latitude REAL, longitude REAL, radius REAL, population INTEGER NOT NULL, geonames INTEGER, members TEXT NOT NULL,
  capital INTEGER NOT NULL, unit TEXT NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE weak (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
_ARTICLES = frozenset({"al-", "el-", "al ", "el ", "as-", "ar-", "ad-", "an-", "at-", "az-", "ash"})
# how a name fits, by the number in the table
_MATCHES = ("other", "name", "press")
_COLUMNS = "id, name, kind, country, adm1, adm2, latitude, longitude, radius, population, geonames, members, capital, unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place on its way into a layer: itself and its other names."""

    place: Candidate
    others: tuple[str, ...] = ()


def _is_spelling(other: str, kind: str) -> bool:
    """Say whether another name is one that the press may write.

    Among the other names of GeoNames stand codes of airports (`ALP`) and letters of other scripts turned one by one
    into small Latin ones (`a lei po`, `hlb`); both mean something else, or nothing, in a report.
    """
    if kind != "settlement":
        return is_latin(other)
    return (
        is_latin(other)
        and not (other.isupper() and len(other) <= 3)
        and (other[:3].lower() in _ARTICLES or not other[:1].islower())
    )


def _keys(entry: Entry) -> Iterator[tuple[str, bool]]:
    yield strong_key(entry.place.name), True
    for other in entry.others:
        yield strong_key(other), False


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherName:
    """One more name for a place of the layer: the largest of that kind and country that bears the name `of`."""

    name: str
    of: str
    kind: str
    country: str


def write_layer(path: Path, entries: Iterable[Entry], others: Iterable[OtherName] = ()) -> int:
    """Write a layer and put it in place at once; return how many places it holds."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    os.close(handle)
    try:
        count = _fill(part, entries, others)
        Path(part).replace(path)
    finally:
        Path(part).unlink(missing_ok=True)
    return count


def _fill(part: str, entries: Iterable[Entry], others: Iterable[OtherName]) -> int:
    base = sqlite3.connect(part)
    count = 0
    try:
        base.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_TABLES} PRAGMA user_version={LAYOUT};")
        for entry in entries:
            _insert(base, entry)
            count += 1
        for other in others:
            _add_name(base, other)
        base.commit()
        # the keys come in the order of the places: rewritten in the order of the keys the file is a third smaller
        base.execute("VACUUM")
    finally:
        base.close()
    return count


def _insert(base: sqlite3.Connection, entry: Entry) -> None:
    p = entry.place
    entry = replace(entry, others=tuple(n for n in entry.others if _is_spelling(n, p.kind)))
    base.execute(
        "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (p.id, p.name, p.kind, p.country, p.adm1, p.adm2, p.latitude, p.longitude, p.radius, p.population, p.geonames,
         "|".join(p.members), int(p.capital), p.unit),
    )  # fmt: skip
    own = {key: mine for key, mine in reversed(list(_keys(entry))) if len(key) > 1}
    base.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", [(k, p.id, int(m)) for k, m in own.items()])
    weak = {weak_key(n) for n in (p.name, *entry.others)} - {""}
    base.executemany("INSERT OR IGNORE INTO weak VALUES (?,?)", [(k, p.id) for k in weak])


def _add_name(base: sqlite3.Connection, other: OtherName) -> None:
    found = base.execute(
        "SELECT place FROM name JOIN place ON place = id WHERE key = ? AND kind = ? AND country = ?"
        " ORDER BY population DESC, own DESC LIMIT 1",
        (strong_key(other.of), other.kind, other.country),
    ).fetchone()
    if found:
        # a name that the press gives to one place it seldom gives to another: `Genève` is not Geneva in New York
        base.execute(
            "INSERT OR REPLACE INTO name VALUES (?,?,?)",
            (strong_key(other.name), found[0], 2 if other.kind == "settlement" else 1),
        )
        if weak_key(other.name):
            base.execute("INSERT OR IGNORE INTO weak VALUES (?,?)", (weak_key(other.name), found[0]))


class Layer:
    """An open layer."""

    def __init__(self, path: Path, name: str) -> None:
        """Open a file for reading only."""
        self.name = name
        # a server's threads share it: SQLite is built to serialise them
        self._base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def named(self, key: str) -> list[Candidate]:
        """Return the places of a strong key."""
        rows = self._base.execute(f"SELECT own, {_COLUMNS} FROM name JOIN place ON place = id WHERE key = ?", (key,))  # noqa: S608 - columns are ours
        return [self._candidate(row[1:], _MATCHES[int(row[0])]) for row in rows]

    def written(self, key: str) -> list[Candidate]:
        """Return the places of a weak key."""
        rows = self._base.execute(f"SELECT {_COLUMNS} FROM weak JOIN place ON place = id WHERE key = ?", (key,))  # noqa: S608
        return [self._candidate(row, "weak") for row in rows]

    def geonames(self, number: int) -> Candidate | None:
        """Return the place with a GeoNames number."""
        row = self._base.execute(f"SELECT {_COLUMNS} FROM place WHERE id = ?", (number,)).fetchone()  # noqa: S608
        return self._candidate(row, "name") if row else None

    def of_kind(self, kind: str, country: str | None = None) -> list[Candidate]:
        """Return all places of a kind, those of a country if one is given."""
        where, values = ("kind = ? AND country = ?", (kind, country)) if country else ("kind = ?", (kind,))
        rows = self._base.execute(f"SELECT {_COLUMNS} FROM place WHERE {where}", values)  # noqa: S608 - both are ours
        return [self._candidate(row, "name") for row in rows]

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def _candidate(self, row: tuple[object, ...], match: str) -> Candidate:
        number, name, kind, country, adm1, adm2, latitude, longitude, radius, population, geonames, members, capital, unit = row
        return Candidate(
            id=_whole(number) or 0,
            name=str(name),
            kind=str(kind),
            country=_word(country),
            adm1=_word(adm1),
            adm2=_word(adm2),
            latitude=_real(latitude),
            longitude=_real(longitude),
            radius=_real(radius),
            population=_whole(population) or 0,
            geonames=_whole(geonames),
            members=tuple(m for m in str(members).split("|") if m),
            capital=bool(capital),
            unit=str(unit),
            layer=self.name,
            match=match,
        )


def _word(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _real(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None
