from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from selon import crosscheck
from selon.errors import BadSetting
from selon.ledger.ledger import Ledger, open_ledger

from .making import put, said_by, statement

LONG = "Observatoire saharien des droits"
ONE = f"L'{LONG} (OSD) compte douze absents à Gao, et l'OSD demande une enquête sur le convoi parti mardi de la caserne."
TWO = "La ministre de la Défense, Awa Tessier, nie tout retard ; pour la colonelle Awa Tessier, la route était libre mardi."
THREE = "Le Front du fleuve dit tenir la colline ; les insurgés du fleuve, eux, parlent d'un retrait ordonné avant la nuit."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "livre.sqlite") as made:
        osd = (
            statement(ONE, "compte douze absents", said_by(LONG, kind="ngo")),
            statement(ONE, "demande", said_by("OSD", kind="ngo")),
        )
        put(made, "un", ONE, statements=osd)
        awa = said_by("Awa Tessier", kind="state", role="ministre de la Défense")
        colonel = said_by("colonelle Awa Tessier", kind="state", role="colonelle")
        put(
            made,
            "deux",
            TWO,
            statements=(statement(TWO, "nie tout retard", awa), statement(TWO, "la route était libre", colonel)),
        )
        front = statement(THREE, "tenir la colline", said_by("Front du fleuve", kind="armed_group"))
        rebels = statement(THREE, "un retrait ordonné", said_by("insurgés du fleuve", kind="armed_group"))
        put(made, "trois", THREE, statements=(front, rebels))
        yield made


def names(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(a.names) for a in crosscheck.actors(ledger)}


def test_an_acronym_and_a_longer_name_are_joined_with_evidence(ledger: Ledger) -> None:
    assert {frozenset({LONG, "OSD"}), frozenset({"Awa Tessier", "colonelle Awa Tessier"})} <= names(ledger)
    joined = next(a for a in crosscheck.actors(ledger) if "OSD" in a.names)
    assert [e.reason.code for e in joined.evidence] == ["acronym"]
    assert joined.evidence[0].report is not None


def test_what_only_sounds_alike_stays_apart(ledger: Ledger) -> None:
    assert {frozenset({"Front du fleuve"}), frozenset({"insurgés du fleuve"})} <= names(ledger)


def test_a_person_with_an_office_only_where_a_report_says_so(ledger: Ledger) -> None:
    office = "La ministre de la Défense promet des renforts pour vendredi, après la réunion tenue mercredi dans la capitale."
    put(
        ledger, "quatre", office, statements=(statement(office, "des renforts", said_by("ministre de la Défense", kind="state")),)
    )
    joined = next(a for a in crosscheck.actors(ledger) if "Awa Tessier" in a.names)
    assert "ministre de la Défense" in joined.names
    assert "said_role" in {e.reason.code for e in joined.evidence}
    other = "Le nouveau ministre de la Défense, Luc Abena, arrive lundi, et il promet de rouvrir la route avant les pluies."
    holder = said_by("Luc Abena", kind="state", role="ministre de la Défense")
    put(ledger, "cinq", other, statements=(statement(other, "rouvrir la route", holder),))
    assert frozenset({"ministre de la Défense"}) in names(ledger)


def test_what_a_person_joins_and_parts_stays_after_a_run(ledger: Ledger) -> None:
    crosscheck.join_actors(ledger, "Front du fleuve", "insurgés du fleuve", who="nadia", why="communiqué du 3")
    crosscheck.part_actors(ledger, "OSD", LONG, who="nadia", why="un autre OSD")
    crosscheck.run(ledger, anew=True)
    assert {frozenset({"Front du fleuve", "insurgés du fleuve"}), frozenset({"OSD"}), frozenset({LONG})} <= names(ledger)
    by_hand = next(a for a in crosscheck.actors(ledger) if "Front du fleuve" in a.names)
    assert by_hand.by_hand
    assert crosscheck.reasons.sentence(by_hand.evidence[0].reason, "fr") == "réunis à la main par nadia : communiqué du 3"


def test_the_last_word_counts(ledger: Ledger) -> None:
    crosscheck.join_actors(ledger, "Front du fleuve", "insurgés du fleuve", who="nadia", why="")
    crosscheck.part_actors(ledger, "insurgés du fleuve", "Front du fleuve", who="paul", why="non")
    assert {frozenset({"Front du fleuve"}), frozenset({"insurgés du fleuve"})} <= names(ledger)


@pytest.mark.parametrize(("a", "b", "who"), [("", "OSD", "nadia"), ("OSD", "osd", "nadia"), ("OSD", LONG, " ")])
def test_a_decision_needs_two_names_and_a_person(ledger: Ledger, a: str, b: str, who: str) -> None:
    with pytest.raises(BadSetting):
        crosscheck.join_actors(ledger, a, b, who=who, why="")
