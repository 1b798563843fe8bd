"""Weigh candidates: trees learned from marked numbers, that say which of several readings of a number is likelier.

In: for each candidate what is known of it, by name. Out: a score each; the highest is the likeliest. The trees stand in
the pack (`lang/fr/weights_place.npz`), made by tools/weigh.py; a pack without them has its rules alone.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from selon.lang.pack import Pack
from selon.model.record import Period, Place

# a tree has at most this many leaves: one bit each
LEAVES = 32
EVERY_LEAF = np.uint32(2**LEAVES - 1)
# what a candidate that lacks a feature has for it
LACKING = -3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Trees over named features. A node whose feature is above its threshold strikes out the leaves of its mask."""

    names: tuple[str, ...]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    mask: NDArray[np.uint32]
    # the first node of each tree, and the values of its leaves from left to right
    first: NDArray[np.int32]
    leaves: NDArray[np.float32]
    # how much likelier another reading must be than that of the rules
    margin: float

    def scores(self, rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
        """Return the score of each candidate, the sum of the leaves that are left in each tree.

        >>> one = Weights(
        ...     names=("distance",), feature=np.zeros(1, np.int32), threshold=np.array([9.0], np.float32),
        ...     mask=np.array([1], np.uint32), first=np.zeros(1, np.int32),
        ...     leaves=np.array([[0.5, -0.25] + [0.0] * 30], np.float32), margin=0.0)
        >>> one.scores([{"distance": 4.0}, {"distance": 30.0}]).tolist()
        [0.5, -0.25]
        """
        above = table(rows, self.names).T[self.feature] > self.threshold[:, None]
        left = np.bitwise_and.reduceat(np.where(above, ~self.mask[:, None], EVERY_LEAF), self.first, axis=0)
        lowest = left & (~left + np.uint32(1))
        leaf = np.frexp(lowest.astype(np.float64))[1] - 1
        total: NDArray[np.float64] = self.leaves[np.arange(len(self.first))[:, None], leaf].sum(axis=0, dtype=np.float64)
        return total

    def scored(self, asked: Sequence[Sequence[Mapping[str, float]]]) -> list[NDArray[np.float64]]:
        """Return for each number the scores of its candidates.

        All candidates of a report are scored at once: asked one number at a time, the trees take three times as long.
        """
        if not asked:
            return []
        ends = np.cumsum([len(rows) for rows in asked])
        return np.split(self.scores([row for rows in asked for row in rows]), ends[:-1])


def table(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> NDArray[np.float32]:
    """Return features of candidates, one candidate a line.

    >>> table([{"distance": 4.0}], ["breadth", "distance"]).tolist()
    [[-3.0, 4.0]]
    """
    return np.array([list(map(row.get, names, repeat(LACKING))) for row in rows], dtype=np.float32)


@cache
def load_weights(pack: Pack, field: str) -> Weights | None:
    """Return the trees of a pack for a field (`place`, `period`), None where it has none."""
    path = pack.folder / f"weights_{field}.npz"
    if not path.is_file():
        return None
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as kept:
        return Weights(
            names=tuple(str(n) for n in kept["names"]),
            feature=kept["feature"],
            threshold=kept["threshold"],
            mask=kept["mask"],
            first=kept["first"],
            leaves=kept["leaves"],
            margin=float(kept["margin"]),
        )


def is_sure(given: Place | Period | None, sure: frozenset[str]) -> bool:
    """Say whether a value was given by a rule that the trees do not overrule."""
    return given is not None and given.derivation is not None and given.derivation.rule in sure


def likeliest(scores: NDArray[np.float64], ruled: int, margin: float) -> int:
    """Return the position of the likeliest candidate: that of the rules, unless another one is likelier by the margin.

    >>> likeliest(np.array([0.1, 0.4, 0.2]), ruled=2, margin=0.3)
    2
    >>> likeliest(np.array([0.1, 0.6, 0.2]), ruled=2, margin=0.3)
    1
    """
    best = int(scores.argmax())
    return best if scores[best] - scores[ruled] > margin else ruled
