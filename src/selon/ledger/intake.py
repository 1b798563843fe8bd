"""A night's run: many reports are read in batches and written into a ledger; one bad report does not stop the others.

In: reports and set-asides as `ingest.load_reports` yields them. Out: what became of each, after it was written. This is the
edge of a batch: whatever the reader raises on a report ends as something set aside, with its traceback.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import groupby, islice

from selon.errors import BrokenInvariant, SelonError
from selon.journey import READER, read_many
from selon.ledger.append import Appended
from selon.ledger.ledger import Ledger
from selon.ledger.rows import ReportRows, Row, content_hash, make_rows, set_aside_row
from selon.model.record import Record
from selon.model.report import Report, SetAside

# large enough for the model to work in step, small enough that a kill costs three seconds of reading
BATCH = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that the reader broke on, with the traceback."""

    said: str
    trace: str

    @property
    def id(self) -> str:
        """Return a short name for the traceback, the same for the same failure."""
        return hashlib.sha256(self.trace.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one report or file: a record, something set aside, or neither where it was read before."""

    report: Report | None = None
    record: Record | None = None
    set_aside: SetAside | None = None
    appended: Appended | None = None

    @property
    def word(self) -> str:
        """Return `read`, `unchanged` or `set aside`."""
        if self.set_aside is not None:
            return "set aside"
        return "unchanged" if self.record is None or (self.appended and self.appended.outcome == "unchanged") else "read"


def read_into(
    ledger: Ledger | None, loaded: Iterable[Report | SetAside], *, jobs: int = 1, again: bool = False
) -> Iterator[Outcome]:
    """Read reports and write them into a ledger; yield what became of each once it is written.

    Args:
        ledger: None to read only.
        loaded: what `load_reports` yields.
        jobs: how many processes read; each takes some 700 MB.
        again: read also what this reader has read before.
    """
    batches = _batches(loaded)
    if ledger is None or again:
        wanted = ((batch, _reports(batch)) for batch in batches)
    else:
        wanted = ((batch, ledger.unread(_reports(batch), READER)) for batch in batches)
    read = _in_turn(wanted) if jobs <= 1 else _by_many(wanted, jobs)
    for batch, reports, results in read:
        yield from _write(ledger, batch, dict(zip(map(id, reports), results, strict=True)))


Batch = list[Report | SetAside]
Wanted = tuple[Batch, list[Report]]
Results = list[Record | Failure]


def _batches(loaded: Iterable[Report | SetAside]) -> Iterator[Batch]:
    source = iter(loaded)
    while batch := list(islice(source, BATCH)):
        yield batch


def _reports(batch: Batch) -> list[Report]:
    return [one for one in batch if isinstance(one, Report)]


def _in_turn(wanted: Iterable[Wanted]) -> Iterator[tuple[Batch, list[Report], Results]]:
    for batch, reports in wanted:
        yield batch, reports, read_safely(reports)


def _by_many(wanted: Iterable[Wanted], jobs: int) -> Iterator[tuple[Batch, list[Report], Results]]:
    """Read in several processes; batches come back in the order in which they went out."""
    # spawned, not forked: a copy of a process with open databases and threads is asking for trouble
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin_work, initargs=(os.getpid(),))
    going: deque[tuple[Batch, list[Report], Future[Results]]] = deque()
    try:
        for batch, reports in wanted:
            going.append((batch, reports, pool.submit(read_safely, reports)))
            if len(going) > 2 * jobs:
                yield _first(going)
        while going:
            yield _first(going)
    except BrokenProcessPool:
        raise BrokenInvariant("a process that reads was killed", hint="is there memory enough? try fewer --jobs") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _first(going: deque[tuple[Batch, list[Report], Future[Results]]]) -> tuple[Batch, list[Report], Results]:
    batch, reports, future = going.popleft()
    return batch, reports, future.result()


def _begin_work(parent: int) -> None:
    """Leave Ctrl-C to the parent, and end when it is gone: a killed parent tells nobody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def read_safely(reports: list[Report], read: Callable[..., Iterable[Record]] = read_many) -> Results:
    """Return the record of each report, or why there is none.

    >>> def reads_nothing(reports, *, language):
    ...     raise ValueError("rien")
    >>> from selon.model.span import clean_text
    >>> read_safely([Report(id="a", text=clean_text("Il pleut."))], reads_nothing)[0].said
    'ValueError: rien'
    """
    results: Results = []
    for language, group in groupby(reports, key=lambda report: report.language):
        results += _read_group(list(group), language, read)
    return results


def _read_group(reports: list[Report], language: str, read: Callable[..., Iterable[Record]]) -> Results:
    try:
        return list(read(reports, language=language))
    except SelonError as error:
        # a language without a pack, say: no mistake of the program
        return [Failure(said=str(error), trace="")] * len(reports)
    except Exception as error:  # noqa: BLE001 - the edge of a batch: the night goes on
        if len(reports) == 1:
            return [Failure(said=f"{type(error).__name__}: {error}", trace=traceback.format_exc())]
        # one of them broke it: each on its own finds which
        return [result for report in reports for result in _read_group([report], language, read)]


def _write(ledger: Ledger | None, batch: Batch, results: dict[int, Record | Failure]) -> Iterator[Outcome]:
    """Write a batch in one transaction; what the ledger refuses at its door is set aside too."""
    outcomes: list[Outcome] = []
    rows: list[ReportRows] = []
    aside: list[Row] = []
    for one in batch:
        if isinstance(one, SetAside):
            outcomes.append(Outcome(set_aside=one))
            aside.append(set_aside_row(one))
            continue
        result = results.get(id(one))
        made = _made(one, result) if ledger is not None and isinstance(result, Record) else None
        refused = result if isinstance(result, Failure) else made if isinstance(made, Failure) else None
        if refused is not None:
            seen = _failed(one, refused)
            outcomes.append(Outcome(report=one, set_aside=seen))
            aside.append(set_aside_row(seen, content=content_hash(one), trace=refused.trace or None))
            continue
        if isinstance(made, ReportRows):
            rows.append(made)
        outcomes.append(Outcome(report=one, record=result if isinstance(result, Record) else None))
    if ledger is None:
        yield from outcomes
        return
    appended = iter(ledger.append_many(rows, aside)) if rows or aside else iter(())
    for outcome in outcomes:
        written = next(appended) if outcome.record is not None else None
        yield Outcome(report=outcome.report, record=outcome.record, set_aside=outcome.set_aside, appended=written)


def _made(report: Report, record: Record) -> ReportRows | Failure:
    try:
        return make_rows(report, record)
    except SelonError as error:
        return Failure(said=str(error), trace=traceback.format_exc())


def _failed(report: Report, failure: Failure) -> SetAside:
    reason = "reader-failed" if failure.trace else "not-readable"
    detail = f"{failure.said} (trace {failure.id})" if failure.trace else failure.said
    return SetAside(reason=reason, detail=detail, origin=report.origin or report.id, line=report.line)
