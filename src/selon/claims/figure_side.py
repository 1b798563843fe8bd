"""Tell on whose side those counted are, or of what nation: `38 soldats chiliens`, `douze civils pro-junte`.

In: what a number counts. Out: the words that name a side. Other adjectives behind the noun (`supplémentaires`, `âgés`) name none.
"""

from __future__ import annotations

from functools import cache

from selon.claims.figure_nouns import Counted
from selon.gazetteer.countries import demonyms
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.read.number_patterns import plain

# `le nombre de soldats chiliens tués`: adjectives stand next to the noun
NEAR = 2


@cache
def _sides(pack: Pack) -> tuple[frozenset[str], tuple[str, ...]]:
    return frozenset(pack.words("counting", "sides.words")), pack.words("counting", "sides.prefixes")


def side_of(counted: Counted, parsed: Parsed, pack: Pack) -> str | None:
    """Return the side or nation that the words give to those counted, as said; None where they give none.

    `le nombre de soldats chiliens tués passe à 38` gives `chiliens`, `38 soldats supplémentaires` none.
    """
    if counted.noun is not None and counted.side == counted.noun.key:
        # `douze Kurdes`
        return counted.side
    words = counted.side.split() if counted.side else _behind_noun(counted, parsed, pack)
    named = [n for n, word in enumerate(words) if _names_side(word, pack)]
    return " ".join(words[named[0] : named[-1] + 1]) if named else None


def _behind_noun(counted: Counted, parsed: Parsed, pack: Pack) -> list[str]:
    """Return the adjectives behind a noun that its number does not stand beside (`porte à 27 le nombre de soldats chiliens`)."""
    if counted.noun is None or counted.noun_span is None:
        return []
    token = parsed.token_at(counted.noun_span.end - 1)
    found: list[str] = []
    for other in [] if token is None else token.doc[token.i + 1 : token.i + 1 + NEAR]:
        # the tagger takes `pro-junte` for a noun
        if other.pos_ != "ADJ" and not _names_side(other.text, pack):
            break
        found.append(other.text)
    return found


def _names_side(word: str, pack: Pack) -> bool:
    words, prefixes = _sides(pack)
    form = plain(word)
    people, own = demonyms(pack), word.lower()
    return form in words or own in people or own.rpartition("-")[2] in people or form.startswith(prefixes)
