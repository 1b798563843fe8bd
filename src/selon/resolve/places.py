"""Put names of places on the map."""

from __future__ import annotations

from collections.abc import Sequence

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Place
from selon.read.places import PlaceMention


def settle_places(mentions: Sequence[PlaceMention], parsed: Parsed, pack: Pack) -> list[Place]:
    """Return the places with country and point, in order; what no gazetteer has keeps null."""
    return []
