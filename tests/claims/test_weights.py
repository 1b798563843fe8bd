"""What weighs the places and days of a number: how trees are added up, and what they may not do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from selon.claims import weigh
from selon.claims.weigh_joined import joined, likeliest_of_all
from selon.claims.weigh_numbers import Row
from selon.claims.weigh_words import load_nets
from selon.claims.weights import LEAVES, Weights, load_weights
from selon.journey import read_report
from selon.lang.pack import Pack, load_pack
from selon.model.record import Record
from selon.model.report import Report
from selon.model.span import clean_text

ATTACK = (
    "Mali: neuf soldats tués\n\nNeuf soldats ont été tués mardi à Ménaka, a annoncé l'armée.\n\n"
    "Le ministre s'est rendu à Gao. Dix autres soldats ont été blessés."
)
LATER = (
    "\n\nDix soldats avaient péri lundi à Gao. Le maire de Gao, qui a vu mardi dix blessés, parle à Ménaka de cinq morts de plus."
)


def read(text: str) -> Record:
    return read_report(Report(id="a", text=clean_text(text), published="2021-03-18"))


TREES = ["place", "period"]


def two_trees() -> Weights:
    """Return two trees: the first asks for a near place and then for a town, the second only for a town."""
    leaves = np.zeros((2, LEAVES), np.float32)
    leaves[0, :3] = [1.0, 0.5, -1.0]
    leaves[1, :2] = [0.25, -0.25]
    return Weights(
        names=("distance", "breadth"),
        feature=np.array([0, 1, 1], np.int32),
        threshold=np.array([20.0, 1.0, 1.0], np.float32),
        # the root strikes out both leaves on its left, the node under it the first
        mask=np.array([0b011, 0b001, 0b001], np.uint32),
        first=np.array([0, 2], np.int32),
        leaves=leaves,
        margin=0.0,
    )


@pytest.mark.parametrize(
    ("distance", "breadth", "score"), [(5, 1, 1.25), (5, 4, 0.25), (50, 1, -0.75), (50, 4, -1.25), (20, 1, 1.25)]
)
def test_each_tree_adds_the_leaf_that_is_left(distance: float, breadth: float, score: float) -> None:
    assert two_trees().scores([{"distance": distance, "breadth": breadth}]).tolist() == [score]


def test_each_number_has_its_own_best_candidate() -> None:
    near, far = {"distance": 5.0, "breadth": 1.0, "ruled": 0.0}, {"distance": 50.0, "breadth": 1.0, "ruled": 1.0}
    asked = [[far, near], [{**near, "ruled": 1.0}], [{**near, "ruled": 1.0}, {**far, "ruled": 0.0}]]
    assert [scores.argmax() for scores in two_trees().scored(asked)] == [1, 0, 0]
    assert two_trees().scored([]) == []


def told(*candidates: tuple[str, float]) -> list[tuple[Row, dict[str, float]]]:
    return [(Row(name, (), {"ruled": ruled}), {"ruled": ruled}) for name, ruled in candidates]


def test_numbers_told_in_one_breath_are_judged_together() -> None:
    both, other = told(("Gao", 1.0), ("Mali", 0.0)), told(("Mali", 0.0), ("Niger", 0.0), ("Gao", 1.0))
    whole, part = np.array([0.2, 0.9]), np.array([0.4, 2.0, 0.6])
    assert likeliest_of_all([(both, whole)], 0.2) == ("Mali",)
    # what one of them lacks is none of theirs; Mali is likelier by .7 and less likely by .2
    assert likeliest_of_all([(both, whole), (other, part)], 0.2) == ("Mali",)
    assert likeliest_of_all([(both, whole), (other, part)], 0.3) is None


def test_what_a_candidate_lacks_is_below_every_threshold() -> None:
    assert two_trees().scores([{}, {"distance": 99.0, "breadth": 9.0}]).tolist() == [1.25, -1.25]


@pytest.mark.parametrize("field", TREES)
def test_the_french_trees_ask_only_for_what_is_known(field: str) -> None:
    weights = load_weights(load_pack("fr"), field)
    assert weights is not None
    assert weights.feature.max() < len(weights.names)
    assert len(weights.leaves) == len(weights.first) > 100
    assert "ruled" in weights.names


def test_a_part_and_a_list_are_told_in_one_breath(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[tuple[int, ...]]] = []

    def spy(*given: Any) -> list[tuple[int, ...]]:  # noqa: ANN401
        seen.append(joined(*given))
        return seen[-1]

    monkeypatch.setattr(weigh, "joined", spy)
    read(
        "Un tir a visé Lima lundi. Il a fait huit morts, dont trois enfants, et 20 blessés. La ville est calme. "
        "A Cuzco, six gardes ont été arrêtés dimanche. Le roi est parti."
    )
    # those of Cuzco are told by themselves
    assert seen
    assert all(groups == [(0, 1, 2), (3,)] for groups in seen)


@pytest.mark.parametrize("field", TREES)
def test_every_feature_of_the_trees_is_still_made(field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, set[str]] = {trees: set() for trees in TREES}

    class Watched:
        margin = 0.0

        def __init__(self, field: str) -> None:
            self.field = field

        def scored(self, asked: list[list[dict[str, float]]]) -> list[list[float]]:
            made[self.field].update(*(row for rows in asked for row in rows))
            return [[row["ruled"] for row in rows] for rows in asked]

    weights = load_weights(load_pack("fr"), field)
    assert weights is not None
    monkeypatch.setattr(weigh, "load_weights", lambda _pack, field: Watched(field))
    read(ATTACK + LATER)
    assert set(weights.names) == made[field]


@pytest.mark.parametrize("field", TREES)
def test_every_feature_that_the_nets_know_is_still_made(field: str) -> None:
    weights = load_weights(load_pack("fr"), field)
    assert weights is not None
    nets = load_nets(load_pack("fr"))
    assert nets is not None
    by_words = {"words", "words share", "words over ruled", "words rank"}
    assert {*nets.features[field], *by_words} == set(weights.names)


def rules_of(record: Record) -> set[str]:
    return {p.rule for f in record.figures if f.derivation for p in f.derivation.parts}


def test_without_trees_the_rules_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weigh, "load_weights", lambda _pack, _field: None)
    assert not any(rule.endswith(".weighed") for rule in rules_of(read(ATTACK)))


def test_without_nets_the_rules_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weigh, "load_weights", lambda _pack, _field: turned())
    assert "place.weighed" in rules_of(read(ATTACK))
    monkeypatch.setattr(weigh, "load_nets", lambda _pack: None)
    assert not any(rule.endswith(".weighed") for rule in rules_of(read(ATTACK)))


def test_no_margin_is_met_no_reading_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    def unmoved(pack: Pack, field: str) -> Weights | None:
        found = load_weights(pack, field)
        return replace(found, margin=1e9) if found is not None else None

    monkeypatch.setattr(weigh, "load_weights", unmoved)
    monkeypatch.setattr(weigh, "MARGIN", 1e9)
    with_trees = read(ATTACK).figures
    monkeypatch.setattr(weigh, "load_weights", lambda _pack, _field: None)
    assert read(ATTACK).figures == with_trees


def turned() -> Weights:
    """Return trees that prefer whatever the rules did not give, and a mention to none."""
    leaves = np.zeros((2, LEAVES), np.float32)
    leaves[0, :2], leaves[1, :2] = [1.0, 0.0], [0.0, -5.0]
    nodes = np.array([0, 1], np.int32)
    half, mask = np.full(2, 0.5, np.float32), np.ones(2, np.uint32)
    return Weights(names=("ruled", "none"), feature=nodes, threshold=half, mask=mask, first=nodes, leaves=leaves, margin=0.5)


def test_a_weighed_value_keeps_the_words_and_what_the_rules_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weigh, "load_weights", lambda _pack, field: turned() if field.startswith("place") else None)
    record = read(ATTACK)
    moved = [p for f in record.figures if f.derivation for p in f.derivation.parts if p.rule == "place.weighed"]
    assert moved
    for part in moved:
        assert part.span is not None
        assert part.span.words(ATTACK) in {"Mali", "Ménaka", "Gao"}
        assert any(p.rule.startswith("place.") for p in part.parts[-1:])


def test_a_pack_without_files_has_no_trees(tmp_path: Path) -> None:
    assert load_weights(Pack("xx", tmp_path), "place") is None
