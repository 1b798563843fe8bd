"""The ledger itself: open one, append reports, ask questions.

    ledger = open_ledger("livre.sqlite")
    ledger.append(report, record)
    ledger.claims(ClaimFilter(kind="figure", measure="killed"))

In: a path or an address. Refused: a database of another kind, an older or newer schema (says which command helps).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine

from selon.errors import BadSetting, BrokenInvariant, SelonError
from selon.ledger import lookups
from selon.ledger.append import Appended, append_rows, append_set_aside, find_unread
from selon.ledger.connect import connect, ledger_url, reading, writing
from selon.ledger.rows import ReportRows, content_hash, given_hash, make_rows, set_aside_row
from selon.ledger.schema import check_version, head_version, ledger_version, make_tables
from selon.ledger.stored import ClaimFilter, Counts, Evidence, Hit, ReportText, StoredClaim, StoredReport, StoredSetAside
from selon.model.record import Record
from selon.model.report import Report, SetAside


class Ledger:
    """An open ledger. Use `reading()` and `writing()` for several questions or changes that belong together."""

    def __init__(self, engine: Engine) -> None:
        """Keep the engine; `open_ledger` makes one."""
        self.engine = engine

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @property
    def address(self) -> str:
        """Return the path of a SQLite file, or the address without its password."""
        url = self.engine.url
        return str(url.database) if self.engine.dialect.name == "sqlite" else url.render_as_string()

    def reading(self) -> AbstractContextManager[Connection]:
        """Give a connection that sees one state of the ledger."""
        return reading(self.engine)

    def writing(self) -> AbstractContextManager[Connection]:
        """Give a connection whose changes are kept together or not at all; one writer at a time."""
        return writing(self.engine)

    def append(self, report: Report, record: Record) -> Appended:
        """Write a report and its record in one transaction; say what became of it.

        Raises:
            SpanMismatch: a span of the record does not fit the text; nothing is written.
        """
        return self.append_many([make_rows(report, record)])[0]

    def append_many(self, batch: Sequence[ReportRows], set_asides: Sequence[dict[str, object]] = ()) -> list[Appended]:
        """Write reports and files that gave none, prepared by `rows`, in one transaction."""
        with self.writing() as connection:
            done = append_rows(connection, batch)
            # after the reports: a report makes it history that its file once gave none, not what was just seen beside it
            for row in set_asides:
                append_set_aside(connection, row)
            return done

    def set_aside(self, seen: SetAside, *, content: str | None = None, trace: str | None = None) -> bool:
        """Write down a file or a line that gave no report; return whether it was new."""
        with self.writing() as connection:
            return append_set_aside(connection, set_aside_row(seen, content=content, trace=trace))

    def unread(self, reports: Iterable[Report], reader: str) -> list[Report]:
        """Return those reports that this version of the reader has yet to read."""
        wanted = [((r.id, content_hash(r), given_hash(r)), r) for r in reports]
        with self.reading() as connection:
            left = find_unread(connection, [key for key, _ in wanted], reader)
        return [report for key, report in wanted if key in left]

    def reports(self, *, outlet: str | None = None, limit: int | None = None, offset: int = 0) -> list[StoredReport]:
        """Return the reports, the latest published first."""
        with self.reading() as connection:
            return lookups.list_reports(connection, outlet=outlet, limit=limit, offset=offset)

    def report(self, key: int | str) -> StoredReport | None:
        """Return a report by its key, or the last edition under an id."""
        with self.reading() as connection:
            if isinstance(key, int):
                return lookups.find_report(connection, key)
            editions = lookups.find_editions(connection, key)
        return editions[-1] if editions else None

    def text(self, key: int) -> ReportText:
        """Return the text of a report.

        Raises:
            BrokenInvariant: no such report.
        """
        with self.reading() as connection:
            found = lookups.find_text(connection, key)
        if found is None:
            raise BrokenInvariant(f"no report {key}", where=self.address)
        return found

    def record(self, key: int) -> dict[str, Any]:
        """Return the current record of a report as JSON."""
        with self.reading() as connection:
            return lookups.record_of(connection, key)

    def claims(
        self, wanted: ClaimFilter | None = None, *, order: str = "text", limit: int | None = None, offset: int = 0
    ) -> list[StoredClaim]:
        """Return the claims that are asked for; without a filter, all current ones."""
        with self.reading() as connection:
            return lookups.list_claims(connection, wanted or ClaimFilter(), order=order, limit=limit, offset=offset)

    def claim(self, claim_id: str) -> StoredClaim | None:
        """Return the current claim under an id, or else the last one that was."""
        with self.reading() as connection:
            found = lookups.list_claims(connection, ClaimFilter(claim_id=claim_id, current=None))
        return max(found, key=lambda c: (c.current, c.key), default=None)

    def evidence(self, claim: StoredClaim) -> list[Evidence]:
        """Return the words behind the fields of a claim."""
        with self.reading() as connection:
            return lookups.find_evidence(connection, claim.key)

    def set_asides(self, report: int | None = None) -> list[StoredSetAside]:
        """Return what was set aside of a report, or without one the files and lines that gave none."""
        with self.reading() as connection:
            return lookups.list_set_asides(connection, report)

    def search(self, sought: str, *, limit: int = 50) -> list[Hit]:
        """Return the reports that hold the words, best first; case and accents do not count."""
        with self.reading() as connection:
            return lookups.search(connection, sought, limit=limit)

    def counts(self) -> Counts:
        """Return how much there is."""
        with self.reading() as connection:
            return lookups.count_all(connection)

    def version(self) -> str:
        """Return the version of the tables."""
        with self.reading() as connection:
            return ledger_version(connection) or "0000"


def open_ledger(address: str | Path, *, create: bool = True) -> Ledger:
    """Open a ledger, and make it where there is none yet.

    Raises:
        BadSetting: no such file and `create` is false.
        LedgerVersionMismatch: an older or newer schema; names the command.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as dossier, open_ledger(f"{dossier}/livre.sqlite") as ledger:
    ...     ledger.counts().reports
    0
    """
    engine = connect(ledger_url(address))
    try:
        if _is_new(engine):
            if not create:
                raise BadSetting("no ledger there", where=str(address), hint="selon read PATH --ledger FILE makes one")
            make_tables(engine)
        check_version(engine)
    except SelonError:
        engine.dispose()
        raise
    return Ledger(engine)


def _is_new(engine: Engine) -> bool:
    """Say whether there is no ledger yet: no file, or an empty database."""
    database = engine.url.database
    if engine.dialect.name == "sqlite" and database and not (Path(database).exists() and Path(database).stat().st_size):
        return True
    with reading(engine) as connection:
        return ledger_version(connection) is None


def upgrade_ledger(address: str | Path) -> tuple[str, str]:
    """Bring a ledger up to date; return its version before and after.

    Raises:
        BadSetting: no ledger there.
    """
    url = ledger_url(address)
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        raise BadSetting("no ledger there", where=str(address))
    engine = connect(url)
    try:
        with reading(engine) as connection:
            before = ledger_version(connection) or "0000"
        make_tables(engine)
        check_version(engine)
    finally:
        engine.dispose()
    return before, head_version()
