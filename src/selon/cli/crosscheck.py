"""`selon crosscheck`: hold the reports of a ledger against each other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.terminal import CODES, print_json, spoken, tell

if TYPE_CHECKING:
    from selon.crosscheck.signed import Progress

File = Annotated[str, typer.Argument(help="A ledger: a file, or postgresql://...", metavar="LEDGER")]
Relations = Annotated[
    Path | None,
    typer.Option("--relations", help="Write all relations as JSON into this file (- for standard output).", metavar="FILE"),
]
Language = Annotated[str, typer.Option("--language", help="Language of the reasons: en or fr.")]
Anew = Annotated[bool, typer.Option("--anew", help="Compare everything again; what people decided stays.")]
Json = Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")]

# what the steps of a run are called on the bar
_STEPS = {"texts": "reading texts", "figures": "comparing figures", "pairs": "comparing figures", "lineage": "comparing reports"}


def crosscheck(
    ledger: File, relations: Relations = None, language: Language = "en", anew: Anew = False, as_json: Json = False
) -> int:
    """Compare new reports with all that is there: copies, same origins, same questions, updates, parts, disputes."""
    from selon.crosscheck import relations_json, run
    from selon.ledger.ledger import open_ledger

    spoken(language)
    with open_ledger(ledger, create=False) as opened:
        with _bar() as progress:
            done = run(opened, progress=progress, anew=anew)
        if relations is not None:
            _write(relations, json.dumps(relations_json(opened, language), ensure_ascii=False, indent=1))
    if as_json:
        print_json(asdict(done))
    else:
        tell(
            f"{ledger}: {done.new} of {done.reports} reports compared in {done.seconds:.1f} s; in all {done.relations} relations"
            f" of figures, {done.copies} pairs of copies, {done.same_source} pairs with one origin"
        )
    return CODES.done


def _write(path: Path, text: str) -> None:
    if str(path) == "-":
        print(text)
    else:
        path.write_text(text + "\n", encoding="utf-8")


@contextmanager
def _bar() -> Iterator[Progress | None]:
    """Show a bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step, at, whole: bar.update(task, description=_STEPS.get(step, step), completed=at, total=whole or None)
