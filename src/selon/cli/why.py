"""`selon why`: what is read in a sentence, and by which rules and words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from selon.cli.terminal import CODES, print_json


def why(
    sentence: Annotated[str, typer.Argument(help="A sentence, or - for standard input.")],
    published: Annotated[str | None, typer.Option(help="The day of publication, 2016-10-18.", metavar="DAY")] = None,
    language: Annotated[str, typer.Option(help="The language of the sentence.", metavar="CODE")] = "fr",
    as_json: Annotated[bool, typer.Option("--json", help="Print the record with its derivations as JSON.")] = False,
) -> int:
    """Say what is read in a sentence and why: each value with its rule and its words, as a tree.

    Example: selon why "Selon l'ONU, au moins 12 civils ont péri mardi." --published 2018-03-14
    """
    from selon.cli.derivation_tree import record_tree
    from selon.ingest.given import Given
    from selon.journey import read_report
    from selon.model.as_json import record_json
    from selon.model.report import Report
    from selon.model.span import clean_text

    text = sys.stdin.read() if sentence == "-" else sentence
    given = Given(published=published)
    report = Report(id="why", text=clean_text(text.strip()), language=language, published=given.published)
    record = read_report(report)
    if as_json:
        print_json(record_json(record))
        return CODES.done
    from rich.console import Console

    # piped output is not folded: a program or a file reads it
    console = Console(width=None if sys.stdout.isatty() else 200, highlight=False, soft_wrap=True)
    console.print(record_tree(report.clean, record))
    return CODES.done
