"""The signatures of all texts of a ledger: made where they are missing, kept, and taken apart only where two are compared.

In: the keys of reports. Out: a `Signed`, which says which reports may share text and gives a signature by key.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from multiprocessing import get_context
from typing import Any

from sqlalchemy import Connection

from selon.crosscheck.lineage import candidates
from selon.crosscheck.signature import Signature, from_bytes, signature_of, stack, to_bytes
from selon.ledger import kept_findings as kept
from selon.ledger.tables_findings import signatures

Progress = Callable[[str, int, int], None]
_STEP = 500
# below so many texts, starting other processes takes longer than the signatures do
MANY_TEXTS = 4000
_CHUNK = 100


class Signed:
    """The signatures of reports by key."""

    def __init__(self, kept_bytes: dict[int, bytes]) -> None:
        """Take the signatures as they are kept."""
        self._kept = kept_bytes
        self._known: dict[int, Signature] = {}

    def __getitem__(self, key: int) -> Signature:
        """Return the signature of a report."""
        if key not in self._known:
            self._known[key] = from_bytes(self._kept[key])
        return self._known[key]

    def likely_pairs(self, new: set[int]) -> set[tuple[int, int]]:
        """Return the pairs of reports that may share text, at least one of them new, the smaller key first."""
        keys = sorted(self._kept)
        positions = [n for n, key in enumerate(keys) if key in new]
        found = candidates(stack([self._kept[key] for key in keys]), None if len(positions) == len(keys) else positions)
        return {(keys[min(pair)], keys[max(pair)]) for pair in found}


def signatures_of(connection: Connection, keys: Sequence[int], tell: Progress) -> Signed:
    """Return the signatures of all reports; those that are missing are made and kept."""
    found = dict(kept.kept_signatures(connection))
    missing = [key for key in keys if key not in found]

    def made() -> Iterator[dict[str, Any]]:
        for n, (key, blob) in enumerate(_signed(kept.texts(connection, missing), len(missing))):
            found[key] = blob
            if n % _STEP == 0:
                tell("texts", n, len(missing))
            yield {"report": key, "signature": blob}

    kept.put(connection, signatures, made())
    tell("texts", len(missing), len(missing))
    return Signed(found)


def _signed(texts: Iterator[tuple[int, str]], many: int) -> Iterator[tuple[int, bytes]]:
    """Yield the signatures of texts; many are made on all cores, a stretch at a time so that memory stays flat."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if many < MANY_TEXTS or cores == 1:
        yield from map(_sign, texts)
        return
    with get_context("spawn").Pool(cores) as pool:
        while stretch := list(islice(texts, MANY_TEXTS)):
            yield from pool.imap(_sign, stretch, chunksize=_CHUNK)


def _sign(row: tuple[int, str]) -> tuple[int, bytes]:
    return row[0], to_bytes(signature_of(row[1]))
