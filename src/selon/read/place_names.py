"""Find words that the gazetteer knows as names: the longest name from each capital on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selon.gazetteer import Candidate, Gazetteer
from selon.gazetteer.keys import strong_key
from selon.model.span import Span
from selon.read.place_lexicon import PlaceLexicon
from selon.read.place_words import Word, gap

# no name of the gazetteer that reports write has more words
LONGEST = 6
# `Mali` is the shortest name of a country at war
SHORTEST_GLUED = 4
# names of two letters are initials and have capitals: `LA` is Los Angeles, `Là` and `La` are not
INITIALS = 2
_JOINED = re.compile(r"^(?:[ \u00a0]|['’ʼ]|-| - )$")
_AREAS = frozenset({"country", "region", "province", "sea"})
# rows written by hand are numbered from here on
CURATED = 2_000_000_000
# a town of so many, or a capital, has an urban area that the press calls by its name
METROPOLIS = 300_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Words `first` to `last` (not included) of a sentence that the gazetteer knows."""

    first: int
    last: int
    span: Span
    found: tuple[Candidate, ...]
    # the town whose urban area is named
    town: str = ""

    @property
    def kinds(self) -> frozenset[str]:
        """Return the kinds of what the name may mean."""
        return frozenset(c.kind for c in self.found)


def known_names(text: str, words: list[Word], gazetteer: Gazetteer, lexicon: PlaceLexicon) -> list[Hit]:
    """Return the names that the gazetteer knows, left to right, the longest from each start, none overlapping."""
    hits, at = [], 0
    while at < len(words):
        hit = _longest_from(text, words, at, gazetteer, lexicon) if _may_start(words[at], lexicon) else None
        if hit:
            hits.append(hit)
        at = hit.last if hit else at + 1
    return hits


def _may_start(word: Word, lexicon: PlaceLexicon) -> bool:
    return not word.elided and (word.capital or word.low in lexicon.starts or word.low.partition("-")[0] in lexicon.starts)


def _longest_from(text: str, words: list[Word], at: int, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> Hit | None:
    reach = at + 1
    while reach < min(len(words), at + LONGEST) and _JOINED.match(gap(text, words[reach - 1], words[reach])):
        reach += 1
    for end in range(reach, at, -1):
        if hit := _hit(text, words, at, end, gazetteer, lexicon):
            return hit
    return None


def _hit(text: str, words: list[Word], at: int, end: int, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> Hit | None:
    first, last = words[at], words[end - 1]
    if last.elided or (end - at > 1 and last.low in lexicon.particles):
        return None
    if end - at == 1 and (first.text in lexicon.never or len(first.text) < 2 or not any(c.isupper() for c in first.text)):
        return None
    if end - at == 1 and len(first.text) <= INITIALS and not first.text.isupper():
        return None
    if end - at > 1 and first.low in lexicon.articles and not words[at + 1].capital:
        return None
    if end - at > 1 and lexicon.frames.get(first.low) == "province" and words[at + 1].low in lexicon.particles:
        # `la région parisienne` bears that name, `la région du Sahel` is the Sahel
        return None
    span = Span(first.span.start, last.span.end)
    found = gazetteer.find(span.words(text))
    if end - at == 1 and not first.text.isupper() and strong_key(first.text) in lexicon.acronyms:
        # `EAU` is a country, `Eau` is water
        found = [c for c in found if c.kind != "country"]
    if at == 0 and end - at > 1 and first.low in lexicon.articles and _area_without_article(text, words, end, gazetteer):
        return None
    if end - at > 1 and not (last.capital and first.capital and _one_writing(words[at:end], lexicon)):
        # small letters inside a name only where the name is written so: `Afrique subsaharienne`, not `Gao est`
        found = [c for c in found if c.kind in _AREAS or c.id >= CURATED]
    if not found and end - at > 1 and first.text in lexicon.greater:
        town = text[words[at + 1].span.start : last.span.end]
        if large := _greater(gazetteer.find(town)):
            return Hit(first=at, last=end, span=span, found=tuple(large), town=town)
    if not found and end - at == 1:
        span, found = _unglued(text, first, gazetteer, lexicon)
    return Hit(first=at, last=end, span=span, found=tuple(found)) if found else None


def _greater(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the large towns among candidates: those whose urban area the press names after them (`le Grand Londres`)."""
    return [c for c in found if c.kind == "settlement" and (c.capital or c.population >= METROPOLIS)]


def _unglued(text: str, word: Word, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> tuple[Span, list[Candidate]]:
    """`Malipar euronews`: a lost space after a caption; only well-known names are trusted so far."""
    for end in lexicon.glue:
        if word.text.endswith(end) and len(word.text) > len(end) + SHORTEST_GLUED - 1:
            span = Span(word.span.start, word.span.end - len(end))
            found = gazetteer.find(span.words(text))
            return span, [c for c in found if c.kind in _AREAS or c.capital or c.match == "press"]
    return word.span, []


def _one_writing(words: list[Word], lexicon: PlaceLexicon) -> bool:
    return all(w.capital or w.elided or w.low in lexicon.particles for w in words)


def _area_without_article(text: str, words: list[Word], end: int, gazetteer: Gazetteer) -> bool:
    """`La Californie a dû ...` opens with an article; the hamlet called La Californie has nothing to do with it."""
    rest = gazetteer.find(text[words[1].span.start : words[end - 1].span.end])
    return any(c.kind in _AREAS for c in rest)
