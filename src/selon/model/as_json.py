"""A record as plain JSON data, in the form that docs/record.md describes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter

from selon.model.record import Record

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


# how the fields of each class are taken out of it, found once: a record has hundreds of entries
_FIELDS: dict[type, tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]] = {}
_PLAIN = frozenset({str, int, bool, type(None)})


def _fields_of(value: object) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    if not is_dataclass(value):
        raise TypeError(f"no JSON for {type(value).__name__}")
    names = tuple(f.name for f in fields(value))
    # attrgetter gives a bare value for one name alone: every class of a record has two or more
    return _FIELDS.setdefault(type(value), (names, attrgetter(*names)))


def as_json(value: object) -> Json:
    """Return frozen data as JSON: spans are `[start, end]`, whole numbers have no decimals.

    >>> from selon.model.record import Period
    >>> as_json(Period(start="2021-03-18", end=None))
    {'start': '2021-03-18', 'end': None, 'derivation': None}
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, tuple | list):
        return [v if v.__class__ in _PLAIN else as_json(v) for v in value]
    names, values = _FIELDS.get(type(value)) or _fields_of(value)
    # plain values are passed on without a call: this runs a million times in a night
    return {n: v if v.__class__ in _PLAIN else as_json(v) for n, v in zip(names, values(value), strict=True)}  # type: ignore[misc]


def entry_json(entry: object) -> dict[str, Json]:
    """Return an entry of a record as a JSON object.

    Raises:
        TypeError: not an entry.
    """
    found = as_json(entry)
    if not isinstance(found, dict):
        raise TypeError(f"no JSON object for {type(entry).__name__}")
    return found


def record_json(record: Record) -> dict[str, Json]:
    """Return a record as JSON data."""
    return entry_json(record)
