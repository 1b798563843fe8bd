"""Numbers that a report tells one after the other and that add up to another one of it: these are its parts.

`45,7 millions ont fui dans leur pays, 26 millions vivent au dehors, auxquels s'ajoutent 7,8 millions` under a total of 79.5;
`six officiers, six sergents et un caporal` under thirteen dead. In: the figures of a report. Out: the total of each part.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

from selon.crosscheck import amounts
from selon.crosscheck.figure import Compared
from selon.crosscheck.relate import TELLING, compare_questions

# characters from one to the next that still stand in a row; no other value was tried
ROW = 120
# more parts than this are no row
MOST = 8
# what decimals leave of a sum of millions
CLOSE = 1e-9


def parts_of_sums(figures: Sequence[Compared]) -> dict[int, Compared]:
    """Return for the claim of each number in a row that adds up to another number of the report that other number."""
    found: dict[int, Compared] = {}
    counted = [f for f in figures if f.low is not None and f.low == f.high and not f.superseded]
    ordered = sorted(counted, key=lambda f: (f.measure, f.modality, f.span.start))
    for _, alike in groupby(ordered, key=lambda f: (f.measure, f.modality)):
        some = list(alike)
        totals = [f for f in some if amounts.size(f) >= TELLING]
        for row in _rows(some) if totals else ():
            whole = _total_of(row, totals)
            if whole is not None:
                found |= {part.claim: whole for part in row if part.claim not in found}
    return found


def _rows(figures: Sequence[Compared]) -> Iterator[Sequence[Compared]]:
    """Yield all numbers that stand in a row, the longest first from each."""
    for first in range(len(figures)):
        last = first
        while last + 1 < len(figures) and last - first + 1 < MOST:
            if figures[last + 1].span.start - figures[last].span.end > ROW:
                break
            last += 1
        for end in range(last, first, -1):
            yield figures[first : end + 1]


def _total_of(row: Sequence[Compared], totals: Sequence[Compared]) -> Compared | None:
    """Return the number that a row adds up to and that answers for each of them, outside the row."""
    added = sum(amounts.size(part) for part in row)
    for whole in totals:
        if not math.isclose(amounts.size(whole), added, rel_tol=CLOSE) or whole in row:
            continue
        if all(compare_questions(part, whole) is not None for part in row):
            return whole
    return None
