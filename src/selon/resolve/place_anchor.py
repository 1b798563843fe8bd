"""Find the town that a quarter, a suburb or a building is said to be in: its point stands for theirs."""

from __future__ import annotations

from collections.abc import Sequence

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.place_lexicon import place_lexicon
from selon.read.place_words import cut_words
from selon.read.places import PlaceMention

# `X, une banlieue résidentielle du nord-est de Y` is the longest that was seen
REACH = 60


def anchor_of(mention: PlaceMention, mentions: Sequence[PlaceMention], parsed: Parsed, pack: Pack) -> PlaceMention | None:
    """Return the name of the town around a mention: `l'église X à Y`, `le quartier X de Y`, `X, une banlieue de Y`."""
    after = next((m for m in mentions if m.span.start >= mention.span.end), None)
    end = parsed.sentence_at(mention.span.start).span.end
    if after is None or after.span.start > min(end, mention.span.end + REACH):
        return None
    between = Span(mention.span.end, after.span.start)
    low = [w.low for w in cut_words(parsed.text, between, pack)]
    lexicon = place_lexicon(pack)
    inside = mention.kind == "exact" or mention.frame in lexicon.bare or mention.frame in pack.words("places", "frames.quarters")
    if inside and len(low) <= 1 and set(low) <= (lexicon.locative | lexicon.linking) and low:
        return after
    words = between.words(parsed.text).strip()
    described = words.startswith((",", '",', "»,")) and set(low) & set(pack.words("places", "frames.quarters"))
    return after if described and low[-1] in (lexicon.linking | set(pack.words("places", "frames.towns"))) else None


def towns_around(mention: PlaceMention, mentions: Sequence[PlaceMention], pack: Pack) -> list[PlaceMention]:
    """Return the names that a quarter's, a street's or a building's town may have: those before it, then others."""
    low = mention.frame or mention.name.split()[0].lower()
    lexicon = place_lexicon(pack)
    whole = mention.rule == lexicon.rules["whole-name"] and mention.kind in ("exact", "settlement")
    if not whole and low not in pack.words("places", "frames.in_town"):
        return []
    towns = [m for m in mentions if m.kind in ("", "settlement") and m.name != mention.name]
    before = [m for m in towns if m.span.end <= mention.span.start]
    return [*reversed(before), *(m for m in towns if m.span.start >= mention.span.end)]
