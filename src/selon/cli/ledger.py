"""`selon ledger`: look after a ledger."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from selon.cli.terminal import CODES, print_json, tell

app = typer.Typer(help="Look after a ledger: what is in it, whether it is sound, bring it up to date.", no_args_is_help=True)

File = Annotated[str, typer.Argument(help="A ledger: a file, or postgresql://...", metavar="FILE")]
Json = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]


@app.command()
def info(file: File, as_json: Json = False) -> int:
    """Say what a ledger holds: reports, claims by kind, readers, what was set aside and why."""
    from selon.ledger.ledger import open_ledger

    with open_ledger(file, create=False) as ledger:
        counts, version = ledger.counts(), ledger.version()
    if as_json:
        print_json({"version": version, **asdict(counts)})
        return CODES.done
    print(f"version {version}, {counts.reports} reports, {counts.evidence} pieces of evidence")
    for title, table in (("claims", counts.claims), ("read by", counts.readers), ("set aside", counts.set_asides)):
        for word, number in table.items():
            print(f"{title:<10} {number:>9}  {word}")
    return CODES.done


@app.command()
def verify(file: File, as_json: Json = False) -> int:
    """Check a ledger: the database, foreign keys, every span against its text. Ends with 3 where something is wrong."""
    from selon.ledger.ledger import open_ledger
    from selon.ledger.verify import verify_ledger

    with open_ledger(file, create=False) as ledger:
        problems = verify_ledger(ledger)
    if as_json:
        print_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            print(f"{problem.check}: {problem.where}: {problem.detail}")
        tell(f"{file}: {len(problems)} problems" if problems else f"{file}: sound")
    return CODES.left_over if problems else CODES.done


@app.command()
def digest(file: File) -> int:
    """Print one hash of all that a ledger says; equal for ledgers that hold the same, whatever the order of coming."""
    from selon.ledger.digest import digest as digest_of
    from selon.ledger.ledger import open_ledger

    with open_ledger(file, create=False) as ledger:
        print(digest_of(ledger))
    return CODES.done


@app.command()
def upgrade(file: File) -> int:
    """Bring a ledger of an older selon up to date. Nothing in it is lost; keep a copy of the file all the same."""
    from selon.ledger.ledger import upgrade_ledger

    before, after = upgrade_ledger(file)
    tell(f"{file}: version {before} to {after}" if before != after else f"{file}: version {after} already")
    return CODES.done
