"""Who is let in, and what is believed."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient
from tests.show.asking import figure, form_mark
from tests.show.conftest import BASE, ORIGIN

from selon.errors import BadSetting
from selon.ledger.accounts import add_account
from selon.ledger.ledger import Ledger
from selon.show.app import make_app
from selon.show.settings import DeskSettings, hosts_for

PASSWORD = "quinze lettres au moins"


def test_nobody_sees_a_page_without_coming_in(stranger: TestClient) -> None:
    for address in ("/", "/reports/1", "/figures.json", "/review", "/trail"):
        answer = stranger.get(address)
        assert answer.status_code == 401 and "Talmara" not in answer.text


def test_a_wrong_token_is_refused(stranger: TestClient) -> None:
    assert stranger.get("/login?token=autre").status_code == 403
    assert stranger.get("/").status_code == 401


def test_a_program_comes_in_with_the_token(stranger: TestClient) -> None:
    assert stranger.get("/reports.json", headers={"Authorization": "Bearer jeton"}).status_code == 200
    assert stranger.get("/reports.json", headers={"Authorization": "Bearer faux"}).status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:9999", "localhost", ""])
def test_another_name_for_this_machine_is_refused(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:8001"}])
def test_a_post_from_elsewhere_is_refused(desk: TestClient, headers: dict[str, str]) -> None:
    claim = figure(desk)["claim_id"]
    fields = {"form_mark": form_mark(desk), "seen": "0"}
    assert desk.post(f"/claims/{claim}/accept", data=fields, headers=headers).status_code == 403
    assert figure(desk)["status"] == "machine"


def test_a_form_without_its_mark_is_refused(desk: TestClient) -> None:
    claim = figure(desk)["claim_id"]
    assert desk.post(f"/claims/{claim}/accept", data={"seen": "0", "form_mark": "0" * 32}).status_code == 401
    assert figure(desk)["status"] == "machine"


def test_no_page_holds_an_inline_script_or_style(desk: TestClient) -> None:
    for address in (
        "/",
        "/reports/1",
        "/figures",
        "/dossiers",
        "/arrangements",
        "/timeline",
        "/map",
        "/actors",
        "/review",
        "/tasks",
    ):
        answer = desk.get(address)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", answer.text)
        assert all(" src=" in tag for tag in re.findall(r"<script[^>]*>", answer.text))
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", answer.text), address


def test_the_language_switch_leads_nowhere_else(desk: TestClient) -> None:
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        assert desk.get("/language/en", params={"back": back}, follow_redirects=False).headers["location"] == "/"


@pytest.fixture
def served(book: Ledger) -> DeskSettings:
    """A desk that is served to others, with a reader and a reviewer."""
    with book.writing() as connection:
        add_account(connection, name="lise", role="reader", password=PASSWORD)
        add_account(connection, name="omar", role="reviewer", password=PASSWORD)
    return DeskSettings(ledger=book, secret="tests", hosts=hosts_for("127.0.0.1", 8000), accounts=True)


def come_in(settings: DeskSettings, name: str, password: str = PASSWORD) -> TestClient:
    client = TestClient(make_app(settings), base_url=BASE, headers=ORIGIN)
    client.post("/login", data={"name": name, "password": password})
    return client


def test_a_reader_reads_and_does_not_review(served: DeskSettings) -> None:
    lise, omar = come_in(served, "lise"), come_in(served, "omar")
    claim = figure(lise)["claim_id"]
    mark = form_mark(omar)
    assert lise.post(f"/claims/{claim}/accept", data={"seen": "0", "form_mark": "x"}).status_code == 403
    answer = omar.post(f"/claims/{claim}/accept", data={"seen": "0", "form_mark": mark}, follow_redirects=False)
    assert answer.status_code == 303
    assert figure(lise)["who"] == "omar"


def test_a_reviewer_does_not_release_names(served: DeskSettings) -> None:
    omar = come_in(served, "omar")
    name = omar.get("/reports/1.json").json()["names"][0]
    fields = {"form_mark": form_mark(omar), "start": name["start"], "end": name["end"], "why": "raison"}
    assert omar.post("/reports/1/release", data=fields).status_code == 403


def test_wrong_passwords_are_refused_and_slowed_down(served: DeskSettings) -> None:
    client = TestClient(make_app(served), base_url=BASE, headers=ORIGIN)
    answers = [client.post("/login", data={"name": "lise", "password": "faux"}).status_code for _ in range(6)]
    assert answers == [403] * 5 + [429]
    assert client.post("/login", data={"name": "lise", "password": PASSWORD}).status_code == 429


def test_an_account_that_was_closed_is_out_at_once(served: DeskSettings, book: Ledger) -> None:
    lise = come_in(served, "lise")
    assert lise.get("/reports").status_code == 200
    from selon.ledger.accounts import close_account

    with book.writing() as connection:
        close_account(connection, "lise")
    assert lise.get("/reports").status_code == 401


@pytest.mark.parametrize(("role", "password"), [("chief", PASSWORD), ("reader", "court")])
def test_bad_accounts_are_refused(book: Ledger, role: str, password: str) -> None:
    with book.writing() as connection, pytest.raises(BadSetting):
        add_account(connection, name="x", role=role, password=password)


def test_passwords_are_kept_only_as_hashes(served: DeskSettings, book: Ledger) -> None:
    del served
    with book.reading() as connection:
        kept = connection.exec_driver_sql("SELECT password_hash FROM accounts").scalars().all()
    assert kept and all(h.startswith("$argon2id$") and PASSWORD not in h for h in kept)
