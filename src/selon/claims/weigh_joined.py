"""Which numbers are told in one breath: a part and its whole, the members of a list. They have one place and one time.

In: drafts in order and what the rules read of each. Out: groups of their positions that trees judge together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selon.claims.figure_context import Draft, are_listed
from selon.claims.weigh_numbers import Features, Row
from selon.model.parsed import Parsed


def joined(drafts: Sequence[Draft], parsed: Parsed, found: Sequence[Any]) -> list[tuple[int, ...]]:
    """Return the numbers that are told in one breath and that the rules read the same, each in one group, alone or with others.

    `Le tir a fait huit morts, dont trois enfants, et 20 blessés` is one group; a part with words of its own stands alone.
    """
    group = list(range(len(drafts)))
    for one, other in _bonds(drafts, parsed):
        if _same(found[one], found[other]):
            old, new = group[other], group[one]
            group = [new if g == old else g for g in group]
    return [tuple(n for n, g in enumerate(group) if g == head) for head in dict.fromkeys(group)]


def _bonds(drafts: Sequence[Draft], parsed: Parsed) -> Iterator[tuple[int, int]]:
    by_span = {d.counted.number.span: n for n, d in enumerate(drafts)}
    for at, draft in enumerate(drafts):
        whole = by_span.get(draft.part_of) if draft.part_of is not None else None
        if whole is not None and drafts[whole].sentence is draft.sentence:
            yield whole, at
    for (one, before), (other, after) in pairwise(enumerate(drafts)):
        if are_listed(before, after, parsed):
            yield one, other


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401 - places or periods
    """Say whether the rules read the same of two numbers, whatever words told them so."""
    if one is None or other is None:
        return one is other
    return bool(_value(one) == _value(other))


def _value(read: Any) -> Any:  # noqa: ANN401 - a place or a period
    return (read.name, read.country) if hasattr(read, "country") else (read.start, read.end)


Judged = tuple[Sequence[tuple[Row, Features]], NDArray[np.float64]]


def likeliest_of_all(members: Sequence[Judged], margin: float) -> tuple[Any] | None:
    """Return the candidate that is likelier than that of the rules by the margin for all numbers of a group, None for none.

    Its likelihood is the mean over the numbers; one that a number lacks is none of theirs.

    >>> near, far = Row("Gao", (), {"ruled": 1.0}), Row("Mali", (), {"ruled": 0.0})
    >>> both = [(near, near.features), (far, far.features)]
    >>> likeliest_of_all([(both, np.array([0.1, 0.9])), (both, np.array([0.6, 0.5]))], 0.2)
    ('Mali',)
    >>> likeliest_of_all([(both, np.array([0.1, 0.9])), (both, np.array([0.9, 0.2]))], 0.2)
    """
    first, scores = members[0]
    total = {n: float(score) for n, score in enumerate(scores)}
    for some, others in members[1:]:
        theirs = [(row.candidate, float(score)) for (row, _), score in zip(some, others, strict=True)]
        for n in list(total):
            score = next((s for c, s in theirs if c == first[n][0].candidate), None)
            if score is None:
                del total[n]
            else:
                total[n] += score
    ruled = next((n for n in total if first[n][1]["ruled"]), None)
    if ruled is None:
        return None
    best = max(total, key=lambda n: total[n])
    return (first[best][0].candidate,) if total[best] - total[ruled] > margin * len(members) else None
