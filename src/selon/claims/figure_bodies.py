"""Tell the group that people have from the body they belong to, or from those among whom a toll was taken.

In: a noun of people and the words after it. Out: a group and where its words end (`quatre membres du Hamas`, `deux
employés d'une ONG`, `dix morts parmi les civils`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from selon.claims.figure_words import Noun, counting_words
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.read.number_patterns import any_of, plain


@dataclass(frozen=True, slots=True)
class _Bodies:
    nouns: frozenset[str]
    body: re.Pattern[str]
    among: re.Pattern[str]
    name: re.Pattern[str]
    of: re.Pattern[str]


@cache
def _bodies(pack: Pack) -> _Bodies:
    fillers = any_of(pack.words("counting", "belonging.fillers"))
    names = any_of(counting_words(pack).complements)
    body = rf"(?:(?:{fillers})(?:(?<=['’])|\s+)){{0,3}}({names})(?!\w)"
    return _Bodies(
        frozenset(pack.words("counting", "belonging.nouns")),
        re.compile(rf"{_linked(pack.words('counting', 'belonging.links'))}{body}", re.IGNORECASE),
        re.compile(rf"{_linked(pack.words('counting', 'belonging.among'))}", re.IGNORECASE),
        re.compile(body, re.IGNORECASE),
        re.compile(_linked(pack.words("counting", "belonging.of")), re.IGNORECASE),
    )


def _linked(words: Iterable[str]) -> str:
    return rf"\s+(?:{any_of(words)})(?:(?<=['’])|\s+)"


def body_after(noun: Noun, parsed: Parsed, at: int, pack: Pack) -> tuple[str, int] | None:
    """Return the group that the words at an offset, right after a noun, give, and where they end."""
    bodies, words = _bodies(pack), counting_words(pack)
    if noun.key in bodies.nouns:
        found = bodies.body.match(parsed.text, at)
        return (words.complements[plain(found[1])], found.end()) if found else None
    if noun.count in ("killed", "wounded", "missing"):
        if (lost := among_after(parsed, at, pack)) is not None:
            return lost
        inner = inner_noun(parsed, at, pack) if noun.count == "killed" else None
        # `douze corps de civils`
        return (inner[0][0].group, inner[0][1]) if inner else None
    return None


def among_after(parsed: Parsed, at: int, pack: Pack) -> tuple[str, int] | None:
    """Return the group of those among whom a toll was taken, and where its words end (`dans les rangs de l'armée`)."""
    bodies, words = _bodies(pack), counting_words(pack)
    among = bodies.among.match(parsed.text, at)
    if among is None:
        return None
    people = words.noun_at(parsed.text, among.end())
    if people is not None:
        return (people[0].group, people[1]) if people[0].group and not people[0].count else None
    found = bodies.name.match(parsed.text, among.end())
    return (words.complements[plain(found[1])], found.end()) if found else None


def inner_noun(parsed: Parsed, at: int, pack: Pack) -> tuple[tuple[Noun, int], int] | None:
    """Return the noun of people that hangs on the one before an offset by `de`, where it ends and where it begins."""
    link = _bodies(pack).of.match(parsed.text, at)
    found = counting_words(pack).noun_at(parsed.text, link.end()) if link else None
    return (found, link.end()) if link and found and found[0].group and not found[0].count else None
