"""The same ledger on PostgreSQL: a real server, started here where one is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from selon.errors import LedgerVersionMismatch, SpanMismatch
from selon.ledger.digest import digest
from selon.ledger.ledger import Ledger, open_ledger
from selon.ledger.schema import metadata
from selon.ledger.stored import ClaimFilter
from selon.ledger.verify import verify_ledger
from selon.model.record import Record
from selon.model.report import Report, SetAside

ReadReport = Callable[..., tuple[Report, Record]]

pytestmark = pytest.mark.postgresql


def server_programs() -> Path | None:
    """Where initdb and pg_ctl are: on the path, or where Debian puts them."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted((p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")), reverse=True)
    return next((folder for folder in found if (folder / "pg_ctl").exists()), None)


def as_somebody(command: list[str]) -> list[str]:
    """A server refuses to run as root: then it is run as `nobody`."""
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The folder with the socket of a running server."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed here (initdb and pg_ctl)")
    # short: the path of a socket has 107 bytes
    folder = Path(tempfile.mkdtemp(prefix="selon-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", "nogroup")
    data = str(folder / "data")
    init = [str(programs / "initdb"), "-D", data, "-A", "trust", "-U", "selon", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(as_somebody(init), check=True, capture_output=True, cwd=folder)
    control = [str(programs / "pg_ctl"), "-D", data, "-w"]
    options = f"-k {folder} -c listen_addresses='' -F"
    begin = as_somebody([*control, "-o", options, "-l", str(folder / "log"), "start"])
    subprocess.run(begin, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    yield folder
    subprocess.run(as_somebody([*control, "-m", "immediate", "stop"]), check=True, capture_output=True, cwd=folder)
    shutil.rmtree(folder)


numbers = count()


@pytest.fixture
def address(server: Path) -> str:
    """The address of a new, empty database."""
    name = f"livre{next(numbers)}"
    engine = create_engine(f"postgresql+psycopg://selon@/postgres?host={server}", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return f"postgresql://selon@/{name}?host={server}"


@pytest.fixture
def book(address: str) -> Iterator[Ledger]:
    with open_ledger(address) as opened:
        yield opened


def test_it_holds_what_a_file_holds(book: Ledger, ledger: Ledger, read_report: ReadReport) -> None:
    for one in (book, ledger):
        one.append(*read_report("a"))
        one.append(*read_report("b", extra=" Un autre texte."))
        one.append(*read_report("b"))
        one.append(*read_report("a", reader="selon 2.0.0", low=14))
        one.set_aside(SetAside(reason="empty", detail="the file is empty", origin="vide.txt"))
    assert digest(book) == digest(ledger)
    assert verify_ledger(book) == []
    assert book.counts() == ledger.counts()
    assert [r.report_id for r in book.reports()] == [r.report_id for r in ledger.reports()]


def test_reading_twice_adds_nothing(book: Ledger, read_report: ReadReport) -> None:
    book.append(*read_report())
    before = digest(book)
    assert book.append(*read_report()).outcome == "unchanged"
    assert book.unread([read_report()[0]], "selon 1.0.0") == []
    assert digest(book) == before


@pytest.mark.parametrize(
    ("sought", "found"),
    [("TREVE", 1), ('"acceptent la trêve"', 1), ("accept*", 1), ("accept", 0), ("l'hopital", 0), ("", 0), ("a & | !", 1)],
)
def test_it_is_searched_like_a_file(book: Ledger, read_report: ReadReport, sought: str, found: int) -> None:
    book.append(*read_report())
    assert len(book.search(sought)) == found


def test_claims_are_filtered_like_in_a_file(book: Ledger, read_report: ReadReport) -> None:
    book.append(*read_report())
    wanted = ClaimFilter(kind="figure", source="sante", place="tourville", since="2018-03-13", until="2018-03-13")
    assert [c.entry["low"] for c in book.claims(wanted, order="published")] == [12]


def test_the_migrations_make_the_tables_of_today(book: Ledger) -> None:
    def tables_only(name: str | None, kind: str, _: object) -> bool:
        return not (kind == "table" and str(name).startswith(("report_search", "alembic_version")))

    with book.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": tables_only, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_newer_ledger_is_refused(address: str, book: Ledger) -> None:
    with book.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerVersionMismatch, match="newer selon"):
        open_ledger(address)


def test_a_text_with_a_null_character_is_refused(book: Ledger, read_report: ReadReport) -> None:
    with pytest.raises(SpanMismatch, match="no database keeps"):
        book.append(*read_report(extra="\0"))
    assert book.counts().reports == 0
