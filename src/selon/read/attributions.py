"""Find attributions: the words said, the words that carry the attribution, the words that name who says it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution in place: spans of what is said, of its cue and of its author."""

    content: tuple[Span, ...]
    cue: Span | None
    author: Span | None
    act: str
    rule: str


def find_attributions(parsed: Parsed, pack: Pack) -> list[Attribution]:
    """Return the attributions of a report, in order."""
    return []
