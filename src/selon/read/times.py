"""Find expressions of time in place."""

from __future__ import annotations

from dataclasses import dataclass

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """An expression of time as it stands, not yet on a calendar."""

    span: Span
    rule: str


def find_times(parsed: Parsed, pack: Pack) -> list[TimeMention]:
    """Return the expressions of time of a report, in order."""
    return []
