"""Every page answers, and its twin is what the description for programs says."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from sqlalchemy import update
from starlette.testclient import TestClient
from tests.show.asking import data, figure

from selon.ledger.ledger import Ledger
from selon.ledger.tables_review import visits
from selon.show.frame import Page
from selon.show.openapi import describe
from selon.show.pages import PAGES


def address_of(name: str, desk: TestClient) -> str:
    """Return the address of a page with something on it."""
    found: dict[str, str] = {
        "home": "/",
        "search": "/search?q=treve",
        "report": "/reports/1",
        "beside": "/reports/1/beside/2",
        "dossier": "/dossiers/" + data(desk, "/dossiers.json")["dossiers"][0]["key"].replace("%", "%25"),
        "ask": "/ask?q=tués, Talmara, 17 mars 2021",
        "arrangement": "/arrangements/" + data(desk, "/arrangements.json")["arrangements"][0]["key"],
        "actor": "/actors/secours cote",
        "claim": "/claims/" + figure(desk)["claim_id"],
        "exports": "/exports",
    }
    return found.get(name, f"/{name}")


def twin(address: str) -> str:
    path, mark, query = address.partition("?")
    return f"{path}.json{mark}{query}"


def test_the_description_is_openapi() -> None:
    validate(describe())


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_each_page_is_drawn_and_its_twin_fits_its_schema(page: Page, desk: TestClient) -> None:
    address = address_of(page.name, desk)
    drawn = desk.get(address)
    assert drawn.status_code == 200 and "<main" in drawn.text and 'lang="fr"' in drawn.text
    known = describe()
    schema = known["paths"][page.path.replace(":int}", "}") + ".json"]["get"]["responses"]["200"]["content"]["application/json"][
        "schema"
    ]
    found = data(desk, twin(address))
    Draft202012Validator({**schema, "components": known["components"]}).validate(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_each_page_speaks_english(page: Page, desk: TestClient) -> None:
    desk.get("/language/en", params={"back": "/"})
    drawn = desk.get(address_of(page.name, desk))
    assert 'lang="en"' in drawn.text and "Dépêches" not in drawn.text


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/reports/999",
        "/reports/999.json",
        "/claims/unknown",
        "/arrangements/unknown",
        "/actors/nobody",
        "/reports/1/beside/77",
    ],
)
def test_what_is_not_there_is_said_so(desk: TestClient, address: str) -> None:
    assert desk.get(address).status_code == 404


def test_a_question_that_is_not_understood_is_one_clear_line(desk: TestClient) -> None:
    answer = desk.get("/ask?q=xyzzy")
    assert answer.status_code == 400 and "Traceback" not in answer.text
    assert desk.get("/dossiers/faux").status_code == 400


def test_figures_are_filtered(desk: TestClient) -> None:
    rows = data(desk, "/figures.json?measure=killed&source=MINISTERE&place=talm&since=2021-03-01&until=2021-03-31&country=lb")[
        "rows"
    ]
    assert {row["source"] for row in rows} == {"ministère de la Défense"}
    assert data(desk, "/figures.json?until=2001-01-01")["total"] == 0


def test_the_dossier_keeps_minima_and_counts_origins(desk: TestClient) -> None:
    key = "killed~people~LB~Talmara~2021-03-17~2021-03-17~settlement~34.430~35.840"
    found = data(desk, f"/dossiers/{key}.json")
    assert found["independent"] == 3
    assert {"open-top", "none"} == {p["bar"] for p in found["chart"]["points"]}
    assert found["total"] is None and found["total_why"]
    page = desk.get(f"/dossiers/{key}").text
    assert "Rapporté par 3 sources indépendantes" in page and page.count('class="p p') > 10


def test_the_matrix_has_each_party_and_its_words(desk: TestClient) -> None:
    key = data(desk, "/arrangements.json")["arrangements"][0]["key"]
    rows = {row["who"]: row["cells"][0][0] for row in data(desk, f"/arrangements/{key}.json")["matrix"]}
    assert rows["Front du Littoral"]["stance"] == "accepts"
    assert rows["ministère de la Défense"]["words"] == "a posé des conditions"


def test_a_field_leads_to_its_words(desk: TestClient) -> None:
    card = figure(desk)
    assert [w["words"] for w in card["evidence"] if w["field"] == "source"] == ["ont annoncé", "les Secours de la Côte"]
    page = desk.get(f"/reports/1?claim={card['claim_id']}&field=source").text
    assert 'class="m m-evidence' in page


def test_two_reports_stand_side_by_side(desk: TestClient) -> None:
    found = data(desk, "/reports/1/beside/3.json")
    assert 0 < found["shared"] < 1 and any(not run["same"] for run in found["left_runs"])
    assert data(desk, "/reports/1.json")["kin"][0]["dependence"] == "copy"


def test_the_dossier_of_a_country_has_its_parts_by_question(desk: TestClient) -> None:
    found = data(desk, "/ask.json?q=tués, Liban, mars 2021")
    assert found["figures"] == [] and found["parts_total"] == len(found["parts"]) > 1
    first = found["parts"][0]
    assert (first["question"]["place"], first["question"]["start"], first["reports"]) == ("Talmara", "2021-03-17", 8)
    assert {f["place"] for f in first["figures"]} == {"Talmara"}
    drawn = desk.get("/ask?q=tués, Liban, mars 2021").text
    assert drawn.count('<details class="panel part"') == len(found["parts"])
    assert desk.get("/dossiers/" + first["key"].replace("%", "%25")).status_code == 200


def test_the_first_of_a_month_is_written_as_french_has_it(desk: TestClient) -> None:
    page = desk.get("/ask?q=tués, Liban, mars 2021").text
    assert "1er–31 mars 2021" in page


def test_what_a_format_loses_is_said_in_french(desk: TestClient) -> None:
    page = desk.get("/exports?loss=acled").text
    assert "chiffres : seuls les morts entrent dans les lignes" in page
    assert "the format has no place" not in page


def test_what_was_set_aside_is_said_in_french(desk: TestClient) -> None:
    page = desk.get("/reports/1").text
    assert "un nombre qui ne compte rien de ce que l&#39;on relève" in page


def test_a_question_that_only_parts_answer_says_so_and_shows_no_empty_table(desk: TestClient) -> None:
    page = desk.get("/ask?q=tués, Liban, mars 2021").text
    assert "Aucun chiffre ne répond à toute la question." in page and "Les mêmes en tableau" not in page
    nothing = desk.get("/ask?q=tués, Liban, mars 1999").text
    assert "Aucun chiffre ne répond à cette question." in nothing and "<table" not in nothing


def test_the_last_reports_stand_on_the_first_page_where_none_is_new(desk: TestClient, book: Ledger) -> None:
    with book.writing() as connection:
        connection.execute(update(visits).values(previous="2999-01-01T00:00:00+00:00"))
    home = data(desk, "/.json")
    assert (home["new"], len(home["newest"])) == (0, 3)
    page = desk.get("/").text
    assert "Rien de nouveau." in page and "Les dernières arrivées :" in page
