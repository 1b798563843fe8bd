"""Findings that take long to put together, kept until something in the ledger changes.

Lists of dossiers, arrangements and actors are made from all findings; on a big ledger that takes seconds, and a reader
turns back to them all day. They are kept with the state of the ledger that they were made from; those made of relations
alone move with the next comparison, those made of claims when a claim does, not with every act of a reviewer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from threading import Event, Lock
from typing import TypeVar, cast

from sqlalchemy import Connection

from selon.crosscheck.actors import actors
from selon.crosscheck.dossiers import dossier
from selon.crosscheck.findings import ActorView, Dossier, DossierHead, Relation, Thread
from selon.crosscheck.heads import dossiers
from selon.crosscheck.threads import arrangement_threads
from selon.crosscheck.views import open_disputes
from selon.ledger import browse
from selon.ledger.ledger import Ledger
from selon.ledger.lookups import values_of
from selon.ledger.stored import ClaimFilter, Counts

Found = TypeVar("Found")
MOST_DOSSIERS = 200
MOST_DISPUTES = 200
DOSSIERS_KEPT = 16


class Shelf:
    """What was put together for the present state of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        """Begin empty."""
        self.ledger = ledger
        self._kept: dict[str, tuple[tuple[str | int, ...], object]] = {}
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)

    def warm(self, stop: Event) -> None:
        """Put the lists together before anybody asks for them, until told to stop."""
        for make in (self.counts, self.waiting, self.threads, self.disputes, self.dossiers, self.actors):
            if stop.is_set():
                return
            make()

    def dossiers(self) -> list[DossierHead]:
        """Return the questions that several reports answer."""
        return self._take("dossiers", lambda: dossiers(self.ledger, MOST_DOSSIERS), state=browse.findings_state)

    def threads(self) -> list[Thread]:
        """Return each arrangement through the reports."""
        return self._take("threads", lambda: arrangement_threads(self.ledger), state=browse.claims_state)

    def actors(self) -> list[ActorView]:
        """Return the actors under all their names."""
        return self._take("actors", lambda: actors(self.ledger), state=browse.claims_state)

    def disputes(self) -> list[Relation]:
        """Return the open disputes."""
        return self._take("disputes", lambda: open_disputes(self.ledger, MOST_DISPUTES), state=browse.findings_state)

    def dossier(self, key: str) -> Dossier:
        """Return a dossier without its updates one by one; the last few are kept, since people turn its pages."""
        return self._take(f"dossier {hash(key) % DOSSIERS_KEPT}", lambda: dossier(self.ledger, key, updates=False), key)

    def counts(self) -> Counts:
        """Return how much the ledger holds."""
        return self._take("counts", self.ledger.counts)

    def waiting(self) -> int:
        """Return how many claims nobody decided about yet."""
        return self._take("waiting", self._count_waiting)

    def _count_waiting(self) -> int:
        with self.ledger.reading() as connection:
            return browse.count_waiting(connection)

    def values(self, column: str) -> tuple[tuple[str, int], ...]:
        """Return the values of a column among all figures, and how often, the most frequent first."""
        return self._take(f"values of {column}", lambda: self._values(column))

    def _values(self, column: str) -> tuple[tuple[str, int], ...]:
        with self.ledger.reading() as connection:
            return tuple((value, number) for value, number in values_of(connection, column, ClaimFilter(kind="figure")))

    def _take(
        self,
        name: str,
        make: Callable[[], Found],
        key: str = "",
        *,
        state: Callable[[Connection], tuple[int | str, ...]] = browse.state,
    ) -> Found:
        with self._locks[name]:
            with self.ledger.reading() as connection:
                mark: tuple[str | int, ...] = (key, *state(connection))
            kept = self._kept.get(name)
            if kept is not None and kept[0] == mark:
                return cast("Found", kept[1])
            made = make()
            self._kept[name] = (mark, made)
            return made
