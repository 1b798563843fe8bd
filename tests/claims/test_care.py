"""Names of victims, witnesses, detainees, children and exact homes are flagged; public persons are not."""

from __future__ import annotations

import pytest

from selon.journey import assemble
from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.parse import parse


def flagged(text: str) -> dict[str, str]:
    pack = load_pack("fr")
    report = Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")
    record = assemble(parse(report, pack), pack)
    return {s.span.words(report.clean): s.reason for s in record.sensitive}


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Selma Haddad, 7 ans, est soignée à la clinique du camp.", "Selma Haddad", "child"),
        ("Le boulanger Karim Messaoudi a été tué par un obus dans sa boutique.", "Karim Messaoudi", "victim"),
        ("Les ravisseurs de Lucie Arnaud, otage depuis mars, réclament une rançon.", "Lucie Arnaud", "detainee"),
        ('"Nous avons tout perdu", raconte Samira Belkacem, une habitante du quartier.', "Samira Belkacem", "witness"),
        ("La famille vit au 14, rue des Oliviers à Tarbiya.", "14, rue des Oliviers à Tarbiya", "home"),
    ],
)
def test_private_person_is_flagged(text: str, name: str, reason: str) -> None:
    assert flagged(text).get(name) == reason


@pytest.mark.parametrize(
    "text",
    [
        '"La ville est tombée", a déclaré Paul Ménard, porte-parole de l\'armée.',
        "Le ministre de la Défense, Henri Vasseur, a annoncé que trois soldats avaient été tués.",
        "Le général Marc Lenoir a salué la mémoire des victimes.",
        "Le convoi a pris la rue de la gare.",
    ],
)
def test_public_person_is_not_flagged(text: str) -> None:
    assert flagged(text) == {}


def test_a_body_behind_an_article_is_nobody_to_cover() -> None:
    text = "Les chiffres de l'Eglise, qui font état de 31 morts, sont à confirmer."
    assert flagged(text) == {}
