"""Learn: first French as the press writes it, then where, when and what numbers count.

In: where the encoder starts, the corpus and examples. Out: a model, and what models say of reports that they have not seen.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from words.batch import FIELDS, Batch, batch_of, device, norms
from words.examples import GROUPS, Example
from words.model import Encoder, Model
from words.start import PADDING, WIDTH, Start

# what of the corpus is hidden and guessed again, in stretches of so many pieces
HIDDEN, STRETCH, STRETCHES = 0.2, 256, 128
ADAPT_TURNS, ADAPT_PACE = 12, 4e-4
# reports at once, times over all of them, how fast the encoder and what stands on it learn
REPORTS, TURNS, PACE, PACE_ABOVE = 12, 6, 8e-5, 6e-4
SHARES = {"place": 1.0, "period": 1.0, "source": 0.7, "measure": 0.5, "group": 0.5}
FOLDS = 4

State = Mapping[str, Tensor]
# of a number: what a model says of its candidates
Said = dict[tuple[str, int], np.ndarray[Any, Any]]


def pace(step: int, steps: int) -> float:
    """Return the share of the full pace: it rises for a tenth of the way and falls for the rest."""
    rise = max(1, steps // 10)
    return (step + 1) / rise if step < rise else max(0.02, (steps - step) / max(1, steps - rise))


def adapt(start: Start, stream: np.ndarray[Any, Any], seed: int, most: int | None = None) -> State:
    """Return the encoder after it has guessed hidden pieces of the corpus."""
    torch.manual_seed(seed)
    order = random.Random(seed)  # noqa: S311 - where stretches begin
    encoder = Encoder(start).to(device())
    encoder.drop.p = 0.0
    for layer in encoder.layers:
        layer.drop.p = 0.0
    pieces = len(start.pieces)
    head = torch.nn.Sequential(
        torch.nn.Linear(WIDTH, WIDTH), torch.nn.GELU("tanh"), torch.nn.LayerNorm(WIDTH), torch.nn.Linear(WIDTH, pieces)
    ).to(device())
    head[3].weight = encoder.words.weight
    learned = list({id(p): p for p in (*encoder.parameters(), *head.parameters())}.values())
    optimiser = torch.optim.AdamW(learned, lr=ADAPT_PACE, weight_decay=0.01, betas=(0.9, 0.98))
    text = torch.tensor(stream.astype(np.int64), device=device())
    count = len(text) // STRETCH - 1
    steps = most or ADAPT_TURNS * (count // STRETCHES)
    known = torch.ones(STRETCHES, STRETCH, dtype=torch.bool, device=device())
    for step in range(steps):
        if step % max(1, count // STRETCHES) == 0:
            offset, turn = order.randrange(STRETCH), torch.randperm(count, device=device())
        at = step % max(1, count // STRETCHES) * STRETCHES
        begin = turn[at : at + STRETCHES] * STRETCH + offset
        right = text[begin[:, None] + torch.arange(STRETCH, device=device())]
        chance = torch.rand(right.shape, device=device())
        hidden = chance < HIDDEN
        # this vocabulary has no piece for what is hidden: padding stands for it; a tenth is another word, a tenth stays
        shown = torch.where(chance < 0.8 * HIDDEN, torch.full_like(right, PADDING), right)
        other = torch.randint(4, pieces, right.shape, device=device())
        shown = torch.where((chance >= 0.8 * HIDDEN) & (chance < 0.9 * HIDDEN), other, shown)
        for group in optimiser.param_groups:
            group["lr"] = ADAPT_PACE * pace(step, steps)
        with torch.autocast(device(), dtype=torch.bfloat16):
            guessed = head(encoder(shown, known[: len(shown)])[hidden])
        loss = functional.cross_entropy(guessed.float(), right[hidden])
        _step(optimiser, learned, loss)
        if step % 100 == 0:
            print(f"hidden pieces {step}/{steps}: {float(loss.detach()):.3f}", flush=True)
    return {name: value.detach().clone() for name, value in encoder.state_dict().items()}


def _step(optimiser: Any, learned: list[Tensor], loss: Tensor) -> None:  # noqa: ANN401
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(learned, 1.0)
    optimiser.step()


def losses(found: Mapping[str, Tensor], batch: Batch) -> Tensor:
    """Return how wrong a model is on a batch: less what it gives all right readings together."""
    total = torch.zeros((), device=device())
    for field in FIELDS:
        asked, scores = batch[field], found[field]
        count = len(asked["order"])
        if not count:
            continue
        nothing = torch.zeros(count, device=scores.device)
        highest = torch.full_like(nothing, -1e9).scatter_reduce(0, asked["of"], scores.detach(), "amax")
        likely = (scores - highest[asked["of"]]).exp()
        every = nothing.index_add(0, asked["of"], likely)
        right = nothing.index_add(0, asked["of"], likely * asked["right"])
        has = nothing.index_add(0, asked["of"], asked["right"].float()) > 0
        wrong = torch.log(every) - torch.log(right + 1e-9)
        weight = asked["weight"] * has
        total = total + SHARES[field] * (wrong * weight).sum() / (weight.sum() + 1e-6)
    for name, marks in (("measure", "measures"), ("group", "groups")):
        right = batch[marks]
        has = right.any(1)
        likely = functional.log_softmax(found[name], 1).masked_fill(~right, -1e4)
        wrong = torch.where(has, -torch.logsumexp(likely, 1), 0.0)
        weight = batch["weight"] * has
        total = total + SHARES[name] * (wrong * weight).sum() / (weight.sum() + 1e-6)
    return total


class Course:
    """Examples in batches, by folds, kept on the device; each model sees them in another order."""

    def __init__(self, known: Sequence[Example], others: Sequence[Example], start: Start) -> None:
        self.start, self.norms = start, norms(known)
        reports = sorted({one.report for one in known})
        random.Random(1).shuffle(reports)  # noqa: S311 - folds
        fold = {report: n % FOLDS for n, report in enumerate(reports)}
        self.folds = [self._batches([one for one in known if fold[one.report] == n]) for n in range(FOLDS)]
        self.others = self._batches(others)
        self._made: dict[int, Batch] = {}

    @staticmethod
    def _batches(reports: Sequence[Example]) -> list[list[Example]]:
        order = sorted(reports, key=lambda one: (sum(map(len, one.windows)), one.report))
        found = [order[n : n + REPORTS] for n in range(0, len(order), REPORTS)]
        random.Random(3).shuffle(found)  # noqa: S311
        return found

    def _batch(self, reports: list[Example]) -> Batch:
        if id(reports) not in self._made:
            self._made[id(reports)] = batch_of(reports, self.norms)
        return self._made[id(reports)]

    def learned(self, folds: Sequence[int], first: State, seed: int, most: int | None = None) -> Any:  # noqa: ANN401
        """Return a model that has learned some folds."""
        torch.manual_seed(seed)
        order = random.Random(seed)  # noqa: S311
        model = Model(self.start, {field: len(self.norms[field][0]) for field in FIELDS}, len(GROUPS)).to(device())
        model.encoder.load_state_dict(first)
        below = {id(p) for p in model.encoder.parameters()}
        groups = [
            {"params": [p for p in model.parameters() if (id(p) in below) is inner], "lr": rate}
            for inner, rate in ((True, PACE), (False, PACE_ABOVE))
        ]
        optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        batches = [batch for fold in folds for batch in self.folds[fold]]
        steps = TURNS * len(batches)
        rates = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: pace(step, steps))
        model.train()
        for turn in range(TURNS):
            order.shuffle(batches)
            total = 0.0
            for reports in batches[: most or len(batches)]:
                batch = self._batch(reports)
                with torch.autocast(device(), dtype=torch.bfloat16):
                    found = model(batch)
                loss = losses(found, batch)
                _step(optimiser, list(model.parameters()), loss)
                rates.step()
                total += float(loss)
            print(f"turn {turn + 1}/{TURNS}: {total / math.ceil(len(batches)):.3f}", flush=True)
            if most:
                break
        return model

    def said(self, model: Any, batches: Sequence[list[Example]]) -> dict[str, Said]:  # noqa: ANN401
        """Return what a model says of each number: the scores of its candidates by field, of all measures."""
        model.eval()
        said: dict[str, Said] = {field: {} for field in ("place", "period", "measure")}
        with torch.no_grad():
            for reports in batches:
                batch = self._batch(reports)
                with torch.autocast(device(), dtype=torch.bfloat16):
                    found = model(batch)
                for field in ("place", "period"):
                    scores, at = found[field].float().cpu().numpy(), 0
                    for report, number, count in batch[field]["order"]:
                        said[field][report, number] = scores[at : at + count]
                        at += count
                likely = functional.log_softmax(found["measure"], 1).float().cpu().numpy()
                said["measure"] |= dict(zip(batch["key"], likely, strict=True))
        return said


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
