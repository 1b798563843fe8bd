"""Load a language pack: one folder of TOML files, a file for each topic.

In: a language code. Out: a `Pack` from which the engine takes words, tables and cues by topic and key. Refused,
with the file and the cue named: a table of the wrong shape, a cue without its sentences, an id used twice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable

from selon.errors import PackError, UnknownLanguage

Table = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A sign that the reader acts on: its words, its role, why it is there, and its sentences.

    `yes` sentences must fire it and `no` sentences must not; both are marked up (see `lang/marks.py`) with all
    that must be read in them. `settings` are the other keys of the cue, whose meaning its topic gives.
    """

    id: str
    role: str
    why: str
    forms: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    settings: Mapping[str, str] = field(default_factory=dict)


# one of a language, and the key of most that is kept: told from others by being itself, which is the fastest way
@dataclass(frozen=True, eq=False)
class Pack:
    """A language as data. `pack.words("times", "weekdays")` and the like; every topic is loaded once."""

    code: str
    folder: Traversable

    @cached_property
    def _tables(self) -> dict[str, Table]:
        return {}

    @cached_property
    def _lists(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {}

    @property
    def spacy_model(self) -> str:
        """Return the name of the spaCy model that the pack stands on."""
        return str(self.table("pack")["spacy_model"])

    @property
    def topics(self) -> tuple[str, ...]:
        """Return the names of the pack's files, sorted."""
        return tuple(sorted(f.name[:-5] for f in self.folder.iterdir() if f.name.endswith(".toml")))

    def table(self, topic: str) -> Table:
        """Return the content of a topic's file."""
        if topic not in self._tables:
            path = self.folder / f"{topic}.toml"
            try:
                self._tables[topic] = tomllib.loads(path.read_text(encoding="utf-8"))
            except FileNotFoundError:
                raise PackError("no such file", where=f"lang/{self.code}/{topic}.toml") from None
            except tomllib.TOMLDecodeError as error:
                raise PackError(str(error), where=f"lang/{self.code}/{topic}.toml") from None
        return self._tables[topic]

    def _at(self, topic: str, key: str) -> object:
        value: object = self.table(topic)
        for part in key.split("."):
            if not isinstance(value, Mapping) or part not in value:
                raise PackError(f"no key {key!r}", where=f"lang/{self.code}/{topic}.toml")
            value = value[part]
        return value

    def words(self, topic: str, key: str) -> tuple[str, ...]:
        """Return a list of words.

        >>> load_pack("fr").words("segments", "abbreviations")[0]
        'M'
        """
        known = self._lists.get((topic, key))
        if known is None:
            value = self._at(topic, key)
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise PackError(f"{key!r} must be a list of words", where=f"lang/{self.code}/{topic}.toml")
            known = self._lists[topic, key] = tuple(value)
        return known

    def mapping(self, topic: str, key: str) -> dict[str, str]:
        """Return a table from words to words."""
        value = self._at(topic, key)
        if not isinstance(value, Mapping) or not all(isinstance(v, str) for v in value.values()):
            raise PackError(f"{key!r} must map words to words", where=f"lang/{self.code}/{topic}.toml")
        return {str(k): str(v) for k, v in value.items()}

    def groups(self, topic: str, key: str) -> dict[str, tuple[str, ...]]:
        """Return a table from names to lists of words."""
        value = self._at(topic, key)
        if not isinstance(value, Mapping) or not all(isinstance(v, list) for v in value.values()):
            raise PackError(f"{key!r} must map names to lists", where=f"lang/{self.code}/{topic}.toml")
        return {str(k): tuple(str(w) for w in v) for k, v in value.items()}

    def numbers(self, topic: str, key: str) -> dict[str, float]:
        """Return a table from words to numbers."""
        value = self._at(topic, key)
        if not isinstance(value, Mapping) or not all(isinstance(v, int | float) for v in value.values()):
            raise PackError(f"{key!r} must map words to numbers", where=f"lang/{self.code}/{topic}.toml")
        return {str(k): float(v) for k, v in value.items()}

    def cues(self, topic: str) -> tuple[Cue, ...]:
        """Return the cues of a topic, in the order of the file."""
        return _cues(self, topic)


@cache
def _cues(pack: Pack, topic: str) -> tuple[Cue, ...]:
    where = f"lang/{pack.code}/{topic}.toml"
    rows = pack.table(topic).get("cue", [])
    if not isinstance(rows, list):
        raise PackError("`cue` must be written [[cue]]", where=where)
    found: dict[str, Cue] = {}
    for row in rows:
        name = str(row.get("id", "?"))
        for key in ("id", "role", "why", "yes", "no"):
            if key not in row:
                raise PackError(f"cue {name!r} has no {key!r}", where=where)
        if not row["yes"] or not row["no"]:
            raise PackError(f"cue {name!r} needs a sentence that fires it and one that does not", where=where)
        if name in found:
            raise PackError(f"cue {name!r} stands twice", where=where)
        forms = row.get("forms", [])
        known = {"id", "role", "why", "yes", "no", "forms"}
        found[name] = Cue(
            id=name,
            role=str(row["role"]),
            why=str(row["why"]),
            forms=tuple(forms),
            yes=tuple(row["yes"]),
            no=tuple(row["no"]),
            settings={k: str(v) for k, v in row.items() if k not in known},
        )
    return tuple(found.values())


@cache
def load_pack(code: str) -> Pack:
    """Return the pack of a language.

    Raises:
        UnknownLanguage: no pack for that code.

    >>> load_pack("fr").spacy_model
    'fr_core_news_md'
    """
    folder = resources.files("selon.lang") / code
    if not (folder / "pack.toml").is_file():
        raise UnknownLanguage(f"no language pack for {code!r}", hint=f"packs: {', '.join(pack_codes())}")
    return Pack(code, folder)


def pack_codes() -> tuple[str, ...]:
    """Return the languages that have a pack.

    >>> pack_codes()
    ('fr',)
    """
    root = resources.files("selon.lang")
    return tuple(sorted(f.name for f in root.iterdir() if f.is_dir() and (f / "pack.toml").is_file()))
