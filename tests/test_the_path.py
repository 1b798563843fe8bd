"""The whole path on the example reports: files, records, a ledger, the cross-check. Each expected value was read in the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import selon
from selon import crosscheck
from selon.cli.app import run
from selon.ledger.ledger import Ledger
from selon.ledger.stored import ClaimFilter

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
Entry = dict[str, Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("path")
    assert run(["read", str(EXAMPLES), "--ledger", str(made / "book.sqlite"), "--records", str(made / "records")]) == 0
    assert run(["crosscheck", str(made / "book.sqlite")]) == 0
    return made


@pytest.fixture(scope="module")
def ledger(folder: Path) -> Iterator[Ledger]:
    with selon.open_ledger(str(folder / "book.sqlite")) as opened:
        yield opened


def entries(folder: Path, name: str, kind: str) -> list[Entry]:
    found: list[Entry] = json.loads((folder / "records" / f"{name}.json").read_text(encoding="utf-8"))[kind]
    return found


def text_of(name: str) -> str:
    lines = (EXAMPLES / "sahel.jsonl").read_text(encoding="utf-8").splitlines()
    return next(str(row["text"]) for row in map(json.loads, lines) if row["id"] == name)


def figure(folder: Path, name: str, words: str, measure: str) -> Entry:
    text = text_of(name)
    found = [f for f in entries(folder, name, "figures") if text[slice(*f["span"])] == words and f["measure"] == measure]
    assert found, f"no {measure} {words!r} in {name}"
    return found[-1]


def said_by(entry: Entry) -> str:
    source = entry["source"]
    assert isinstance(source, dict)
    return str(source["name"])


def test_every_example_is_read(folder: Path) -> None:
    assert len(list((folder / "records").glob("*.json"))) == 14


def test_a_minimum_stays_a_minimum(folder: Path) -> None:
    toll = figure(folder, "ayorou-1", "12", "killed")
    assert (toll["low"], toll["high"], toll["qualifier"], toll["group"]) == (12, None, "at_least", "people")
    assert said_by(toll) in {"Issoufou Garba", "maire de la ville"}


def test_where_and_when(folder: Path) -> None:
    toll = figure(folder, "ayorou-1", "12", "killed")
    place, period = toll["place"], toll["period"]
    assert isinstance(place, dict)
    assert isinstance(period, dict)
    assert (place["name"], place["country"]) == ("Ayorou", "NE")
    assert (period["start"], period["end"]) == ("2021-03-07", "2021-03-07")


def test_a_part_is_tied_to_its_whole(folder: Path) -> None:
    children = figure(folder, "ayorou-1", "six", "wounded")
    assert children["group"] == "children"
    assert children["part_of"] == figure(folder, "ayorou-1", "21", "wounded")["span"]


def test_an_unnamed_source_keeps_its_words(folder: Path) -> None:
    assert "source médicale" in said_by(figure(folder, "ayorou-1", "21", "wounded"))


def test_every_piece_of_evidence_stands_in_its_text(ledger: Ledger) -> None:
    checked = 0
    for report in ledger.reports():
        text = ledger.text(report.key).text.clean
        for claim in ledger.claims(ClaimFilter(report=report.key)):
            for piece in ledger.evidence(claim):
                assert piece.span.words(text) == piece.words
                checked += 1
    assert checked > 500


def test_an_edited_copy_is_found(ledger: Ledger) -> None:
    pairs = {frozenset((str(p["a"]), str(p["b"]))): p["dependence"] for p in crosscheck.relations_json(ledger)["reports"]}
    assert pairs[frozenset(("ayorou-1", "ayorou-2"))] == "copy"
    assert not any(p == "copy" for names, p in pairs.items() if names != frozenset(("ayorou-1", "ayorou-2")))


def test_reading_again_adds_nothing(folder: Path, ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    before = ledger.counts()
    assert run(["read", str(EXAMPLES), "--ledger", str(folder / "book.sqlite")]) == 0
    assert "14 unchanged" in capsys.readouterr().err
    assert ledger.counts() == before
