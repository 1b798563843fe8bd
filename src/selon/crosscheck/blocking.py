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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from selon.crosscheck.amounts import size
from selon.crosscheck.figure import Compared
from selon.crosscheck.relate import TELLING
from selon.crosscheck.when import EVENT_DAYS, STATES_OF_PEOPLE, bounds
from selon.crosscheck.where import countries_of

# acts of a few days meet in stretches of this many days
STRETCH = 8
# neighbours in a block that a figure is compared with, on each side; no block of the gold comes near it
WINDOW = 60
# acts, on each side of its own publication, that a toll of months is held against
ACTS_WINDOW = 30
_TAKEN_IN = {
    "wounded": "affected",
    "displaced": "affected",
    "missing": "affected",
    "in_need": "affected",
    "destroyed": "damaged",
    "sites": "damaged",
}


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
    """Return the stretches of an act of a few days, none for a toll of months or how people stand.

    Sites and groups told on a day meet those near it and those of a longer time: with all others they doubled the memory.
    """
    days = bounds(figure)
    if days is None or figure.measure in STATES_OF_PEOPLE or days[1] - days[0] > EVENT_DAYS:
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
    common = _Common([blocks.fields for blocks in mine])
    for block, inside in members.items():
        if block == mine[inside[0]].number:
            met = _met_by_number(inside, [frozenset(mine[at].fields) for at in inside])
        elif block.endswith("|long"):
            met = _met_at_length(block, inside, members, moments, common)
        else:
            met = _met_in_days(block, inside, mine)
        for one, other in met:
            yield (figures[one], figures[other]) if one < other else (figures[other], figures[one])


class _Common:
    """The first field that two figures share, by the kinds of figures: those that stand in the same fields are one kind.

    A number of the whole world stands in the fields of 264 countries, so that any two meet in the blocks of all these: to
    look for what they share at each meeting was half of all work.
    """

    def __init__(self, fields: Sequence[tuple[str, ...]]) -> None:
        numbers: dict[tuple[str, ...], int] = {}
        self.kinds = [numbers.setdefault(one, len(numbers)) for one in fields]
        self._fields = list(numbers)
        self._sets = [frozenset(one) for one in self._fields]
        self._first: dict[tuple[int, int], str | None] = {}

    def meeting_in(self, field: str, kind: int, kinds: Iterable[int]) -> frozenset[int]:
        """Return the kinds whose figures those of a kind meet first in a field."""
        return frozenset(other for other in kinds if self._first_field(kind, other) == field)

    def _first_field(self, a: int, b: int) -> str | None:
        if (a, b) not in self._first:
            shared = self._sets[a] & self._sets[b]
            self._first[a, b] = min(shared, key=self._fields[a].index) if shared else None
        return self._first[a, b]


def _met_by_number(inside: Sequence[int], fields: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the neighbours in a block of a number; those that share a field meet in the blocks of that."""
    for n, one in enumerate(inside):
        apart = fields[n].isdisjoint
        for m in range(n + 1, min(n + 1 + WINDOW, len(inside))):
            if apart(fields[m]):
                yield one, inside[m]


def _met_in_days(block: str, inside: Sequence[int], mine: Sequence[Blocks]) -> Iterator[tuple[int, int]]:
    """Yield the neighbours in a stretch of days that share no earlier one."""
    if block.endswith("|acts"):
        return
    for n, one in enumerate(inside):
        for other in inside[n + 1 : n + 1 + WINDOW]:
            if next(s for s in mine[one].stretches if s in mine[other].stretches) == block:
                yield one, other


def _met_at_length(
    block: str, inside: Sequence[int], members: Mapping[str, Sequence[int]], moments: Sequence[float], common: _Common
) -> Iterator[tuple[int, int]]:
    """Yield the tolls of months that are neighbours in a field, and with each the acts told in its days."""
    field = block.removesuffix("|long")
    acts = members.get(f"{field}|acts", ())
    kinds = {common.kinds[at] for at in chain(inside, acts)}
    taken = {kind: common.meeting_in(field, kind, kinds) for kind in {common.kinds[at] for at in inside}}
    meeting = [(n, one, wanted) for n, one in enumerate(inside) if (wanted := taken[common.kinds[one]])]
    for n, one, wanted in meeting:
        for other in inside[n + 1 : n + 1 + WINDOW]:
            if common.kinds[other] in wanted:
                yield one, other
    times = [moments[at] for at in acts]
    for _, one, wanted in meeting:
        middle = bisect_left(times, moments[one])
        for other in acts[max(0, middle - ACTS_WINDOW) : middle + ACTS_WINDOW]:
            if common.kinds[other] in wanted:
                yield one, other
