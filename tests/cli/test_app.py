from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from selon.cli.app import app, run


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["inconnu"], 2, "No such command 'inconnu'"),
        (["read"], 2, "Missing argument"),
        (["read", "x.txt", "--jobs", "0"], 2, "--jobs"),
        (["read", "x.txt", "--published", "demain"], 1, "'demain' is no date"),
        (["read", "x.txt", "--ledger", "mysql://hote/base"], 1, "SQLite or PostgreSQL"),
        (["ledger", "info", "nulle/part.sqlite"], 1, "no ledger there"),
        (["ledger", "upgrade", "nulle/part.sqlite"], 1, "no ledger there"),
        (["why", "Il pleut.", "--language", "xx"], 1, "no language pack"),
    ],
)
def test_an_error_is_one_clear_line_and_an_exit_code(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("selon: ")
    assert said in line


def test_a_file_that_is_not_there_is_set_aside(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "nulle-part.txt"]) == 3
    assert "set aside: nulle-part.txt" in capsys.readouterr().err


def test_help_and_version_need_nothing_heavy() -> None:
    program = (
        "import sys; from selon.cli.app import run; code = run(['--version']);"
        "sys.exit(code or any(name in sys.modules for name in ('spacy', 'sqlalchemy', 'alembic', 'numpy', 'rich', 'starlette')))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()[0]) == (0, "selon"), done.stderr


def commands(group: object, name: str) -> list[tuple[str, object]]:
    below = getattr(group, "commands", {})
    return [(name, group)] + [one for word, command in below.items() for one in commands(command, f"{name} {word}")]


def test_every_command_option_and_argument_has_help() -> None:
    import typer

    for name, command in commands(typer.main.get_command(app), "selon"):
        assert command.help, name  # type: ignore[attr-defined]
        for parameter in command.params:  # type: ignore[attr-defined]
            assert parameter.help, f"{name} {parameter.name}"


def test_why_prints_the_rule_and_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "Au moins 12 civils ont été tués.", "--published", "2018-03-14"]) == 0
    said = capsys.readouterr().out
    assert "figure «12»" in said
    assert "qualifier.at_least «Au moins»" in said


def test_why_gives_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "Au moins 12 civils ont été tués.", "--json"]) == 0
    (figure,) = json.loads(capsys.readouterr().out)["figures"]
    assert figure["derivation"]["parts"]


def test_audit_names_what_has_no_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "depeche.txt"
    path.write_text("Il fait froid dans la ville.\nIl y avait 40 chaises dans la salle, mardi.", encoding="utf-8")
    assert run(["audit", str(path)]) == 0
    said = capsys.readouterr().out
    assert f"{path}:2: number-without-claim: «40»" in said
    assert f"{path}:2: weekday-without-date: «mardi»" in said
    assert run(["audit", str(path), "--published", "2018-03-14", "--json"]) == 0
    kinds = [json.loads(line)["kind"] for line in capsys.readouterr().out.splitlines()]
    assert kinds == ["number-without-claim"]


def test_a_ledger_is_looked_after(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from selon.ledger.ledger import open_ledger

    book = str(tmp_path / "livre.sqlite")
    open_ledger(book).close()
    assert run(["ledger", "info", book, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"] == 0
    assert run(["ledger", "verify", book, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(["ledger", "upgrade", book]) == 0
    assert run(["ledger", "digest", book]) == 0


@pytest.mark.parametrize("command", [["why", "Au moins 12 civils ont été tués."], ["read", "depeche.txt"]])
def test_a_language_without_a_pack_is_an_error_of_every_command(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--language", "xx"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "no language pack for 'xx'" in line
