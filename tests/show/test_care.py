"""Names that must be covered are on no page until somebody asks, and out of exports until somebody says why."""

from __future__ import annotations

from starlette.testclient import TestClient
from tests.show.asking import data, post
from tests.show.test_pages import address_of, twin

from selon.show.pages import PAGES

NAME = "Noura Selm"


def test_a_covered_name_is_on_no_page_and_in_no_twin(desk: TestClient) -> None:
    for page in PAGES:
        address = address_of(page.name, desk)
        assert NAME not in desk.get(address).text, address
        assert NAME not in desk.get(twin(address)).text, address
    assert NAME not in desk.get("/search?q=Noura").text


def test_a_covered_name_is_shown_when_asked_for(desk: TestClient) -> None:
    assert NAME in desk.get("/reports/1?uncover=1").text
    assert data(desk, "/reports/1.json?uncover=1")["uncovered"] is True


def test_a_release_needs_a_reason_and_stands_in_the_trail(desk: TestClient) -> None:
    name = data(desk, "/reports/1.json")["names"][0]
    place = {"start": name["start"], "end": name["end"]}
    assert post(desk, "/reports/1/release", **place).status_code == 400
    assert post(desk, "/reports/1/release", **place, why="accord écrit de la famille").status_code == 200
    assert data(desk, "/reports/1.json")["names"][0]["released_why"] == "accord écrit de la famille"
    assert data(desk, "/trail.json")["rows"][0]["action"] == "release"
    assert post(desk, "/reports/1/release", **place, cover="1").status_code == 200
    assert data(desk, "/reports/1.json")["names"][0]["released"] is False


def test_only_flagged_names_can_be_released(desk: TestClient) -> None:
    assert post(desk, "/reports/1/release", start=0, end=5, why="essai").status_code == 404
