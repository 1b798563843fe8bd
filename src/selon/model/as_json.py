"""A record as plain JSON data and back, in the form that docs/record.md describes."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from selon.model.record import Record

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def as_json(value: object) -> Json:
    """Return frozen data as JSON: spans are `[start, end]`, whole numbers have no decimals.

    >>> from selon.model.record import Period
    >>> as_json(Period(start="2021-03-18", end=None))
    {'start': '2021-03-18', 'end': None, 'derivation': None}
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if is_dataclass(value):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [as_json(v) for v in value]
    raise TypeError(f"no JSON for {type(value).__name__}")


def record_json(record: Record) -> dict[str, Json]:
    """Return a record as JSON data."""
    found = as_json(record)
    assert isinstance(found, dict)  # noqa: S101 - a dataclass gives a dict
    return found
