"""The tables of the cross-check, on the same `metadata` as the ledger's own (migration 0002)."""

from __future__ import annotations

from selon.ledger.tables import metadata

__all__ = ["metadata"]
