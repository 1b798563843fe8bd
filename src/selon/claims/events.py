"""Assemble events: what happened."""

from __future__ import annotations

from selon.lang.pack import Pack
from selon.model.record import Event
from selon.model.settled import Settled


def make_events(settled: Settled, pack: Pack) -> list[Event]:
    """Return the events of a report, in order."""
    return []
