"""Leave a statement to the source that a medium tells of: what the medium adds is only to whom it was told.

`..., selon un garde, annonce la radio`: the guard says it, to the radio. `..., a rapporté la radio de source policière`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.actor_known import is_medium
from selon.read.actor_words import ActorWords
from selon.read.attribution import Attribution

SOURCE = "fr.attribution.selon"
MEDIUM = "fr.attribution.incise"
# characters between a source and what follows it right away: a blank, or a comma and a mark
NEAR = 2


def leave_to_sources(found: Sequence[Attribution], parsed: Parsed, actors: ActorWords) -> list[Attribution]:
    """Return attributions, a medium's left out where it only tells what a source says (`selon un garde, annonce la radio`)."""
    kept = list(found)
    for source in [a for a in found if a.rule == SOURCE]:
        for medium in [a for a in kept if a.rule == MEDIUM]:
            told = _told_by(medium, source, parsed, actors)
            if told is None or source not in kept:
                continue
            behind = source.cue is not None and source.cue.start > medium.content[0].end
            content = medium.content[:1] if behind else source.content
            kept[kept.index(source)] = replace(source, content=content, told=told, type=medium.type if behind else source.type)
            kept.remove(medium)
    return kept


def _told_by(medium: Attribution, source: Attribution, parsed: Parsed, actors: ActorWords) -> Span | None:
    """Return the words of a medium that gives a source for all that it tells, None where it speaks for itself."""
    if medium.author is None or medium.cue is None or source.cue is None or source.author is None:
        return None
    inside = medium.content[0].holds(source.author) and medium.content[0].end - source.author.end <= NEAR
    behind = medium.cue.end < source.cue.start <= medium.author.end + NEAR and medium.author.start < source.cue.start
    if not inside and not behind:
        return None
    author = Span(medium.author.start, min(medium.author.end, source.cue.start - 1)) if behind else medium.author
    tokens = parsed.tokens(author)
    return author if is_medium(parsed.doc, tokens.start, tokens.end, actors) else None
