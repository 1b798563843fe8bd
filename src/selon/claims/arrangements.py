"""Assemble arrangements: truces, pauses, corridors, talks, with terms and positions."""

from __future__ import annotations

from selon.lang.pack import Pack
from selon.model.record import Arrangement
from selon.model.settled import Settled


def make_arrangements(settled: Settled, pack: Pack) -> list[Arrangement]:
    """Return the arrangements of a report, in order."""
    return []
