"""The gate of `make eval`: floors hold, sink, rise, and never fall."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
Scores = dict[str, tuple[float, ...]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    found = importlib.util.spec_from_file_location("selon_eval_run", ROOT / "eval" / "run.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors.json")
    return module


def scores(value: float) -> Scores:
    return {"figures found": (value, value, value, 1, 1, 1)}


def test_a_floor_that_holds_passes(run: ModuleType) -> None:
    run.FLOORS.write_text(json.dumps({"figures found": 0.9}))
    assert run.gate(scores(0.9), update=False) == 0


def test_a_floor_that_sinks_fails_and_is_named(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    run.FLOORS.write_text(json.dumps({"figures found": 0.9}))
    assert run.gate(scores(0.89), update=False) == 1
    assert "FLOOR SUNK figures found: 0.890 under 0.900" in capsys.readouterr().out


def test_a_line_that_is_gone_has_sunk(run: ModuleType) -> None:
    run.FLOORS.write_text(json.dumps({"figures found": 0.9}))
    assert run.gate({}, update=False) == 1


def test_update_raises(run: ModuleType) -> None:
    run.FLOORS.write_text(json.dumps({"figures found": 0.9}))
    run.gate(scores(0.95), update=True)
    assert json.loads(run.FLOORS.read_text())["figures found"] == pytest.approx(0.948)


def test_update_never_lowers(run: ModuleType) -> None:
    run.FLOORS.write_text(json.dumps({"figures found": 0.9}))
    assert run.gate(scores(0.5), update=True) == 1
    assert json.loads(run.FLOORS.read_text())["figures found"] == 0.9


def test_halves_are_fixed_by_the_id(run: ModuleType) -> None:
    halves = [run.half_of(str(number)) for number in range(40)]
    assert halves == [run.half_of(str(number)) for number in range(40)]
    assert set(halves) == {"look", "check"}
