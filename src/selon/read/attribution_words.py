"""The words of attribution of a language: its speech verbs in all their forms, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from selon.lang.pack import Pack


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A verb of speech: what its speaker does, the frames it takes, and the words that follow its head."""

    name: str
    act: str
    frames: frozenset[str]
    head: str
    rest: tuple[str, ...] = ()
    reflexive: bool = False


# lists of participles, which stand there in the masculine singular
PARTICIPLES = ("made", "reached")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a verb: `past`, `finite`, `gerund` or `infinitive`."""

    lemma: str
    kind: str


@dataclass(frozen=True)
class AttributionWords:
    """All word sets of the topic, loaded once for each pack."""

    forms: Mapping[str, tuple[Form, ...]]
    verbs: Mapping[str, tuple[SpeechVerb, ...]]
    sets: Mapping[str, frozenset[str]]
    heads: tuple[tuple[str, ...], ...]
    listed: Mapping[str, tuple[tuple[str, ...], ...]]
    by_first: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]]

    def phrase_at(self, key: str, doc: Doc, at: int, end: int) -> int:
        """Return how many tokens a phrase of a list has here, 0 where none stands."""
        for phrase in self.by_first[key].get(doc[at].lower_.replace("’", "'"), ()):
            size = len(phrase)
            if at + size <= end and (size == 1 or all(doc[at + i].lower_.replace("’", "'") == phrase[i] for i in range(1, size))):
                return size
        return 0

    def has(self, key: str, word: str) -> bool:
        """Say whether a word stands in a list of the topic."""
        return word in self.sets[key]


@cache
def attribution_words(pack: Pack) -> AttributionWords:
    """Return the word sets of a pack.

    >>> from selon.lang.pack import load_pack
    >>> words = attribution_words(load_pack("fr"))
    >>> [v.act for v in words.verbs["démentir"]]
    ['deny']
    >>> words.forms["rappellent"][0].lemma
    'rappeler'
    """
    verbs: dict[str, list[SpeechVerb]] = {}
    for name, line in pack.mapping("attribution_verbs", "verbs").items():
        verb = _speech_verb(name, line, pack)
        verbs.setdefault(verb.head, []).append(verb)
    # the longest first: `se dire convaincu` before `se dire`
    ordered = {head: tuple(sorted(vs, key=lambda v: (-len(v.rest), not v.reflexive))) for head, vs in verbs.items()}
    forms: dict[str, list[Form]] = {}
    for lemma in ordered:
        for form, kind in _forms(lemma, pack):
            if Form(lemma, kind) not in forms.setdefault(form, []):
                forms[form].append(Form(lemma, kind))
    table = pack.table("attribution")
    lists = [key for key, value in table.items() if isinstance(value, list) and key not in {"cue", "kinds"}]
    return AttributionWords(
        forms={form: tuple(found) for form, found in forms.items()},
        verbs=ordered,
        sets={key: _with_endings(key, pack) for key in lists},
        heads=_phrases(pack.words("attribution", "heads")),
        listed={key: _phrases(pack.words("attribution", key)) for key in lists},
        by_first={key: _by_first(_phrases(pack.words("attribution", key))) for key in lists},
    )


def _with_endings(key: str, pack: Pack) -> frozenset[str]:
    """Return the words of a list, participles with the endings of gender and number."""
    words = pack.words("attribution", key)
    endings = pack.words("attribution_forms", "agreement") if key in PARTICIPLES else ("",)
    return frozenset(word + ending for word in words for ending in endings)


def _by_first(phrases: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return phrases by their first word: most tokens open none, and are done with one look."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(w.replace("’", "'") for w in phrase)
        found.setdefault(words[0], []).append(words)
    return {first: tuple(rows) for first, rows in found.items()}


def _phrases(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(split_words(w)) for w in words), key=len, reverse=True))


def split_words(phrase: str) -> list[str]:
    """Return the words of a phrase as the tokenizer cuts them.

    >>> split_words("à l'issue de")
    ['à', "l'", 'issue', 'de']
    """
    return phrase.replace("’", "’ ").replace("'", "' ").split()


def _speech_verb(name: str, line: str, pack: Pack) -> SpeechVerb:
    act, *frames = line.split()
    words = split_words(name)
    reflexive = words[0] in set(pack.words("attribution", "reflexive"))
    if reflexive:
        words = words[1:]
    return SpeechVerb(name, act, frozenset(frames), words[0], tuple(words[1:]), reflexive)


def _forms(lemma: str, pack: Pack) -> Iterator[tuple[str, str]]:
    irregular = pack.table("attribution_forms").get("irregular")
    if isinstance(irregular, Mapping) and lemma in irregular:
        for kind, forms in pack.groups("attribution_forms", f"irregular.{lemma}").items():
            for form in forms:
                yield form, kind
        return
    endings = pack.groups("attribution_forms", "endings")
    softening = pack.mapping("attribution_forms", "softening")
    stem = lemma.removesuffix(endings["infinitive"][0])
    strong = pack.mapping("attribution_forms", "strong_stems").get(lemma, stem)
    soft = stem[:-1] + softening[stem[-1]] if stem[-1] in softening else stem
    yield lemma, "infinitive"
    yield from ((stem + e, "past") for e in endings["past"])
    yield from ((strong + e, "finite") for e in endings["strong"])
    yield from ((stem + e, "finite") for e in endings["future"])
    yield from ((soft + e, "finite") for e in endings["soft"])
    yield from ((stem + e, "finite") for e in endings["passed"])
    yield from ((soft + e, "gerund") for e in endings["gerund"])
