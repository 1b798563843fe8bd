"""The model that is learned: layers that tell each word by those around it, and what stands on them.

The names of its parts are those of the pack's files (see `selon.claims.weigh_words`).
"""

from __future__ import annotations

import math
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from selon.claims.weigh_numbers import MEASURES
from selon.claims.weigh_words import HEADS
from words.start import WIDTH, Start

# the encoder of the start has twelve layers: six are a third of the reading, and read places no worse (.835 against .802)
DEPTH = 6
ATTENTION = 12
INNER = 256
DROPPED = 0.1


def smooth(x: Tensor) -> Tensor:
    """Return the step that numpy does as well (the encoder's own has the exact form)."""
    return functional.gelu(x, approximate="tanh")


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.ao = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.fi, self.fo = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.aln, self.oln = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Return the vectors of the next layer."""
        rows, length, _ = x.shape
        asked, told, given = self.qkv(x).view(rows, length, 3, ATTENTION, -1).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(asked, told, given, attn_mask=mask)
        x = self.aln(x + self.drop(self.ao(seen.transpose(1, 2).reshape(rows, length, WIDTH))))
        return self.oln(x + self.drop(self.fo(functional.gelu(self.fi(x)))))


class Encoder(nn.Module):
    """Pieces of words to vectors."""

    def __init__(self, start: Start) -> None:
        super().__init__()
        given = {name: torch.tensor(value) for name, value in start.tensors.items()}
        self.words = nn.Embedding(len(start.pieces), WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.ln, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(DROPPED)
        self.layers = nn.ModuleList([Layer() for _ in range(DEPTH)])
        with torch.no_grad():
            self.words.weight.copy_(given["emb.word"] + given["emb.type"].view(2, WIDTH)[0])
            self.positions.weight.copy_(given["emb.pos"].view(512, WIDTH))
            self.ln.weight.copy_(given["emb.ln.w"])
            self.ln.bias.copy_(given["emb.ln.b"])
            for at, layer in enumerate(self.layers):
                for kind, part in (("w", "weight"), ("b", "bias")):
                    getattr(layer.qkv, part).copy_(torch.cat([given[f"l{at}.{k}.{kind}"] for k in "qkv"]))
                    for name in ("ao", "aln", "fi", "fo", "oln"):
                        getattr(getattr(layer, name), part).copy_(given[f"l{at}.{name}.{kind}"])

    def forward(self, pieces: Tensor, known: Tensor) -> Tensor:
        """Return a vector for each piece; `known` says which are none but padding."""
        x = self.drop(self.ln(self.words(pieces) + self.positions.weight[: pieces.shape[1]]))
        for layer in self.layers:
            x = layer(x, known[:, None, None, :])
        return x


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
    """All that is learned. Sources and groups are learned beside the rest and not kept: nothing reads them."""

    def __init__(self, start: Start, features: dict[str, int], groups: int) -> None:
        super().__init__()
        self.encoder = Encoder(start)
        self.proj, self.kind, self.measured = nn.Linear(WIDTH, INNER), nn.Embedding(8, INNER), nn.Embedding(32, INNER)
        self.looks = nn.ModuleList([Look(), Look()])
        self.scorers = nn.ModuleDict({field: Scorer(count) for field, count in features.items()})
        self.measure, self.group = Classes(len(MEASURES)), Classes(groups)
        for table in (self.kind, self.measured):
            nn.init.normal_(table.weight, std=0.02)

    def forward(self, batch: dict[str, Any]) -> dict[str, Tensor]:
        """Return for each field the scores of its candidates, for `measure` and `group` those of the classes."""
        rows = self.encoder(batch["pieces"], batch["known"]).reshape(-1, WIDTH)
        told = (rows[batch["rows"]] * batch["shares"][..., None]).sum(1)
        x = self.proj(told) + self.kind(batch["kind"]) + self.measured(batch["measure"])
        reports, most = batch["far"].shape[:2]
        table = x.new_zeros(reports * most, INNER).index_copy(0, batch["slot"], x).view(reports, most, INNER)
        for look in self.looks:
            table = look(table, batch["far"], batch["there"])
        x = table.reshape(-1, INNER)[batch["slot"]]
        three = torch.cat([x[at] * has[:, None] for at, has in zip(batch["three"], batch["has"], strict=True)], 1)
        found = {field: scorer(x, batch[field]) for field, scorer in self.scorers.items()}
        found |= {"measure": self.measure(three, batch["ruled measure"]), "group": self.group(three, batch["ruled group"])}
        return found


class Layers(nn.Module):
    """The layers of the encoder on one window without padding, as they are written into the pack."""

    def __init__(self, encoder: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.ln, self.layers = encoder.ln, encoder.layers

    def forward(self, x: Tensor) -> Tensor:
        """Return the vectors of one window."""
        x = self.ln(x)
        for layer in self.layers:
            parts = layer.qkv(x).reshape(1, -1, 3, ATTENTION, WIDTH // ATTENTION)
            asked, told, given = parts.permute(2, 0, 3, 1, 4).unbind(0)
            drawn = torch.softmax(asked @ told.transpose(-1, -2) / math.sqrt(WIDTH // ATTENTION), -1)
            x = layer.aln(x + layer.ao((drawn @ given).transpose(1, 2).reshape(1, -1, WIDTH)))
            x = layer.oln(x + layer.fo(functional.gelu(layer.fi(x))))
        return x
