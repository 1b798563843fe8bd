from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from selon.cli.app import run


def test_a_name_is_looked_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "find", "alep", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found[0]["country"] == "SY"
    assert 170063 in {place["geonames"] for place in found}


@pytest.mark.parametrize(("name", "kinds"), [("Alep", ["settlement", "province"]), ("Gao", ["settlement", "province"])])
def test_the_town_goes_before_the_province_of_its_name(name: str, kinds: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "find", name, "--json"]) == 0
    assert [place["kind"] for place in json.loads(capsys.readouterr().out)[:2]] == kinds


def test_a_country_stays_before_a_hamlet_of_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "find", "Liban"]) == 0
    assert ", LB, country, " in capsys.readouterr().out.splitlines()[0]


def test_what_was_added_is_told_apart_from_all_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SELON_CACHE", str(tmp_path / "cache"))
    for number, names in enumerate((("Qarvil",), ("Borzane", "Timéra"))):
        path = tmp_path / f"{number}.csv"
        rows = "".join(f"{name},,12.5,-1.5,BF\n" for name in names)
        path.write_text(f"name,other_names,latitude,longitude,country\n{rows}", encoding="utf-8")
        assert run(["gazetteer", "add", str(path)]) == 0
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith("1 places added; 1 of your own in all")
    assert second.endswith("2 places added; 3 of your own in all")


def test_a_name_can_be_looked_up_in_one_country(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "find", "Tripoli", "--country", "lb"]) == 0
    assert all(", LB, " in line for line in capsys.readouterr().out.splitlines())


def test_a_name_that_nobody_bears_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "find", "Xyzzyville"]) == 3
    assert "no place of the name 'Xyzzyville'" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "add", str(tmp_path / "rien.csv")]) == 1
    assert "rien.csv: no such file" in capsys.readouterr().err


GEONAMES = "\t".join(["7", "Qaville", "", "", "nord", "14.5", "P", "PPL", "TD", *[""] * 10])


@pytest.mark.parametrize("command", ["add", "build"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Nom d\xe9vi\xe9,1,2\n".encode("latin-1"), "not text in UTF-8"),
        (b"\x00\x01\x02", "no column|not a CSV|fewer than 15 columns"),
        (b"name,other_names,latitude,longitude,country\nQaville\n", "no number of degrees|fewer than 15 columns"),
        (GEONAMES.encode(), "no column|a number that is none"),
    ],
)
def test_a_file_of_something_else_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, data: bytes, said: str
) -> None:
    path = tmp_path / "lieux.csv"
    path.write_bytes(data)
    assert run(["gazetteer", command, str(path)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert re.search(said, line)
