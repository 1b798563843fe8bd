"""Tolls of war: who is killed and who wounded in one sentence, and of which side they are."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.report import Report
from selon.model.span import clean_text


def told(text: str) -> list[tuple[str, str, str]]:
    record = read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"))
    return [(f.span.words(text), f.measure, f.group) for f in record.figures]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        # a bare number right before a verb is its subject, and one told of as a part is no subject of its own
        ("Au moins 21 civils dont une fillette ont péri et 34 ont été blessés au marché.", ["killed", "killed", "wounded"]),
        ("Trois policiers, dont une stagiaire, ont été tués au col.", ["killed", "killed"]),
        ("Quatre pêcheurs, parmi lesquels une adolescente, ont été enlevés.", ["abducted", "abducted"]),
        # the detail of a toll has its measure, whatever those are said to be there for
        ("Le tir a fait cinq morts: trois gardiens affectés à la digue et leur chef.", ["killed", "killed"]),
        # a share told once more in numbers
        ("Les deux tiers des habitants, soit 9 millions de personnes, ont besoin d'une aide.", ["in_need"]),
        ("Quelque 3.400 habitants du delta ont besoin de semences.", ["in_need"]),
        # others of those that harmed, not of the harmed
        ("L'une des bombes a tué douze fidèles. Trois autres sont tombées sur un pont.", ["killed"]),
        ("L'un des gardes a blessé deux élèves. Trois autres ont été arrêtés.", ["wounded", "detained"]),
        ("Une mine a eu raison de quatre gendarmes près du gué.", ["killed"]),
        ("Les combats ont tué 20 soldats. Plus rien ne lie les deux forces.", ["killed"]),
        # a verb goes on with its subject past a clause between commas
        ("Six gardes sont morts et 14 voyageurs, dont trois lycéens, ont été blessés.", ["killed", "wounded", "wounded"]),
        ("Sept marins, dont on était sans nouvelles depuis mai, ont été libérés.", ["freed"]),
        ("Un obus a tué neuf gardes, dont un sergent, et blessé 14 voyageurs.", ["killed", "killed", "wounded"]),
        # others who met what those before did, their verb told
        ("Deux gardes ont été tués au col, ainsi qu'une femme qui rentrait du puits.", ["killed", "killed"]),
        ("Une mine a tué six gardes et en a blessé trois, ainsi qu'un guide.", ["killed", "wounded", "wounded"]),
        ("Deux gardes ont été tués, ainsi que trois femmes qui revenaient du puits.", ["killed", "killed"]),
        ("Deux gardes ont été tués, ainsi qu'un berger l'a raconté.", ["killed"]),
        ("Le tireur qui a fait neuf morts, ainsi qu'un autre milicien, auraient pris le bac.", ["killed"]),
        ("La crue a noyé 30 bergers, ainsi que 900 déplacés.", ["killed", "displaced"]),
        ("L'obus a causé la mort d'un berger et d'une fillette.", ["killed", "killed"]),
        ("Le père d'un berger et d'une fillette parle de six morts.", ["killed"]),
        ("Un garde a été tué lundi au col et un autre mardi sur le pont.", ["killed", "killed"]),
        # a toll told in detail behind a comma, and in a sentence without a verb
        ("Le tir a fait neuf blessés, huit gardes et une fillette.", ["wounded", "wounded", "wounded"]),
        ("Le tir a fait neuf blessés, six gardes étaient à bord du car.", ["wounded", "present"]),
        ("La guerre a fait 6.000 morts. Près de 2.000 gardes et des centaines de bergers.", ["killed", "killed", "killed"]),
        ("La guerre a fait 6.000 morts. Au col, 2.000 gardes en faction.", ["killed", "present"]),
        ("Trois gardes ont subi de graves blessures.", ["wounded"]),
        # whom those who died fought
        ("Trois gardes ont été tués dans une fusillade avec une dizaine de pillards.", ["killed", "present"]),
        ("Trois gardes ont été tués dans un combat contre une bande d'une dizaine de pillards.", ["killed", "present"]),
        ("La garde a tué, dans des combats avec les insurgés, 40 hommes.", ["killed"]),
        ("Les chefs ont été tués dans un combat avec six de leurs gardes.", ["killed"]),
        ("Cette troupe qui compte 700 hommes a réussi à déloger les insurgés.", ["present"]),
    ],
)
def test_what_befell_whom_in_one_sentence(text: str, measures: list[str]) -> None:
    assert [measure for _, measure, _ in told(text)] == measures


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Le siège du fort a fait 40 morts dans les rangs de l'armée tchadienne.", ["security_forces"]),
        ("L'embuscade de Ménaka a fait douze morts parmi les gendarmes.", ["security_forces"]),
        ("La fouille du camp a fait vingt blessés, dont neuf parmi les gardes.", ["people", "security_forces"]),
        ("Le bilan est de 30 morts, dont 12 côté armée.", ["people", "security_forces"]),
        ("Le raid a fait douze morts dans les rangs des rebelles.", ["combatants"]),
        ("Douze civils et trois supplétifs de l'armée ont été tués.", ["civilians", "security_forces"]),
        # a list whose last item tells the side of all
        ("Un colonel a compté neuf morts et 14 blessés dans les rangs des troupes de la province.", ["security_forces"] * 2),
        ("La fouille a fait deux morts et neuf blessés, dont trois parmi les gardes.", ["people", "people", "security_forces"]),
        ("Le guet-apens a tué 25 Houtis et blessé huit Houthistes.", ["combatants", "combatants"]),
        # others are others than all those, not than a part of them
        (
            "Cinq personnes, dont trois fonctionnaires, ont été abattues et onze autres blessées.",
            ["people", "officials", "people"],
        ),
        # nations that add up to those before
        ("Cinq Casques bleus de la force, trois Népalais et deux Ghanéens, ont été tués.", ["peacekeepers"] * 3),
        ("Cinq Casques bleus, six Népalais et deux Ghanéens ont été tués.", ["peacekeepers", "people", "people"]),
        # a people that has no state
        ("Le nombre de Tamouls blessés est de 320, a dit la mission.", ["people"]),
        # what holds a place holds no side
        ("Le siège du fort a fait douze morts dans les rangs.", ["people"]),
        ("L'attaque a fait 30 morts, dont 12 à Gao.", ["people", "people"]),
    ],
)
def test_among_whom_a_toll_was_taken(text: str, groups: list[str]) -> None:
    assert [group for _, _, group in told(text)] == groups


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Les pillards ont tiré sur les gardes, tuant trois d'entre eux.", "security_forces"),
        ("Les gardes ont repoussé les pillards, tuant trois d'entre eux.", "people"),
        ("Les gardes ont repoussé les rebelles, tuant trois d'entre eux.", "combatants"),
        ("Les rebelles ont attaqué 30 bergers, tuant trois d'entre eux.", "people"),
        ("Trente bergers ont été attaqués par des rebelles, tuant trois d'entre eux.", "people"),
    ],
)
def test_those_whom_a_clause_acts_on_are_counted_behind_its_participle(text: str, group: str) -> None:
    assert told(text)[-1][2] == group
