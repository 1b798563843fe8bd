"""`selon crosscheck`."""

from __future__ import annotations

from selon.errors import BrokenInvariant


def crosscheck() -> int:
    """Not there yet."""
    raise BrokenInvariant("crosscheck is not there yet")
