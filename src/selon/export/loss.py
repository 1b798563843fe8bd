"""What a format could not carry: counted and named, so that nobody takes an export for the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

# what stands on every exported row: a record of what was said, not of what is so
REPORTED = "reported, not verified"


@dataclass(slots=True, kw_only=True)
class LossReport:
    """How many rows were written in a format, and what was left out or flattened, by reason."""

    format: str
    rows: int = 0
    lost: Counter[str] = field(default_factory=Counter)

    def lose(self, what: str, count: int = 1) -> None:
        """Count something that the format does not carry."""
        if count:
            self.lost[what] += count

    def lines(self) -> list[str]:
        """Return the report for a person, the greatest loss first.

        >>> report = LossReport(format="hxl", rows=2)
        >>> report.lose("statements: the format has no place for them", 3)
        >>> report.lines()
        ['hxl: 2 rows', '3 × statements: the format has no place for them']
        """
        return [f"{self.format}: {self.rows} rows", *(f"{count} × {what}" for what, count in self.greatest())]

    def greatest(self) -> list[tuple[str, int]]:
        """Return what was lost and how often, the greatest loss first."""
        return sorted(self.lost.items(), key=lambda item: (-item[1], item[0]))
