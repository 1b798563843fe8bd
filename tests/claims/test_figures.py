"""Figures: what is counted and measured, parts, old tolls, modality, and what counts nobody."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.record import Figure, Record
from selon.model.report import Report
from selon.model.span import clean_text


def read(text: str) -> Record:
    return read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(f.span.words(text), f.measure, f.group) for f in read(text).figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Un obus a tué 12 civils.", [("12", "killed", "civilians")]),
        ("Douze civils ont péri.", [("Douze", "killed", "civilians")]),
        ("Le bilan s'élève à 12 morts.", [("12", "killed", "people")]),
        ("L'armée perd 13 hommes.", [("13", "killed", "security_forces")]),
        ("Le tir a causé la mort de 12 soldats.", [("12", "killed", "security_forces")]),
        (
            "Huit soldats ont été tués et 23 autres blessés.",
            [("Huit", "killed", "security_forces"), ("23", "wounded", "security_forces")],
        ),
        ("Yémen: dix morts dans des combats", [("dix", "killed", "people")]),
        ("Une trentaine de camions d'aide sont entrés mardi.", [("Une trentaine", "delivered", "camion")]),
        ("Quinze frappes ont visé la ville.", [("Quinze", "attacks", "frappe")]),
        ("Trois écoles ont été détruites.", [("Trois", "destroyed", "école")]),
        ("L'assaut a permis de libérer quatre otages.", [("quatre", "freed", "hostages")]),
        ("Les combats ont poussé 3.000 familles à fuir.", [("3.000", "displaced", "people")]),
        ("Dix Casques bleus ont été blessés.", [("Dix", "wounded", "peacekeepers")]),
        ("Deux Tchadiens ont été enlevés.", [("Deux", "abducted", "people")]),
        ("Trois policières ont été blessées.", [("Trois", "wounded", "security_forces")]),
        ("Cinq employés d'une ONG ont été tués.", [("Cinq", "killed", "aid_workers")]),
        ("Parmi les morts, on compte quatre médecins.", [("quatre", "killed", "medics")]),
        ("Le raid a fait dix morts parmi les civils.", [("dix", "killed", "civilians")]),
        ("Deux otages sont détenus depuis 2019.", [("Deux", "abducted", "hostages")]),
        ("L'armée a détruit sept chars et en a saisi trois.", [("sept", "destroyed", "char"), ("trois", "captured", "char")]),
        ("L'attaque a fait 20 morts: 12 civils.", [("20", "killed", "people"), ("12", "killed", "civilians")]),
        ("Ils seront 250 à être évacués jeudi.", [("250", "evacuated", "people")]),
        (
            "Deux hommes ont fait sept blessés avant d'être abattus.",
            [("Deux", "killed", "men"), ("sept", "wounded", "people")],
        ),
        (
            "Deux policiers ont été tués, un autre a été enlevé.",
            [("Deux", "killed", "security_forces"), ("un", "abducted", "security_forces")],
        ),
        ("Quatre des six assaillants ont été abattus.", [("Quatre", "killed", "combatants"), ("six", "present", "combatants")]),
    ],
)
def test_measure_and_group_follow_from_verb_and_noun(text: str, figures: list[tuple[str, str, str]]) -> None:
    assert told(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "Il est âgé de 34 ans.",
        "La ville est à 40 km de la capitale.",
        "L'article 5 du traité a été invoqué.",
        "Le projet a coûté 3 millions d'euros.",
        "Six habitants sur dix ont fui.",
        "Les deux parties ont signé.",
        "L'un des soldats parle.",
        "Un individu est recherché par la police.",
        "La peur règne, dit un otage.",
        "Un deuxième soldat arrive.",
        "Mère de quatre enfants, elle raconte.",
        "Une réunion est prévue.",
        "Une force a été tuée dans l'oeuf.",
    ],
)
def test_what_counts_nobody_is_no_figure(text: str) -> None:
    assert told(text) == []


def test_a_part_points_at_its_whole() -> None:
    text = "Un raid a tué 32 personnes, dont 12 enfants et trois femmes."
    whole, children, women = read(text).figures
    assert (whole.part_of, children.part_of, women.part_of) == (None, whole.span, whole.span)
    assert [f.measure for f in (children, women)] == ["killed", "killed"]


def test_a_new_count_after_a_part_is_no_part() -> None:
    dead, _, wounded = read("Un raid a fait 32 morts, dont 12 enfants, et 40 blessés.").figures
    assert dead.part_of is None
    assert (wounded.measure, wounded.part_of) == ("wounded", None)


def test_an_earlier_toll_is_superseded() -> None:
    now, before = read("Le séisme a fait 20 morts. Un précédent bilan faisait état de 13 morts.").figures
    assert (now.superseded, before.superseded) == (False, True)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("L'armée a tué huit civils.", "asserted"),
        ("L'armée aurait tué huit civils.", "hearsay"),
        ("Le camp abriterait 900 civils.", "hearsay"),
        ("Les rebelles libéreront 900 prisonniers.", "planned"),
        ("La famine pourrait tuer 900 civils.", "hypothetical"),
        ("L'armée a nié avoir tué huit civils.", "denied"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert [f.modality for f in read(text).figures] == [modality]


def test_every_figure_tells_how_it_was_made() -> None:
    text = "Au moins 12 civils ont été tués dimanche à Peshawar, selon la police."
    (figure,) = read(text).figures
    assert figure.derivation is not None
    assert {p.of for p in figure.derivation.parts} >= {"number", "qualifier", "measure", "group", "source", "place", "period"}
    words = {p.of: p.span.words(text) for p in figure.derivation.parts if p.span}
    assert (words["number"], words["measure"], words["qualifier"]) == ("12", "tués", "Au moins")


def figures(text: str) -> list[Figure]:
    return list(read(text).figures)


def test_spans_are_the_numbers_own_words() -> None:
    text = "Plus d'un millier de civils et une cinquantaine de soldats ont fui."
    assert [f.span.words(text) for f in figures(text)] == ["un millier", "une cinquantaine"]


def test_a_decimal_in_brackets_takes_the_scale_before() -> None:
    text = "Les pays qui accueillent le plus de réfugiés sont le Kenya (1,9 million) et la Zambie (1,5)."
    assert [(f.low, f.high, f.group) for f in figures(text)] == [(1.9e6, 1.9e6, "refugees"), (1.5e6, 1.5e6, "refugees")]


def test_bodies_counted_before_others_flee_are_dead() -> None:
    found = told("Nous avons compté douze corps, mais des gens ont fui vers le fleuve.")
    assert found == [("douze", "killed", "people")]


def test_who_speaks_is_not_counted() -> None:
    text = (
        "Trois otages ont été remis mardi, a précisé un médiateur. Quarante prisonniers sont rentrés, ont annoncé les deux camps."
    )
    assert [f.low for f in read(text).figures] == [3, 40]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Neuf des treize marins ont été sauvés.", {"Neuf": "treize"}),
        ("Le raid a tué 40 soldats, sur les 300 hommes du fort.", {"40": "300"}),
        ("Sur les 60 otages, 22 ont été libérés.", {"22": "60"}),
        ("Un Belge figure parmi les 90 blessés.", {"Un": "90"}),
        ("Sept élèves ont été tués: quatre filles et trois garçons.", {"quatre": "Sept", "trois": "Sept"}),
        ("Deux guides, un Grec et un Turc, ont été enlevés.", {"un": "Deux"}),
        ("Le séisme a fait 80 blessés. Le pont a tenu. Parmi les blessés figurent six élèves.", {"six": "80"}),
        ("Quatre Grecs, deux Maltais, un Turc et un Serbe ont été tués.", {}),
        ("Le crash a fait deux morts. Les victimes sont un pilote et un mécanicien.", {}),
        ("Aucun blessé parmi les 220 passagers et huit marins.", {}),
    ],
)
def test_a_part_is_told_in_more_ways_than_one(text: str, parts: dict[str, str]) -> None:
    figures = read_report(Report(id="a", text=clean_text(text))).figures
    assert {f.span.words(text): f.part_of.words(text) for f in figures if f.part_of} == parts
