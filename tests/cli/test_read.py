from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from selon.cli.app import run
from selon.journey import read_many
from selon.ledger import intake
from selon.model.record import Record
from selon.model.report import Report

FRENCH = "Selon la mairie, au moins 12 civils ont été tués mardi dans le bombardement du marché."


@pytest.fixture
def dispatch(tmp_path: Path) -> Path:
    path = tmp_path / "depeche.txt"
    path.write_text(FRENCH, encoding="utf-8")
    return path


def test_a_report_is_read_into_a_ledger_once(tmp_path: Path, dispatch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = str(tmp_path / "livre.sqlite")
    assert run(["read", str(dispatch), "--ledger", book, "--published", "2018-03-14"]) == 0
    assert "1 read" in capsys.readouterr().err
    assert run(["read", str(dispatch), "--ledger", book, "--published", "2018-03-14"]) == 0
    assert "1 unchanged" in capsys.readouterr().err


def test_a_record_is_printed_as_one_line_of_json(dispatch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(dispatch), "--json", "--outlet", "Le Courrier", "--published", "2018-03-14"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    record = json.loads(line)
    assert record["report"]["outlet"] == "Le Courrier"
    assert [(FRENCH[slice(*f["span"])], f["qualifier"]) for f in record["figures"]] == [("12", "at_least")]


def test_a_person_is_told_in_lines(dispatch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(dispatch)]) == 0
    assert "12 or more civilians killed" in capsys.readouterr().out


def test_records_are_written_by_id_also_where_the_ledger_has_them(tmp_path: Path, dispatch: Path) -> None:
    arguments = ["read", str(dispatch), "--records", str(tmp_path / "fiches"), "--ledger", str(tmp_path / "livre.sqlite")]
    for _ in range(2):
        assert run(arguments) == 0
    (record,) = (tmp_path / "fiches").iterdir()
    assert record.name == "depeche.json"
    assert json.loads(record.read_text(encoding="utf-8"))["report"]["id"] == "depeche"


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FRENCH.encode())))
    assert run(["read", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"]


GARBAGE = {
    "vide.txt": b"",
    "binaire.txt": bytes(range(256)) * 20,
    "anglais.txt": b"The government said on Monday that twelve civilians were killed in the attack on the market.",
    "casse.pdf": b"%PDF-1.4\nrien de plus",
    "page.html": b"<html><body><nav>Accueil Menu</nav></body></html>",
    "lignes.jsonl": b'{"text": 12}\n{ pas du JSON\n',
}


@pytest.mark.parametrize("name", GARBAGE)
def test_bad_input_is_one_clear_line_that_names_the_file(
    tmp_path: Path, dispatch: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / name
    bad.write_bytes(GARBAGE[name])
    assert run(["read", str(bad), str(dispatch), "--json"]) == 3
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if line.startswith("set aside: ")]
    assert len(lines) == GARBAGE[name].count(b"\n{") + 1
    assert all(str(bad) in line for line in lines)
    assert "1 read" in said.err
    assert "Traceback" not in said.err
    assert ["report" in json.loads(line) for line in said.out.splitlines()].count(True) == 1


def test_a_line_of_many_is_named_by_its_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lignes.jsonl"
    path.write_text(json.dumps({"text": FRENCH}) + "\n{ pas du JSON\n", encoding="utf-8")
    assert run(["read", str(path), "--json"]) == 3
    assert f"set aside: {path}:2: " in capsys.readouterr().err


def test_a_report_that_breaks_the_reader_is_set_aside_and_the_night_goes_on(
    tmp_path: Path, dispatch: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "autre.txt"
    other.write_text(FRENCH.replace("mairie", "préfecture"), encoding="utf-8")
    read = intake.read_safely

    def breaks(reports: list[Report]) -> list[Record | intake.Failure]:
        def read_one(some: list[Report], *, language: str) -> list[Record]:
            if any("préfecture" in report.clean for report in some):
                raise ZeroDivisionError("une faute")
            return list(read_many(some, language=language))

        return read(reports, read_one)

    monkeypatch.setattr(intake, "read_safely", breaks)
    book = tmp_path / "livre.sqlite"
    assert run(["read", str(dispatch), str(other), "--ledger", str(book)]) == 3
    said = capsys.readouterr().err
    assert f"{other}: ZeroDivisionError: une faute (trace " in said
    assert "1 read, 1 set aside" in said
    monkeypatch.undo()
    assert run(["read", str(dispatch), str(other), "--ledger", str(book)]) == 0
    assert run(["ledger", "info", str(book)]) == 0
    assert "reader-failed" not in capsys.readouterr().out


def test_two_processes_read_the_same_as_one(tmp_path: Path) -> None:
    path = tmp_path / "depeches.jsonl"
    rows = [{"id": f"d{n}", "text": FRENCH.replace("12", str(n))} for n in range(10, 80)]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    digests = []
    for jobs in ("1", "2"):
        book = tmp_path / f"livre-{jobs}.sqlite"
        assert run(["read", str(path), "--ledger", str(book), "--jobs", jobs]) == 0
        digests.append(digest_of(book))
    assert digests[0] == digests[1]


def digest_of(book: Path) -> str:
    from selon.ledger.digest import digest
    from selon.ledger.ledger import open_ledger

    with open_ledger(book) as ledger:
        assert ledger.counts().reports == 70
        return digest(ledger)
