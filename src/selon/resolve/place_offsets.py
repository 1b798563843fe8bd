"""Read `à 40 km au nord de` before a name: the place is near that point, not at it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span

# the longest such phrase seen: `à une centaine de kilomètres au nord-ouest de la ville de`
REACH = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """A distance or a direction from a place, with its words."""

    span: Span
    words: str
    rule: str


@cache
def _pattern(pack: Pack) -> re.Pattern[str]:
    def any_of(key: str) -> str:
        return "|".join(sorted((re.escape(w) for w in pack.words("places", key)), key=len, reverse=True))

    return re.compile(
        rf"(?:{any_of('offsets.counts')})[^.,;()]{{0,30}}?(?:{any_of('offsets.units')})"
        rf"(?:[^.,;()]{{0,12}}?(?:{any_of('before.compass')}))?[^.,;()]{{0,14}}$",
        re.IGNORECASE,
    )


def offset_before(span: Span, parsed: Parsed, pack: Pack) -> Offset | None:
    """Return the distance that stands before a name, None where there is none."""
    sentence = parsed.sentence_at(span.start).span
    start = max(sentence.start, span.start - REACH)
    match = _pattern(pack).search(parsed.text[start : span.start])
    if not match:
        return None
    found = Span(start + match.start(), start + match.end())
    words = parsed.text[found.start : found.end].strip()
    rule = next(c.id for c in pack.cues("places") if c.role == "offset")
    return Offset(span=Span(found.start, found.start + len(words)), words=words, rule=rule)
