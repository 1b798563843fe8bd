from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from selon.ledger import review
from selon.ledger.digest import digest
from selon.ledger.ledger import Ledger, open_ledger
from selon.ledger.stored import ClaimFilter
from selon.ledger.verify import verify_ledger
from selon.model.record import Record
from selon.model.report import Report, SetAside

ReadReport = Callable[..., tuple[Report, Record]]


def test_a_sound_ledger_has_no_problem(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    ledger.append(*read_report(reader="selon 2.0.0"))
    assert verify_ledger(ledger) == []


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ("UPDATE evidence SET words = '13' WHERE words = '12'", "words"),
        ("UPDATE evidence SET start = start + 1", "words"),
        ("UPDATE reports SET clean_text = replace(clean_text, '12', '13')", "text"),
        ("UPDATE readings SET current = 0", "reading"),
        ("UPDATE claims SET current = 0 WHERE kind = 'figure'", "reading"),
        ("DELETE FROM reports", "foreign key"),
    ],
)
def test_a_change_behind_the_programs_back_is_seen(ledger: Ledger, read_report: ReadReport, change: str, check: str) -> None:
    ledger.append(*read_report())
    raw = ledger.engine.raw_connection()
    raw.cursor().execute("PRAGMA foreign_keys = OFF")
    raw.cursor().execute(change)
    raw.close()
    ledger.close()
    assert check in {problem.check for problem in verify_ledger(ledger)}


def test_a_damaged_file_is_told(tmp_path: Path, read_report: ReadReport) -> None:
    path = tmp_path / "livre.sqlite"
    with open_ledger(path) as ledger:
        for number in range(20):
            ledger.append(*read_report(f"r{number}"))
    data = bytearray(path.read_bytes())
    data[8192:60000] = bytes(len(data[8192:60000]))
    path.write_bytes(data)
    with open_ledger(path, create=False) as ledger:
        assert verify_ledger(ledger)


def test_the_digest_does_not_depend_on_the_order_of_coming(tmp_path: Path, read_report: ReadReport) -> None:
    with open_ledger(tmp_path / "a.sqlite") as a, open_ledger(tmp_path / "b.sqlite") as b:
        for ledger, names in ((a, "xyz"), (b, "zyx")):
            for name in names:
                ledger.append(*read_report(name))
                ledger.set_aside(SetAside(reason="empty", detail="the file is empty", origin=f"vide-{name}"))
        assert digest(a) == digest(b)


def test_the_digest_sees_every_difference(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    before = digest(ledger)
    with ledger.writing() as connection:
        connection.execute(text("UPDATE evidence SET rule = 'autre' WHERE field = 'period'"))
    assert digest(ledger) != before


def test_what_people_decided_is_sound_over_readings_and_a_forged_trail_is_seen(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    toll, children = ledger.claims(ClaimFilter(kind="figure"))
    with ledger.writing() as connection:
        review.correct(connection, toll.claim_id, {"low": 15}, review.Hand(who="Anne", seen=0, why="relu"))
        review.reject(connection, children.claim_id, review.Hand(who="Anne", seen=0))
    assert verify_ledger(ledger) == []
    ledger.append(*read_report(reader="selon 2.0.0", low=13))
    assert verify_ledger(ledger) == []
    assert [figure["low"] for figure in ledger.record(toll.report)["figures"]] == [15]
    with ledger.writing() as connection:
        # who forges takes the guards away first
        for (guard,) in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {guard}"))
        connection.execute(text("UPDATE trail SET who = 'Paul' WHERE action = 'correct'"))
    assert {problem.check for problem in verify_ledger(ledger)} == {"trail"}
