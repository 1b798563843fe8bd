"""Which figures are worth comparing: those that share what is measured, a country and a stretch of time.

In: figures. Out: for each, the blocks that it stands in; and pairs from blocks, never all with all. Inside a block
figures are ordered by publication, and each is compared with the nearest ones only, so that the work grows with the
number of figures, not with its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from selon.crosscheck.amounts import size
from selon.crosscheck.figure import Compared
from selon.crosscheck.relate import TELLING
from selon.crosscheck.when import EVENT_DAYS, STATES, bounds
from selon.crosscheck.where import countries_of

# acts of a few days meet in stretches of this many days
STRETCH = 8
# neighbours in a block that a figure is compared with, on each side; no block of the gold comes near it
WINDOW = 60
_TAKEN_IN = {"wounded": "affected", "displaced": "affected", "missing": "affected", "in_need": "affected"}


def blocks_of(figure: Compared) -> tuple[str, ...]:
    """Return the blocks that a figure stands in."""
    measures = [figure.measure, *([_TAKEN_IN[figure.measure]] if figure.measure in _TAKEN_IN else [])]
    countries = sorted(countries_of(figure.place)) if figure.place else []
    stretches = _stretches(figure)
    found = [f"{m}|{c}|{s}" for m in measures for c in countries for s in stretches]
    # the number itself ties figures whose place or time the words leave open
    if size(figure) >= TELLING:
        found.append(f"{figure.measure}|n{size(figure):g}")
    return tuple(found)


def _stretches(figure: Compared) -> tuple[str, ...]:
    """Return the stretches of time of a figure: of its days for an act, `long` for all else.

    An act stands in `long` too: it may be part of a toll of months.
    """
    days = bounds(figure)
    if days is None or figure.measure in STATES or days[1] - days[0] > EVENT_DAYS:
        return ("long",)
    first, last = (days[0] - 1) // STRETCH, (days[1] + 1) // STRETCH
    return (*(str(s) for s in range(first, last + 1)), "long")


def pairs_of(figures: Sequence[Compared], window: int = WINDOW) -> Iterator[tuple[Compared, Compared]]:
    """Yield each pair of figures worth comparing once: in the first block that the two share."""
    mine = [blocks_of(figure) for figure in figures]
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, names in enumerate(mine):
        for block in names:
            blocks[block].append(at)
    moments = [figure.head.moment or 0.0 for figure in figures]
    for block, members in blocks.items():
        members.sort(key=lambda at: (moments[at], at))
        for n, one in enumerate(members):
            for other in members[n + 1 : n + 1 + window]:
                if first_shared(mine[one], mine[other]) == block:
                    yield (figures[one], figures[other]) if one < other else (figures[other], figures[one])


def first_shared(a: Sequence[str], b: Sequence[str]) -> str | None:
    """Return the first block of the first figure in which the second stands too: blocks run from narrow to wide."""
    return next((block for block in a if block in b), None)
