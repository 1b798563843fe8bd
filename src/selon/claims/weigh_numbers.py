"""Tell what is known of a number that may say where and when it counts: its verb, its size, where in the report it stands.

In: drafts. Out: features by name, for the trees that weigh its places and periods.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from selon.claims.figure_context import Draft, size_of
from selon.claims.figure_told import same_toll
from selon.model.parsed import Parsed, Sentence, verb_over
from selon.model.settled import Settled
from selon.model.span import Span

MODALITIES = ("asserted", "hearsay", "planned", "denied", "hypothetical")
# the order is that of the trees: new measures go to the end
MEASURES = (
    *("killed", "wounded", "missing", "abducted", "detained", "freed", "surrendered", "displaced", "returned", "evacuated"),
    *("arrived", "present", "in_need", "affected", "attacks", "destroyed", "damaged", "captured", "delivered", "planned"),
    *("groups", "corridors", "sites", "other"),
)
RELATIONS = (
    *("nmod", "obl:mod", "obl:arg", "nsubj", "nsubj:pass", "appos", "conj", "ROOT", "obj", "flat:name", "dep", "obl"),
    *("obl:agent", "parataxis", "amod"),
)
CONTENT = ("NOUN", "VERB", "ADJ")
# shorter words say little of what a sentence is about
WORD = 4
# a path through the parse longer than this, or none
FAR = 20.0

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate of a number: what it is, the words that tell it and how each does, what is known of it."""

    candidate: Any
    told: Sequence[tuple[Span, int]]
    features: Features


class Choices(Protocol):
    """The candidates of each number of a report, for one field."""

    @property
    def found(self) -> Sequence[Any]:
        """Return what the rules gave each number."""

    def is_sure(self, at: int) -> bool:
        """Say whether what the rules gave a number stands."""

    def rows(self, at: int) -> list[Row]:
        """Return the candidates of a number, none at all among them."""

    def taken(self, at: int, row: Row) -> Any:  # noqa: ANN401 - a place or a period
        """Return the value that a candidate gives a number."""

    @property
    def mentions(self) -> Sequence[Span]:
        """Return the words that tell any of the candidates."""


def order(value: str, known: Sequence[str]) -> float:
    """Return where a word stands in a list, -1 where it does not.

    >>> order("hearsay", MODALITIES)
    1.0
    """
    return float(known.index(value)) if value in known else -1.0


def tense_of(verb: Token | None) -> float:
    """Return a code for the form of a verb: finite tenses 0 to 3, other forms 5 to 7, participles by their auxiliary from 10."""
    if verb is None:
        return 8.0
    form = verb.morph.get("VerbForm", [])
    if "Part" in form:
        tenses = [c.morph.get("Tense", []) for c in verb.children if c.pos_ == "AUX"]
        return 10.0 if not tenses else 11.0 if ["Imp"] in tenses else 12.0 if ["Pres"] in tenses else 13.0
    if "Inf" in form:
        return 5.0
    if "Cnd" in verb.morph.get("Mood", []):
        return 6.0
    return float({"Past": 0, "Pres": 1, "Fut": 2, "Imp": 3}.get("".join(verb.morph.get("Tense", [])), 7))


def path_between(one: dict[int, int], other: Token) -> float:
    """Return the steps through the parse from a token to another, whose distances to all above it are given."""
    for steps, above in enumerate((other, *other.ancestors)):
        if above.i in one:
            return float(min(FAR, one[above.i] + steps))
    return FAR


@dataclass(frozen=True)
class Numbers:
    """The numbers of a report beside each other, and what each sentence is about."""

    drafts: Sequence[Draft]
    settled: Settled

    @property
    def parsed(self) -> Parsed:
        """Return the parse."""
        return self.settled.parsed

    @cached_property
    def _about(self) -> dict[int, frozenset[str]]:
        return {}

    def about(self, sentence: Sentence) -> frozenset[str]:
        """Return the words of content of a sentence, by their lemmas."""
        if sentence.index not in self._about:
            tokens = self.parsed.tokens(sentence.span)
            words = (t.lemma_ for t in tokens if t.pos_ in CONTENT and len(t) >= WORD)
            self._about[sentence.index] = frozenset(words)
        return self._about[sentence.index]

    @cached_property
    def paragraphs(self) -> int:
        """Return the number of paragraphs, at least 1."""
        return max(1, self.parsed.sentences[-1].paragraph) if self.parsed.sentences else 1

    @cached_property
    def numbered(self) -> frozenset[int]:
        """Return the sentences that have a number."""
        return frozenset(d.sentence.index for d in self.drafts)

    @cached_property
    def alike(self) -> list[dict[str, list[int]]]:
        """Return for each number the others of its sentence, paragraph, measure and toll."""
        found = []
        for at, one in enumerate(self.drafts):
            others = [(n, d) for n, d in enumerate(self.drafts) if n != at]
            found.append(
                {
                    "sentence": [n for n, d in others if d.sentence.index == one.sentence.index],
                    "paragraph": [n for n, d in others if d.sentence.paragraph == one.sentence.paragraph],
                    "measure": [n for n, d in others if d.measured.measure == one.measured.measure],
                    "toll": [n for n, d in others if same_toll(one, d)],
                }
            )
        return found

    def features(self, at: int) -> Features:
        """Return what is known of a number whatever its candidates."""
        draft = self.drafts[at]
        token = self.parsed.token_at(draft.counted.number.span.start)
        trigger = draft.measured.trigger.token if draft.measured.trigger else None
        over = verb_over(token) if token is not None else None
        verb = trigger if trigger is not None and trigger.pos_ in ("VERB", "AUX") else over
        return {
            "measure": order(draft.measured.measure, MEASURES),
            "paragraph": float(min(15, draft.sentence.paragraph)),
            "depth": draft.sentence.paragraph / self.paragraphs,
            "size": math.log10(1.0 + size_of(draft.counted)),
            "modality": order(draft.modality, MODALITIES),
            "part": float(draft.part_of is not None),
            "numbers": float(len(self.drafts)),
            "at": float(at),
            "beside": float(len(self.alike[at]["sentence"])),
            "tense": tense_of(verb),
            "over": tense_of(over),
            "pointing": float(draft.counted.pointing),
        }

    @cached_property
    def _common(self) -> dict[tuple[int, int], int]:
        return {}

    def common(self, one: Sentence, other: Sentence) -> int:
        """Return how many words of content two sentences share."""
        pair = one.index, other.index
        if pair not in self._common:
            self._common[pair] = len(self.about(one) & self.about(other))
        return self._common[pair]

    @cached_property
    def commas(self) -> list[int]:
        """Return how many commas stand before each token, and before the end."""
        doc = self.parsed.doc
        return _up_to(doc.to_array("ORTH") == doc.vocab.strings.add(","))

    @cached_property
    def verbs(self) -> list[int]:
        """Return how many verbs stand before each token, and before the end."""
        doc = self.parsed.doc
        return _up_to(doc.to_array("POS") == doc.vocab.strings["VERB"])


def _up_to(counted: NDArray[np.bool_]) -> list[int]:
    return [0, *np.cumsum(counted).tolist()]


class Shared:
    """What the rules gave all numbers of a report, to tell how many others have the same."""

    def __init__(self, given: Sequence[Hashable], numbers: Numbers) -> None:
        self._others = len(given) - 1
        self._alike = [{kind: frozenset(places) for kind, places in one.items()} for one in numbers.alike]
        self._having: dict[Hashable, set[int]] = {}
        for at, one in enumerate(given):
            self._having.setdefault(one, set()).add(at)

    def features(self, at: int, wanted: Hashable) -> Features:
        """Return how many of the other numbers have a candidate by the rules: all, those alike, the one before and after."""
        having = self._having.get(wanted, set())
        found = {"all have": (len(having) - (at in having)) / self._others if self._others else 0.0}
        for kind, places in self._alike[at].items():
            found[f"{kind} has"] = len(having & places) / len(places) if places else -1.0
        found["before has"] = float(at - 1 in having)
        found["after has"] = float(at + 1 in having)
        return found


class Sight:
    """What stands around one number, whether it is places or times that are looked at."""

    def __init__(self, draft: Draft, numbers: Numbers) -> None:
        self.draft, self.numbers = draft, numbers
        self.start = draft.counted.number.span.start
        token = numbers.parsed.token_at(self.start)
        self.token = token if token is not None else numbers.parsed.doc[0]
        self.over = verb_over(self.token)
        self.trigger = draft.measured.trigger.token if draft.measured.trigger else None
        self.above = {t.i: n for n, t in enumerate((self.token, *self.token.ancestors))}

    def between(self, token: Token) -> Features:
        """Return what parts the number from a word of its sentence."""
        first, last = sorted((token.i, self.token.i))
        commas, verbs = self.numbers.commas, self.numbers.verbs
        inside = min(first + 1, last)
        return {
            "tokens": float(last - first),
            "commas": float(commas[last] - commas[inside]),
            "verbs": float(verbs[last] - verbs[inside]),
            "behind": float(token.i > self.token.i),
            "relation": order(token.dep_, RELATIONS),
            "of trigger": float(self.trigger is not None and self.trigger in (token, *token.ancestors)),
            "path": path_between(self.above, token),
        }

    def since(self, sentence: Sentence) -> Features:
        """Return how far back a sentence lies."""
        here = self.draft.sentence
        return {"ago": float(here.index - sentence.index), "paragraphs ago": float(here.paragraph - sentence.paragraph)}

    def elsewhere(self, sentences: Sequence[Sentence]) -> Features:
        """Return how far ahead the next of some sentences lies, and how many words the nearest in matter shares."""
        here = self.draft.sentence
        found: Features = {}
        ahead = next((s for s in sentences if s.index > here.index), None)
        if ahead is not None:
            found["ahead"] = float(ahead.index - here.index)
            found["paragraphs ahead"] = float(ahead.paragraph - here.paragraph)
        others = [s for s in sentences if s.index != here.index]
        if others:
            found["about"] = float(max(self.numbers.common(s, here) for s in others))
        return found
