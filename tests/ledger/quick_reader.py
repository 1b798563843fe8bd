"""A program for tests: `selon read` with a reader that needs no model, as slow as it is told.

    python quick_reader.py SECONDS PATH LEDGER

An import of this file does nothing: the tests' own process keeps the real reader.
"""

from __future__ import annotations

import signal
import sys
import time
import types

READER = "selon 9.9.9"


def main(seconds: float, path: str, book: str) -> int:
    """Read with a stand-in: the real one's model takes seconds to come, and these tests start a dozen programs."""
    # a shell that runs tests in the background lets all that it starts ignore Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)
    stand_in = types.ModuleType("selon.journey")
    stand_in.READER = READER  # type: ignore[attr-defined]
    stand_in.read_many = None  # type: ignore[attr-defined]
    sys.modules["selon.journey"] = stand_in

    from selon.cli.app import run
    from selon.ledger import intake
    from selon.model.record import Figure, Record, ReportHead
    from selon.model.report import Report
    from selon.model.span import Span

    def quick_record(report: Report) -> Record:
        head = ReportHead(id=report.id, language="fr", published=report.published, published_by=None)
        figures = tuple(
            Figure(span=Span(at, at + 1), low=1, high=1, qualifier="exact", measure="killed", group="people")
            for at in range(min(20, len(report.clean)))
        )
        return Record(report=head, figures=figures, reader=READER)

    def read_quickly(reports: list[Report]) -> list[Record]:
        time.sleep(seconds)
        return [quick_record(report) for report in reports]

    intake.read_safely = read_quickly  # type: ignore[assignment]
    intake.BATCH = 8
    return run(["read", path, "--ledger", book])


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), sys.argv[2], sys.argv[3]))
