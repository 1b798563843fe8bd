"""Connect to the database of a ledger.

In: an address (a path, `sqlite:///...`, `postgresql+psycopg://...`). Out: an engine whose connections hold foreign keys,
wait for one another and begin as asked. What the database refuses becomes a `LedgerError` in one clear line.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from selon.errors import BadSetting, LedgerBusy, LedgerError, MissingExtra

# how long a writer waits for another one; a batch of 32 reports is written in under a second
WAIT_MS = 60_000
# every writer of a PostgreSQL ledger takes this lock first: one at a time, as SQLite has it
WRITE_LOCK = 0x5E10


def ledger_url(address: str | Path) -> URL:
    """Return the address of a ledger as a URL; a plain path is a SQLite file.

    Raises:
        BadSetting: neither SQLite nor PostgreSQL.

    >>> ledger_url("livre.sqlite").render_as_string()
    'sqlite:///livre.sqlite'
    """
    written = str(address)
    if "://" not in written:
        return URL.create("sqlite", database=written)
    if written.startswith("postgresql://"):
        written = written.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        url = make_url(written)
    except ArgumentError:
        raise BadSetting("not the address of a ledger", where=written) from None
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise BadSetting("a ledger lives in SQLite or PostgreSQL", where=url.render_as_string())
    return url


def connect(url: URL) -> Engine:
    """Return an engine for a ledger; nothing is opened yet."""
    try:
        engine = create_engine(url, json_serializer=_json, pool_pre_ping=url.get_backend_name() != "sqlite")
    except NoSuchModuleError:
        raise BadSetting("a ledger lives in SQLite or PostgreSQL", where=url.render_as_string()) from None
    except ModuleNotFoundError:
        raise MissingExtra("PostgreSQL needs psycopg", hint="run: pip install 'selon[postgresql]'") from None
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # transactions are begun below: sqlite3's own way of opening them leaves changes of tables outside
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    # with WAL a killed program loses nothing that was committed; only a power cut may lose the last commits
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # a writer that asks for the lock at once waits its turn; one that asks in the middle would be refused
    writes = connection.get_execution_options().get("selon_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that writes: all of it is kept, or nothing."""
    with _in_clear_words(engine), engine.connect() as connection:
        writer = connection.execution_options(selon_write=True)
        with writer.begin():
            if engine.dialect.name == "postgresql":
                writer.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITE_LOCK})
            yield writer


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction that reads one state of the ledger."""
    with _in_clear_words(engine), engine.connect() as connection, connection.begin():
        yield connection


# what SQLite says, and what a person can do about it
_SAID = (
    ("database or disk is full", "the disk is full", "make room and run the same command again: what was finished is kept"),
    ("disk I/O error", "the disk could not be written or read", "look at the disk's space and rights; what was finished is kept"),
    ("file is not a database", "this file is not a ledger", ""),
    ("malformed", "the file is damaged", "run: selon ledger verify FILE"),
    ("readonly", "the ledger may not be written to", "look at the rights of the file and of its folder"),
    ("unable to open", "the ledger cannot be opened", "does its folder exist, and may you write there?"),
)


@contextmanager
def _in_clear_words(engine: Engine) -> Iterator[None]:
    """Turn what the database says into an error of the ledger."""
    where = engine.url.database if engine.dialect.name == "sqlite" else engine.url.render_as_string()
    try:
        yield
    except OperationalError as error:
        raise _clear(error, where or "") from error
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and type(error.orig) is sqlite3.DatabaseError:
            raise _clear(error, where or "") from error
        raise


def _clear(error: DatabaseError, where: str) -> LedgerError:
    said = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    if "locked" in said or "busy" in said:
        return LedgerBusy("somebody else is writing and did not finish", where=where, hint="try again in a moment")
    for words, message, hint in _SAID:
        if words in said:
            return LedgerError(message, where=where, hint=hint)
    return LedgerError(said, where=where)
