from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.cli.app import run
from selon.ledger.ledger import open_ledger

from .making import counted, put, said_by

FIRST = "Dix personnes ont été tuées mercredi à Gao, selon la mairie, dans l'explosion d'un dépôt de gaz près du fleuve."
SECOND = "L'explosion de Gao a coûté la vie à 14 personnes, d'après l'hôpital de la ville, qui attend encore des ambulances."


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = tmp_path / "livre.sqlite"
    with open_ledger(path) as made:
        put(made, "a", FIRST, figures=(counted(FIRST, "Dix", 10, source=said_by("mairie")),))
        figures = (counted(SECOND, "14", 14, source=said_by("hôpital")),)
        put(made, "b", SECOND, published="2031-05-10T19:00:00+00:00", figures=figures)
    return str(path)


def test_crosscheck_writes_the_relations(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["crosscheck", ledger, "--relations", str(tmp_path / "r.json"), "--language", "en"]) == 0
    assert "2 of 2 reports compared" in capsys.readouterr().err
    (row,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["figures"]
    assert (row["relation"], row["a"]) == ("updates", {"report": "a", "span": [0, 3]})
    assert row["why"].startswith(
        "Both count the dead (Valbrune) on May 9, 2031; the report that gives 14 is published 11 h later"
    )


def test_crosscheck_again_compares_nothing(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["crosscheck", ledger]) == 0
    assert run(["crosscheck", ledger, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == 0


def test_a_dossier_in_words_and_as_json(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["crosscheck", ledger]) == 0
    assert run(["dossier", "tués, Mali, 9 mai 2031", "--ledger", ledger]) == 0
    shown = capsys.readouterr().out
    assert "Valbrune" in shown
    assert "Dix" in shown
    assert run(["dossier", "killed, Mali, 9 May 2031", "--ledger", ledger, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["question"]["country"] == "ML"
    assert run(["dossier", found["key"], "--ledger", ledger, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["parts"] == found["parts"]


@pytest.mark.parametrize("words", ["bonjour", "tués"])
def test_what_is_no_question_is_one_line(ledger: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["dossier", words, "--ledger", ledger]) != 0
    assert capsys.readouterr().err.count("\n") == 1


def test_no_ledger_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["crosscheck", str(tmp_path / "none.sqlite")]) != 0
    assert "no ledger there" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "label", "reason"),
    [
        (None, "sum: refused.", "One report gives this figure to this source: mairie."),
        ("en", "sum: refused.", "One report gives this figure to this source: mairie."),
        ("fr", "somme : refusée.", "Une dépêche donne ce chiffre à cette source : mairie."),
    ],
)
def test_labels_and_reasons_are_in_one_language(
    ledger: str, language: str | None, label: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["crosscheck", ledger]) == 0
    chosen = ["--language", language] if language else []
    assert run(["dossier", "tués, Valbrune, 9 mai 2031", "--ledger", ledger, *chosen]) == 0
    shown = capsys.readouterr().out
    assert label in shown
    assert f"  {reason}" in shown.splitlines()


@pytest.mark.parametrize("command", [["crosscheck"], ["dossier", "tués, Mali, 9 mai 2031", "--ledger"]])
def test_a_language_that_no_command_speaks_is_refused(
    ledger: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, ledger, "--language", "de"]) == 1
    assert "languages: en, fr" in capsys.readouterr().err


def test_parts_are_printed_under_the_question_that_they_answer(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["crosscheck", ledger]) == 0
    assert run(["dossier", "tués, Mali, mai 2031", "--ledger", ledger, "--language", "fr"]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("parts")
    assert lines[at + 1] == "  les morts, Valbrune, 9 mai 2031  14"
    assert [line.split()[1] for line in lines[at + 2 : at + 4]] == ["10", "14"]
