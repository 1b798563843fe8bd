"""What is kept of the lists: until it changes, and put together before anybody asks."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from starlette.testclient import TestClient
from tests.show.asking import figure, post
from tests.show.synth import talmara

from selon.ledger.ledger import Ledger
from selon.show.app import make_app
from selon.show.settings import DeskSettings
from selon.show.shelf import Shelf


def test_a_list_is_kept_until_a_claim_changes(book: Ledger, desk: TestClient) -> None:
    shelf = Shelf(book)
    first = shelf.threads()
    post(desk, f"/claims/{figure(desk)['claim_id']}/accept", seen=0)
    assert shelf.threads() is first
    book.append(*talmara(report_id="talmara-2", outlet="La Rive"))
    assert len(shelf.threads()[0].mentions) == len(first[0].mentions) + 1


def test_a_rejected_claim_moves_the_lists(book: Ledger, desk: TestClient) -> None:
    shelf = Shelf(book)
    before = sum(a.claims for a in shelf.actors())
    post(desk, f"/claims/{figure(desk)['claim_id']}/reject", seen=0)
    assert sum(a.claims for a in shelf.actors()) == before - 1


def test_a_warm_shelf_answers_what_it_made(book: Ledger) -> None:
    shelf = Shelf(book)
    shelf.warm(Event())
    assert {"counts", "waiting", "threads", "disputes", "dossiers", "actors"} == set(shelf._kept)
    assert shelf.dossiers() is shelf._kept["dossiers"][1]


def test_warming_stops_when_told(book: Ledger) -> None:
    shelf, stop = Shelf(book), Event()
    stop.set()
    shelf.warm(stop)
    assert not shelf._kept


@pytest.mark.parametrize("warm", [True, False])
def test_a_desk_warms_its_shelf_when_asked_to(settings: DeskSettings, monkeypatch: pytest.MonkeyPatch, *, warm: bool) -> None:
    told: list[Event] = []
    monkeypatch.setattr(Shelf, "warm", lambda _, stop: told.append(stop))
    with TestClient(make_app(replace(settings, warm=warm))):
        pass
    assert [stop.is_set() for stop in told] == [True] * warm
