"""Who or what two figures count: the same, a narrower group, one that overlaps, or another.

A group is part of another only where the meaning of the words or the report says so: `children` are `people`, but
they are not `civilians` unless a report counts them among civilians (`part_of`).
"""

from __future__ import annotations

from enum import Enum
from functools import cache, lru_cache

from babel import Locale

from selon.crosscheck.figure import Compared
from selon.crosscheck.names import LANGUAGES, lists, phrases, plain, stems_of

# what is counted are people; all else counts things, named by their noun
OF_PEOPLE = frozenset(
    {
        "killed", "wounded", "missing", "abducted", "detained", "freed", "surrendered", "displaced", "returned",
        "evacuated", "arrived", "present", "in_need", "affected",
    }
)  # fmt: skip
# any of these are among those: by the meaning of the words
_AMONG: dict[str, frozenset[str]] = {
    "civilians": frozenset({"aid_workers", "journalists", "medics"}),
    "combatants": frozenset({"security_forces"}),
    "prisoners": frozenset({"hostages"}),
}
# soldiers and fighters are called men, whoever they are
_CALLED_MEN = frozenset({"combatants", "security_forces"})
# measures that another one takes in
_WIDER = {"wounded": "affected", "displaced": "affected", "missing": "affected", "in_need": "affected", "destroyed": "damaged"}


# what is told of things that were hit, by one as by another
_HIT = frozenset({"destroyed", "damaged", "sites"})


class Kin(Enum):
    """How those whom the first figure counts stand to those of the second."""

    SAME = "same"
    PART = "part"
    WHOLE = "whole"
    OVERLAP = "overlap"
    APART = "apart"

    @property
    def turned(self) -> Kin:
        """Return how the second stand to the first."""
        return {Kin.PART: Kin.WHOLE, Kin.WHOLE: Kin.PART}.get(self, self)


def measures(a: Compared, b: Compared) -> Kin:
    """Return how what is measured compares: the same, or one taken in by the other."""
    if a.measure == b.measure:
        return Kin.SAME
    if a.measure in _HIT and b.measure in _HIT and a.low is not None and a.low == b.low and _things(a.group, b.group) is Kin.SAME:
        # `deux hélicoptères détruits`, `la collision de deux hélicoptères`: one deed in other words
        return Kin.SAME
    if _WIDER.get(a.measure) == b.measure:
        return Kin.PART
    return Kin.WHOLE if _WIDER.get(b.measure) == a.measure else Kin.APART


# everybody so counted is of that group: the word adds nothing
_TAUTOLOGY: dict[str, frozenset[str]] = {
    "wounded": frozenset({"sick_or_wounded"}),
    "affected": frozenset({"sick_or_wounded"}),
    "displaced": frozenset({"displaced"}),
    "detained": frozenset({"prisoners"}),
    "abducted": frozenset({"hostages"}),
    "freed": frozenset({"hostages", "prisoners"}),
}


def counted(figure: Compared) -> str:
    """Return the group that a figure counts, `people` where the word repeats the measure."""
    return "people" if not figure.group or figure.group in _TAUTOLOGY.get(figure.measure, frozenset()) else figure.group


def _beside(figure: Compared, other: Compared) -> str:
    """Return the group that a figure counts beside another one: people of another nation are foreigners beside foreigners."""
    found, country = counted(figure), figure.place.country if figure.place is not None else None
    if found == "people" and counted(other) == "foreigners" and figure.side and country and _is_foreign(figure.side, country):
        return "foreigners"
    return found


@lru_cache(maxsize=50_000)
def _is_foreign(side: str, country: str) -> bool:
    """Say whether a side is the nationality of another country than that of the place."""
    stems = stems_of(side)
    return not stems.isdisjoint(_nations()) and stems.isdisjoint(_nation(country))


@cache
def _nation(country: str) -> frozenset[str]:
    return frozenset(s for tongue in LANGUAGES for s in stems_of(str(Locale(tongue).territories.get(country, ""))))


@cache
def _nations() -> frozenset[str]:
    return frozenset(s for code in Locale("en").territories if str(code).isalpha() for s in _nation(str(code)))


def groups(a: Compared, b: Compared) -> Kin:
    """Return how the groups counted compare, sides and nationalities with them."""
    if a.measure not in OF_PEOPLE or b.measure not in OF_PEOPLE:
        return _things(a.group, b.group)
    by_group = _group_kin(_beside(a, b), _beside(b, a))
    return by_group if by_group is Kin.APART else _with_sides(by_group, a, b)


def only_one_side(a: Compared, b: Compared) -> bool:
    """Say whether the groups are the same and one report alone names their side."""
    return _group_kin(counted(a), counted(b)) is Kin.SAME and (a.side is None) != (b.side is None)


@lru_cache(maxsize=50_000)
def _things(a: str, b: str) -> Kin:
    """Return how two nouns of things stand: a church is one of the places, a detonation is an explosion."""
    mine, theirs = plain(a), plain(b)
    if mine == theirs or (bool(mine and theirs) and (mine.split()[0] == theirs.split()[0] or stems_of(a, 5) == stems_of(b, 5))):
        return Kin.SAME
    if any(mine in alike and theirs in alike for alike in _alike_things()):
        return Kin.SAME
    if mine in _general_things() or theirs in _general_things():
        both = mine in _general_things() and theirs in _general_things()
        return Kin.SAME if both else (Kin.WHOLE if mine in _general_things() else Kin.PART)
    return Kin.APART


@cache
def _general_things() -> frozenset[str]:
    return frozenset(plain(word) for code in LANGUAGES for word in str(phrases(code)["general_things"]).split())


@cache
def _alike_things() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(plain, words)) for code in LANGUAGES for words in lists(code, "alike_things").values())


def _group_kin(a: str, b: str) -> Kin:
    if a == b or (a in _CALLED_MEN and b == "men") or (a == "men" and b in _CALLED_MEN):
        return Kin.SAME
    if b == "people" or a in _AMONG.get(b, frozenset()):
        return Kin.PART
    if a == "people" or b in _AMONG.get(a, frozenset()):
        return Kin.WHOLE
    if a in _AGE_OR_SEX and b in _AGE_OR_SEX:
        return Kin.APART
    return Kin.APART if _CROSSING.isdisjoint((a, b)) else Kin.OVERLAP


_AGE_OR_SEX = frozenset({"children", "women", "men"})
# said of age, sex, origin or state: these cut across who somebody is
_CROSSING = frozenset(
    {"children", "women", "men", "foreigners", "sick_or_wounded", "displaced", "refugees", "prisoners", "hostages"}
)


def _with_sides(by_group: Kin, a: Compared, b: Compared) -> Kin:
    mine, theirs = stems_of(a.side), stems_of(b.side)
    if mine == theirs or (mine and theirs and not mine.isdisjoint(theirs)):
        return by_group
    if mine and theirs:
        # two names can be one side (`talibans`, `insurgés`), two nationalities cannot
        return Kin.APART if "foreigners" in (a.group, b.group) else Kin.OVERLAP
    by_side = Kin.PART if mine else Kin.WHOLE
    if by_group in (Kin.SAME, by_side):
        return by_side
    return Kin.OVERLAP
