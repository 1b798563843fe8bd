"""Some reports as tensors: windows padded to one length, things, and the candidates of all numbers one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import torch
from torch import Tensor

from selon.claims.weigh_numbers import MEASURES
from selon.claims.weigh_words import WIDEST
from selon.claims.weights import table
from selon.read.word_vectors import MOST
from words.examples import GROUPS, Example, kind_of
from words.start import PADDING

FIELDS = ("place", "period", "source")
# as for the trees: our own dispatches are harder than the press's, the packs' sentences few
WEIGHTS = {"written": 0.6, "pack": 2.0}

Batch = dict[str, Any]
# by field: the names of its features, their means and deviations
Norms = dict[str, tuple[tuple[str, ...], np.ndarray[Any, Any], np.ndarray[Any, Any]]]


def device() -> str:
    """Return what is computed on."""
    return "cuda" if torch.cuda.is_available() else "cpu"


def tensor(values: Any, kind: Any = torch.long) -> Tensor:  # noqa: ANN401
    """Return numbers as a tensor on the device."""
    return torch.tensor(np.array(values), dtype=kind).to(device())


def norms(known: Sequence[Example]) -> Norms:
    """Return for each field the names of its features, their means and deviations."""
    found: Norms = {}
    for field in FIELDS:
        rows = [row for one in known for many in one.asked.get(field, {}).values() for row in many]
        names = tuple(sorted({name for row in rows for name in row.features}))
        values = table([row.features for row in rows], names)
        found[field] = (names, values.mean(0), values.std(0) + 1e-3)
    return found


def batch_of(reports: Sequence[Example], known: Norms) -> Batch:
    """Return some reports as tensors."""
    firsts = list(accumulate((len(one.things) for one in reports), initial=0))
    batch = _pieces(reports) | _things(reports) | _numbers(reports, firsts)
    return batch | {field: _asked(field, reports, firsts, known) for field in FIELDS}


def _pieces(reports: Sequence[Example]) -> Batch:
    windows = [window for one in reports for window in one.windows]
    length = max(map(len, windows))
    pieces, known = np.full((len(windows), length), PADDING), np.zeros((len(windows), length), bool)
    for at, window in enumerate(windows):
        pieces[at, : len(window)], known[at, : len(window)] = window, True
    rows, shares, before = [], [], 0
    steps = np.arange(MOST)
    for one in reports:
        # where each row of the report stands once its windows are padded
        padded = np.concatenate([np.arange(len(w)) + (before + n) * length for n, w in enumerate(one.windows)])
        for _, _, row, many in one.things:
            rows.append(padded[np.minimum(row + np.minimum(steps, max(1, many) - 1), len(padded) - 1)])
            shares.append(np.where(steps < many, 1 / max(1, many), 0.0))
        before += len(one.windows)
    return {
        "pieces": tensor(pieces),
        "known": tensor(known, torch.bool),
        "rows": tensor(rows),
        "shares": tensor(shares, torch.float32),
    }


def _things(reports: Sequence[Example]) -> Batch:
    most = max(len(one.things) for one in reports)
    far, there = np.zeros((len(reports), most, most), np.int64), np.zeros((len(reports), most), bool)
    for at, one in enumerate(reports):
        count = len(one.things)
        far[at, :count, :count], there[at, :count] = one.far, True
    return {
        "far": tensor(far),
        "there": tensor(there, torch.bool),
        "slot": tensor([at * most + n for at, one in enumerate(reports) for n in range(len(one.things))]),
        "kind": tensor([kind for one in reports for kind, *_ in one.things]),
        "measure": tensor([measure for one in reports for _, measure, *_ in one.things]),
    }


def _numbers(reports: Sequence[Example], firsts: Sequence[int]) -> Batch:
    trios = np.array(
        [
            [first + thing if thing >= 0 else -1 for thing in trio]
            for one, first in zip(reports, firsts, strict=False)
            for trio in one.numbers
        ]
    ).reshape(-1, 3)
    ruled = np.array([codes for one in reports for codes in one.ruled]).reshape(-1, 2)
    found: Batch = {
        "three": [tensor(np.where(t >= 0, t, trios[:, 0])) for t in trios.T],
        "has": [tensor(t >= 0, torch.float32) for t in trios.T],
        "ruled measure": tensor(ruled[:, 0]),
        "ruled group": tensor(ruled[:, 1]),
        "weight": tensor([WEIGHTS.get(one.kind, 1.0) for one in reports for _ in one.numbers], torch.float32),
        "key": [(one.report, n) for one in reports for n in range(len(one.numbers))],
    }
    for name, classes in (("measures", len(MEASURES)), ("groups", len(GROUPS))):
        right = np.zeros((len(trios), classes), bool)
        marks = (getattr(one, name).get(n, []) for one in reports for n in range(len(one.numbers)))
        for n, many in enumerate(marks):
            right[n, many] = True
        found[name] = tensor(right, torch.bool)
    return found


def _asked(field: str, reports: Sequence[Example], firsts: Sequence[int], known: Norms) -> Batch:
    names, mean, spread = known[field]
    number: list[int] = []
    pairs, right, of, weight = [], [], [], []
    tables: list[np.ndarray[Any, Any]] = [np.zeros((0, len(names)), np.float32)]
    order: list[tuple[str, int, int]] = []
    for one, first in zip(reports, firsts, strict=False):
        for n, candidates in one.asked.get(field, {}).items():
            thing = one.numbers[n][0]
            for m, candidate in enumerate(candidates):
                for span, how in candidate.told:
                    mention = one.at(kind_of(field), span)
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
        "features": tensor(np.clip((np.concatenate(tables) - mean) / spread, -WIDEST, WIDEST), torch.float32),
        "right": tensor(np.array(right, bool), torch.bool),
        "of": tensor(np.array(of, np.int64)),
        "weight": tensor(np.array(weight), torch.float32),
        "order": order,
    }
