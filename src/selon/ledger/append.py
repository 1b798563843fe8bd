"""Write reports and their records into a ledger, each whole or not at all.

In: rows made by `rows.make_rows`. Out: what became of each report. Reading the same report twice adds nothing; a newer
reader replaces machine values and keeps the old ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Insert, func, insert, select, update

from selon.errors import BrokenInvariant
from selon.ledger import full_text
from selon.ledger.review import keep_decisions
from selon.ledger.rows import Grounds, ReportRows, Row
from selon.ledger.tables import claims, readings, reports, sensitive, set_asides

# files of these kinds hold many reports and have no lines to tell them apart
_MANY_IN_ONE = frozenset({"application/feed", "application/ninjs+json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """What became of a report: `new`, `edition` (known id, other text), `reread`, `older` (kept as history), `unchanged`."""

    key: int
    report_id: str
    edition: int
    outcome: str


def now() -> str:
    """Return the present moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def reader_version(reader: str) -> tuple[int, ...]:
    """Return the version of a reader as numbers that can be compared; what follows `+` has no say.

    >>> reader_version("selon 0.10.1+fr.abc") > reader_version("selon 0.9.0")
    True
    """
    return tuple(int(n) for n in re.findall(r"\d+", reader.partition("+")[0]))


def append_rows(connection: Connection, batch: Sequence[ReportRows]) -> list[Appended]:
    """Write a batch of reports in the transaction of the connection."""
    done: list[Appended] = []
    written: list[tuple[Appended, int, bool, ReportRows]] = []
    for rows in batch:
        appended, reading, current = _append_report(connection, rows)
        done.append(appended)
        if reading is not None:
            written.append((appended, reading, current, rows))
    _append_claims(connection, written)
    _append_rest(connection, written)
    # what people decided stands over what a newer reader found
    keep_decisions(connection, [appended.key for appended in done if appended.outcome == "reread"])
    return done


def _append_report(connection: Connection, rows: ReportRows) -> tuple[Appended, int | None, bool]:
    """Write the report and its reading; return its key, the reading's if it is a new one, and whether it is current."""
    known = connection.execute(
        select(reports.c.key, reports.c.edition).where(
            reports.c.report_id == rows.report_id, reports.c.content_sha256 == rows.content_sha256
        )
    ).one_or_none()
    if known is None:
        key, edition = _add_report(connection, rows)
        _mend(connection, rows)
        reading = _add_reading(connection, key, rows, current=True)
        outcome = "new" if edition == 1 else "edition"
        return Appended(key=key, report_id=rows.report_id, edition=edition, outcome=outcome), reading, True
    found = connection.execute(select(readings).where(readings.c.report == known.key)).all()
    same = next((r for r in found if (r.reader, r.given_sha256) == (rows.reader, rows.given_sha256)), None)
    current = next((r for r in found if r.current), None)

    def became(outcome: str) -> Appended:
        return Appended(key=known.key, report_id=rows.report_id, edition=known.edition, outcome=outcome)

    older = current is not None and reader_version(rows.reader) < reader_version(current.reader)
    if same is not None and (same.current or older):
        return became("unchanged"), None, True
    if older:
        return became("older"), _add_reading(connection, known.key, rows, current=False), False
    _retire(connection, known.key)
    _mend(connection, rows)
    connection.execute(update(reports).where(reports.c.key == known.key).values(**rows.report))
    if same is not None:
        _bring_back(connection, known.key, same.key)
        full_text.index_reports(connection, [{"report": known.key, **rows.search}])
        return became("reread"), None, True
    return became("reread"), _add_reading(connection, known.key, rows, current=True), True


def _add_report(connection: Connection, rows: ReportRows) -> tuple[int, int]:
    last = connection.execute(select(func.max(reports.c.edition)).where(reports.c.report_id == rows.report_id)).scalar()
    edition = (last or 0) + 1
    values = {**rows.text, **rows.report, "edition": edition, "received_at": now(), "status": "usable"}
    key = _inserted(connection, insert(reports).values(values))
    return key, edition


def _mend(connection: Connection, rows: ReportRows) -> None:
    """Make it history that a file or line gave no report: now it gives one."""
    origin, line = rows.text["origin"], rows.text["origin_line"]
    many = str(rows.text["media_type"]) in _MANY_IN_ONE or str(origin).lower().endswith((".json", ".json.gz"))
    if line is None and many:
        return  # what was set aside may have been another report of the same file
    connection.execute(
        update(set_asides)
        .where(set_asides.c.report.is_(None), set_asides.c.current, set_asides.c.origin == origin)
        .where(set_asides.c.origin_line.is_not_distinct_from(line))
        .values(current=False)
    )


def _add_reading(connection: Connection, report: int, rows: ReportRows, *, current: bool) -> int:
    values = {
        "report": report,
        "reader": rows.reader,
        "given_sha256": rows.given_sha256,
        "read_at": now(),
        "current": current,
        "head": rows.head,
    }
    return _inserted(connection, insert(readings).values(values))


def _inserted(connection: Connection, statement: Insert) -> int:
    key = connection.execute(statement).inserted_primary_key
    if key is None:
        raise BrokenInvariant("a row was written and has no key")
    return int(key[0])


def _retire(connection: Connection, report: int) -> None:
    """Make what earlier readings of a report found history."""
    for table in (readings, claims, sensitive, set_asides):
        connection.execute(update(table).where(table.c.report == report, table.c.current).values(current=False))


def _bring_back(connection: Connection, report: int, reading: int) -> None:
    """Make a reading that was history the current one again."""
    connection.execute(update(readings).where(readings.c.key == reading).values(current=True))
    for table in (claims, sensitive, set_asides):
        mine = (table.c.report == report) & (table.c.reading == reading)
        connection.execute(update(table).where(mine).values(current=True))


def _append_claims(connection: Connection, written: Iterable[tuple[Appended, int, bool, ReportRows]]) -> None:
    pairs = [
        ({**claim.row, "reading": reading, "report": appended.key, "current": current}, claim.evidence)
        for appended, reading, current, rows in written
        for claim in rows.claims
    ]
    if not pairs:
        return
    keys = _write_claims(connection, [row for row, _ in pairs])
    grounds: list[tuple[object, ...]] = [(key, *ground) for key, (_, found) in zip(keys, pairs, strict=True) for ground in found]
    if grounds:
        _write_evidence(connection, grounds)


def _write_claims(connection: Connection, rows: list[Row]) -> Sequence[int]:
    """Write claims and return their keys, in order."""
    if connection.dialect.name == "sqlite":
        # SQLite gives keys back only row by row, three times as slow; nobody else writes in this transaction
        first = (connection.execute(select(func.max(claims.c.key))).scalar() or 0) + 1
        connection.execute(insert(claims), [{**row, "key": key} for key, row in enumerate(rows, first)])
        return range(first, first + len(rows))
    return connection.execute(insert(claims).returning(claims.c.key, sort_by_parameter_order=True), rows).scalars().all()


def _write_evidence(connection: Connection, rows: list[tuple[object, ...]]) -> None:
    """Write evidence as the driver takes it: there are 200 to 400 rows for a report, and binding by name costs 2 ms more."""
    names = ", ".join(f'"{name}"' for name in ("claim", *Grounds._fields))
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    marks = ", ".join([mark] * (1 + len(Grounds._fields)))
    connection.exec_driver_sql(f"INSERT INTO evidence ({names}) VALUES ({marks})", rows)  # noqa: S608 - names of our own columns


def _append_rest(connection: Connection, written: Sequence[tuple[Appended, int, bool, ReportRows]]) -> None:
    names: list[Row] = []
    left: list[Row] = []
    words: list[Row] = []
    seen_at = now()
    for appended, reading, current, rows in written:
        belongs: Row = {"report": appended.key, "reading": reading, "current": current}
        names += [{**row, **belongs} for row in rows.sensitive]
        left += [{**row, **belongs, "seen_at": seen_at} for row in rows.set_asides]
        if current:
            words.append({"report": appended.key, **rows.search})
    if names:
        connection.execute(insert(sensitive), names)
    if left:
        connection.execute(insert(set_asides), left)
    full_text.index_reports(connection, words)


def append_set_aside(connection: Connection, row: Row) -> bool:
    """Write something that gave no report, once; say whether it was new."""
    same = select(set_asides.c.key).where(
        set_asides.c.report.is_(None),
        set_asides.c.current,
        *(set_asides.c[name].is_not_distinct_from(row[name]) for name in ("origin", "origin_line", "reason", "detail")),
    )
    if connection.execute(same.limit(1)).first() is not None:
        return False
    connection.execute(insert(set_asides).values({**row, "report": None, "reading": None, "current": True, "seen_at": now()}))
    return True


def find_unread(connection: Connection, wanted: Sequence[tuple[str, str, str]], reader: str) -> set[tuple[str, str, str]]:
    """Return which (report id, content hash, given hash) this reader has yet to read."""
    rows = connection.execute(
        select(reports.c.report_id, reports.c.content_sha256, readings.c.given_sha256, readings.c.reader, readings.c.current)
        .join(readings, readings.c.report == reports.c.key)
        .where(reports.c.report_id.in_({w[0] for w in wanted}))
    ).all()
    newest = {(r.report_id, r.content_sha256): r.reader for r in rows if r.current}
    mine = reader_version(reader)
    done = {
        (r.report_id, r.content_sha256, r.given_sha256)
        for r in rows
        if r.reader == reader and (r.current or reader_version(newest[r.report_id, r.content_sha256]) > mine)
    }
    return set(wanted) - done
