"""The net that is learned: what is shown of things, the layers in which they look at each other, and what stands on them.

The names of its parts are those of the pack's file (see `selon.claims.weigh_words`).
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from selon.claims.weigh_numbers import MEASURES
from selon.claims.weigh_words import HEADS

INNER = 128
ROLES = 4
# of what is shown so much is hidden while it learns, and of what stands between layers: without, it knows the reports by heart
HIDDEN, DROPPED = 0.35, 0.2


def smooth(x: Tensor) -> Tensor:
    """Return the step that numpy does as well."""
    return functional.gelu(x, approximate="tanh")


class Look(nn.Module):
    """One layer in which the things of a report look at each other."""

    def __init__(self) -> None:
        super().__init__()
        self.n1, self.n2 = nn.LayerNorm(INNER), nn.LayerNorm(INNER)
        self.qkv, self.o = nn.Linear(INNER, 3 * INNER), nn.Linear(INNER, INNER)
        self.f1, self.f2 = nn.Linear(INNER, 2 * INNER), nn.Linear(2 * INNER, INNER)
        self.far, self.drop = nn.Embedding(64, HEADS), nn.Dropout(DROPPED)

    def forward(self, x: Tensor, far: Tensor, known: Tensor) -> Tensor:
        """Return the vectors of things that have looked at each other."""
        rows, count, _ = x.shape
        asked, told, given = self.qkv(self.n1(x)).view(rows, count, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        drawn = self.far(far).permute(0, 3, 1, 2).masked_fill(~known[:, None, None, :], -1e4)
        seen = functional.scaled_dot_product_attention(asked, told, given, attn_mask=drawn.to(asked.dtype))
        x = x + self.drop(self.o(seen.transpose(1, 2).reshape(rows, count, INNER)))
        return x + self.drop(self.f2(smooth(self.f1(self.n2(x)))))


class Scorer(nn.Module):
    """A score for each candidate: the highest of its mentions, and what is known of it."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.a, self.b, self.c = (nn.Linear(INNER, INNER) for _ in range(3))
        self.far, self.how, self.o = nn.Embedding(64, INNER), nn.Embedding(5, INNER), nn.Linear(INNER, 1)
        self.none, self.drop = nn.Parameter(torch.zeros(INNER)), nn.Dropout(DROPPED)
        self.f1, self.f2, self.f3 = nn.Linear(features, 128), nn.Linear(128, 128), nn.Linear(128, 1)
        self.gate = nn.Linear(128, INNER)

    def forward(self, x: Tensor, asked: dict[str, Tensor]) -> Tensor:
        """Return the scores of all candidates of a batch."""
        known = smooth(self.f2(self.drop(smooth(self.f1(asked["features"])))))
        own = self.a(x[asked["number"]]) + self.gate(known)
        row, mention, far, how = asked["pairs"].T
        number = asked["number"][row]
        z = own[row] + self.b(x[mention]) + self.c(x[number] * x[mention]) + self.far(far) + self.how(how)
        told = self.o(self.drop(smooth(z))).squeeze(-1).float()
        none = torch.full((len(own),), -1e4, device=told.device)
        best = none.scatter_reduce(0, row, told, "amax", include_self=True)
        unnamed = self.o(self.drop(smooth(own + self.none))).squeeze(-1).float()
        return torch.where(best < -9e3, unnamed, best) + self.f3(known).squeeze(-1).float()


class Classes(nn.Module):
    """A score for each class of a number, from its vector, its verb's and its noun's, and what the rules gave."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.first, self.last, self.drop = nn.Linear(3 * INNER, INNER), nn.Linear(INNER, classes), nn.Dropout(DROPPED)
        self.given = nn.Embedding(32, classes)
        nn.init.zeros_(self.given.weight)

    def forward(self, three: Tensor, given: Tensor) -> Tensor:
        """Return the scores."""
        return self.last(self.drop(smooth(self.first(three)))).float() + self.given(given)


class Model(nn.Module):
    """All that is learned. Who gives a number is learned beside the rest and not kept: nothing reads it."""

    def __init__(self, shown: int, roles: int, features: dict[str, int]) -> None:
        super().__init__()
        self.hide, self.shown = nn.Dropout(HIDDEN), nn.Linear(shown, INNER)
        self.roles = nn.ModuleList([nn.Embedding(roles, INNER) for _ in range(ROLES)])
        self.kind, self.measured = nn.Embedding(8, INNER), nn.Embedding(32, INNER)
        self.looks = nn.ModuleList([Look(), Look()])
        self.scorers = nn.ModuleDict({field: Scorer(count) for field, count in features.items()})
        self.measure = Classes(len(MEASURES))
        for table in (self.kind, self.measured, *self.roles):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, batch: dict[str, Any]) -> dict[str, Tensor]:
        """Return for each field the scores of its candidates, for `measure` those of the classes."""
        x = self.shown(self.hide(batch["shown"])) + self.kind(batch["kind"]) + self.measured(batch["measure"])
        for role, codes in zip(self.roles, batch["roles"].T, strict=True):
            x = x + role(codes)
        reports, most = batch["far"].shape[:2]
        table = x.new_zeros(reports * most, INNER).index_copy(0, batch["slot"], x).view(reports, most, INNER)
        for look in self.looks:
            table = look(table, batch["far"], batch["there"])
        x = table.reshape(-1, INNER)[batch["slot"]]
        three = torch.cat([x[at] * has[:, None] for at, has in zip(batch["three"], batch["has"], strict=True)], 1)
        found = {field: scorer(x, batch[field]) for field, scorer in self.scorers.items()}
        return found | {"measure": self.measure(three, batch["ruled"])}
