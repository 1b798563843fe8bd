"""The words of a sentence as names of places need them: elided articles cut off, names with inner apostrophes whole.

`l'Iran` is the word `l` (elided) and the word `Iran`; `N'Djamena` and `Sana'a` are one word.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from selon.lang.pack import Pack
from selon.model.span import Span

_APOSTROPHES = "'’ʼ"


class Word(NamedTuple):
    """A word with its place in the text, in small letters too; `elided` for `l'`, `d'`, `qu'`."""

    span: Span
    text: str
    low: str
    capital: bool
    elided: bool = False


@cache
def _pattern(pack: Pack) -> re.Pattern[str]:
    # a lost apostrophe often stands as a question mark
    mark = rf"(?:[{_APOSTROPHES}]|\?(?=[a-zà-ÿ]))"
    elisions = "|".join(sorted(pack.words("places", "elisions"), key=len, reverse=True))
    return re.compile(
        rf"(?P<elided>(?<!\w)(?:{elisions})(?={mark}\w)){mark}"
        rf"|(?P<word>\w+(?:{mark}\w+|-(?!t-)\w+)*)",
        re.IGNORECASE,
    )


def cut_words(text: str, span: tuple[int, int], pack: Pack) -> list[Word]:
    """Return the words of a stretch of text.

    >>> from selon.lang.pack import load_pack
    >>> [w.text for w in cut_words("L'Iran et N'Djamena", (0, 19), load_pack("fr"))]
    ['L', 'Iran', 'et', "N'Djamena"]
    """
    found = []
    particles = _particles(pack)
    for match in _pattern(pack).finditer(text, *span):
        kind = match.lastgroup or "word"
        word = match[kind]
        found.append(Word(Span(*match.span(kind)), word, word.lower(), _has_capital(word, particles), kind == "elided"))
    return found


@cache
def _particles(pack: Pack) -> frozenset[str]:
    return frozenset(pack.words("places", "inside.particles"))


def _has_capital(word: str, particles: frozenset[str]) -> bool:
    """Say whether a word begins with a capital, be it after an article of its own: `al-Bab`."""
    if word[0].isupper() or "-" not in word:
        return word[0].isupper()
    head, _, rest = word.partition("-")
    return head in particles and rest[:1].isupper()


def gap(text: str, left: Word, right: Word) -> str:
    """Return what stands between two words."""
    return text[left.span.end : right.span.start]
