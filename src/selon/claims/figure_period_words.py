"""The words of a pack that tell what a time says of a number.

In: a pack. Out: its words, as sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.claims.figure_told import WarWords, war_words
from selon.lang.pack import Pack
from selon.model.span import Span
from selon.read.number_patterns import plain

# lists of the words that may lead a time in right behind a number
LEADS = (("scope", "time_articles"), ("times", "leads.since"), ("times", "leads.within"))


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """The small words that tell what a time says of a number, and the tokens of the report that tell an act."""

    subordinators: frozenset[str]
    states: frozenset[str]
    of_event: frozenset[str]
    wars: WarWords
    before: frozenset[str]
    held: frozenset[str]
    since: frozenset[str]
    begun: frozenset[str]
    beginnings: frozenset[str]
    ends: frozenset[str]
    ranks: frozenset[str]
    superlatives: tuple[str, ...]
    acting: frozenset[str]
    ongoing: frozenset[str]
    definite: frozenset[str]
    this: frozenset[str]
    living: frozenset[str]
    imperfect: tuple[str, ...]
    conditional: tuple[str, ...]
    no_imperfect: frozenset[str]
    that: tuple[str, ...]
    totals: frozenset[str]
    tallies: frozenset[str]
    alone: frozenset[str]
    pacts: frozenset[str]
    afterwards: tuple[str, ...]
    total_verbs: frozenset[str]
    apart: frozenset[str]
    against: frozenset[str]
    holding: frozenset[str]
    newly: frozenset[str]
    compared: tuple[str, ...]
    plagues: frozenset[str]
    found_out: frozenset[str]
    comparatives: frozenset[str]
    so_far: tuple[str, ...]
    when: frozenset[str]
    leads: frozenset[str]
    ceremonies: frozenset[str]
    for_stretch: frozenset[str]
    ago_rules: frozenset[str]
    launching: frozenset[str]
    adding: frozenset[str]
    within_some: tuple[str, ...]
    recalling: frozenset[str]
    # the tokens of the report that tell an act, those that tell one of harm, the times that tell when something was said
    acts: frozenset[int] = frozenset()
    harms: frozenset[int] = frozenset()
    said: frozenset[Span] = frozenset()


@cache
def period_words(pack: Pack) -> PeriodWords:
    """Return the words of a pack."""
    return PeriodWords(
        frozenset(pack.words("counting_not", "subordinators")),
        frozenset(pack.words("scope", "states")),
        frozenset(pack.words("scope", "of_event")),
        war_words(pack),
        frozenset(pack.words("scope", "before_forms")),
        frozenset(pack.words("scope", "held")),
        frozenset(pack.words("scope", "since")),
        frozenset(pack.words("scope", "begun")),
        frozenset(pack.words("scope", "beginnings")),
        frozenset(pack.words("scope", "ends")),
        frozenset(pack.words("scope", "ranks")),
        pack.words("scope", "superlatives"),
        frozenset(pack.words("scope", "acting")),
        frozenset(pack.words("scope", "ongoing")),
        frozenset(pack.words("scope", "ongoing_leads")),
        frozenset(pack.words("scope", "this")),
        frozenset(pack.words("scope", "living")),
        pack.words("scope", "imperfect_endings"),
        pack.words("scope", "conditional_endings"),
        frozenset(pack.words("scope", "no_imperfect")),
        pack.words("scope", "that"),
        frozenset(pack.words("scope", "total_words")),
        frozenset(pack.words("scope", "tallies")),
        frozenset(pack.words("scope", "alone")),
        frozenset(pack.words("scope", "pacts")),
        tuple(plain(w) for w in pack.words("scope", "afterwards")),
        frozenset(pack.words("scope", "total_verbs")),
        frozenset(pack.words("scope", "apart")),
        frozenset(pack.words("scope", "against")),
        frozenset(pack.words("scope", "holding")),
        frozenset(pack.words("scope", "newly")),
        pack.words("scope", "compared"),
        frozenset(pack.words("scope", "plagues")),
        frozenset(pack.words("scope", "found_out")),
        frozenset(pack.words("scope", "comparatives")),
        pack.words("scope", "so_far"),
        frozenset(pack.words("scope", "when")),
        frozenset(plain(w) for key in LEADS for w in pack.words(*key)),
        frozenset(pack.words("scope", "ceremonies")),
        frozenset(pack.words("scope", "for_stretch")),
        frozenset(pack.words("times", "leads.ago_rules")),
        frozenset(pack.words("scope", "launching")),
        frozenset(pack.words("scope", "adding")),
        pack.words("scope", "within_some"),
        frozenset(pack.words("scope", "recalling")),
    )
