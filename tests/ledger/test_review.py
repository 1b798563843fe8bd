"""Decisions of people: kept over a newer reader, undone, and chained so that no change goes unseen."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError
from tests.conftest import made_up

from selon.errors import BadSetting, EditConflict
from selon.ledger.browse import count_conflicts
from selon.ledger.ledger import Ledger
from selon.ledger.review import Hand, Standing, accept, add, correct, keep, reject, release_name, standing, take, undo
from selon.ledger.stored import ClaimFilter
from selon.ledger.trail import check_trail

ANA = Hand(who="Ana", seen=0, why="relu avec le texte")


def toll(ledger: Ledger) -> str:
    """Return the id of the toll: at least 12 civilians."""
    return next(c.claim_id for c in ledger.claims(ClaimFilter(kind="figure")) if c.entry["low"] == 12)


def lows(ledger: Ledger) -> list[float]:
    return [c.entry["low"] for c in ledger.claims(ClaimFilter(kind="figure"))]


@pytest.fixture
def read(ledger: Ledger) -> Ledger:
    """A ledger with one report."""
    ledger.append(*made_up())
    return ledger


def test_a_correction_stands_and_the_machine_value_is_kept(read: Ledger) -> None:
    claim = toll(read)
    with read.writing() as connection:
        correct(connection, claim, {"low": 14}, ANA)
    assert lows(read) == [14, 3]
    with read.reading() as connection:
        found = standing(connection, claim)
    assert found is not None and found.machine is not None
    assert (found.status, found.entry["low"], found.machine["low"], found.version) == ("corrected", 14, 12, 1)


def test_a_correction_survives_a_newer_reader_that_agrees_with_the_old_one(read: Ledger) -> None:
    claim = toll(read)
    with read.writing() as connection:
        correct(connection, claim, {"low": 14}, ANA)
    read.append(*made_up(reader="selon 1.1.0"))
    assert lows(read) == [14, 3]
    with read.reading() as connection:
        found = standing(connection, claim)
    assert found is not None and found.conflict is None


@pytest.mark.parametrize(("new", "conflict"), [(13, "changed"), (14, None), (12, None)])
def test_a_newer_reader_conflicts_only_where_it_says_something_new(read: Ledger, new: float, conflict: str | None) -> None:
    claim = toll(read)
    with read.writing() as connection:
        correct(connection, claim, {"low": 14}, ANA)
    read.append(*made_up(reader="selon 1.1.0", low=new))
    assert lows(read) == [14, 3]
    with read.reading() as connection:
        found = standing(connection, claim)
    assert found is not None and found.conflict == conflict


def test_a_rejected_claim_stays_rejected_under_a_newer_reader(read: Ledger) -> None:
    with read.writing() as connection:
        reject(connection, toll(read), ANA)
    read.append(*made_up(reader="selon 1.1.0"))
    assert lows(read) == [3]


def test_taking_the_readers_value_settles_a_conflict(read: Ledger) -> None:
    claim = toll(read)
    with read.writing() as connection:
        correct(connection, claim, {"low": 14}, ANA)
    read.append(*made_up(reader="selon 1.1.0", low=13))
    with read.writing() as connection:
        found = take(connection, claim, Hand(who="Omar", seen=1))
    assert (found.status, found.entry["low"], found.conflict) == ("accepted", 13, None)
    assert lows(read) == [13, 3]


def test_keeping_the_persons_value_settles_it_until_the_reader_changes_again(read: Ledger) -> None:
    claim = toll(read)
    with read.writing() as connection:
        correct(connection, claim, {"low": 14}, ANA)
    read.append(*made_up(reader="selon 1.1.0", low=13))
    with read.writing() as connection:
        keep(connection, claim, Hand(who="Ana", seen=1))
    for reader, low, conflict in (("selon 1.2.0", 13, None), ("selon 1.3.0", 15, "changed")):
        read.append(*made_up(reader=reader, low=low))
        with read.reading() as connection:
            found = standing(connection, claim)
        assert found is not None and found.conflict == conflict, reader


@pytest.mark.parametrize("settle", [keep, take, reject, accept])
def test_undoing_what_settled_a_conflict_brings_it_back(
    read: Ledger, settle: Callable[[Connection, str, Hand], Standing]
) -> None:
    claim = toll(read)
    with read.writing() as connection:
        correct(connection, claim, {"low": 14}, ANA)
    read.append(*made_up(reader="selon 1.1.0", low=13))
    with read.writing() as connection:
        assert settle(connection, claim, Hand(who="Ana", seen=1)).conflict is None
        back = undo(connection, claim, Hand(who="Ana", seen=2))
    assert back is not None
    assert (back.status, back.entry["low"], back.conflict) == ("corrected", 14, "changed")
    with read.reading() as connection:
        assert count_conflicts(connection) == 1
    # a reader that says again what the person had seen settles it
    read.append(*made_up(reader="selon 1.2.0"))
    with read.reading() as connection:
        assert count_conflicts(connection) == 0


def test_undo_goes_back_step_by_step(read: Ledger) -> None:
    claim = toll(read)
    with read.writing() as connection:
        correct(connection, claim, {"low": 14}, ANA)
        correct(connection, claim, {"low": 15}, Hand(who="Ana", seen=1, why="encore"))
        undo(connection, claim, Hand(who="Ana", seen=2))
    assert lows(read) == [14, 3]
    with read.writing() as connection:
        undo(connection, claim, Hand(who="Ana", seen=3))
    assert lows(read) == [12, 3]
    with read.writing() as connection, pytest.raises(BadSetting):
        undo(connection, claim, Hand(who="Ana", seen=4))


def test_an_added_claim_lives_on_and_can_be_taken_back(read: Ledger) -> None:
    with read.writing() as connection:
        found = add(connection, 1, "event", (0, 5), {"type": "clash"}, ANA)
    read.append(*made_up(reader="selon 1.1.0"))
    assert [c.claim_id for c in read.claims(ClaimFilter(type="clash"))] == [found.claim_id]
    with read.writing() as connection:
        undo(connection, found.claim_id, Hand(who="Ana", seen=1))
    assert read.claims(ClaimFilter(type="clash")) == []


def test_a_source_that_a_person_wrote_is_found_by_the_search(read: Ledger) -> None:
    with read.writing() as connection:
        correct(connection, toll(read), {"source.name": "Croissant-Rouge"}, ANA)
    assert [h.report.report_id for h in read.search("croissant rouge")] == ["depeche"]
    assert read.claims(ClaimFilter(source="croissant"))


def test_the_second_of_two_reviewers_is_told_what_the_first_did(read: Ledger) -> None:
    claim = toll(read)
    said: list[str] = []

    def act(who: str, run: Callable[[Connection, str, Hand], Any]) -> None:
        try:
            with read.writing() as connection:
                run(connection, claim, Hand(who=who, seen=0))
        except EditConflict as error:
            said.append(str(error))

    threads = [Thread(target=act, args=("Ana", accept)), Thread(target=act, args=("Omar", reject))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 1 and ("Ana" in said[0]) != ("Omar" in said[0])
    with read.reading() as connection:
        found = standing(connection, claim)
    assert found is not None and found.version == 1


def test_weighty_changes_ask_for_a_reason(read: Ledger) -> None:
    with read.writing() as connection:
        for changes in ({"low": 14}, {"source.name": "ONU"}, {"qualifier": "exact"}):
            with pytest.raises(BadSetting):
                correct(connection, toll(read), changes, Hand(who="Ana", seen=0))
        correct(connection, toll(read), {"side": "syriens"}, Hand(who="Ana", seen=0))


def reviewed(read: Ledger) -> None:
    claim = toll(read)
    with read.writing() as connection:
        correct(connection, claim, {"low": 14}, ANA)
        accept(connection, claim, Hand(who="Omar", seen=1))
        release_name(connection, 1, (105, 113), ANA)
        assert check_trail(connection).ok


def behind(read: Ledger, statement: str) -> None:
    """Change the file behind the program's back, past its triggers."""
    with read.writing() as connection:
        connection.execute(text("DROP TRIGGER trail_no_update"))
        connection.execute(text("DROP TRIGGER trail_no_delete"))
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE trail SET why = 'autre' WHERE key = 1",
        "UPDATE trail SET who = 'Personne' WHERE key = 2",
        "DELETE FROM trail WHERE key = 1",
        "DELETE FROM trail WHERE key = 2",
        "DELETE FROM trail WHERE key = 3",
        "UPDATE decisions SET status = 'rejected'",
        "DELETE FROM decisions",
        "DELETE FROM releases",
    ],
)
def test_a_change_behind_the_programs_back_is_seen(read: Ledger, statement: str) -> None:
    reviewed(read)
    behind(read, statement)
    with read.reading() as connection:
        assert not check_trail(connection).ok


@pytest.mark.parametrize("statement", ["UPDATE trail SET why = 'autre'", "DELETE FROM trail"])
def test_the_database_itself_lets_no_row_of_the_trail_be_changed(read: Ledger, statement: str) -> None:
    reviewed(read)
    with pytest.raises(DatabaseError, match="only grows"), read.engine.connect() as connection:
        connection.execute(text(statement))
