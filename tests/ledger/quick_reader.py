"""A program for tests: `selon read` with a reader that needs no model, as slow as it is told.

python quick_reader.py SECONDS PATH LEDGER
"""

from __future__ import annotations

import sys
import time
import types

# in place of the reader itself, whose model takes seconds to come: these tests start a dozen programs
stand_in = types.ModuleType("selon.journey")
READER = stand_in.READER = "selon 9.9.9"  # type: ignore[attr-defined]
stand_in.read_many = None  # type: ignore[attr-defined]
sys.modules["selon.journey"] = stand_in

from selon.cli.app import run  # noqa: E402
from selon.ledger import intake  # noqa: E402
from selon.model.record import Figure, Record, ReportHead  # noqa: E402
from selon.model.report import Report  # noqa: E402
from selon.model.span import Span  # noqa: E402


def read_quickly(reports: list[Report]) -> list[Record | intake.Failure]:
    time.sleep(float(sys.argv[1]))
    return [quick_record(report) for report in reports]


def quick_record(report: Report) -> Record:
    head = ReportHead(id=report.id, language="fr", published=report.published, published_by=None)
    figures = tuple(
        Figure(span=Span(at, at + 1), low=1, high=1, qualifier="exact", measure="killed", group="people")
        for at in range(min(20, len(report.clean)))
    )
    return Record(report=head, figures=figures, reader=READER)


if __name__ == "__main__":
    intake.read_safely = read_quickly  # type: ignore[assignment]
    intake.BATCH = 8
    sys.exit(run(["read", sys.argv[2], "--ledger", sys.argv[3]]))
