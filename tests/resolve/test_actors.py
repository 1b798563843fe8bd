"""Short names and acronyms of one actor are kept together."""

from __future__ import annotations

from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.settled import Actor
from selon.model.span import clean_text
from selon.read.actors import find_actors
from selon.read.parse import parse
from selon.resolve.actors import settle_actors


def actors(text: str) -> list[Actor]:
    pack = load_pack("fr")
    parsed = parse(Report(id="a", text=clean_text(text)), pack)
    return settle_actors(find_actors(parsed, pack), parsed, pack)


def test_last_name_is_the_same_person() -> None:
    found = actors("Le maire Paul Aubin est venu. Ensuite, M. Aubin est reparti.")
    assert [(a.name, len(a.mentions)) for a in found if a.person] == [("Paul Aubin", 2)]


def test_acronym_stands_for_the_name_before_it() -> None:
    found = actors("La Mission de secours en mer (MSM) est arrivée.")
    assert [(a.name, a.names) for a in found if not a.person] == [
        ("Mission de secours en mer", ("Mission de secours en mer", "MSM"))
    ]


def test_acronym_that_is_read_as_a_word_stands_for_its_body() -> None:
    found = actors("Le Bureau des secours en mer du Nord (Bosmer) est ouvert.")
    assert [a.names for a in found if not a.person] == [("Bureau des secours en mer du Nord", "Bosmer")]


def test_country_in_brackets_is_no_acronym() -> None:
    assert [a for a in actors("Le convoi a quitté Tarbiya (Syrie) lundi.") if not a.person] == []
