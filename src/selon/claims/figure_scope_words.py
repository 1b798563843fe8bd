"""The small words that tell when a number counts whatever other times stand around it, as a pack has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.lang.pack import Pack
from selon.read.number_patterns import plain


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """Words of changes, of states that last, of times and of deaths that are taken up; the pack says what each is for."""

    changes: frozenset[str]
    change_from: frozenset[str]
    change_to: frozenset[str]
    staying: frozenset[str]
    cared_for: frozenset[str]
    still: frozenset[str]
    then: frozenset[str]
    epoch: frozenset[str]
    at: frozenset[str]
    last: frozenset[str]
    act_nouns: frozenset[str]
    deaths: frozenset[str]
    dying: frozenset[str]
    trials: frozenset[str]
    charges: frozenset[str]
    guilty: frozenset[str]
    charges_of_guilt: frozenset[str]
    contagions: frozenset[str]
    stricken: frozenset[str]
    arrests: frozenset[str]


@cache
def scope_words(pack: Pack) -> ScopeWords:
    """Return the words of a pack."""
    keys = (
        *("changes", "change_from", "change_to", "staying", "cared_for", "still", "then", "epoch", "at", "last"),
        *("act_nouns", "deaths", "dying", "trials", "charges", "guilty", "charges_of_guilt"),
        *("contagions", "stricken", "arrests"),
    )
    return ScopeWords(*(frozenset(plain(w) for w in pack.words("scope", key)) for key in keys))
