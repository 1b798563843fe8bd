"""What a person changes in an entry: which fields may be changed, to what, and the row that the result becomes.

In: an entry as JSON and the changes by dotted field (`low`, `source.name`). Out: a new entry. Refused: an unknown field, a
value that the record does not know, bounds in the wrong order.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date, datetime

from selon.errors import BadSetting
from selon.ledger.full_text import fold
from selon.model import words
from selon.model.as_json import Json

Entry = dict[str, Json]
Row = dict[str, object]

_SOURCE = ("source.name", "source.organization", "source.role", "source.kind", "source.told_to")
_PLACE = ("place.name", "place.country", "place.precision")
_PERIOD = ("period.start", "period.end")
# the fields of each kind that a person may change, in the order of the form
FIELDS: dict[str, tuple[str, ...]] = {
    "figure": (
        *("low", "high", "qualifier", "measure", "group", "side"),
        *(*_SOURCE, *_PLACE, *_PERIOD, "modality", "superseded"),
    ),
    "statement": ("act", "type", *_SOURCE),
    "arrangement": ("kind", "status", "start", "end", *_PLACE),
    "event": ("type", "modality", *_PLACE, *_PERIOD, *_SOURCE),
    "time": ("type", "value", "earliest", "latest"),
    "place": ("name", "country", "precision"),
}
# what a new claim says before a person fills it in
_EMPTY: Entry = {"source": None, "place": None, "period": None}
BLANKS: dict[str, Entry] = {
    "figure": {"low": None, "high": None, "qualifier": "exact", "measure": "other", "group": "people", "side": None}
    | _EMPTY
    | {"part_of": None, "modality": "asserted", "superseded": False},
    "statement": {"type": "indirect", "source": None, "cue": None, "act": "say"},
    "arrangement": {"kind": "agreement", "status": "announced", "by": [], "place": None, "start": None, "end": None}
    | {"positions": [], "terms": []},
    "event": {
        "type": "other",
        "actors": [],
        "targets": [],
        "place": None,
        "period": None,
        "source": None,
        "modality": "asserted",
    },
    "time": {"type": "DATE", "value": "", "earliest": None, "latest": None},
    "place": {"name": "", "country": None, "latitude": None, "longitude": None, "geonames": None, "precision": "settlement"},
}
_BLANK_PARTS: dict[str, Entry] = {
    "source": {
        "name": "",
        "span": None,
        "organization": None,
        "role": None,
        "kind": "other",
        "told_to": None,
        "derivation": None,
    },
    "place": {
        **{"name": "", "span": None, "country": None, "latitude": None, "longitude": None, "geonames": None},
        **{"precision": "settlement", "confidence": 1.0, "derivation": None},
    },
    "period": {"start": None, "end": None, "derivation": None},
}
_DATES = frozenset(["start", "end", "period.start", "period.end", "earliest", "latest"])
# a change of these asks for a reason
WEIGHTY = ("low", "high", "qualifier", "source")


def choices(kind: str, field: str) -> tuple[str, ...]:
    """Return the values that a field may have; empty where it is free.

    >>> "at_least" in choices("figure", "qualifier")
    True
    """
    last = field.rpartition(".")[2]
    if field == "source.kind":
        return words.SOURCE_KINDS
    if kind == "arrangement" and last == "kind":
        return words.ARRANGEMENT_KINDS
    known = {
        "qualifier": words.QUALIFIERS,
        "measure": words.MEASURES,
        "modality": words.MODALITIES,
        "precision": words.PRECISIONS,
        "act": words.ACTS,
        "status": words.STATUSES,
    }
    if last == "type":
        return {"event": words.EVENT_TYPES, "time": words.TIME_TYPES, "statement": words.STATEMENT_TYPES}[kind]
    return known.get(last, ())


def value_at(entry: Entry, field: str) -> Json:
    """Return a field of an entry by its dotted name.

    >>> value_at({"source": {"name": "OMS"}}, "source.name")
    'OMS'
    """
    value: Json = entry
    for part in field.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def read_changes(kind: str, entry: Entry, given: Mapping[str, str]) -> dict[str, Json]:
    """Return what a form changes in an entry, as values of the record.

    Raises:
        BadSetting: a value that the field cannot have.
    """
    found: dict[str, Json] = {}
    for field in FIELDS[kind]:
        if field not in given:
            continue
        value = _read(kind, field, given[field].strip())
        if value != value_at(entry, field):
            found[field] = value
    return found


def _read(kind: str, field: str, written: str) -> Json:
    if field == "superseded":
        return written in {"true", "on", "1"}
    if not written:
        return None
    if field in {"low", "high"}:
        return _number(field, written)
    if field in _DATES:
        return _moment(field, written)
    allowed = choices(kind, field)
    if allowed and written not in allowed:
        raise BadSetting(f"{field} cannot be {written!r}", hint=", ".join(allowed))
    if field.endswith("country") and len(written) != 2:
        raise BadSetting(f"a country is two letters, not {written!r}")
    return written.upper() if field.endswith("country") else written[:300]


def _number(field: str, written: str) -> Json:
    plain = written.replace("\u202f", "").replace("\xa0", "").replace(" ", "").replace(",", ".")
    try:
        value = float(plain)
    except ValueError:
        raise BadSetting(f"{field} is not a number: {written!r}") from None
    if not 0 <= value < 1e12:
        raise BadSetting(f"{field} is out of bounds: {written!r}")
    return int(value) if value.is_integer() else value


def _moment(field: str, written: str) -> str:
    for reads in (date.fromisoformat, datetime.fromisoformat):
        try:
            reads(written)
        except ValueError:
            continue
        return written
    raise BadSetting(f"{field} is no date: {written!r}", hint="2016-10-20 or 2016-10-20T08:00+03:00")


def apply_changes(entry: Entry, changes: Mapping[str, Json]) -> Entry:
    """Return the entry with the changes made; the old one is left as it is.

    >>> apply_changes({"low": 3, "source": None}, {"source.name": "OMS"})["source"]["kind"]
    'other'
    """
    found = copy.deepcopy(entry)
    for field, value in changes.items():
        head, _, last = field.rpartition(".")
        part = found
        if head:
            if value is None and last == "name":
                found[head] = None
                continue
            held = found.get(head)
            if not isinstance(held, dict):
                if value is None:
                    continue
                held = copy.deepcopy(_BLANK_PARTS[head])
                found[head] = held
            part = held
        part[last] = value
    _check_bounds(found)
    _forget_old_point(found, changes)
    return found


def _check_bounds(entry: Entry) -> None:
    low, high = entry.get("low"), entry.get("high")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        raise BadSetting("the lower bound is above the upper one")
    for name in ("source", "place"):
        part = entry.get(name)
        if isinstance(part, dict) and not part.get("name"):
            entry[name] = None


def _forget_old_point(entry: Entry, changes: Mapping[str, Json]) -> None:
    """A place under another name has another point, which nobody gave."""
    for field, part in (("place.name", entry.get("place")), ("name", entry)):
        if field in changes and isinstance(part, dict) and "latitude" in part:
            part.update(latitude=None, longitude=None, geonames=None)


def essence(entry: Json) -> Json:
    """Return what an entry says, without how it was found: two readers agree where this is equal.

    >>> essence({"low": 3, "span": [0, 1], "derivation": {"rule": "a"}})
    {'low': 3}
    """
    left_out = {"derivation", "confidence", "span", "spans", "cue", "terms", "part_of"}
    if isinstance(entry, dict):
        return {k: essence(v) for k, v in entry.items() if k not in left_out}
    return [essence(v) for v in entry] if isinstance(entry, list) else entry


def needs_reason(changes: Mapping[str, Json]) -> bool:
    """Say whether a change touches a number or a source.

    >>> needs_reason({"source.name": "OMS"}), needs_reason({"side": None})
    (True, False)
    """
    return any(field.split(".")[0] in WEIGHTY for field in changes)


def columns(kind: str, entry: Entry) -> Row:
    """Return what is filtered and sorted by, for the row of a claim."""
    found: Row = {}
    source, place, period = (_part(entry, name) for name in ("source", "place", "period"))
    if kind == "place":
        place = entry
    if kind == "arrangement":
        by = entry.get("by")
        source = by[0] if isinstance(by, list) and by and isinstance(by[0], dict) else {}
        period = {"start": entry.get("start"), "end": entry.get("end")}
    if kind == "time":
        period = {"start": entry.get("earliest"), "end": entry.get("latest")}
    if source:
        found |= {"source_name": source["name"], "source_folded": fold(str(source["name"]))}
    if place:
        found |= {"place_name": place["name"], "place_folded": fold(str(place["name"]))}
        found |= {name: place.get(name) for name in ("country", "latitude", "longitude")}
    found |= {"period_start": period.get("start"), "period_end": period.get("end")}
    found |= _named_columns(kind, entry)
    return found


def _part(entry: Entry, name: str) -> Entry:
    part = entry.get(name)
    return part if isinstance(part, dict) else {}


def _named_columns(kind: str, entry: Entry) -> Row:
    if kind == "figure":
        names = {"measure": "measure", "counted": "group", "low": "low", "high": "high"}
        names |= {"qualifier": "qualifier", "modality": "modality"}
        return {column: entry.get(name) for column, name in names.items()}
    taken = {"statement": "act", "arrangement": "kind", "place": "precision"}.get(kind, "type")
    found: Row = {"type": entry.get(taken)}
    if kind == "arrangement":
        found["qualifier"] = entry.get("status")
    if kind == "event":
        found["modality"] = entry.get("modality")
    return found
