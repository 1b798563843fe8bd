"""One hash of all that a ledger says, whatever the order and the moment of its coming.

Two ledgers with the same digest hold the same reports, readings, claims, evidence and set-asides. Keys and times of
writing have no say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Table, Text, cast, select

from selon.ledger.ledger import Ledger
from selon.ledger.tables import claims, evidence, readings, reports, sensitive, set_asides

# keys are given by the order of coming, moments by the clock
_LEFT_OUT = frozenset({"key", "report", "reading", "claim", "received_at", "read_at", "seen_at"})


def digest(ledger: Ledger) -> str:
    """Return the hash of a ledger's content.

    >>> import tempfile
    >>> from selon.ledger.ledger import open_ledger
    >>> with tempfile.TemporaryDirectory() as d, open_ledger(f"{d}/a.sqlite") as a, open_ledger(f"{d}/b.sqlite") as b:
    ...     digest(a) == digest(b)
    True
    """
    whole = hashlib.sha256()
    with ledger.reading() as connection:
        # sorted here: databases order letters each in its own way
        found = connection.execute(select(reports.c.report_id, reports.c.content_sha256, reports.c.key)).all()
        for _, _, key in sorted(tuple(row) for row in found):
            for line in _of_report(connection, key):
                whole.update(line.encode())
        for line in sorted(_lines(connection, set_asides, set_asides.c.report.is_(None))):
            whole.update(line.encode())
    return whole.hexdigest()


def _of_report(connection: Connection, key: int) -> Iterator[str]:
    yield from _lines(connection, reports, reports.c.key == key)
    for table in (sensitive, set_asides):
        yield from sorted(_lines(connection, table, table.c.report == key))
    read = select(readings.c.key, readings.c.reader, readings.c.given_sha256).where(readings.c.report == key)
    for _, _, reading in sorted((row.reader, row.given_sha256, row.key) for row in connection.execute(read)):
        yield from _lines(connection, readings, readings.c.key == reading)
        yield from _of_reading(connection, reading)


def _of_reading(connection: Connection, reading: int) -> Iterator[str]:
    """Yield each claim with its evidence."""
    joined = evidence.join(claims, claims.c.key == evidence.c.claim)
    grounds: dict[int, list[str]] = {}
    for claim, *values in connection.execute(
        select(evidence.c.claim, *_kept(evidence)).select_from(joined).where(claims.c.reading == reading)
    ):
        grounds.setdefault(claim, []).append(_line(evidence, values))
    found = select(claims.c.key, *_kept(claims)).where(claims.c.reading == reading)
    for key, *values in connection.execute(found.order_by(claims.c.kind, claims.c.position)):
        yield _line(claims, values)
        yield from sorted(grounds.get(key, []))


def _lines(connection: Connection, table: Table, where: ColumnElement[bool]) -> Iterator[str]:
    for row in connection.execute(select(*_kept(table)).where(where)):
        yield _line(table, row)


def _kept(table: Table) -> list[ColumnElement[Any]]:
    """Return the columns that have a say; JSON as it was written, since taking it apart is most of the work."""
    columns = (column for column in table.c if column.name not in _LEFT_OUT)
    return [cast(column, Text) if isinstance(column.type, JSON) else column for column in columns]


def _line(table: Table, values: Iterable[object]) -> str:
    return f"{table.name}\x1f" + "\x1f".join(map(repr, values)) + "\n"
