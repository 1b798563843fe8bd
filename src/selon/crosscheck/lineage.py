"""Which reports share text: candidates without comparing all with all.

In: signatures. Out: pairs of reports worth judging. By bands of the MinHash (texts half alike meet in one band with
near certainty) and by sentences word for word (an update, a cut, a quotation).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selon.crosscheck.signature import PERMUTATIONS, Stack

# 32 bands of 4 rows: two texts meet with a chance of 0.87 at a likeness of one half, 0.99 at 0.6, 0.006 at 0.12
BANDS, ROWS = 32, 4
# a sentence that stands in more reports than this is furniture (a notice, a refrain of an agency)
FURNITURE = 40
# a band or sentence with many reports gives pairs of neighbours only: chains of copies still hang together
CHAIN = 12

Keys = NDArray[np.uint64]


def candidates(signatures: Stack, new: Iterable[int] | None = None) -> set[tuple[int, int]]:
    """Return pairs of positions that may share text; with `new`, only pairs in which one of those stands.

    >>> from selon.crosscheck.signature import signature_of, stack, to_bytes
    >>> text = "Le pont a été rouvert mardi matin après six semaines de travaux. Les camions d'aide sont passés."
    >>> texts = (text, "Rien de commun avec le reste.", text + " Fin.")
    >>> candidates(stack([to_bytes(signature_of(text)) for text in texts]))
    {(0, 2)}
    """
    wanted = None if new is None else np.array(sorted(set(new)), dtype=np.int64)
    if not len(signatures.counts) or (wanted is not None and not len(wanted)):
        return set()
    found: set[tuple[int, int]] = set()
    for values, positions in (*_bands(signatures), _sentences(signatures)):
        found.update(_meetings(values, positions, wanted))
    return found


def _bands(signatures: Stack) -> Iterator[tuple[Keys, NDArray[np.int64]]]:
    # a text of a few words has hardly any runs: it would meet every other such text
    positions = np.flatnonzero(signatures.counts > 0)
    matrix = signatures.minhashes[positions]
    for band in range(min(BANDS, PERMUTATIONS // ROWS)):
        values = np.full(len(positions), band, dtype=np.uint64)
        for row in range(ROWS):
            values = values * np.uint64(0x9E3779B97F4A7C15) + matrix[:, band * ROWS + row]
        yield values, positions


def _sentences(signatures: Stack) -> tuple[Keys, NDArray[np.int64]]:
    return signatures.sentences.astype(np.uint64), np.repeat(np.arange(len(signatures.counts), dtype=np.int64), signatures.counts)


def _meetings(values: Keys, positions: NDArray[np.int64], new: NDArray[np.int64] | None) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions that have a value in common."""
    if new is not None:
        touched = _are_among(values, np.unique(values[_are_among(positions, new)]))
        values, positions = values[touched], positions[touched]
    order = np.lexsort((positions, values))
    values, positions = values[order], positions[order]
    edges = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1], [True])))
    many = np.diff(edges)
    fresh = None if new is None else set(new.tolist())
    for at in np.flatnonzero((many > 1) & (many <= FURNITURE)):
        members = np.unique(positions[edges[at] : edges[at + 1]]).tolist()
        for n, one in enumerate(members):
            for other in members[n + 1 : n + 1 + CHAIN]:
                if fresh is None or one in fresh or other in fresh:
                    yield one, other


def _are_among(values: NDArray[Any], some: NDArray[Any]) -> NDArray[np.bool_]:
    """Say which values are among a few in order: `np.isin` would sort the many."""
    if not len(some):
        return np.zeros(len(values), dtype=np.bool_)
    at = np.searchsorted(some, values)
    at[at == len(some)] = 0
    return np.asarray(some[at] == values)
