"""A program for tests: `selon read` with a reader that needs no model, as slow as it is told.

python quick_reader.py SECONDS PATH LEDGER
"""

from __future__ import annotations

import sys
import time

from selon.cli.app import run
from selon.journey import READER
from selon.ledger import intake
from selon.model.record import Figure, Record, ReportHead
from selon.model.report import Report
from selon.model.span import Span

SECONDS = float(sys.argv[1])


def read_quickly(reports: list[Report]) -> list[Record | intake.Failure]:
    time.sleep(SECONDS)
    return [quick_record(report) for report in reports]


def quick_record(report: Report) -> Record:
    head = ReportHead(id=report.id, language="fr", published=report.published, published_by=None)
    figures = tuple(
        Figure(span=Span(at, at + 1), low=1, high=1, qualifier="exact", measure="killed", group="people")
        for at in range(min(20, len(report.clean)))
    )
    return Record(report=head, figures=figures, reader=READER)


intake.read_safely = read_quickly  # type: ignore[assignment]
intake.BATCH = 8
sys.exit(run(["read", sys.argv[2], "--ledger", sys.argv[3]]))
