"""The desk over a ledger in PostgreSQL: the same pages, the same review. Skipped where no server is installed."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.ledger.test_postgresql import address, server
from tests.show.asking import data, figure, post
from tests.show.conftest import BASE, ORIGIN
from tests.show.synth import fill_book, talmara
from tests.show.test_pages import address_of, twin

from selon.crosscheck.run import run
from selon.ledger.ledger import open_ledger
from selon.ledger.trail import check_trail
from selon.show.app import make_app
from selon.show.pages import PAGES
from selon.show.settings import DeskSettings, hosts_for

__all__ = ["address", "server"]
pytestmark = pytest.mark.postgresql


def test_each_page_and_the_review_work(address: str) -> None:
    with open_ledger(address) as ledger:
        fill_book(ledger)
        run(ledger)
        settings = DeskSettings(ledger=ledger, secret="tests", hosts=hosts_for("127.0.0.1", 8000), token="jeton", who="Ana")
        with TestClient(make_app(settings), base_url=BASE, headers=ORIGIN) as desk:
            desk.get("/login?token=jeton")
            for page in PAGES:
                where = address_of(page.name, desk)
                assert (desk.get(where).status_code, desk.get(twin(where)).status_code) == (200, 200), where
            claim = figure(desk)["claim_id"]
            assert post(desk, f"/claims/{claim}/correct", seen=0, low=45, why="relu").json()["status"] == "corrected"
            ledger.append(*talmara(reader="selon 0.2.0", low=40.0))
            assert figure(desk)["conflict"] == "changed"
            assert post(desk, f"/claims/{claim}/keep", seen=1).status_code == 200
            assert data(desk, "/tasks.json")["conflicts"] == []
        with ledger.reading() as connection:
            assert check_trail(connection).ok
