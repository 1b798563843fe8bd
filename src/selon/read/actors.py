"""Find who is named: persons, bodies, roles, groups, and the pronouns that may stand for them."""

from __future__ import annotations

from dataclasses import dataclass

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """Words that name or stand for somebody."""

    span: Span
    name: str
    rule: str


def find_actors(parsed: Parsed, pack: Pack) -> list[ActorMention]:
    """Return the mentions of actors of a report, in order."""
    return []
