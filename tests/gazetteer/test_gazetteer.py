"""Names in, places out: French names, homonyms, regions, curated rows, containment."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from selon.gazetteer import country_code, country_name, demonym_country, is_within, load
from selon.gazetteer.sources import curated_names
from selon.lang.pack import load_pack
from selon.model.record import Place


@pytest.mark.parametrize(
    ("name", "country", "latitude"),
    [
        ("Alep", "SY", 36.2),
        ("Le Caire", "EG", 30.0),
        ("Khan Younès", "PS", 31.3),
        ("Marioupol", "UA", 47.1),
        ("Tombouctou", "ML", 16.8),
        ("Bunagana", "CD", -1.3),
        ("Cité Soleil", "HT", 18.6),
        ("El-Fasher", "SD", 13.6),
    ],
)
def test_french_names_lead_to_their_town(name: str, country: str, latitude: float) -> None:
    found = load().find(name, countries=[country])
    assert any(c.kind == "settlement" and abs((c.latitude or 0) - latitude) < 0.2 for c in found)


def test_homonyms_are_all_there() -> None:
    assert {"LY", "LB", "US"} <= {c.country for c in load().find("Tripoli")}


def test_another_spelling_is_found_only_when_asked_for() -> None:
    assert load().find("Tarhounah", countries=["LY"]) == []
    assert load().find("Tarhounah", countries=["LY"], weak=True)[0].match == "weak"


def test_a_region_of_several_countries_knows_them() -> None:
    assert "NE" in next(c for c in load().find("lac Tchad") if c.kind == "region").members


def test_a_province_has_a_ring() -> None:
    province = next(c for c in load().find("Idleb") if c.kind == "province")
    assert province.radius
    assert province.is_area


@pytest.mark.parametrize("name", ["places.csv", "villages.csv", "names.csv"])
def test_every_curated_row_says_why(name: str) -> None:
    text = (resources.files("selon.gazetteer") / "data" / name).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert [r for r in rows if not r["why"]] == []
    assert [r for r in rows if None in r] == []


def test_names_of_the_press_lead_somewhere() -> None:
    lost = [o for o in curated_names() if not any(c.kind == o.kind for c in load().find(o.name, countries=[o.country]))]
    # first-level regions that GeoNames has under no Latin name of theirs
    assert len(lost) <= 12, lost


def test_names_of_countries_go_both_ways() -> None:
    assert country_code(country_name("BF")) == "BF"


@pytest.mark.parametrize(("word", "code"), [("nigérien", "NE"), ("nigérianes", "NG"), ("sud-soudanais", "SS"), ("table", None)])
def test_adjectives_tell_the_country(word: str, code: str | None) -> None:
    assert demonym_country(word, load_pack("fr")) == code


def test_containment() -> None:
    found = next(c for c in load().find("Saraqeb") if c.kind == "settlement")
    town = Place(name="Saraqeb", country="SY", geonames=found.geonames, latitude=found.latitude, longitude=found.longitude)
    province = Place(name="Idleb", country="SY", precision="province")
    other = Place(name="Homs", country="SY", precision="province")
    assert is_within(town, province)
    assert is_within(town, other) is False
    assert is_within(province, town) is False
    assert is_within(town, Place(name="Irak", country="IQ", precision="country")) is False
