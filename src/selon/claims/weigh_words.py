"""Score readings of a number by the words: what the sentences say, as small nets understand them that stand on the tagger's rows.

In: the things of a report and the rows of their candidates. Out: for each candidate a score, as features for the trees, and
for each number how likely each measure is. Things look at each other twice before a number is held against each mention of
a candidate. Made by tools/learn_words.py.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selon.claims.weigh_numbers import Features, Row
from selon.claims.weigh_things import PLACE, TIME, Things, shown
from selon.claims.weights import table
from selon.lang.pack import Pack
from selon.read.word_vectors import Matrix

FIELDS = ("place", "period")
LAYERS = ("0", "1")
HEADS = 8
# how a feature is kept: so many deviations from its mean at most
WIDEST = 4.0
# so many of a number's candidates are weighed by the trees
FOREMOST = 6
# a candidate that no words name has no score from words; a score below this is none
NONE = -9e3
# what names of relations and parts of speech are told by that the file does not know
UNKNOWN = 0


def gelu(x: Matrix) -> Matrix:
    """Return the smooth step that follows each layer.

    >>> gelu(np.array([-9.0, 0.0, 9.0], np.float32)).round(3).tolist()
    [-0.0, 0.0, 9.0]
    """
    one, half = np.float32(1.0), np.float32(0.5)
    inner = np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)
    return np.asarray(half * x * (one + np.tanh(inner)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Asked:
    """The candidates of some numbers: what is known of each, the thing that its number is, and the mentions that tell it.

    A pair is a candidate, the thing that mentions it, how far that is from the number, and how it tells the candidate.
    """

    known: Matrix
    number: NDArray[np.int64]
    pairs: NDArray[np.int64]


class Net:
    """One net: how things are told by what is shown of them, the layers in which they look at each other, those that score."""

    def __init__(self, kept: Mapping[str, NDArray[Any]]) -> None:
        self._kept = {
            name: np.ascontiguousarray(value.T if value.ndim == 2 else value, np.float32) for name, value in kept.items()
        }
        # looked up by rows, not multiplied
        self._codes = {name: np.ascontiguousarray(self._kept[name].T) for name in self._kept if name.startswith("code.")}

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

    def told(self, things: Things, rows: Matrix, roles: NDArray[np.int64]) -> Matrix:
        """Return a vector for each thing, from what is shown of it and how it hangs in its sentence."""
        x = self.linear("shown", rows)
        for n, codes in enumerate(roles.T):
            x += self.code(f"role.{n}", codes)
        x += self.code("kind", np.array([one.kind for one in things.seen]))
        x += self.code("measure", things.measures)
        return self.looked(x, things.far)

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

    def scores(self, field: str, x: Matrix, asked: Asked) -> Matrix:
        """Return the scores of the candidates of all numbers that are asked about, one after the other."""
        known = gelu(self.linear(f"{field}.f2", gelu(self.linear(f"{field}.f1", asked.known))))
        base = self.linear(f"{field}.f3", known)[:, 0]
        own = self.linear(f"{field}.a", x)[asked.number] + self.linear(f"{field}.gate", known)
        best = np.full(len(own), NONE * 2, np.float32)
        if len(asked.pairs):
            row, mention, far, how = asked.pairs.T
            z = own[row] + self.linear(f"{field}.b", x)[mention] + self.linear(f"{field}.c", x[asked.number[row]] * x[mention])
            z += self.code(f"{field}.far", far) + self.code(f"{field}.how", how)
            np.maximum.at(best, row, self.linear(f"{field}.o", gelu(z))[:, 0])
        unnamed = self.linear(f"{field}.o", gelu(own + self._kept[f"{field}.none"]))[:, 0]
        total: Matrix = np.where(best < NONE, unnamed, best) + base
        return total

    def measures(self, x: Matrix, things: Things) -> Matrix:
        """Return for each number the logarithm of how likely each measure is, in the order of MEASURES."""
        nothing = np.zeros(x.shape[1], np.float32)
        trios = [things.of_number(number) for number in range(len(things.numbers.drafts))]
        asked = [np.concatenate([nothing if at is None else x[at] for at in trio]) for trio in trios]
        codes = np.array([things.measures[number] for number, _, _ in trios])
        found = self.linear("measure.2", gelu(self.linear("measure.1", np.stack(asked)))) + self.code("measured", codes)
        found = found - found.max(axis=1, keepdims=True)
        likely: Matrix = found - np.log(np.exp(found).sum(axis=1, keepdims=True))
        return likely


class Nets:
    """The nets of a pack, and what is usual: the means and deviations of all that they are shown."""

    def __init__(self, kept: Mapping[str, NDArray[Any]]) -> None:
        of = {name: name.partition("/")[0] for name in kept}
        numbered = sorted({net for net in of.values() if net.isdigit()})
        self.nets = [Net({name.partition("/")[2]: kept[name] for name in kept if of[name] == net}) for net in numbered]
        self._usual = {name: (kept[f"mean/{name}"], kept[f"spread/{name}"]) for name in ("shown", *FIELDS)}
        self.features = {field: tuple(str(n) for n in kept[f"features/{field}"]) for field in FIELDS}
        self._roles = {str(name): n for n, name in enumerate(kept["roles"])}

    def deviations(self, name: str, values: Matrix) -> Matrix:
        """Return values as deviations from the mean of what was learned from."""
        mean, spread = self._usual[name]
        found: Matrix = np.clip((values - mean) / spread, -WIDEST, WIDEST)
        return found

    def roles(self, things: Things) -> NDArray[np.int64]:
        """Return codes for how things hang in their sentences."""
        return np.array([[self._roles.get(name, UNKNOWN) for name in names] for names in things.roles])

    def asked(self, field: str, things: Things, asked: Mapping[int, Sequence[Row]]) -> Asked:
        """Return the candidates of some numbers, one after the other."""
        kind = PLACE if field == "place" else TIME
        rows = [(things.of_number(at)[0], row) for at, many in asked.items() for row in many]
        known = self.deviations(field, table([row.features for _, row in rows], self.features[field]))
        number = np.array([at for at, _ in rows])
        told = [(n, things.at(kind, span), how) for n, (_, row) in enumerate(rows) for span, how in row.told]
        row, mention, how = np.array(told, dtype=np.int64).reshape(-1, 3).T
        return Asked(known, number, np.stack([row, mention, things.far[number[row], mention], how], axis=1))


@cache
def load_nets(pack: Pack) -> Nets | None:
    """Return the nets of a pack, None where it has none."""
    path = pack.folder / "words.npz"
    if not path.is_file():
        return None
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
        return Nets({name: kept[name] for name in kept.files})


class Words:
    """The things of a report as vectors, each told by the words around it and by the others, once for each net.

    What the nets say is averaged: learned from other starts, they err in other places.
    """

    def __init__(self, things: Things, pack: Pack) -> None:
        rows, nets = shown(things, pack), load_nets(pack)
        if rows is None or nets is None:
            raise ValueError("a pack without nets, or a parse without rows of its words")
        self._nets, self.things = nets, things
        rows, roles = nets.deviations("shown", rows), nets.roles(things)
        self._told = [(net, net.told(things, rows, roles)) for net in nets.nets]

    def scores(self, field: str, asked: Mapping[int, Sequence[Row]]) -> dict[int, Matrix]:
        """Return for each number that is asked about the scores of its candidates, in order."""
        if not asked:
            return {}
        candidates = self._nets.asked(field, self.things, asked)
        total = np.mean([net.scores(field, x, candidates) for net, x in self._told], axis=0)
        ends = np.cumsum([len(many) for many in asked.values()])
        return dict(zip(asked, np.split(total, ends[:-1]), strict=True))

    def measures(self) -> Matrix:
        """Return for each number the logarithm of how likely each measure is, in the order of MEASURES."""
        likely: Matrix = np.log(np.mean([np.exp(net.measures(x, self.things)) for net, x in self._told], axis=0) + 1e-9)
        return likely


def with_words(rows: Sequence[Row], scores: Matrix) -> list[tuple[Row, Features]]:
    """Return the likeliest candidates by the words and that of the rules, each with what is known and what the words say.

    >>> from selon.claims.weigh_numbers import Row
    >>> rows = [Row("Gao", (), {"ruled": 1.0}), Row("Mali", (), {"ruled": 0.0})]
    >>> with_words(rows, np.array([1.0, 3.0]))[0][1]
    {'ruled': 1.0, 'words': -2.0, 'words share': 0.12, 'words over ruled': 0.0, 'words rank': 1.0}
    """
    ruled = next(n for n, row in enumerate(rows) if row.features["ruled"])
    highest = scores.max()
    share = np.exp(scores - highest)
    share = share / share.sum()
    rank = np.argsort(np.argsort(-scores, kind="stable"), kind="stable")
    return [
        (
            row,
            {
                **row.features,
                "words": round(float(scores[n] - highest), 2),
                "words share": round(float(share[n]), 2),
                "words over ruled": round(float(scores[n] - scores[ruled]), 2),
                "words rank": float(rank[n]),
            },
        )
        for n, row in enumerate(rows)
        if rank[n] < FOREMOST or n == ruled
    ]
