"""`selon read`: read reports into a ledger, into files, or onto the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.terminal import CODES, print_json, progress, tell

if TYPE_CHECKING:
    from selon.cli.record_files import RecordFolder
    from selon.ledger.intake import Outcome
    from selon.ledger.ledger import Ledger

GIVEN = "Given with the reports"


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, or - for standard input: text, HTML, PDF, feeds, JSON, JSON Lines, also gzipped.",
            metavar="PATH",
        ),
    ],
    ledger: Annotated[
        str | None, typer.Option(help="Write into this ledger: a file, made if need be, or postgresql://...", metavar="FILE")
    ] = None,
    records: Annotated[
        Path | None, typer.Option(help="Write one JSON record for each report into this folder.", metavar="FOLDER")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="The day of publication, 2016-10-18 or 2016-10-18T08:00+02:00.", rich_help_panel=GIVEN, metavar="DAY"),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published them.", rich_help_panel=GIVEN)] = None,
    credit: Annotated[str | None, typer.Option(help="The credit line: AFP, Reuters avec AP.", rich_help_panel=GIVEN)] = None,
    url: Annotated[str | None, typer.Option(help="The address that they come from.", rich_help_panel=GIVEN)] = None,
    id_: Annotated[str | None, typer.Option("--id", help="The id of the report.", rich_help_panel=GIVEN, metavar="ID")] = None,
    language: Annotated[
        str | None, typer.Option(help="Their language (fr), instead of finding it out.", rich_help_panel=GIVEN, metavar="CODE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print each record as one line of JSON on standard output.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Read also what this version has read before.")] = False,
    jobs: Annotated[int, typer.Option(min=1, help="How many processes read; each takes some 700 MB.")] = 1,
) -> int:
    """Read reports: who says what happened, how many, where, when.

    With --ledger what was read before is not read again. Files that cannot be read, or are not in French, are set aside with
    the reason; the others go on. Ends with 3 where something was set aside.

    Example: selon read depeches/ --ledger livre.sqlite
    """
    from selon.cli.record_files import RecordFolder
    from selon.ingest.given import Given
    from selon.ingest.load import count_reports, load_reports
    from selon.lang.pack import load_pack
    from selon.ledger.intake import read_into
    from selon.ledger.ledger import open_ledger

    if language is not None:
        # a language that no pack knows is an error of the command, not of each report
        load_pack(language)
    given = Given(published=published, outlet=outlet, credit=credit, url=url, id=id_, language=language)
    book = open_ledger(ledger) if ledger else None
    folder = RecordFolder(records) if records is not None else None
    tally = Tally()
    with progress("reading", count_reports(paths)) as advance:
        for outcome in read_into(book, load_reports(paths, given), jobs=jobs, again=again or as_json or records is not None):
            tally.add(outcome)
            show(outcome, records=folder, as_json=as_json, plainly=book is None and records is None and not as_json)
            advance()
    tell_end(tally, book, ledger)
    return CODES.left_over if tally.aside else CODES.done


class Tally:
    """What was read, unchanged and set aside, counted as it comes."""

    def __init__(self) -> None:
        """Start at nothing."""
        self.words: Counter[str] = Counter()
        self.aside: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Count one."""
        self.words[outcome.word] += 1
        if outcome.set_aside is not None:
            self.aside[outcome.set_aside.reason] += 1

    def lines(self) -> Iterator[str]:
        """Give the lines that end the command."""
        counted = [f"{self.words[word]} {word}" for word in ("read", "unchanged", "set aside") if self.words[word]]
        yield ", ".join(counted) or "nothing to read"
        for reason, number in self.aside.most_common():
            yield f"  {number} set aside: {reason}"


def show(outcome: Outcome, *, records: RecordFolder | None, as_json: bool, plainly: bool) -> None:
    """Print or write one outcome in the ways that were asked for."""
    from selon.cli.record_lines import record_lines
    from selon.model.as_json import entry_json, record_json

    if outcome.set_aside is not None:
        seen = outcome.set_aside
        where = f"{seen.origin or '-'}:{seen.line}" if seen.line is not None else seen.origin or "-"
        tell(f"set aside: {where}: {seen.detail} [{seen.reason}]")
        if as_json:
            print_json({"set_aside": entry_json(seen)}, indent=None)
    if outcome.record is None or outcome.report is None:
        return
    if as_json:
        print_json(record_json(outcome.record), indent=None)
    if records is not None:
        records.write(outcome.record)
    if plainly:
        for line in record_lines(outcome.report.clean, outcome.record):
            print(line)


def tell_end(tally: Tally, book: Ledger | None, address: str | None) -> None:
    """Say what was done, on standard error."""
    for line in tally.lines():
        tell(line)
    if book is not None:
        counts = book.counts()
        tell(f"{address}: {counts.reports} reports, {sum(counts.claims.values())} claims")
        book.close()
