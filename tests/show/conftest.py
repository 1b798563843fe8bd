"""A desk over a ledger made by hand, and somebody at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.show.synth import fill_ledger

from selon.crosscheck.run import run
from selon.ledger.ledger import Ledger, open_ledger
from selon.show.app import make_app
from selon.show.settings import DeskSettings, hosts_for

BASE = "http://127.0.0.1:8000"
ORIGIN = {"Origin": BASE}


@pytest.fixture(scope="session")
def made_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger that is made once and copied for each test."""
    path = tmp_path_factory.mktemp("livre") / "livre.sqlite"
    with fill_ledger(path) as ledger:
        run(ledger)
        with ledger.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def book(made_book: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger with a disputed toll, a truce, a covered name and a copied dispatch, compared."""
    with open_ledger(shutil.copy(made_book, tmp_path / "livre.sqlite")) as ledger:
        yield ledger


@pytest.fixture
def settings(book: Ledger) -> DeskSettings:
    """The settings of a desk on loopback."""
    return DeskSettings(ledger=book, secret="tests", hosts=hosts_for("127.0.0.1", 8000), token="jeton", who="Ana")


@pytest.fixture
def stranger(settings: DeskSettings) -> Iterator[TestClient]:
    """Somebody who has not come in."""
    with TestClient(make_app(settings), base_url=BASE, headers=ORIGIN) as client:
        yield client


@pytest.fixture
def desk(stranger: TestClient) -> TestClient:
    """Somebody who came in with the token."""
    assert stranger.get("/login?token=jeton").status_code == 200
    return stranger
