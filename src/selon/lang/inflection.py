"""Inflect the verbs of a pack's lexicons, so that each names a verb once.

The parser's lemmas fail on many forms of verbs in -er (`réclame` stays `réclame`); these tables do not.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    irregular = _table(pack, "irregular")
    if verb in irregular:
        return _spelled("", irregular[verb])
    for ending, kinds in sorted(_table(pack, "endings").items(), key=lambda e: -len(e[0])):
        if verb.endswith(ending):
            return _spelled(verb[: -len(ending)], kinds)
    return {verb: "infinitive"}


def _table(pack: Pack, key: str) -> Mapping[str, Mapping[str, list[str]]]:
    value = pack.table("verbs").get(key)
    if not isinstance(value, Mapping):
        raise PackError(f"no table {key!r}", where=f"lang/{pack.code}/verbs.toml")
    return value


def _spelled(stem: str, kinds: Mapping[str, list[str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for kind in KINDS:
        for ending in kinds.get(kind, []):
            found.setdefault(stem + ending, kind)
            opened = _opened(stem, ending)
            if opened:
                found.setdefault(opened + ending, kind)
    return found


def _opened(stem: str, ending: str) -> str | None:
    """Return the stem with its last `é` opened before a mute ending (`libér-e`, `assié-ge` -> `è`), None where nothing opens."""
    mute = ending.lstrip("gc")
    if mute not in ("e", "es", "ent"):
        return None
    for at in range(len(stem) - 1, max(-1, len(stem) - 4), -1):
        if stem[at] == "é":
            return stem[:at] + "è" + stem[at + 1 :]
        if stem[at] in "aeiouyàâêîôûèëïü":
            return None
    return None
