"""Inflect the verbs of a pack's lexicons, so that each names a verb once.

The parser's lemmas fail on many forms of verbs in -er (`réclame` stays `réclame`); these tables do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from selon.errors import PackError
from selon.lang.pack import Pack

# endings whose vowel is mute, and stems whose last vowel opens before them: `é` before any consonants, `e` before one
MUTE = re.compile(r"[gc]?(?:e|es|ent|era|eront|erait|eraient)")
CLOSED = re.compile(r"(?:é(?=[^aeiouyàâêîôûèëïüé]{0,2}\Z)|e(?=[^aeiouyàâêîôûèëïüé]\Z))(\w{0,2})\Z")
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
        return _spelled("", irregular[verb])
    for ending, kinds in sorted(_table(pack, "endings").items(), key=lambda e: -len(e[0])):
        if verb.endswith(ending):
            return _spelled(verb[: -len(ending)], kinds)
    return iter([(verb, "infinitive")])


def _table(pack: Pack, key: str) -> Mapping[str, Mapping[str, list[str]]]:
    value = pack.table("verbs").get(key)
    if not isinstance(value, Mapping):
        raise PackError(f"no table {key!r}", where=f"lang/{pack.code}/verbs.toml")
    return value


def _spelled(stem: str, kinds: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        for ending in kinds.get(kind, []):
            yield stem + ending, kind
            opened = _opened(stem, ending)
            if opened:
                yield opened + ending, kind


def _opened(stem: str, ending: str) -> str | None:
    """Return the stem with its last vowel opened before a mute ending (`libér-e`, `assié-ge`, `enlev-e` -> `è`), else None."""
    if MUTE.fullmatch(ending) is None:
        return None
    match = CLOSED.search(stem)
    return stem[: match.start()] + "è" + match[1] if match else None
