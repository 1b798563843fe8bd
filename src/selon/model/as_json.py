"""A record as plain JSON data, in the form that docs/record.md describes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from selon.model.record import Record

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


# looked up once for each class: a record has hundreds of entries
_NAMES: dict[type, tuple[str, ...]] = {}


def _names(value: object) -> tuple[str, ...]:
    if not is_dataclass(value):
        raise TypeError(f"no JSON for {type(value).__name__}")
    return _NAMES.setdefault(type(value), tuple(f.name for f in fields(value)))


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
        return [as_json(v) for v in value]
    names = _NAMES.get(type(value)) or _names(value)
    return {name: as_json(getattr(value, name)) for name in names}


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
