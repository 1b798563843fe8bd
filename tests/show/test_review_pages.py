"""Reviewing through the desk: accept, correct, reject, undo, add, and two people at once."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.show.asking import data, figure, post
from tests.show.synth import TALMARA, talmara

from selon.ledger.ledger import Ledger


def test_a_claim_is_accepted_and_leaves_the_queue(desk: TestClient) -> None:
    before = data(desk, "/review.json")
    assert post(desk, f"/claims/{before['claim']['claim_id']}/accept", seen=0).json()["status"] == "accepted"
    after = data(desk, "/review.json")
    assert after["waiting"] == before["waiting"] - 1
    assert after["claim"]["claim_id"] == before["next"]


def test_a_number_is_corrected_only_with_a_reason(desk: TestClient) -> None:
    claim = figure(desk)["claim_id"]
    assert post(desk, f"/claims/{claim}/correct", seen=0, low=45).status_code == 400
    answer = post(desk, f"/claims/{claim}/correct", seen=0, low=45, why="le texte dit 45 plus bas")
    assert answer.json() == {
        "said": "",
        "address": f"/review?claim={claim}",
        "claim_id": claim,
        "status": "corrected",
        "version": 1,
    }
    changed = figure(desk)
    assert (changed["entry"]["low"], changed["status"], changed["machine"]["low"]) == (45, "corrected", 42)
    assert any(row["low"] == 45 for row in data(desk, "/figures.json")["rows"])
    assert data(desk, f"/claims/{claim}.json")["trail"][0]["changes"] == [{"field": "low", "old": 42, "new": 45}]


def test_a_rejected_claim_is_kept_and_no_longer_counted(desk: TestClient) -> None:
    total = data(desk, "/figures.json")["total"]
    claim = figure(desk)["claim_id"]
    post(desk, f"/claims/{claim}/reject", seen=0)
    assert data(desk, "/figures.json")["total"] == total - 1
    assert figure(desk)["status"] == "rejected"
    assert "is-rejected" in desk.get("/reports/1").text
    assert post(desk, f"/claims/{claim}/undo", seen=1).json()["status"] == "machine"
    assert data(desk, "/figures.json")["total"] == total


def test_the_second_to_save_sees_what_the_first_did(desk: TestClient) -> None:
    claim = figure(desk)["claim_id"]
    post(desk, f"/claims/{claim}/correct", seen=0, low=45, why="compté deux fois")
    answer = post(desk, f"/claims/{claim}/reject", seen=0)
    assert answer.status_code == 409
    assert "Ana" in answer.json()["error"] and "compté deux fois" in answer.json()["error"]
    assert figure(desk)["status"] == "corrected"


@pytest.mark.parametrize(
    "fields",
    [
        {"low": "beaucoup"},
        {"low": 50, "high": 10},
        {"qualifier": "perhaps"},
        {"period__start": "hier"},
        {"place__country": "LBN"},
    ],
)
def test_what_no_field_can_hold_is_refused(desk: TestClient, fields: dict[str, object]) -> None:
    claim = figure(desk)["claim_id"]
    assert post(desk, f"/claims/{claim}/correct", seen=0, why="essai", **fields).status_code == 400
    assert figure(desk)["status"] == "machine"


def test_a_claim_is_added_by_marking_words(desk: TestClient) -> None:
    start = TALMARA.index("deux frères")
    answer = post(
        desk, "/reports/1/add", kind="figure", start=start, end=start + 4, low=2, high=2, measure="killed", source__name=""
    )
    assert answer.status_code == 200, answer.text
    added = next(c for c in data(desk, "/reports/1.json")["claims"] if c["status"] == "added")
    assert (added["words"], added["entry"]["low"], added["entry"]["source"]) == ("deux", 2, None)
    assert post(desk, "/reports/1/add", kind="figure", start=start, end=start + 4, low=2).status_code == 400
    assert post(desk, "/reports/1/add", kind="figure", start=0, end=99999, low=2).status_code == 400


def test_a_newer_reader_that_differs_makes_a_task(desk: TestClient, book: Ledger) -> None:
    claim = figure(desk)["claim_id"]
    post(desk, f"/claims/{claim}/correct", seen=0, low=45, why="le texte dit 45")
    book.append(*talmara(reader="selon 0.2.0", low=40.0))
    kept = figure(desk)
    assert (kept["entry"]["low"], kept["conflict"]) == (45, "changed")
    (task,) = data(desk, "/tasks.json")["conflicts"]
    assert task["differences"] == [{"field": "low", "person": 45, "machine": 40}]
    assert post(desk, f"/claims/{claim}/keep", seen=1).status_code == 200
    assert data(desk, "/tasks.json")["conflicts"] == []
    assert figure(desk)["entry"]["low"] == 45


def test_a_correction_reaches_the_dossiers_once_compared(desk: TestClient) -> None:
    claim = figure(desk)["claim_id"]
    assert data(desk, "/tasks.json")["uncompared"] == 0
    post(desk, f"/claims/{claim}/correct", seen=0, low=60, why="le texte dit 60")
    assert data(desk, "/tasks.json")["uncompared"] == 1
    assert post(desk, "/tasks/compare").json()["compared"] == 1
    assert data(desk, "/tasks.json")["uncompared"] == 0
    lows = [f["low"] for d in data(desk, "/dossiers.json")["dossiers"] for f in data(desk, _address(d["key"]))["figures"]]
    assert 60 in lows


def _address(key: str) -> str:
    return "/dossiers/" + key.replace("%", "%25") + ".json"


def test_a_dossier_says_that_a_report_of_it_is_not_compared_yet(desk: TestClient) -> None:
    key = data(desk, "/dossiers.json")["dossiers"][0]["key"]
    assert data(desk, _address(key))["uncompared"] == 0
    post(desk, f"/claims/{figure(desk)['claim_id']}/correct", seen=0, low=60, why="le texte dit 60")
    assert data(desk, _address(key))["uncompared"] == 1
    page = desk.get(_address(key).removesuffix(".json")).text
    assert "1 dépêche de ce dossier a changé depuis la dernière comparaison" in page
    post(desk, "/tasks/compare")
    assert data(desk, _address(key))["uncompared"] == 0
