"""`selon export`: a ledger in a format of the field, and what that format could not carry."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from selon.cli.terminal import CODES, print_json, tell

Address = Annotated[str, typer.Argument(help="A ledger: a file, or postgresql://...", metavar="LEDGER")]
Format = Annotated[str, typer.Option("--format", help="csv, jsonl, hxl, annotations, plover, acled or ucdp.")]
Out = Annotated[str, typer.Option("--out", help="The file to write; - for standard output.", metavar="FILE")]
Json = Annotated[bool, typer.Option("--json", help="Print the loss report as JSON; with --out FILE.")]


def export(ledger: Address, format: Format = "csv", out: Out = "-", as_json: Json = False) -> int:
    """Write what the ledger holds in a format; say what the format could not carry.

    Every row says "reported, not verified". Names that nobody released are withheld, what a reviewer rejected is left out,
    and an export whose words do not stand in the texts fails.
    """
    from selon.export.formats import write
    from selon.ledger.ledger import open_ledger

    with open_ledger(ledger, create=False) as opened:
        loss = write(format, opened, sys.stdout if out == "-" else Path(out))
    if as_json and out != "-":
        print_json({"format": loss.format, "rows": loss.rows, "lost": dict(loss.lost)})
    else:
        for line in loss.lines():
            tell(line)
    return CODES.done
