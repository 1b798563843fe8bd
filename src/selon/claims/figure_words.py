"""The words of counting, looked up by form: who is counted, what happened to them.

In: a pack. Out: tables from forms to readings. Verbs are inflected by `lang/inflection`, so that a lexicon
names each verb once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from selon.lang.inflection import inflected
from selon.lang.pack import Pack

_WORD = re.compile(r"\w+(?:-\w+)*['’]?|['’]")
# the longest phrase of the lexicons has seven words
LONGEST = 7
# the tables of verbs and nouns by what they say of those counted, the narrow ones first
TABLES = (
    "object_captive",
    "subject_captive",
    "object_wanted",
    "object_flying",
    "subject_carrier",
    "object_cargo",
    "subject_fighter",
    "subject_fallen",
    "object",
    "subject",
    "object_thing",
    "subject_thing",
    "nominal",
    "nominal_thing",
)
OF_THINGS = ("thing", "flying", "carrier", "cargo")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form says of those counted: a measure, of whom (`object`, `subject`, `nominal`), and in which form."""

    measure: str
    role: str
    form: str
    thing: bool
    lemma: str
    # `captive`, `fighter`, `flying`, `carrier`: said of those alone
    of: str = ""


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun says of a number: its group, or the measure that it holds itself; `key` is the singular."""

    key: str
    group: str = ""
    count: str = ""
    thing: str = ""
    soft: bool = False
    # what a number of things is said to be of: the head, `frappe` for `frappe aérienne`
    name: str = ""


@dataclass(frozen=True, slots=True)
class CountingWords:
    """The tables of a pack, by form."""

    nouns: Mapping[str, Noun]
    verbs: Mapping[str, tuple[Reading, ...]]
    complements: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    irregular: Mapping[str, str]
    former: str = ""
    feminine: tuple[tuple[str, str], ...] = ()
    glued: str = ""
    link: str = " "
    # words whose singular is known: the same few thousand come again and again
    singles: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def noun_at(self, text: str, start: int, end: int | None = None) -> tuple[Noun, int] | None:
        """Return the longest known noun that begins at an offset, and its end; `end` cuts words that are glued to the next."""
        best: tuple[Noun, int] | None = None
        phrase = ""
        for number, word in enumerate(_WORD.finditer(text, start, start + 90 if end is None else min(end, start + 90))):
            if number == LONGEST or (number and text[start : word.start()].strip("- ").count("\n")):
                break
            if number == 0 and word.start() != start:
                return None
            if number and not _close(text, start, word.start()):
                break
            phrase = _joined(phrase, word[0].lower().replace("’", "'").removeprefix(self.former))
            noun = self.nouns.get(phrase) or self.nouns.get(self.singular(phrase)) or self._of_feminine(phrase)
            if noun is None and self.glued and phrase.endswith(self.glued):
                # a caption's noun runs into the name of its author (`14 mortspar ...`)
                noun = self.nouns.get(self.singular(phrase.removesuffix(self.glued)))
            if noun:
                best = noun, word.end()
        return best

    def _of_feminine(self, word: str) -> Noun | None:
        """Return the noun of people that a word is the feminine of (`policières` -> `policier`)."""
        single = self.singular(word)
        for ending, masculine in self.feminine:
            if single.endswith(ending):
                noun = self.nouns.get(single[: -len(ending)] + masculine)
                return noun if noun and not noun.thing else None
        return None

    def singular(self, phrase: str) -> str:
        """Return a phrase with its words in the singular, as far as endings tell."""
        return " ".join(self._one(word) for word in phrase.split(" "))

    def head_singular(self, phrase: str) -> str:
        """Return a phrase with its head in the singular, what hangs on it as it is (`dépôt d'armes`)."""
        head, link, rest = phrase.partition(self.link)
        return self.singular(head) + link + rest

    def _one(self, word: str) -> str:
        known = self.singles.get(word)
        if known is None:
            known = self.singles[word] = self._single(word)
        return known

    def _single(self, word: str) -> str:
        if word in self.irregular:
            return self.irregular[word]
        for ending, single in self.endings:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return word[: -len(ending)] + single
        return word


def _close(text: str, start: int, at: int) -> bool:
    """Say whether only a space or an apostrophe parts the word at an offset from the one before."""
    return at > start and text[at - 1] in " '’\u00a0-" and (text[at - 2].isalnum() or text[at - 2] in "'’.")


def _joined(phrase: str, word: str) -> str:
    return phrase + word if phrase.endswith("'") or not phrase else f"{phrase} {word}"


def conjugated(verb: str, pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb with `active` or `participle`.

    >>> from selon.lang.pack import load_pack
    >>> [form for form, kind in conjugated("tuer", load_pack("fr")) if kind == "participle"]
    ['tué', 'tuée', 'tués', 'tuées']
    """
    for form, kind in inflected(verb, pack):
        yield form, kind if kind == "participle" else "active"


@cache
def counting_words(pack: Pack) -> CountingWords:
    """Return the tables of a pack, built once."""
    endings, feminine = _endings(pack, "singular_endings"), _endings(pack, "feminine_endings")
    irregular = pack.mapping("counting", "irregular_plurals")
    link = f" {pack.table('counting')['link']}"
    words = CountingWords({}, _verbs(pack), {}, endings, irregular, link=link)
    former = str(pack.table("counting")["former"])
    nouns = _nouns(pack, words)
    complements = {w: group for group, forms in pack.groups("counting", "complements").items() for w in forms}
    glued = str(pack.table("counting_not")["glued"])
    return CountingWords(nouns, words.verbs, complements, endings, irregular, former, feminine, glued, link)


def _endings(pack: Pack, key: str) -> tuple[tuple[str, str], ...]:
    return tuple((e.split(">")[0], e.split(">")[1]) for e in pack.words("counting", key))


def _nouns(pack: Pack, words: CountingWords) -> dict[str, Noun]:
    groups = {w: g for g, forms in pack.groups("counting", "groups").items() for w in forms}
    counts = pack.groups("counting", "counts")
    soft = set(counts.pop("soft", ()))
    measures = {w: m for m, forms in counts.items() if m != "soft" for w in forms}
    things = {w: m for m, forms in pack.groups("counting", "things").items() for w in forms}
    soft.update(pack.words("counting", "counts.soft"))
    found: dict[str, Noun] = {}
    whole = frozenset(pack.words("counting", "whole_names"))
    listed = {*things, *groups, *measures}
    for word in (*things, *groups, *measures):
        person = word in groups or word in measures
        # `projets d'attentats` is known as `projet d'attentat` too, `dépôts d'armes` is not
        key = single if (single := words.singular(word)) in listed else words.head_singular(word)
        head = key.partition(" ")[0]
        noun = Noun(
            key=key,
            group=groups.get(word, ""),
            count=measures.get(word, ""),
            thing="" if person else things[word],
            soft=word in soft,
            name=key if head in whole else head,
        )
        found[word] = noun
        found.setdefault(words.singular(word), noun)
    return found


def _verbs(pack: Pack) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = {}
    plural = str(pack.table("counting")["plural"])
    be_verbs = frozenset(pack.words("counting_measures", "be_verbs"))
    for table in TABLES:
        role, _, kind = table.partition("_")
        for measure, verbs in pack.groups("counting_measures", table).items():
            for verb in verbs:
                forms = _nominal_forms(verb, plural) if role == "nominal" else conjugated(verb, pack)
                for form, shape in forms:
                    # of other verbs only the active participle speaks of the subject (`ont souffert`)
                    with_have = role == "subject" and shape == "participle" and verb not in be_verbs
                    readings = found.setdefault(form, [])
                    reading = Reading(
                        measure, role, "with_have" if with_have else shape, kind in OF_THINGS, verb, kind.replace("thing", "")
                    )
                    if reading not in readings:
                        readings.append(reading)
    return {form: tuple(readings) for form, readings in found.items()}


def _nominal_forms(noun: str, plural: str) -> Iterator[tuple[str, str]]:
    yield noun, "nominal"
    if not noun.endswith(plural):
        yield noun + plural, "nominal"
