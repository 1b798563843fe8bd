"""Arrangements read from sentences of our own: window, authors, positions, and what each position is about."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.record import Arrangement
from selon.model.report import Report
from selon.model.span import clean_text


def read(text: str) -> dict[str, Arrangement]:
    report = Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")
    return {a.kind: a for a in read_report(report).arrangements}


def test_stance_belongs_to_the_arrangement_among_its_complements() -> None:
    found = read("L'ONU a salué la trêve et appelé à reprendre les pourparlers entre belligérants.")
    assert [(p.who.name, p.stance) for p in found["talks"].positions] == [("ONU", "demands")]
    assert found["ceasefire"].positions == ()


def test_each_party_of_a_truce_has_its_stance() -> None:
    found = read("Les rebelles ont accepté la trêve. Le gouvernement a rejeté cette trêve jeudi.")
    assert [(p.who.name.lower().split()[-1], p.stance) for p in found["ceasefire"].positions] == [
        ("rebelles", "accepts"),
        ("gouvernement", "refuses"),
    ]


def test_no_arrangement_in_everyday_agreement() -> None:
    assert read("Les élèves sont d'accord avec leur maître, qui observe une pause.") == {}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("La trêve est entrée en vigueur à midi.", "in_force"),
        ("L'ONU réclame une trêve immédiate.", "proposed"),
        ("La trêve a été violée dès l'aube.", "violated"),
        ("La trêve a expiré dans la nuit.", "ended"),
    ],
)
def test_status_follows_the_words_beside_it(text: str, status: str) -> None:
    assert read(text)["ceasefire"].status == status


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Les rebelles n'ont pas accepté la trêve de dix jours.", ["refuses"]),
        ("Aucun camp n'a rejeté la trêve de dix jours.", []),
        ("L'ONU a appelé les rebelles à accepter la trêve.", ["demands"]),
    ],
)
def test_a_denied_stance_turns_and_one_that_is_asked_for_is_nobodys(text: str, stances: list[str]) -> None:
    found = read(text)
    assert [p.stance for p in found["ceasefire"].positions] == stances


def test_a_negotiated_truce_is_no_talks() -> None:
    found = read("La trêve, négociée en mai par les rebelles et l'armée, tient toujours.")
    assert set(found) == {"ceasefire"}


def test_who_besieges_offers_nothing() -> None:
    found = read("L'ONU a réclamé un accès à la ville, assiégée par les rebelles depuis mai.")
    assert found["siege"].positions == ()


def test_an_apposition_tells_how_its_truce_stands() -> None:
    found = read("La trêve, décrétée par le président, court jusqu'à samedi. L'ONU exige une trêve plus longue.")
    assert found["ceasefire"].status == "announced"


def test_two_names_of_one_man_take_one_position() -> None:
    found = read("Le chef de la junte, le colonel Issa Kané, a exclu toute négociation avec les rebelles.")
    assert [(p.who.name, p.stance) for p in found["talks"].positions] == [("Issa Kané", "refuses")]
    found = read("Le chef du Front, Aliou Diarra, a accepté la trêve.")
    assert [(p.who.name, p.who.organization) for p in found["ceasefire"].positions] == [("Aliou Diarra", "Front")]


@pytest.mark.parametrize(
    ("text", "kind", "positions"),
    [
        # what only dates the words is not what they are about; what must come first is a condition
        ("La trêve commence. Le ministre a promis de reprendre les frappes dès la fin de la trêve.", "ceasefire", []),
        ("L'ONU exige que les miliciens partent avant tout dialogue politique sur la trêve.", "talks", [("ONU", "conditions")]),
        # a stance takes up what was named: by a noun, by a pronoun, by nothing where it needs none
        ("L'accord prévoit une trêve. Le gouvernement a approuvé l'accord.", "ceasefire", [("gouvernement", "accepts")]),
        ("Une trêve est proposée. Le parlement a donné son feu vert mardi.", "ceasefire", [("parlement", "accepts")]),
        ("Une trêve est proposée. Le parlement l'a rejetée mardi.", "ceasefire", [("parlement", "refuses")]),
        ("Une trêve est proposée. Le parlement l'a lue mardi.", "ceasefire", []),
        (
            "Une trêve tient. La ligue ne peut pas garantir la sécurité des bus.",
            "ceasefire",
            [("ligue", "cannot_guarantee")],
        ),
        # one that has a complement of its own is not about what stands before it
        ("Le chef a décrété une trêve mais refuse de libérer les otages.", "ceasefire", []),
    ],
)
def test_what_a_stance_is_about(text: str, kind: str, positions: list[tuple[str, str]]) -> None:
    assert [(p.who.name, p.stance) for p in read(text)[kind].positions] == positions


def test_an_exchange_that_took_place_is_completed() -> None:
    assert (
        read("Les deux armées annoncent un échange. Elles ont échangé lundi des prisonniers.")["exchange"].status == "completed"
    )
    assert read("Les deux armées n'ont pas échangé de prisonniers lundi.").get("exchange") is None


def test_who_imposes_a_blockade_is_its_author() -> None:
    siege = read("Les insurgés imposent depuis mars un blocus à Tombouctou.")["siege"]
    assert ([s.name for s in siege.by], siege.place.name if siege.place else None) == (["insurgés"], "Tombouctou")


def test_those_with_whom_somebody_refuses_to_talk_are_no_authors() -> None:
    assert read("Le parlement refuse toute négociation avec les rebelles.")["talks"].by == ()


@pytest.mark.parametrize(
    ("text", "kind", "positions"),
    [
        ("Le gouvernement accepte la trêve, à condition que les rebelles partent.", "ceasefire", ["accepts", "conditions"]),
        ("Un échange de prisonniers a eu lieu lundi grâce à la médiation du CICR.", "exchange", ["mediates"]),
        ("L'ONU appelle à des négociations de paix, que l'Eglise propose d'accueillir.", "talks", ["demands", "mediates"]),
    ],
)
def test_who_takes_a_stance_told_by_a_phrase(text: str, kind: str, positions: list[str]) -> None:
    who = {"accepts": "gouvernement", "conditions": "gouvernement", "mediates": ("CICR", "Eglise"), "demands": "ONU"}
    found = read(text)[kind].positions
    assert [p.stance for p in found] == positions
    assert all(p.who.name in who[p.stance] for p in found)


def test_a_broken_siege_is_over() -> None:
    assert read("L'armée a brisé le siège de la ville de Sirba mardi.")["siege"].status == "ended"


def test_what_is_announced_stays_so_beside_what_is_hoped_for() -> None:
    assert read("L'annonce d'une trêve a réjoui les habitants mais ils souhaitent la paix.")["ceasefire"].status == "announced"
    assert read("L'envoyé a annoncé jeudi qu'il proposait une trêve.")["ceasefire"].status == "proposed"
