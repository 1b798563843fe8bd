"""The data of a page as JSON: dataclasses become objects, tuples become lists, whole numbers have no decimals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from selon.model.as_json import Json


def twin_data(value: object) -> Json:
    """Return the data of a page as JSON.

    >>> twin_data({"a": (1.0, None)})
    {'a': [1, None]}
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {str(k): twin_data(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [twin_data(v) for v in value]
    if is_dataclass(value):
        return {f.name: twin_data(getattr(value, f.name)) for f in fields(value)}
    raise TypeError(f"no JSON for {type(value).__name__}")
