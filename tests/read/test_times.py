"""Which words are expressions of time, with which edges and which parts."""

from __future__ import annotations

import pytest

from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.parse import parse
from selon.read.times import TimeMention, count_of, find_times

PACK = load_pack("fr")


def found(text: str) -> list[tuple[str, TimeMention]]:
    parsed = parse(Report(id="t", text=clean_text(text)), PACK)
    return [(mention.span.words(parsed.report.clean), mention) for mention in find_times(parsed, PACK)]


def words(text: str) -> list[str]:
    return [written for written, _ in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le dépôt brûle depuis le 12 mai 2019.", ["12 mai 2019"]),
        ("Il a été touché ce mardi matin.", ["ce mardi matin"]),
        ("La trêve a tenu du 3 au 5 mai.", ["3", "5 mai"]),
        ("Les tirs ont cessé entre janvier et fin mai.", ["janvier", "fin mai"]),
        ("Les tirs ont cessé à 08h00 (05h00 GMT).", ["08h00", "05h00 GMT"]),
        ("La ville a été prise il y a deux semaines.", ["il y a deux semaines"]),
        ("Le siège dure depuis plus de quatre ans.", ["plus de quatre ans"]),
        ("Le dépôt a brûlé dans la nuit de mardi à mercredi.", ["la nuit de mardi à mercredi"]),
        ("L'an dernier, la route était ouverte.", ["L'an dernier"]),
        ("Le fort a servi dans les années 50.", ["les années 50"]),
        ("Le maire (2012-2016) a fui.", ["2012", "2016"]),
    ],
)
def test_edges_of_an_expression(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Un homme de 34 ans a été tué.",
        "Amina Torodo, 28 ans, a été blessée.",
        "Des enfants de moins de 5 ans sont morts.",
        "Un Syrien de 44 ans a été arrêté.",
        "La sonde tourne autour de Mars.",
        "Le camp abrite 2000 personnes.",
        "Elle a été entendue par les juges.",
        "Un jour, la guerre finira.",
        "Le carnaval du Mardi gras est annulé.",
    ],
)
def test_ages_counts_and_names_are_no_times(text: str) -> None:
    assert words(text) == []


def test_parts_are_codes_of_no_language() -> None:
    [(_, mention)] = found("Le pont a sauté vendredi 12 mars 2021 au soir.")
    assert mention.kind == "day"
    assert mention.parts == {"weekday": "5", "day": "12", "month": "3", "year": "2021", "part": "EV"}


def test_typographic_apostrophe_and_narrow_space_are_read() -> None:
    assert words("Le pont a sauté aujourd’hui à 8 h 30.") == ["aujourd’hui à 8 h 30"]


@pytest.mark.parametrize(("word", "count"), [("vingt-cinq", "25"), ("une", "1"), ("1,5", "1.5"), ("soixante-dix", "70")])
def test_counts_in_words(word: str, count: str) -> None:
    assert count_of(word, PACK) == count
