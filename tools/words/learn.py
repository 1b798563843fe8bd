"""Learn where, when and what numbers count.

In: examples. Out: a net, and what nets say of reports that they have not seen.
"""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from words.batch import FIELDS, Batch, batch_of, norms
from words.examples import Example
from words.model import Model

# reports at once, times over all of them (more, and it knows them by heart), how fast it learns
REPORTS, TURNS, PACE, DECAY = 8, 5, 1e-3, 0.05
SHARES = {"place": 1.0, "period": 1.0, "source": 0.7, "measure": 0.5}
FOLDS = 4

# of a number: what nets say of its candidates
Said = dict[tuple[str, int], np.ndarray[Any, Any]]


def pace(step: int, steps: int) -> float:
    """Return the share of the full pace: it rises for a tenth of the way and falls for the rest."""
    rise = max(1, steps // 10)
    return (step + 1) / rise if step < rise else max(0.02, (steps - step) / max(1, steps - rise))


def losses(found: Mapping[str, Tensor], batch: Batch) -> Tensor:
    """Return how wrong a model is on a batch: less what it gives all right readings together."""
    total = torch.zeros(())
    for field in FIELDS:
        asked, scores = batch[field], found[field]
        count = len(asked["order"])
        if not count:
            continue
        nothing = torch.zeros(count)
        highest = torch.full_like(nothing, -1e9).scatter_reduce(0, asked["of"], scores.detach(), "amax")
        likely = (scores - highest[asked["of"]]).exp()
        every = nothing.index_add(0, asked["of"], likely)
        right = nothing.index_add(0, asked["of"], likely * asked["right"])
        has = nothing.index_add(0, asked["of"], asked["right"].float()) > 0
        wrong = torch.log(every) - torch.log(right + 1e-9)
        weight = asked["weight"] * has
        total = total + SHARES[field] * (wrong * weight).sum() / (weight.sum() + 1e-6)
    right = batch["measures"]
    has = right.any(1)
    likely = functional.log_softmax(found["measure"], 1).masked_fill(~right, -1e4)
    wrong = torch.where(has, -torch.logsumexp(likely, 1), 0.0)
    weight = batch["weight"] * has
    return total + SHARES["measure"] * (wrong * weight).sum() / (weight.sum() + 1e-6)


class Course:
    """Examples in batches, by folds; each net sees them in another order."""

    def __init__(self, known: Sequence[Example], others: Sequence[Example]) -> None:
        self.norms = norms(known)
        reports = sorted({one.report for one in known})
        random.Random(1).shuffle(reports)  # noqa: S311 - folds
        fold = {report: n % FOLDS for n, report in enumerate(reports)}
        self.folds = [self._batches([one for one in known if fold[one.report] == n]) for n in range(FOLDS)]
        self.others = self._batches(others)

    def _batches(self, reports: Sequence[Example]) -> list[Batch]:
        order = sorted(reports, key=lambda one: (len(one.kinds), one.report))
        return [batch_of(order[n : n + REPORTS], self.norms) for n in range(0, len(order), REPORTS)]

    def learned(self, folds: Sequence[int], seed: int, most: int | None = None) -> Any:  # noqa: ANN401
        """Return a net that has learned some folds."""
        torch.manual_seed(seed)
        order = random.Random(seed)  # noqa: S311
        features = {field: len(self.norms.names[field]) for field in FIELDS}
        model = Model(len(self.norms.shown[0]), len(self.norms.roles), features)
        optimiser = torch.optim.AdamW(model.parameters(), lr=PACE, weight_decay=DECAY)
        batches = [batch for fold in folds for batch in self.folds[fold]]
        steps = TURNS * len(batches)
        rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: pace(step, steps))
        model.train()
        for turn in range(TURNS):
            order.shuffle(batches)
            total = 0.0
            for batch in batches[: most or len(batches)]:
                loss = losses(model(batch), batch)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                rates.step()
                total += float(loss.detach())
            print(f"turn {turn + 1}/{TURNS}: {total / len(batches):.3f}", flush=True)
            if most:
                break
        return model

    @staticmethod
    def said(models: Sequence[Any], batches: Sequence[Batch]) -> dict[str, Said]:
        """Return what nets say of each number, averaged: the scores of its candidates by field, of all measures."""
        said: dict[str, Said] = {field: {} for field in ("place", "period", "measure")}
        with torch.no_grad():
            for batch in batches:
                found = [model.eval()(batch) for model in models]
                for field in ("place", "period"):
                    scores, at = torch.stack([one[field] for one in found]).mean(0).numpy(), 0
                    for report, number, count in batch[field]["order"]:
                        said[field][report, number] = scores[at : at + count]
                        at += count
                likely = torch.stack([functional.softmax(one["measure"], 1) for one in found]).mean(0).log().numpy()
                said["measure"] |= dict(zip(batch["key"], likely, strict=True))
        return said


# what the processes that learn share with the one that starts them
_shared: dict[str, Any] = {}


def _learned_here(folds: Sequence[int], seed: int) -> Any:  # noqa: ANN401
    return _shared["course"].learned(folds, seed, _shared["most"])


def learned_beside(course: Course, asked: Sequence[tuple[Sequence[int], int]], most: int | None) -> list[Any]:
    """Return a net for each of some folds and seeds, learned beside each other on all cores, each on one: two share one badly."""
    torch.set_num_threads(1)
    _shared.update(course=course, most=most)
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        return pool.starmap(_learned_here, asked, chunksize=1)


def right_of(said: Mapping[str, Said], reports: Sequence[Example], log: Callable[[str], None] = print) -> None:
    """Print how often the likeliest reading is right, by kind of report."""
    for kind in sorted({one.kind for one in reports}):
        many = [one for one in reports if one.kind == kind]
        for field in ("place", "period"):
            marked = ((one.report, n, right) for one in many for n, right in one.right.get(field, {}).items())
            _log(field, kind, [right[int(said[field][report, n].argmax())] for report, n, right in marked], log)
        measured = ((one.report, n, right) for one in many for n, right in one.measures.items() if right)
        _log("measure", kind, [int(said["measure"][report, n].argmax()) in right for report, n, right in measured], log)


def _log(field: str, kind: str, hits: Sequence[bool], log: Callable[[str], None]) -> None:
    if hits:
        log(f"{field:<8} {kind:<8} {len(hits):6} {np.mean(hits):.3f}")
