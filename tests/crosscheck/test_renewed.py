"""What a run mends, where a few reports are new, is what putting all together anew gives."""

from __future__ import annotations

import importlib
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select

from selon import crosscheck
from selon.crosscheck import heads as heads_module
from selon.crosscheck.clusters import all_clusters
from selon.crosscheck.heads import CLUSTERS, find_heads, keep_heads
from selon.crosscheck.settled import Heads, settle_reports, settled_of
from selon.ledger.ledger import Ledger, open_ledger
from selon.ledger.tables_findings import figure_clusters, kept_lists, settled_figures
from selon.model.record import Figure

from .making import counted, place, put, said_by

WORDS = ("un premier bilan", "un second bilan", "un dernier bilan")
TOWNS = {f"Ville{n}": (10.0 + n, -3.0 + n) for n in range(5)}
SHOWN, SPARE = 2, 3


@pytest.fixture
def small_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let lists be short, so that floors are met, and let no run compare everything."""
    monkeypatch.setattr(heads_module, "HEADS_KEPT", SHOWN)
    monkeypatch.setattr(heads_module, "SPARE", SPARE)
    monkeypatch.setattr(importlib.import_module("selon.crosscheck.run"), "MANY_NEW", 2)


def figures(chance: random.Random, text: str, reading: int) -> tuple[Figure, ...]:
    """Return the figures of a report: tolls of a town, some a part of another, some with no place or day."""
    found: list[Figure] = []
    for words in chance.sample(WORDS, chance.choice((0, 0, 1, 1, 2, 3) if reading else (1, 2))):
        town, (latitude, longitude) = chance.choice(list(TOWNS.items()))
        more: dict[str, Any] = {"place": place(town, latitude=latitude, longitude=longitude)}
        if chance.random() < 0.05:
            more["place"] = chance.choice((None, place("Mali", precision="country")))
        if found and chance.random() < 0.2:
            more["part_of"] = found[0].span
        more["day"] = None if chance.random() < 0.05 else chance.choice(("2031-05-09", "2031-05-02", "2031-04-11"))
        more["measure"] = chance.choice(("killed", "killed", "wounded"))
        more["source"] = said_by(chance.choice(("mairie", "hôpital")))
        found.append(counted(text, words, chance.choice((3, 8, 8, 14, 25)), **more))
    return tuple(found)


def report(ledger: Ledger, chance: random.Random, number: int, reading: int) -> None:
    """Put a report into a ledger, or read one that is there anew: its figures are corrected or all taken back."""
    text = f"Dépêche {number} : {', puis '.join(WORDS)}, selon la mairie ou l'hôpital de la ville numéro {number}."
    hour = random.Random(number).randrange(24)  # noqa: S311 - always the same for a report
    told = {"published": f"2031-05-10T{hour:02d}:00:00+00:00", "reader": f"selon 0.{reading}"}
    put(ledger, f"d{number}", text, figures=figures(chance, text, reading), **told)


def groups_kept(connection: Connection) -> set[frozenset[int]]:
    found: dict[int, set[int]] = {}
    for claim, root in connection.execute(select(figure_clusters.c.claim, figure_clusters.c.root)):
        found.setdefault(root, set()).add(claim)
    assert all(root in group for root, group in found.items())
    return {frozenset(group) for group in found.values()}


def check(ledger: Ledger) -> None:
    """Hold what was kept against what all relations and all entries give."""
    with ledger.reading() as connection:
        every = find_heads(connection)
        assert crosscheck.dossiers(ledger, SHOWN) == every[:SHOWN] == find_heads(connection, SHOWN)
        assert groups_kept(connection) == {frozenset(group) for group in all_clusters(connection).groups}
        known = Heads()
        known.need(connection)
        anew = {figure.claim: figure for figure in settle_reports(connection, known)}
        assert settled_of(connection, known, set(anew)) == anew
        assert {claim for (claim,) in connection.execute(select(settled_figures.c.claim))} == set(anew)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("small_lists")
def test_a_mended_list_is_the_list_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    anew: list[int] = []

    def counted_anew(connection: Connection) -> None:
        anew.append(1)
        keep_heads(connection)

    monkeypatch.setattr(heads_module, "keep_heads", counted_anew)
    runs = 14
    with open_ledger(tmp_path / "livre.sqlite") as ledger:
        made = 0
        for reading in range(runs):
            for _ in range(chance.choice((1, 2, 5, 8)) if reading else 45):
                again = made > 0 and chance.random() < (0.7 if reading else 0)
                report(ledger, chance, chance.randrange(made) if again else made, reading)
                made += not again
            crosscheck.run(ledger)
            check(ledger)
    assert 1 <= len(anew) < runs


@pytest.mark.usefixtures("small_lists")
def test_a_ledger_that_an_older_selon_compared_is_caught_up(tmp_path: Path) -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    with open_ledger(tmp_path / "livre.sqlite") as ledger:
        for number in range(20):
            report(ledger, chance, number, 0)
        crosscheck.run(ledger)
        with ledger.writing() as connection:
            connection.execute(delete(settled_figures))
            connection.execute(delete(figure_clusters))
            connection.execute(delete(kept_lists).where(kept_lists.c.name == CLUSTERS))
        report(ledger, chance, 20, 1)
        crosscheck.run(ledger)
        with ledger.reading() as connection:
            assert crosscheck.dossiers(ledger, SHOWN) == find_heads(connection)[:SHOWN]
            assert groups_kept(connection) == {frozenset(group) for group in all_clusters(connection).groups}
