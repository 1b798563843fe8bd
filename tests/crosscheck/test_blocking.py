from __future__ import annotations

import random
from itertools import combinations

import pytest

from selon.crosscheck.blocking import blocks_of, pairs_of
from selon.crosscheck.figure import Compared, ordinal

from .making import COUNTRY, NEARBY, TOWN, figure, named

WORLD = named("monde", precision="world")
SAHEL = named("Sahel", precision="region")
ELSEWHERE = named("Kassala", country="SD", latitude=15.4, longitude=36.4)
PLACES = (TOWN, NEARBY, COUNTRY, ELSEWHERE, SAHEL, WORLD, None)


def told(chance: random.Random, number: int) -> Compared:
    """Return a figure: an act of some days, a toll of months or one with no day."""
    start = chance.choice(("2031-05-02", "2031-05-09", "2031-01-01", None))
    end = {"2031-05-02": "2031-05-04", "2031-05-09": "2031-05-09", "2031-01-01": "2031-05-01", None: None}[start]
    return figure(
        number,
        hour=chance.randrange(24),
        place=chance.choice(PLACES),
        number=chance.choice((4, 12, 50)),
        measure=chance.choice(("killed", "wounded", "affected")),
        claim=number,
        start=ordinal(start),
        end=ordinal(end, last=True),
    )


def share(a: Compared, b: Compared) -> bool:
    """Say whether two figures share a block, as the head of `blocking` tells it."""
    mine, theirs = blocks_of(a), blocks_of(b)
    if mine.is_act and theirs.is_act and set(mine.stretches) & set(theirs.stretches):
        return True
    fields = set(mine.fields) & set(theirs.fields)
    if fields:
        return not (mine.is_act and theirs.is_act)
    return mine.number is not None and mine.number == theirs.number


@pytest.mark.parametrize("seed", range(5))
def test_figures_that_share_a_block_meet_once(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    figures = [told(chance, number) for number in range(25)]
    found = [(a.claim, b.claim) for a, b in pairs_of(figures)]
    assert sorted(found) == [(a.claim, b.claim) for a, b in combinations(figures, 2) if share(a, b)]
