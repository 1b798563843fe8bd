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
        ("La trêve, signée sous l’égide du CICR, n’a pas tenu.", "ceasefire", ["mediates"]),
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


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("La junte et les rebelles du Nord annoncent une trêve.", ["junte", "rebelles du Nord"]),
        ("Junte et rebelles ont signé une trêve mardi à Sirba.", ["Junte", "rebelles"]),
        ("Tchad: l'armée et les rebelles au Tchad annoncent une trêve pour la fête.", ["armée", "rebelles"]),
        # one body that has a word that joins in its name
        (
            "Le ministère de la Défense et des Anciens combattants a signé une trêve.",
            ["ministère de la Défense"],
        ),
    ],
)
def test_parties_that_are_joined_stand_apart(text: str, names: list[str]) -> None:
    assert [s.name for s in read(text)["ceasefire"].by] == names


def test_who_brings_a_truce_about_does_not_offer_it() -> None:
    found = read("Le cessez-le-feu négocié par l'émissaire de l'ONU tient depuis mardi.")["ceasefire"]
    assert (found.by, [p.stance for p in found.positions]) == ((), ["mediates"])
    assert [s.name for s in read("La trêve négociée par les deux armées tient à Sirba.")["ceasefire"].by] == ["armées"]


def test_who_will_not_sign_refuses_what_was_named() -> None:
    accord = read("Un accord de paix attend les rebelles. Leur chef refuse de signer.")["agreement"]
    assert [p.stance for p in accord.positions] == ["refuses"]
    assert read("Un accord de paix attend les rebelles. Leur chef refuse de manger.")["agreement"].positions == ()


def test_what_an_accord_leaves_out_refuses_nothing() -> None:
    assert read("Un accord de paix excluant l'indépendance du Nord se dessine.")["agreement"].status == "in_force"
    assert read("La junte exclut tout accord de paix avec les rebelles du Nord.")["agreement"].status == "refused"


def place_of(text: str, kind: str) -> str | None:
    place = read(text)[kind].place
    return place.name if place else None


def test_who_acts_from_a_place_is_not_where_a_truce_runs() -> None:
    assert place_of("Une trêve est entrée en vigueur au Yémen. Elle a été voulue par le Qatar.", "ceasefire") == "Yémen"
    assert place_of("Les insurgés, appuyés par le Tchad, ont accepté une trêve.", "ceasefire") is None
    assert place_of("Les insurgés, installés au Tchad, ont accepté une trêve.", "ceasefire") == "Tchad"


@pytest.mark.parametrize(
    ("text", "kind", "window"),
    [
        ("Les insurgés décrètent une trêve jusqu'au 2 avril.", "ceasefire", (None, "2021-04-02")),
        # a time right behind another arrangement is that one's
        ("Le clan, en pourparlers de paix depuis mars 2020, signe une trêve.", "ceasefire", (None, None)),
        ("Le clan, en pourparlers de paix depuis mars 2020, signe une trêve.", "talks", ("2020-03", None)),
        ("Le clan signe une trêve à partir du 2 avril.", "ceasefire", ("2021-04-02", None)),
    ],
)
def test_window_of_an_arrangement(text: str, kind: str, window: tuple[str | None, str | None]) -> None:
    found = read(text)[kind]
    assert (found.start, found.end) == window


def test_what_must_come_first_is_a_condition() -> None:
    text = "La junte exige que les rebelles déposent leurs fusils avant de participer aux pourparlers de paix."
    assert [p.stance for p in read(text)["talks"].positions] == ["conditions"]
    text = "La junte exige que les rebelles participent aux pourparlers de paix."
    assert [p.stance for p in read(text)["talks"].positions] == ["demands"]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("La trêve semble enfin tenir dans le sud.", "ceasefire", "in_force"),
        ("La trêve semble lointaine dans le sud.", "ceasefire", "announced"),
        ("Les pourparlers de paix se sont achevés mardi à Genève.", "talks", "completed"),
        ("Les rebelles peinent à trouver un accord de paix avec la junte.", "agreement", "proposed"),
        # what it is the subject of tells more than the clause that names it first
        ("Le pays espère une trêve. La trêve est violée chaque nuit.", "ceasefire", "violated"),
        ("Le pays espère une trêve. Le chef a salué la trêve, que son rival a violée.", "ceasefire", "proposed"),
        ("Le clan dit envisager une trêve avec la junte.", "ceasefire", "proposed"),
    ],
)
def test_how_an_arrangement_stands(text: str, kind: str, status: str) -> None:
    assert read(text)[kind].status == status


def test_those_who_are_told_take_no_side() -> None:
    assert read("Le colonel a dit à la presse que la trêve durait.")["ceasefire"].positions == ()
    assert read("Les journalistes, l'armée et les rebelles ont accepté la trêve.")["ceasefire"].positions != ()
