"""Lead pronouns, roles, short names and acronyms back to the full name that the report gives."""

from __future__ import annotations

from collections.abc import Sequence

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.settled import Actor
from selon.read.actors import ActorMention


def settle_actors(mentions: Sequence[ActorMention], parsed: Parsed, pack: Pack) -> list[Actor]:
    """Return the actors of a report, each with all its mentions."""
    return []
