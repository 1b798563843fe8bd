"""`selon audit`: what the reader saw in a report and could not place."""

from __future__ import annotations

from typing import Annotated

import typer

from selon.cli.terminal import CODES, print_json, tell


def audit(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="FILE")],
    published: Annotated[str | None, typer.Option(help="The day of publication, 2016-10-18.", metavar="DAY")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON for each gap.")] = False,
) -> int:
    """List what was seen and could not be placed.

    Numbers with no claim, quotes with no speaker, places with no point, weekdays with no date, and what was set aside.

    Example: selon audit depeche.txt --published 2018-03-14
    """
    from selon.claims.gaps import find_gaps
    from selon.ingest.given import Given
    from selon.ingest.load import load_reports
    from selon.journey import assemble
    from selon.lang.pack import load_pack
    from selon.model.report import SetAside
    from selon.read.parse import parse

    aside = 0
    for report in load_reports(paths, Given(published=published)):
        if isinstance(report, SetAside):
            aside += 1
            tell(f"set aside: {report.origin}: {report.detail} [{report.reason}]")
            continue
        pack = load_pack(report.language)
        parsed = parse(report, pack)
        for gap in find_gaps(parsed, assemble(parsed, pack), pack):
            words = gap.span.words(report.clean) if gap.span else ""
            if as_json:
                span = list(gap.span) if gap.span else None
                print_json(
                    {"report": report.id, "kind": gap.kind, "span": span, "words": words, "detail": gap.detail}, indent=None
                )
            else:
                line = report.clean.count("\n", 0, gap.span.start) + 1 if gap.span else 1
                # a line of a file of many holds a whole report
                where = f"{report.origin}:{report.line}: {report.id}" if report.line else report.origin or report.id
                print(f"{where}:{line}: {gap.kind}: «{' '.join(words.split())}» {gap.detail}")
    return CODES.left_over if aside else CODES.done
