"""Find numbers in place: digits, words, collectives, ranges, with their qualifiers."""

from __future__ import annotations

from dataclasses import dataclass

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMention:
    """A number as it stands, with its bounds; not yet known to count anything."""

    span: Span
    low: float | None
    high: float | None
    qualifier: str
    rule: str


def find_numbers(parsed: Parsed, pack: Pack) -> list[NumberMention]:
    """Return the numbers of a report, in order."""
    return []
