"""`selon dossier`."""

from __future__ import annotations

from selon.errors import BrokenInvariant


def dossier() -> int:
    """Not there yet."""
    raise BrokenInvariant("dossier is not there yet")
