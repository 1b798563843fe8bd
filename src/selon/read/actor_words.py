"""The words for persons, bodies and witnesses of a language, with their plurals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from selon.lang.pack import Pack

# the plain lists of the topic
LISTS = (
    "again",
    "titles",
    "male_titles",
    "female_titles",
    "any_source",
    "anybody",
    "possessives",
    "portfolios",
    "particles",
    "name_links",
    "generic_bodies",
    "definite",
    "female_articles",
    "male_articles",
    "latter",
    "at_large",
    "one_medium",
    "papers",
    "contracted",
    "role_ends",
    "un_agencies",
    "near_to",
    "own_land",
    "singular",
    "plural",
    "feminine",
    "not_somebody",
)


@dataclass(frozen=True)
class ActorWords:
    """All word sets of the topic, loaded once for each pack."""

    persons: frozenset[str]
    bodies: frozenset[str]
    witnesses: frozenset[str]
    documents: frozenset[str]
    sets: Mapping[str, frozenset[str]]
    media: frozenset[tuple[str, ...]]
    agencies: frozenset[str]
    # how many words these names have: a look at a few lengths, not at each name
    media_lengths: frozenset[int]
    media_nouns: frozenset[str]
    kinds: Mapping[str, re.Pattern[str]]
    articles: re.Pattern[str]
    known: Mapping[str, tuple[tuple[str, ...], ...]]
    # two words that are a preposition, of which the second is also a body
    in_turns: frozenset[tuple[str, ...]]

    def is_noun(self, word: str) -> bool:
        """Say whether a noun names somebody who can speak."""
        return word in self.persons or word in self.bodies or word in self.witnesses


def _by_first_word(names: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return names cut as the tokenizer cuts them, by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        words = tuple(name.split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(rows, key=len, reverse=True)) for first, rows in found.items()}


def _numbers(words: tuple[str, ...], pack: Pack) -> frozenset[str]:
    endings = [e.split(">") for e in pack.words("actors", "plural_endings")]
    return frozenset(words) | {w.removesuffix(one) + many for w in words for one, many in endings if w.endswith(one)}


@cache
def actor_words(pack: Pack) -> ActorWords:
    """Return the word sets of a pack.

    >>> from selon.lang.pack import load_pack
    >>> words = actor_words(load_pack("fr"))
    >>> words.is_noun("généraux"), words.is_noun("table")
    (True, False)
    """
    plural = f"(?:{pack.words('actors', 'plural_endings')[0].partition('>')[2]})?"
    kinds = {
        kind: re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) + plural for w in words) + r")(?!\w)")
        for kind, words in pack.groups("actors", "kinds_of").items()
    }
    articles = "|".join(re.escape(a) + ("" if a[-1] in "'’" else r"\s") for a in pack.words("actors", "articles"))
    persons = pack.words("actors", "persons")
    media = frozenset(tuple(re.findall(r"\w+", m.casefold())) for m in pack.words("actors", "media"))
    return ActorWords(
        persons=_numbers((*persons, *(w + e for w in persons for e in pack.words("actors", "feminine_endings"))), pack),
        bodies=_numbers(pack.words("actors", "bodies"), pack),
        witnesses=_numbers(pack.words("actors", "witnesses"), pack),
        documents=_numbers(pack.words("actors", "documents"), pack),
        sets={key: frozenset(w.casefold() for w in pack.words("actors", key)) for key in LISTS},
        agencies=frozenset(w.casefold() for names in pack.groups("report", "agencies").values() for w in names),
        media=media,
        media_lengths=frozenset(len(name) for name in media),
        media_nouns=_numbers(pack.words("actors", "media_nouns"), pack),
        kinds=kinds,
        known=_by_first_word(pack.words("actors", "known_bodies")),
        in_turns=frozenset(tuple(turn.split()) for turn in pack.words("actors", "no_body_turns")),
        articles=re.compile(rf"^(?:{articles})+", re.IGNORECASE),
    )
