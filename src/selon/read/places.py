"""Find names of places in place."""

from __future__ import annotations

from dataclasses import dataclass

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A name of a place as it stands, not yet on the map."""

    span: Span
    name: str
    rule: str


def find_places(parsed: Parsed, pack: Pack) -> list[PlaceMention]:
    """Return the names of places of a report, in order."""
    return []
