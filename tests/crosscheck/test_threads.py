from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from selon import crosscheck
from selon.crosscheck.threads import first_within
from selon.ledger.ledger import Ledger, open_ledger
from selon.model.record import Event, Period, Place
from selon.model.span import Span

from .making import counted, put, said_by, stance, truce

GAO = Place(name="Gao", country="ML", latitude=16.27, longitude=-0.04)
OFFER = "L'état-major propose une trêve de huit heures jeudi à Gao ; les insurgés du Front du fleuve refusent de la respecter."
ANSWER = "La trêve de jeudi à Gao durera onze heures, dit l'état-major, et le Front du fleuve accepte désormais de s'y tenir."
BROKEN = "Des tirs ont tué 3 personnes jeudi à Gao malgré la pause, selon l'hôpital, qui parle de deux roquettes tombées à midi."
ELSEWHERE = "Une trêve est annoncée pour jeudi à Kidal par les anciens de la ville, réunis depuis lundi autour du puits central."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "livre.sqlite") as made:
        by_army: dict[str, Any] = {
            "by": (said_by("état-major", kind="state"),),
            "place": GAO,
            "start": "2031-03-06T08:00:00+00:00",
        }
        offer = truce(
            OFFER,
            "une trêve",
            status="proposed",
            **by_army,
            end="2031-03-06T16:00:00+00:00",
            positions=(stance(OFFER, "refusent de la respecter", "Front du fleuve", "refuses"),),
        )
        put(made, "offre", OFFER, published="2031-03-03T09:00:00+00:00", arrangements=(offer,))
        answer = truce(
            ANSWER,
            "La trêve",
            **by_army,
            end="2031-03-06T19:00:00+00:00",
            positions=(stance(ANSWER, "accepte désormais de s'y tenir", "Front du fleuve", "accepts"),),
        )
        put(made, "réponse", ANSWER, published="2031-03-05T09:00:00+00:00", arrangements=(answer,))
        kidal = Place(name="Kidal", country="ML", latitude=18.44, longitude=1.41)
        put(
            made,
            "ailleurs",
            ELSEWHERE,
            published="2031-03-04T09:00:00+00:00",
            arrangements=(truce(ELSEWHERE, "Une trêve", place=kidal, start="2031-03-06"),),
        )
        put_shots(made)
        crosscheck.run(made)
        yield made


def put_shots(ledger: Ledger) -> None:
    at = BROKEN.index("tirs")
    day = Period(start="2031-03-06", end="2031-03-06")
    shots = Event(span=Span(at, at + len("tirs")), type="shelling", place=GAO, period=day)
    dead = counted(BROKEN, "3", 3, place=GAO, day="2031-03-06")
    put(ledger, "tirs", BROKEN, published="2031-03-06T18:00:00+00:00", events=(shots,), figures=(dead,))


def test_one_truce_in_two_reports_is_one_thread_and_another_town_another(ledger: Ledger) -> None:
    threads = crosscheck.arrangement_threads(ledger)
    assert [[m.report_id for m in t.mentions] for t in threads] == [["offre", "réponse"], ["ailleurs"]]


def test_terms_that_changed_are_told_with_the_report_that_changed_them(ledger: Ledger) -> None:
    thread = crosscheck.arrangement_threads(ledger)[0]
    assert [(c.field, c.before, c.after) for c in thread.changes] == [
        ("status", "proposed", "announced"),
        ("end", "2031-03-06T16:00:00+00:00", "2031-03-06T19:00:00+00:00"),
    ]
    assert (thread.status, thread.end) == ("announced", "2031-03-06T19:00:00+00:00")


def test_positions_over_time_keep_their_words(ledger: Ledger) -> None:
    thread = crosscheck.arrangement_threads(ledger)[0]
    assert [(p.who, p.stance, p.words) for p in thread.positions] == [
        ("Front du fleuve", "refuses", "refusent de la respecter"),
        ("Front du fleuve", "accepts", "accepte désormais de s'y tenir"),
    ]


def test_what_happened_in_its_place_and_window(ledger: Ledger) -> None:
    thread = crosscheck.arrangement_threads(ledger)[0]
    assert {(w.kind, w.type, w.words) for w in crosscheck.events_within(ledger, thread)} == {
        ("event", "shelling", "tirs"),
        ("figure", "killed", "3"),
    }


def test_the_first_of_a_window_and_how_many_there_are(ledger: Ledger) -> None:
    (thread,) = [t for t in crosscheck.arrangement_threads(ledger) if t.place == "Gao"]
    every = crosscheck.events_within(ledger, thread)
    assert first_within(ledger, thread, 1) == (every[:1], len(every))
    assert len(every) > 1
