"""Put expressions of time on the calendar."""

from __future__ import annotations

from collections.abc import Sequence

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import ReportHead, TimeExpression
from selon.read.times import TimeMention


def settle_times(mentions: Sequence[TimeMention], head: ReportHead, parsed: Parsed, pack: Pack) -> list[TimeExpression]:
    """Return the expressions with their values, in order."""
    return []
