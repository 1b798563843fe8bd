"""How fast a ledger takes reports and answers, at 2,000 reports."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.sample import Row, peak_megabytes, reports

from selon.journey import read_many
from selon.ledger.digest import digest
from selon.ledger.ledger import Ledger, open_ledger
from selon.ledger.rows import make_rows
from selon.ledger.stored import ClaimFilter
from selon.ledger.verify import verify_ledger

READ, TIMES, BATCH = 100, 20, 32


def rows() -> Iterator[Row]:
    """Yield the rows."""
    found = reports(READ)
    pairs = list(zip(found, read_many(found), strict=True))
    # the same records under other ids: what is measured is the ledger, not the reader
    many = [
        (replace(report, id=f"{report.id}-{n}"), replace(record, report=replace(record.report, id=f"{report.id}-{n}")))
        for n in range(TIMES)
        for report, record in pairs
    ]
    begin = time.process_time()
    made = [make_rows(report, record) for report, record in many]
    yield Row("making rows", (time.process_time() - begin) * 1000 / len(many), "ms a report")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "livre.sqlite"
        begin = time.perf_counter()
        ledger = open_ledger(path)
        yield Row("making a ledger", (time.perf_counter() - begin) * 1000, "ms")
        wall, begin = time.perf_counter(), time.process_time()
        for at in range(0, len(made), BATCH):
            ledger.append_many(made[at : at + BATCH])
        yield Row("writing", (time.process_time() - begin) * 1000 / len(many), "ms a report")
        yield Row("writing, by the clock on the wall", (time.perf_counter() - wall) * 1000 / len(many), "ms a report")
        yield from _questions(ledger)
        yield Row("size", path.stat().st_size / len(many) / 1024, "KB a report")
        begin = time.perf_counter()
        problems = verify_ledger(ledger)
        yield Row("verify", time.perf_counter() - begin, f"s ({len(problems)} problems)")
        begin = time.perf_counter()
        digest(ledger)
        yield Row("digest", time.perf_counter() - begin, "s")
        ledger.close()
    yield Row("peak memory", peak_megabytes(), "MB")


def _questions(ledger: Ledger) -> Iterator[Row]:
    questions: dict[str, Callable[[], object]] = {
        "search, one word": lambda: ledger.search("attaque"),
        "search, two words and a beginning": lambda: ledger.search("selon ministere civil*"),
        "figures by measure and place, 50 of them": lambda: ledger.claims(
            ClaimFilter(kind="figure", measure="killed", place="a"), order="published", limit=50
        ),
        "counts": ledger.counts,
    }
    for name, ask in questions.items():
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            ask()
            times.append(time.perf_counter() - begin)
        yield Row(name, statistics.median(times) * 1000, "ms")
