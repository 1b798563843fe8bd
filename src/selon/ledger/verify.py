"""Check that a ledger is sound: the database itself, and all that is promised of what stands in it.

In: an open ledger. Out: the problems found, none where all is well. Nothing is changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, not_, or_, select, text

from selon.errors import LedgerError
from selon.ledger.ledger import Ledger
from selon.ledger.review import DESK
from selon.ledger.tables import claims, evidence, readings, reports
from selon.ledger.tables_review import decisions
from selon.ledger.trail import check_trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong: which check found it, where, and what it is."""

    check: str
    where: str
    detail: str


Check = Callable[[Connection], Iterator[Problem]]


def verify_ledger(ledger: Ledger, *, more: tuple[Check, ...] = ()) -> list[Problem]:
    """Return what is wrong with a ledger; `more` are checks of other parts.

    >>> import tempfile
    >>> from selon.ledger.ledger import open_ledger
    >>> with tempfile.TemporaryDirectory() as dossier, open_ledger(f"{dossier}/livre.sqlite") as ledger:
    ...     verify_ledger(ledger)
    []
    """
    found: list[Problem] = []
    for check in (check_database, check_texts, check_words, check_readings, check_acts, *more):
        try:
            with ledger.reading() as connection:
                found += check(connection)
        except LedgerError as error:
            found.append(Problem(check=check.__name__, where=ledger.address, detail=error.message))
    return found


def check_database(connection: Connection) -> Iterator[Problem]:
    """Ask SQLite for its own checks: pages, indexes, foreign keys."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield Problem(check="database", where="file", detail=said)
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield Problem(check="foreign key", where=f"{table} {row}", detail=f"points to no row of {parent}")


def check_texts(connection: Connection) -> Iterator[Problem]:
    """Hold every text against its hash."""
    for row in connection.execute(select(reports.c.report_id, reports.c.content_sha256, reports.c.clean_text)):
        if hashlib.sha256(row.clean_text.encode()).hexdigest() != row.content_sha256:
            yield Problem(check="text", where=row.report_id, detail="the text is not the one that was read")


def check_words(connection: Connection) -> Iterator[Problem]:
    """Hold the words of every piece of evidence against the text, report by report."""
    texts = connection.execute(select(reports.c.key, reports.c.report_id, reports.c.clean_text).order_by(reports.c.key))
    words = (
        select(evidence.c.start, evidence.c.end, evidence.c.words, evidence.c.field, claims.c.claim_id)
        .join(claims, claims.c.key == evidence.c.claim)
        .order_by(evidence.c.key)
    )
    for report in texts:
        for row in connection.execute(words.where(claims.c.report == report.key)):
            if report.clean_text[row.start : row.end] != row.words:
                detail = f"{row.field}: {row.words!r} does not stand at {row.start} to {row.end}"
                yield Problem(check="words", where=f"{report.report_id}, claim {row.claim_id}", detail=detail)


def check_readings(connection: Connection) -> Iterator[Problem]:
    """See that each report has one current reading, and that current claims are its own or a person's."""
    current = select(readings.c.report, func.count().label("number")).where(readings.c.current).group_by(readings.c.report)
    counted = current.subquery()
    wrong = (
        select(reports.c.report_id, func.coalesce(counted.c.number, 0))
        .outerjoin(counted, counted.c.report == reports.c.key)
        .where(or_(counted.c.number.is_(None), counted.c.number != 1))
    )
    for report, number in connection.execute(wrong):
        yield Problem(check="reading", where=report, detail=f"{number} current readings in place of one")
    # a machine's claim gives way only to a decision; a person's stands though its reading is not the current one
    decided = select(decisions.c.claim_id)
    stray = select(claims.c.claim_id).join(readings, readings.c.key == claims.c.reading)
    stray = stray.where(
        or_(
            claims.c.report != readings.c.report,
            and_(claims.c.current, not_(readings.c.current), readings.c.reader != DESK),
            and_(not_(claims.c.current), readings.c.current, claims.c.claim_id.not_in(decided)),
        )
    )
    for (claim,) in connection.execute(stray):
        yield Problem(check="reading", where=f"claim {claim}", detail="does not go with its reading")


def check_acts(connection: Connection) -> Iterator[Problem]:
    """Hold the trail against its own chain of hashes, and what stands against the trail."""
    for broken in check_trail(connection).broken:
        yield Problem(check="trail", where="trail", detail=broken)
