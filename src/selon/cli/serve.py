"""`selon serve`."""

from __future__ import annotations

from selon.errors import BrokenInvariant


def serve() -> int:
    """Not there yet."""
    raise BrokenInvariant("serve is not there yet")
