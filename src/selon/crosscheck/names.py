"""Names as they are compared: no case, no accents, no punctuation, no article.

Articles and other words that carry no name are data (`phrases_<language>.toml`).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

LANGUAGES = ("fr", "en")
_NOT_WORD = re.compile(r"[^\w]+")
# the number of the first day where a month or the end of a period follows; `mars 1` of another order of words is left alone
_FIRST = re.compile(r"(?<![\w:.,/])1(?=\s*–|\s+[^\W\d])")


@cache
def phrases(language: str) -> Mapping[str, object]:
    """Return the words and templates of a language of the reader of findings.

    >>> phrases("fr")["language"]
    'fr'
    """
    chosen = language if language in LANGUAGES else LANGUAGES[0]
    text = (resources.files("selon.crosscheck") / f"phrases_{chosen}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def with_first_day(written: str, language: str) -> str:
    """Return a date in words with the first of a month as the language writes it.

    >>> with_first_day("28 février – 1 mars 2021", "fr"), with_first_day("1–11 mars", "fr"), with_first_day("21 mars 2011", "fr")
    ('28 février – 1er mars 2021', '1er–11 mars', '21 mars 2011')
    """
    first = str(phrases(language).get("first_day", ""))
    return _FIRST.sub(first, written) if first else written


def table(language: str, key: str) -> dict[str, str]:
    """Return a table of words of a language."""
    found = phrases(language)[key]
    if not isinstance(found, Mapping):
        raise TypeError(f"{key} of {language} is no table")
    return {str(k): str(v) for k, v in found.items()}


def lists(language: str, key: str) -> dict[str, tuple[str, ...]]:
    """Return a table of lists of words of a language."""
    found = phrases(language)[key]
    if not isinstance(found, Mapping):
        raise TypeError(f"{key} of {language} is no table")
    return {str(k): tuple(str(w) for w in v) for k, v in found.items()}


@cache
def _empty_words() -> frozenset[str]:
    return frozenset(w for code in LANGUAGES for w in str(phrases(code)["empty_words"]).split())


@cache
def plain(name: str) -> str:
    """Return a name without case, accents, punctuation and empty words.

    >>> plain("L'État-major des Armées")
    'etat major armees'
    """
    unmarked = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    words = _NOT_WORD.sub(" ", unmarked).split()
    return " ".join(w for w in words if w not in _empty_words()) or " ".join(words)


def words_of(name: str | None) -> frozenset[str]:
    """Return the words that a name is made of.

    >>> sorted(words_of("le ministère de la Défense"))
    ['defense', 'ministere']
    """
    return frozenset(plain(name).split()) if name else frozenset()


@cache
def stems_of(name: str | None, length: int = 4) -> frozenset[str]:
    """Return the beginnings of a name's words: one form for `français`, `française`, `France`.

    >>> stems_of("français") == stems_of("France")
    True
    """
    return frozenset(w[:length] for w in words_of(name))
