"""Names of places are found where they are places, and only there."""

from __future__ import annotations

import pytest

from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.parse import parse
from selon.read.places import find_places


def names(text: str) -> list[str]:
    pack = load_pack("fr")
    return [m.name for m in find_places(parse(Report(id="a", text=clean_text(text)), pack), pack)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'Ukraine et la Pologne ont signé.", ["Ukraine", "Pologne"]),
        ("Le convoi a quitté Ras al-Aïn, en Syrie.", ["Ras al-Aïn", "Syrie"]),
        ("A Khartoum, les tirs ont repris.", ["Khartoum"]),
        ("Il est né au Caire, en Egypte.", ["Caire", "Egypte"]),
        ("Les soldats ont pris le village de Zarboulane.", ["Zarboulane"]),
        ("Des obus sont tombés sur le Grand Beyrouth.", ["Grand Beyrouth"]),
        ("Le réseau vendait ses armes en région parisienne.", ["région parisienne"]),
    ],
)
def test_places_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Le président François Hollande a parlé.",
        "Les Forces de défense d'Israël ont répondu.",
        "Un reportage de France 24 le montre.",
        "Les Syriens attendent.",
        "M. Paris a démissionné.",
        "Le Grand Prix de Pau est annulé.",
        "Selon le journal, rien ne change.",
    ],
)
def test_what_is_no_place_is_left(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Suisse et les Philippines aident l'Argentine.", ["Suisse", "Philippines", "Argentine"]),
        ("Eau et vivres manquent aux EAU.", ["EAU"]),
        ("Les équipes du SWAT sont entrées.", []),
        ("L'Agence de secours du littoral (Nema) attend. La Nema, elle, attend à Lagos.", ["Lagos"]),
        ("Les provinces de Zarboul, de Kandahar et du Torgo brûlent.", ["Zarboul", "Kandahar", "Torgo"]),
        ("Les maisons de Butte Zarbou, à Jacmel, ont brûlé.", ["Butte Zarbou", "Jacmel"]),
        ("Les villages de Zarboul, Torgo et Mabrif ont brûlé.", ["Zarboul", "Torgo", "Mabrif"]),
        ("Ils ont pillé les deux hameaux de Zarboul et de Torgo.", ["Zarboul", "Torgo"]),
        ("Dans les villages de Zarboul, Amadou Torgo a fui.", ["Zarboul"]),
        ("Le camp de la Mission de secours brûle au Mali.", ["Mali"]),
        ("Le poste des FAMa a brûlé. Dix FAMa sont morts au Mali.", ["Mali"]),
        ("Le camp de la Coordination de secours brûle au Mali.", ["Mali"]),
        ("La base des FAZo brûle au Mali.", ["Mali"]),
        ("Le village de Mission Zarboul a brûlé au Mali.", ["Mission Zarboul", "Mali"]),
        ("Un camion a sauté près de Zarbasso, au Burkina Faso.", ["Zarbasso", "Burkina Faso"]),
        ("Un camion a sauté au sud-est de Zarbasso, au Burkina Faso.", ["Zarbasso", "Burkina Faso"]),
        ("Il a posé ses fleurs près du Parc en hommage.", []),
        ("Deux gendarmes ont disparu jeudi à Kouméré, à 31 km au nord de Gao.", ["Kouméré", "Gao"]),
        ("Il a pensé à Mohammed, puis il a pris la route de Gao.", ["Gao"]),
        ("Un car a brûlé rue de la Palestine à Amman.", ["rue de la Palestine", "Amman"]),
        ("Le camp de Cox?s Bazar a brûlé.", ["Cox?s Bazar"]),
        # a hyphen that does not break is one
        ("Un marché de Guinée\u2011Bissau a brûlé.", ["Guinée-Bissau"]),
    ],
)
def test_names_are_whole_and_bodies_are_left(text: str, expected: list[str]) -> None:
    assert names(text) == expected
