"""Score readings of a number by the words: what the sentences say, as the encoder of the pack understands them.

In: the numbers of a report and the rows of their candidates. Out: for each candidate a score, as features for the trees, and
for each number how likely each measure is. What is looked at (numbers, verbs, counted nouns, places, times, sources) looks at
each other once more before a number is held against each mention of a candidate. Made by tools/learn_words.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selon.claims.weigh_numbers import MEASURES, Features, Numbers, Row
from selon.claims.weights import table
from selon.lang.pack import Pack
from selon.model.parsed import Sentence
from selon.model.record import Source
from selon.model.span import Span
from selon.read.word_vectors import load_encoder, load_words, tokens_in

Matrix = NDArray[np.float32]

# the order is that of the file
NUMBER, PLACE, TIME, SOURCE, TRIGGER, NOUN = range(6)
LAYERS = ("0", "1")
HEADS = 8
# codes for what is no number, and for a number whose measure the file does not know
NO_NUMBER, NO_MEASURE = 31, 30
# how a feature is kept: so many deviations from its mean at most
WIDEST = 4.0
# a candidate that no words name has no score from words; a score below this is none
NONE = -9e3


@dataclass(frozen=True, slots=True)
class Seen:
    """Something of the report that is looked at: what it is, its words, its sentence and token."""

    kind: int
    span: Span
    sentence: int
    token: int


def gelu(x: Matrix) -> Matrix:
    """Return the smooth step that follows each layer.

    >>> gelu(np.array([-9.0, 0.0, 9.0], np.float32)).round(3).tolist()
    [-0.0, 0.0, 9.0]
    """
    one, half = np.float32(1.0), np.float32(0.5)
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(half * x * (one + np.tanh(inner)), dtype=np.float32)


def how_far(sentences: NDArray[np.int64], tokens: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return codes for how far things stand from each other: in sentences, and within one in tokens.

    >>> how_far(np.array([0, 0, 2]), np.array([0, 9, 40]))[0].tolist()
    [32, 35, 18]
    """
    apart = sentences[None, :] - sentences[:, None]
    steps = tokens[None, :] - tokens[:, None]
    near, far = np.minimum(15, np.abs(steps) // 3), np.minimum(15, np.abs(apart))
    found: NDArray[np.int64] = np.where(apart == 0, np.where(steps >= 0, 32, 48) + near, np.where(apart > 0, 16, 0) + far)
    return found


class Heads:
    """What stands on the encoder: the layers in which things look at each other, and those that score."""

    def __init__(self, kept: Mapping[str, NDArray[Any]]) -> None:
        self._kept = {
            name: np.ascontiguousarray(value.T if value.ndim == 2 else value, dtype=np.float32)
            for name, value in kept.items()
            if value.dtype.kind == "f" and not name.startswith(("words", "positions"))
        }
        # looked up by rows, not multiplied
        self._codes = {name: np.ascontiguousarray(self._kept[name].T) for name in self._kept if name.startswith("code.")}
        self.features = {field: tuple(str(n) for n in kept[f"features.{field}"]) for field in ("place", "period")}

    def linear(self, name: str, x: Matrix) -> Matrix:
        """Return rows times the matrix of a layer, and its constants."""
        found: Matrix = x @ self._kept[f"{name}.weight"] + self._kept[f"{name}.bias"]
        return found

    def norm(self, name: str, x: Matrix) -> Matrix:
        """Return rows brought to mean 0 and deviation 1, then scaled."""
        mean = x.mean(axis=-1, keepdims=True)
        spread = np.sqrt(((x - mean) ** 2).mean(axis=-1, keepdims=True) + np.float32(1e-5))
        found: Matrix = (x - mean) / spread * self._kept[f"{name}.weight"] + self._kept[f"{name}.bias"]
        return found

    def code(self, name: str, codes: NDArray[np.int64]) -> Matrix:
        """Return the vectors of codes."""
        return self._codes[f"code.{name}"][codes]

    def looked(self, x: Matrix, far: NDArray[np.int64]) -> Matrix:
        """Return the vectors of things that have looked at each other."""
        for layer in LAYERS:
            count, width = x.shape
            parts = self.linear(f"look.{layer}.qkv", self.norm(f"look.{layer}.n1", x))
            asked, told, given = parts.reshape(count, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3)
            drawn = asked @ told.transpose(0, 2, 1) / np.float32(np.sqrt(width // HEADS))
            drawn = drawn + self.code(f"far.{layer}", far).transpose(2, 0, 1)
            drawn = np.exp(drawn - drawn.max(axis=-1, keepdims=True))
            drawn /= drawn.sum(axis=-1, keepdims=True)
            x = x + self.linear(f"look.{layer}.o", (drawn @ given).transpose(1, 0, 2).reshape(count, width))
            x = x + self.linear(f"look.{layer}.f2", gelu(self.linear(f"look.{layer}.f1", self.norm(f"look.{layer}.n2", x))))
        return x

    def known(self, field: str, rows: Sequence[Features]) -> Matrix:
        """Return what is known of candidates, as deviations from the mean."""
        values = table(rows, self.features[field])
        found: Matrix = np.clip((values - self._kept[f"mean.{field}"]) / self._kept[f"spread.{field}"], -WIDEST, WIDEST)
        return found

    def none(self, field: str) -> Matrix:
        """Return the vector of a candidate that no words name."""
        return self._kept[f"{field}.none"]


@cache
def load_heads(pack: Pack) -> Heads | None:
    """Return what stands on the encoder of a pack, None where it has none."""
    kept = load_words(pack)
    return Heads(kept) if kept is not None and load_encoder(pack) is not None else None


class Things:
    """All that is looked at in a report: its numbers with their verbs and nouns, the sources, the places and times."""

    def __init__(self, numbers: Numbers, sources: Sequence[Source | None], mentions: Mapping[int, Sequence[Span]]) -> None:
        self.numbers, self.parsed = numbers, numbers.parsed
        self._at: dict[tuple[int, Span], int] = {}
        self.seen: list[Seen] = []
        stated = [s.source for s in numbers.settled.statements]
        names = {s.name for s in stated if s is not None and s.span is not None}
        for source in (*stated, *(s for s in sources if s is not None and s.name not in names)):
            if source is not None and source.span is not None:
                self._see(SOURCE, source.span)
        for draft in numbers.drafts:
            self._see(NUMBER, draft.counted.number.span)
            if draft.measured.trigger is not None:
                self._see(TRIGGER, draft.measured.trigger.span)
            if draft.counted.noun_span is not None:
                self._see(NOUN, draft.counted.noun_span)
        for kind, spans in mentions.items():
            for span in spans:
                self._see(kind, span)

    def _see(self, kind: int, span: Span) -> None:
        if (kind, span) in self._at:
            return
        token = tokens_in(self.parsed, span)[0]
        self._at[kind, span] = len(self.seen)
        self.seen.append(Seen(kind, span, self.parsed.sentence_at(span.start).index, token.i))

    def at(self, kind: int, span: Span) -> int:
        """Return the position of a thing."""
        return self._at[kind, span]

    def of_number(self, number: int) -> tuple[int, int | None, int | None]:
        """Return the positions of a number, of the verb that gave its measure and of what it counts, None where there is none."""
        draft = self.numbers.drafts[number]
        trigger, noun = draft.measured.trigger, draft.counted.noun_span
        return (
            self.at(NUMBER, draft.counted.number.span),
            self.at(TRIGGER, trigger.span) if trigger is not None else None,
            self.at(NOUN, noun) if noun is not None else None,
        )

    @property
    def far(self) -> NDArray[np.int64]:
        """Return codes for how far the things stand from each other."""
        return how_far(np.array([one.sentence for one in self.seen]), np.array([one.token for one in self.seen]))

    def near(self, numbers: Iterable[int]) -> list[Sentence]:
        """Return the sentences that are encoded for some numbers: theirs, those before them, the first two."""
        numbered = {self.numbers.drafts[number].sentence.index for number in numbers}
        return [s for s in self.parsed.sentences if s.index < 2 or s.index in numbered or s.index + 1 in numbered]

    @property
    def measures(self) -> NDArray[np.int64]:
        """Return for each thing the code of its measure, NO_NUMBER for what is none."""
        codes = np.full(len(self.seen), NO_NUMBER)
        for number, draft in enumerate(self.numbers.drafts):
            known = draft.measured.measure in MEASURES
            codes[self.of_number(number)[0]] = MEASURES.index(draft.measured.measure) if known else NO_MEASURE
        return codes


class Words:
    """The things of a report as vectors, each told by the words around it and by the others.

    Only what stands near the wanted numbers is read: of the rest it is known what they are and how far away.
    """

    def __init__(self, things: Things, pack: Pack, wanted: Iterable[int]) -> None:
        heads, encoder = load_heads(pack), load_encoder(pack)
        if heads is None or encoder is None:
            raise ValueError("a pack without an encoder")
        self.heads, self.things = heads, things
        shown = encoder.vectors(things.parsed, things.near(wanted))
        plain = np.zeros(shown.rows.shape[1], np.float32)
        given = [shown.of(t.i for t in tokens_in(things.parsed, one.span)) for one in things.seen]
        x = heads.linear("proj", np.stack([plain if v is None else v for v in given]))
        x += heads.code("kind", np.array([one.kind for one in things.seen]))
        x += heads.code("measure", things.measures)
        self.far = things.far
        self.vectors = heads.looked(x, self.far)

    def scores(self, field: str, asked: Mapping[int, Sequence[Row]]) -> dict[int, Matrix]:
        """Return for each number that is asked about the scores of its candidates, in order."""
        if not asked:
            return {}
        heads, x = self.heads, self.vectors
        kind = PLACE if field == "place" else TIME
        rows = [row for many in asked.values() for row in many]
        of = np.array([self.things.of_number(at)[0] for at, many in asked.items() for _ in many])
        known = gelu(heads.linear(f"{field}.f1", heads.known(field, [row.features for row in rows])))
        known = gelu(heads.linear(f"{field}.f2", known))
        base = heads.linear(f"{field}.f3", known)[:, 0]
        own = heads.linear(f"{field}.a", x)[of] + heads.linear(f"{field}.gate", known)
        best = np.full(len(rows), NONE * 2, np.float32)
        pairs = np.array(
            [(n, self.things.at(kind, span), how) for n, row in enumerate(rows) for span, how in row.told], dtype=np.int64
        ).reshape(-1, 3)
        if len(pairs):
            row, mention, how = pairs.T
            number = of[row]
            z = own[row] + heads.linear(f"{field}.b", x)[mention] + heads.linear(f"{field}.c", x[number] * x[mention])
            z += heads.code(f"{field}.far", self.far[number, mention]) + heads.code(f"{field}.how", how)
            np.maximum.at(best, row, heads.linear(f"{field}.o", gelu(z))[:, 0])
        unnamed = heads.linear(f"{field}.o", gelu(own + heads.none(field)))[:, 0]
        total = np.where(best < NONE, unnamed, best) + base
        ends = np.cumsum([len(many) for many in asked.values()])
        return dict(zip(asked, np.split(total, ends[:-1]), strict=True))

    def measures(self) -> Matrix:
        """Return for each number the logarithm of how likely each measure is, in the order of MEASURES."""
        numbers = range(len(self.things.numbers.drafts))
        nothing = np.zeros(self.vectors.shape[1], np.float32)
        asked = [
            np.concatenate([nothing if at is None else self.vectors[at] for at in self.things.of_number(number)])
            for number in numbers
        ]
        codes = np.array([self.things.measures[self.things.of_number(number)[0]] for number in numbers])
        found = self.heads.linear("measure.2", gelu(self.heads.linear("measure.1", np.stack(asked))))
        found = found + self.heads.code("measured", codes)
        found = found - found.max(axis=1, keepdims=True)
        likely: Matrix = found - np.log(np.exp(found).sum(axis=1, keepdims=True))
        return likely


def with_words(rows: Sequence[Row], scores: Matrix) -> list[Features]:
    """Return what is known of candidates, with what the words say of each.

    >>> from selon.claims.weigh_numbers import Row
    >>> rows = [Row("Gao", (), {"ruled": 1.0}), Row("Mali", (), {"ruled": 0.0})]
    >>> with_words(rows, np.array([1.0, 3.0]))[0]
    {'ruled': 1.0, 'words': -2.0, 'words share': 0.12, 'words over ruled': 0.0, 'words rank': 1.0}
    """
    ruled = next(n for n, row in enumerate(rows) if row.features["ruled"])
    highest = scores.max()
    share = np.exp(scores - highest)
    share = share / share.sum()
    rank = np.argsort(np.argsort(-scores, kind="stable"), kind="stable")
    return [
        {
            **row.features,
            "words": round(float(scores[n] - highest), 2),
            "words share": round(float(share[n]), 2),
            "words over ruled": round(float(scores[n] - scores[ruled]), 2),
            "words rank": float(rank[n]),
        }
        for n, row in enumerate(rows)
    ]
