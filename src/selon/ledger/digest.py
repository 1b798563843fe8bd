"""One hash of all that a ledger says, whatever the order and the moment of its coming.

Two ledgers with the same digest hold the same reports, readings, claims, evidence and set-asides. Keys and times of
writing have no say.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from sqlalchemy import ColumnElement, Connection, Row, Table, select

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
    read = select(readings.c.key).where(readings.c.report == key).order_by(readings.c.reader, readings.c.given_sha256)
    for reading in connection.execute(read).scalars().all():
        yield from _lines(connection, readings, readings.c.key == reading)
        grounds: dict[int, list[str]] = {}
        mine = evidence.c.claim.in_(select(claims.c.key).where(claims.c.reading == reading))
        for row in connection.execute(select(evidence).where(mine)):
            grounds.setdefault(row.claim, []).append(_line(evidence, _named(row)))
        for row in connection.execute(
            select(claims).where(claims.c.reading == reading).order_by(claims.c.kind, claims.c.position)
        ):
            yield _line(claims, _named(row))
            yield from sorted(grounds.get(row.key, []))


def _lines(connection: Connection, table: Table, where: ColumnElement[bool]) -> Iterator[str]:
    for row in connection.execute(select(table).where(where)):
        yield _line(table, _named(row))


def _line(table: Table, row: Mapping[str, object]) -> str:
    values = {k: v for k, v in row.items() if k not in _LEFT_OUT}
    return table.name + json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n"


def _named(row: Row[*tuple[object, ...]]) -> dict[str, object]:
    return {str(name): value for name, value in row._mapping.items()}
