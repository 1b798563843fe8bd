"""Names of places are told apart by the country and the neighbours that the report names."""

from __future__ import annotations

import pytest

from selon.lang.pack import load_pack
from selon.model.record import Place
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.parse import parse
from selon.read.places import find_places
from selon.resolve.places import settle_places


def settled(text: str) -> dict[str, Place]:
    pack = load_pack("fr")
    parsed = parse(Report(id="a", text=clean_text(text)), pack)
    return {p.name: p for p in settle_places(find_places(parsed, pack), parsed, pack)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Des tirs ont éclaté à Tripoli, au Liban.", "Tripoli", "LB"),
        ("Des tirs ont éclaté à Tripoli, en Libye.", "Tripoli", "LY"),
        ("Le ministre syrien a visité Alep.", "Alep", "SY"),
        ("Londres, Pretoria et Paris condamnent.", "Paris", "FR"),
        ("Des soldats sont déployés au Sahel. Le Burkina Faso s'en félicite.", "Sahel", None),
        ("Un village de la région du Sahel, au Burkina Faso, a brûlé.", "Sahel", "BF"),
        ("Une bombe a explosé à Hyderabad, au Pakistan.", "Hyderabad", "PK"),
    ],
)
def test_homonyms_follow_the_country_named(text: str, name: str, country: str | None) -> None:
    assert settled(text)[name].country == country


def test_countries_have_no_point() -> None:
    assert settled("Des combats secouent la Syrie.")["Syrie"].latitude is None


def test_the_frame_asks_for_the_province() -> None:
    assert settled("La province d'Idleb, en Syrie, est bombardée.")["Idleb"].precision == "province"
    assert settled("La ville d'Idleb, en Syrie, est bombardée.")["Idleb"].precision == "settlement"


def test_an_unknown_village_has_the_country_of_the_report_and_no_point() -> None:
    place = settled("Au Niger, des hommes armés ont attaqué le village de Zarboulane.")["Zarboulane"]
    assert (place.country, place.latitude) == ("NE", None)


def test_a_distance_lowers_the_precision() -> None:
    place = settled("L'embuscade a eu lieu à 40 km au nord de Kidal, au Mali.")["Kidal"]
    assert place.precision == "district"
    assert place.latitude is not None


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Après les attentats à Paris ou à Nice, la police américaine enquête.", "Nice", "FR"),
        ("Un ours a été vu en Alaska.", "Alaska", "US"),
        ("Un avion est tombé à Zarbou-Devant, dans les Hautes-Pyrénées.", "Zarbou-Devant", "FR"),
        ("Une bombe a explosé à l'entrée de Bagdad, dans le quartier de Doura, en Irak.", "Doura", "IQ"),
    ],
)
def test_neighbours_tell_the_country(text: str, name: str, country: str) -> None:
    assert settled(text)[name].country == country


def test_a_list_shares_the_noun_before_it() -> None:
    found = settled("Les provinces de Hérat, de Kandahar et du Laghman, en Afghanistan, sont inondées.")
    assert {found[n].precision for n in ("Hérat", "Kandahar", "Laghman")} == {"province"}


def test_a_quarter_has_the_point_of_the_town_of_the_report() -> None:
    place = settled("Bagdad est inondée, dit l'Irak. Dix maisons du quartier de Zarbou sont tombées.")["Zarbou"]
    assert place.latitude is not None
    assert place.precision == "settlement"


def test_a_country_behind_a_border_tells_nothing_of_a_village() -> None:
    text = "Niger: sept morts près de la frontière malienne\n\nLe village de Zarbou brûle, près de la frontière avec le Mali"
    assert settled(f"{text}, où la frontière du Mali est fermée.")["Zarbou"].country == "NE"
    assert settled("Le village de Zarbou brûle, près de la frontière avec le Mali. Le Mali et le Mali.")["Zarbou"].country == "ML"
    rain = "La pluie est tombée toute la nuit sur les champs du Niger. Le village de Zarbou brûle. "
    assert settled(rain + "La frontière malienne est fermée. " * 4)["Zarbou"].country == "NE"
    assert settled(rain + "La police malienne est là. " * 4)["Zarbou"].country != "NE"


def test_a_town_or_province_of_a_people_lies_in_its_country() -> None:
    for noun, country in (("la ville saoudienne", "SA"), ("la ville", "YE"), ("le maire saoudien", "YE")):
        text = f"Yémen: un raid\n\nUn tir a visé dimanche au Yémen {noun} de Djabalour, selon la police."
        assert settled(text)["Djabalour"].country == country
