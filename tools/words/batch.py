"""Some reports as tensors: things padded to the most that one has, and the candidates of all numbers one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import torch
from torch import Tensor

from selon.claims.weigh_numbers import MEASURES
from selon.claims.weigh_words import UNKNOWN, WIDEST
from selon.claims.weights import table
from words.examples import Example, kind_of_thing

FIELDS = ("place", "period", "source")
# as for the trees: our own dispatches are harder than the press's, the packs' sentences few, epidemics another matter
WEIGHTS = {"written": 0.6, "pack": 2.0, "epidemic": 0.3}
# the numbers of one report are alike: so many of each say what is usual
SOME = 6

Batch = dict[str, Any]
Spread = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]


def tensor(values: Any, kind: Any = torch.long) -> Tensor:  # noqa: ANN401
    """Return numbers as a tensor."""
    return torch.tensor(np.array(values), dtype=kind)


@dataclass(frozen=True)
class Norms:
    """What is usual: the mean and deviation of all that is shown and of each field's features, and the names of both."""

    shown: Spread
    names: dict[str, tuple[str, ...]]
    fields: dict[str, Spread]
    # relations and parts of speech, from 1
    roles: tuple[str, ...]

    def codes(self, example: Example) -> np.ndarray[Any, Any]:
        """Return the codes of how the things of a report hang in their sentences."""
        known = {name: n for n, name in enumerate(self.roles)}
        return np.array([[known.get(name, UNKNOWN) for name in names] for names in example.roles])


def norms(known: Sequence[Example]) -> Norms:
    """Return what is usual in some reports."""
    names: dict[str, tuple[str, ...]] = {}
    fields: dict[str, Spread] = {}
    for field in FIELDS:
        rows = [row for one in known for many in list(one.asked.get(field, {}).values())[:SOME] for row in many]
        names[field] = tuple(sorted({name for row in rows for name in row.features}))
        fields[field] = _spread(table([row.features for row in rows], names[field]))
    roles = sorted({role for one in known for four in one.roles for role in four})
    some = np.concatenate([one.shown for one in known[::5]]).astype(np.float32)
    return Norms(_spread(some), names, fields, ("", *roles))


def _spread(values: np.ndarray[Any, Any]) -> Spread:
    return values.mean(0), values.std(0) + 1e-3


def _deviations(values: Any, spread: Spread) -> Tensor:  # noqa: ANN401
    mean, deviation = spread
    return tensor(np.clip((values - mean) / deviation, -WIDEST, WIDEST), torch.float32)


def batch_of(reports: Sequence[Example], known: Norms) -> Batch:
    """Return some reports as tensors."""
    firsts = list(accumulate((len(one.kinds) for one in reports), initial=0))
    batch = _things(reports, known) | _numbers(reports, firsts)
    return batch | {field: _asked(field, reports, firsts, known) for field in FIELDS}


def _things(reports: Sequence[Example], known: Norms) -> Batch:
    most = max(len(one.kinds) for one in reports)
    far, there = np.zeros((len(reports), most, most), np.int64), np.zeros((len(reports), most), bool)
    for at, one in enumerate(reports):
        count = len(one.kinds)
        far[at, :count, :count], there[at, :count] = one.far, True
    return {
        "shown": _deviations(np.concatenate([one.shown for one in reports]).astype(np.float32), known.shown),
        "roles": tensor(np.concatenate([known.codes(one) for one in reports])),
        "far": tensor(far),
        "there": tensor(there, torch.bool),
        "slot": tensor([at * most + n for at, one in enumerate(reports) for n in range(len(one.kinds))]),
        "kind": tensor([kind for one in reports for kind in one.kinds]),
        "measure": tensor(np.concatenate([one.codes for one in reports])),
    }


def _numbers(reports: Sequence[Example], firsts: Sequence[int]) -> Batch:
    trios = np.array(
        [
            [first + thing if thing >= 0 else -1 for thing in trio]
            for one, first in zip(reports, firsts, strict=False)
            for trio in one.numbers
        ]
    ).reshape(-1, 3)
    right = np.zeros((len(trios), len(MEASURES)), bool)
    for n, many in enumerate(one.measures.get(at, []) for one in reports for at in range(len(one.numbers))):
        right[n, many] = True
    return {
        "three": [tensor(np.where(t >= 0, t, trios[:, 0])) for t in trios.T],
        "has": [tensor(t >= 0, torch.float32) for t in trios.T],
        "ruled": tensor([code for one in reports for code in one.ruled]),
        "weight": tensor([WEIGHTS.get(one.kind, 1.0) for one in reports for _ in one.numbers], torch.float32),
        "key": [(one.report, n) for one in reports for n in range(len(one.numbers))],
        "measures": tensor(right, torch.bool),
    }


def _asked(field: str, reports: Sequence[Example], firsts: Sequence[int], known: Norms) -> Batch:
    names = known.names[field]
    number: list[int] = []
    pairs, right, of, weight = [], [], [], []
    tables: list[np.ndarray[Any, Any]] = [np.zeros((0, len(names)), np.float32)]
    order: list[tuple[str, int, int]] = []
    for one, first in zip(reports, firsts, strict=False):
        for n, candidates in one.asked.get(field, {}).items():
            thing = one.numbers[n][0]
            for m, candidate in enumerate(candidates):
                for span, how in candidate.told:
                    mention = one.at(kind_of_thing(field), span)
                    pairs.append((len(number), first + mention, one.far[thing, mention], how))
                number.append(first + thing)
                right.append(one.right[field][n][m])
                of.append(len(order))
            tables.append(table([row.features for row in candidates], names))
            order.append((one.report, n, len(candidates)))
            weight.append(WEIGHTS.get(one.kind, 1.0))
    return {
        "number": tensor(np.array(number, np.int64)),
        "pairs": tensor(np.array(pairs, np.int64).reshape(-1, 4)),
        "features": _deviations(np.concatenate(tables), known.fields[field]),
        "right": tensor(np.array(right, bool), torch.bool),
        "of": tensor(np.array(of, np.int64)),
        "weight": tensor(np.array(weight), torch.float32),
        "order": order,
    }
