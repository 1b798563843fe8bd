"""Which reports share text: candidates without comparing all with all.

In: signatures. Out: pairs of reports worth judging. By bands of the MinHash (texts half alike meet in one band with
near certainty) and by sentences word for word (an update, a cut, a quotation).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from selon.crosscheck.signature import PERMUTATIONS, Signature

# 32 bands of 4 rows: two texts meet with a chance of 0.87 at a likeness of one half, 0.99 at 0.6, 0.006 at 0.12
BANDS, ROWS = 32, 4
# a sentence that stands in more reports than this is furniture (a notice, a refrain of an agency)
FURNITURE = 40
# a band or sentence with many reports gives pairs of neighbours only: chains of copies still hang together
CHAIN = 12

Keys = NDArray[np.uint64]


def candidates(signatures: Sequence[Signature], new: Iterable[int] | None = None) -> set[tuple[int, int]]:
    """Return pairs of positions that may share text; with `new`, only pairs in which one of those stands.

    >>> from selon.crosscheck.signature import signature_of
    >>> text = "Le pont a été rouvert mardi matin après six semaines de travaux. Les camions d'aide sont passés."
    >>> candidates([signature_of(text), signature_of("Rien de commun avec le reste."), signature_of(text + " Fin.")])
    {(0, 2)}
    """
    wanted = None if new is None else np.array(sorted(set(new)), dtype=np.int64)
    if not signatures or (wanted is not None and not len(wanted)):
        return set()
    found: set[tuple[int, int]] = set()
    for values, positions in (*_bands(signatures), _sentences(signatures)):
        found.update(_meetings(values, positions, wanted))
    return found


def _bands(signatures: Sequence[Signature]) -> Iterator[tuple[Keys, NDArray[np.int64]]]:
    matrix = np.vstack([s.minhash for s in signatures]).astype(np.uint64)
    positions = np.arange(len(signatures), dtype=np.int64)
    # a text of a few words has hardly any runs: it would meet every other such text
    long_enough = np.array([len(s.sentences) > 0 for s in signatures])
    for band in range(min(BANDS, PERMUTATIONS // ROWS)):
        values = np.full(len(signatures), band, dtype=np.uint64)
        for row in range(ROWS):
            values = values * np.uint64(0x9E3779B97F4A7C15) + matrix[:, band * ROWS + row]
        yield values[long_enough], positions[long_enough]


def _sentences(signatures: Sequence[Signature]) -> tuple[Keys, NDArray[np.int64]]:
    values = np.concatenate([s.sentences for s in signatures]).astype(np.uint64)
    counts = [len(s.sentences) for s in signatures]
    return values, np.repeat(np.arange(len(signatures), dtype=np.int64), counts)


def _meetings(values: Keys, positions: NDArray[np.int64], new: NDArray[np.int64] | None) -> Iterator[tuple[int, int]]:
    """Yield the pairs of positions that have a value in common."""
    if new is not None:
        touched = np.isin(values, np.unique(values[np.isin(positions, new)]))
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
