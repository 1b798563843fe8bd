"""Flag names that should be covered: victims, witnesses, detainees, children, exact homes."""

from __future__ import annotations

from selon.lang.pack import Pack
from selon.model.record import SensitiveName
from selon.model.settled import Settled


def find_sensitive(settled: Settled, pack: Pack) -> list[SensitiveName]:
    """Return the names of a report that a page should cover, in order."""
    return []
