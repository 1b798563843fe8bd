"""Assemble statements: who says what."""

from __future__ import annotations

from collections.abc import Sequence

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import ReportHead, Statement
from selon.model.settled import Actor
from selon.read.attributions import Attribution


def make_statements(
    attributions: Sequence[Attribution], actors: Sequence[Actor], head: ReportHead, parsed: Parsed, pack: Pack
) -> list[Statement]:
    """Return the statements of a report, in order."""
    return []
