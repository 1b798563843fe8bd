"""Which figures are worth comparing: those that share what is measured, a country and a stretch of time.

In: figures. Out: for each, the blocks that it stands in and those that it looks into; and pairs from blocks, never all
with all. Inside a block figures are ordered by publication, and each is compared with the nearest ones only, so that the
work grows with the number of figures, not with its square.

    measure|country|1234    acts of a stretch of eight days        measure|country|acts    all acts
    measure|country|long    tolls of months, states of affairs     measure|n5000           the number itself
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selon.crosscheck.amounts import size
from selon.crosscheck.figure import Compared
from selon.crosscheck.relate import TELLING
from selon.crosscheck.when import EVENT_DAYS, STATES, bounds
from selon.crosscheck.where import countries_of

# acts of a few days meet in stretches of this many days
STRETCH = 8
# neighbours in a block that a figure is compared with, on each side; no block of the gold comes near it
WINDOW = 60
# acts, on each side of its own publication, that a toll of months is held against
ACTS_WINDOW = 30
_TAKEN_IN = {"wounded": "affected", "displaced": "affected", "missing": "affected", "in_need": "affected"}


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a figure: its pairs of measure and country, the stretches of an act, the number itself."""

    fields: tuple[str, ...]
    stretches: tuple[str, ...]
    number: str | None
    is_act: bool

    @property
    def stands_in(self) -> tuple[str, ...]:
        """Return the blocks in which others find the figure."""
        kind = "acts" if self.is_act else "long"
        return (*self.stretches, *(f"{f}|{kind}" for f in self.fields), *self._numbers)

    @property
    def looks_into(self) -> tuple[str, ...]:
        """Return the blocks in which the figure finds others."""
        wide = tuple(f"{f}|long" for f in self.fields)
        acts = () if self.is_act else tuple(f"{f}|acts" for f in self.fields)
        return (*self.stretches, *wide, *acts, *self._numbers)

    @property
    def _numbers(self) -> tuple[str, ...]:
        return () if self.number is None else (self.number,)


def blocks_of(figure: Compared) -> Blocks:
    """Return the blocks of a figure."""
    measures = (figure.measure, _TAKEN_IN[figure.measure]) if figure.measure in _TAKEN_IN else (figure.measure,)
    countries = sorted(countries_of(figure.place)) if figure.place else []
    fields = tuple(f"{m}|{c}" for m in measures for c in countries)
    days = _days_of_act(figure)
    # the number itself ties figures whose place or time the words leave open
    number = f"{figure.measure}|n{size(figure):g}" if size(figure) >= TELLING else None
    return Blocks(fields, tuple(f"{f}|{d}" for f in fields for d in days), number, bool(days))


def _days_of_act(figure: Compared) -> tuple[int, ...]:
    """Return the stretches of an act of a few days, none for a toll of months or a state of affairs."""
    days = bounds(figure)
    if days is None or figure.measure in STATES or days[1] - days[0] > EVENT_DAYS:
        return ()
    return tuple(range((days[0] - 1) // STRETCH, (days[1] + 1) // STRETCH + 1))


def pairs_of(figures: Sequence[Compared]) -> Iterator[tuple[Compared, Compared]]:
    """Yield each pair of figures worth comparing once: in the first block that the two share."""
    mine = [blocks_of(figure) for figure in figures]
    members: dict[str, list[int]] = defaultdict(list)
    for at, blocks in enumerate(mine):
        for block in blocks.stands_in:
            members[block].append(at)
    moments = [figure.head.moment or 0.0 for figure in figures]
    for inside in members.values():
        inside.sort(key=lambda at: (moments[at], at))
    for block, inside in members.items():
        for one, other in _met(block, inside, members, moments):
            if _first_block(mine[one], mine[other]) == block:
                yield (figures[one], figures[other]) if one < other else (figures[other], figures[one])


def _met(block: str, inside: Sequence[int], members: dict[str, list[int]], moments: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that meet in a block: neighbours, and for tolls of months the acts told in their days."""
    if block.endswith("|acts"):
        return
    for n, one in enumerate(inside):
        for other in inside[n + 1 : n + 1 + WINDOW]:
            yield one, other
    if not block.endswith("|long"):
        return
    acts = members.get(f"{block.removesuffix('long')}acts", [])
    times = [moments[at] for at in acts]
    for one in inside:
        middle = bisect_left(times, moments[one])
        for other in acts[max(0, middle - ACTS_WINDOW) : middle + ACTS_WINDOW]:
            yield one, other


def _first_block(a: Blocks, b: Blocks) -> str | None:
    """Return the block in which two figures are to be compared, though they may meet in several."""
    if a.is_act and b.is_act:
        found = next((block for block in a.stretches if block in b.stretches), None)
    else:
        field = next((f for f in a.fields if f in b.fields), None)
        found = None if field is None else f"{field}|long"
    if found is None and a.number is not None and a.number == b.number and not set(a.fields) & set(b.fields):
        return a.number
    return found
