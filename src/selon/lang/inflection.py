"""Inflect the verbs of a pack's lexicons, so that each names a verb once.

The parser's lemmas fail on many forms of verbs in -er (`réclame` stays `réclame`); these tables do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from selon.errors import PackError
from selon.lang.pack import Pack

KINDS = ("finite", "future", "infinitive", "gerund", "participle")


@cache
def verb_forms(verb: str, pack: Pack) -> Mapping[str, str]:
    """Return the forms of a verb with the kind of each: `finite`, `future`, `infinitive`, `gerund`, `participle`.

    A form of two kinds (`dit`) has the finite one. A verb of no known class has only its infinitive.

    >>> from selon.lang.pack import load_pack
    >>> forms = verb_forms("assiéger", load_pack("fr"))
    >>> forms["assiège"], forms["assiégée"], forms["assiégeant"]
    ('finite', 'participle', 'gerund')
    """
    found: dict[str, str] = {}
    for form, kind in inflected(verb, pack):
        found.setdefault(form, kind)
    return found


def inflected(verb: str, pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield each form of a verb with its kind, a form of two kinds twice.

    >>> from selon.lang.pack import load_pack
    >>> [kind for form, kind in inflected("détruire", load_pack("fr")) if form == "détruit"]
    ['finite', 'participle']
    """
    irregular = _table(pack, "irregular")
    if verb in irregular:
        return _spelled("", irregular[verb], pack)
    for ending, kinds in sorted(_table(pack, "endings").items(), key=lambda e: -len(e[0])):
        if verb.endswith(ending):
            return _spelled(verb[: -len(ending)], kinds, pack)
    return iter([(verb, "infinitive")])


def _table(pack: Pack, key: str) -> Mapping[str, Mapping[str, list[str]]]:
    value = pack.table("verbs").get(key)
    if not isinstance(value, Mapping):
        raise PackError(f"no table {key!r}", where=f"lang/{pack.code}/verbs.toml")
    return value


def _spelled(stem: str, kinds: Mapping[str, list[str]], pack: Pack) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for ending in kinds.get(kind, []):
            yield stem + ending, kind
            opened = _opened(stem, ending, pack)
            if opened:
                yield opened + ending, kind


@cache
def _opening(pack: Pack) -> tuple[re.Pattern[str], re.Pattern[str], str]:
    """Return the endings whose vowel is mute, the stems whose last vowel opens before them, and the opened vowel."""
    table = pack.mapping("verbs", "opening")
    return re.compile(table["mute"]), re.compile(table["closed"]), table["vowel"]


def _opened(stem: str, ending: str, pack: Pack) -> str | None:
    """Return the stem with its last vowel opened before a mute ending (`libér-e`, `assié-ge`, `enlev-e` -> `è`), else None."""
    mute, closed, vowel = _opening(pack)
    match = closed.search(stem) if mute.fullmatch(ending) else None
    return stem[: match.start()] + vowel + match[1] if match else None
