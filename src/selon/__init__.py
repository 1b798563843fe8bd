"""selon reads reports on conflicts and crises and keeps a ledger of what is claimed, with the exact words."""

from __future__ import annotations

__version__ = "0.1.0"
