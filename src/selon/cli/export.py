"""`selon export`."""

from __future__ import annotations

from selon.errors import BrokenInvariant


def export() -> int:
    """Not there yet."""
    raise BrokenInvariant("export is not there yet")
