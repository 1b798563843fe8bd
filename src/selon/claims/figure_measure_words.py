"""The small words that tell which verb or noun of a sentence measures a number.

In: a pack. Out: its words, as sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from selon.lang.inflection import verb_forms
from selon.lang.pack import Pack


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The small words between a number and the verbs around it that say which of them speaks of whom."""

    of: frozenset[str]
    by: frozenset[str]
    subordinators: frozenset[str]
    shelters: frozenset[str]
    about: frozenset[str]
    between: frozenset[str]
    out_of: tuple[str, ...]
    infinitive_leads: frozenset[str]
    no_object: frozenset[str]
    of_whole: tuple[str, ...]
    some_of: tuple[str, ...]
    parts: tuple[str, ...]
    that: frozenset[str]
    led_by: frozenset[str]
    definite: frozenset[str]
    flying: frozenset[str]
    carriers: frozenset[str]
    list_words: frozenset[str]
    copulas: frozenset[str]
    carrying: frozenset[str]
    plural: str
    glued: str
    loose: frozenset[str]
    ages: frozenset[str]
    wanted: frozenset[str]
    caring: frozenset[str]
    cared_for: frozenset[str]
    diseases: tuple[str, ...]
    wounds: tuple[str, ...]
    charging: frozenset[str]
    charge_ends: tuple[str, ...]
    sentencing: frozenset[str]
    lenient: tuple[str, ...]
    firm: tuple[str, ...]
    envoys: frozenset[str]
    handing: frozenset[str]
    captives: tuple[str, ...]
    direct: frozenset[str]
    fall_into: frozenset[str]
    of_them: frozenset[str]
    cargo: frozenset[str]
    that_is: frozenset[str]
    have: frozenset[str]
    relatives: frozenset[str]
    fights: frozenset[str]
    met_with: frozenset[str]
    calendar: frozenset[str]


@dataclass(frozen=True, slots=True)
class TurnWords:
    """The words beside a verb that turn what it says: weapons, vehicles, what is lacked, who is carried away."""

    hitting: frozenset[str]
    weapons: tuple[str, ...]
    vehicles: frozenset[str]
    trapped: str
    lacking: frozenset[str]
    run_over: frozenset[str]
    leaving: frozenset[str]
    carried: frozenset[str]


@cache
def measure_words(pack: Pack) -> MeasureWords:
    """Return the words of a pack."""
    return MeasureWords(
        frozenset(pack.words("counting_not", "of_words")),
        frozenset(pack.words("counting_not", "by_words")),
        frozenset(pack.words("counting_not", "subordinators")),
        frozenset(pack.words("counting_measures", "shelters")),
        frozenset(pack.words("counting_not", "about")),
        frozenset(pack.words("counting_not", "between")),
        tuple(f" {w} " for w in pack.words("counting_not", "out_of")),
        frozenset(pack.words("counting_not", "infinitive_leads")),
        frozenset(pack.words("counting_not", "no_object")),
        tuple(f" {w}" for w in pack.words("counting_not", "of_whole")),
        tuple(f" {w}" for w in pack.words("counting_not", "some_of")),
        tuple(f" {w} " for w in pack.words("counting_not", "relative_parts")),
        frozenset(pack.words("counting_not", "that_object")),
        frozenset(pack.words("counting_not", "led_by")),
        frozenset(pack.words("counting_not", "definite")),
        frozenset(pack.words("counting_not", "flying")),
        frozenset(pack.words("counting_not", "carriers")),
        frozenset(pack.words("counting_not", "list_words")),
        frozenset(f for verb in pack.words("counting_measures", "copulas") for f in verb_forms(verb, pack)),
        frozenset(pack.words("counting_measures", "carrying")),
        str(pack.table("counting")["plural"]),
        str(pack.table("counting_not")["glued"]),
        frozenset(pack.words("counting_measures", "loose")),
        frozenset(pack.words("counting_not", "ages")),
        frozenset(pack.words("counting_measures", "wanted")),
        frozenset(pack.words("counting_measures", "caring")),
        frozenset(pack.words("counting_measures", "cared_for")),
        pack.words("counting_measures", "diseases"),
        pack.words("counting_measures", "wounds"),
        frozenset(pack.words("counting_measures", "charging")),
        pack.words("counting_measures", "charge_ends"),
        frozenset(pack.words("counting_measures", "sentencing")),
        tuple(f" {w} " for w in pack.words("counting_measures", "lenient")),
        tuple(f" {w} " for w in pack.words("counting_measures", "firm")),
        frozenset(pack.words("counting_measures", "envoys")),
        frozenset(pack.words("counting_measures", "handing")),
        pack.words("counting_measures", "captives"),
        frozenset(pack.words("counting_measures", "direct")),
        frozenset(pack.words("counting_measures", "fall_into")),
        frozenset({str(pack.table("counting_not")["of_them"])}),
        frozenset(pack.words("counting_not", "cargo")),
        frozenset(pack.words("counting_not", "that_is")),
        frozenset(pack.words("counting_not", "have")),
        frozenset(pack.words("counting_not", "opening_clauses")),
        frozenset(pack.words("counting_not", "fights")),
        frozenset(pack.words("counting_not", "met_with")),
        frozenset(w for key in ("weekdays", "months", "parts_of_day") for w in pack.mapping("times", key)),
    )


@cache
def turn_words(pack: Pack) -> TurnWords:
    """Return the words of a pack that turn a measure.

    >>> from selon.lang.pack import load_pack
    >>> "roquette" in turn_words(load_pack("fr")).weapons
    True
    """
    return TurnWords(
        frozenset(pack.words("counting_measures", "hitting")),
        pack.words("counting_measures", "weapons"),
        frozenset(pack.words("counting_measures", "vehicles")),
        str(pack.table("counting_measures")["trapped"]),
        frozenset(pack.words("counting_measures", "lacking")),
        frozenset(pack.words("counting_not", "run_over")),
        frozenset(pack.words("counting_measures", "leaving")),
        frozenset(pack.words("counting_measures", "carried")),
    )
