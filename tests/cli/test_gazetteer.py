from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.cli.app import run


def test_a_name_is_looked_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "find", "alep", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found[0]["country"] == "SY"
    assert 170063 in {place["geonames"] for place in found}


def test_a_name_can_be_looked_up_in_one_country(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "find", "Tripoli", "--country", "lb"]) == 0
    assert all(", LB, " in line for line in capsys.readouterr().out.splitlines())


def test_a_name_that_nobody_bears_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "find", "Xyzzyville"]) == 3
    assert "no place of the name 'Xyzzyville'" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "add", str(tmp_path / "rien.csv")]) == 1
    assert "rien.csv: no such file" in capsys.readouterr().err
