"""Attributions whose words stand on the other side of a mark or of a full stop."""

from __future__ import annotations

import pytest

from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.attributions import find_attributions
from selon.read.parse import parse


def _found(text: str) -> list[tuple[tuple[str, ...], str | None]]:
    report = Report(id="a", text=clean_text(text))
    made = find_attributions(parse(report, load_pack("fr")), load_pack("fr"))
    return [(tuple(s.words(report.clean) for s in a.content), a.author.words(report.clean) if a.author else None) for a in made]


def test_incise_inside_its_quotation_takes_both_sides() -> None:
    assert _found("« Le puits est à sec, confie Ines Faro, 40 ans. Nous buvons l'eau du lac. »") == [
        (("Le puits est à sec", "Nous buvons l'eau du lac."), "Ines Faro")
    ]


def test_verb_that_the_quoted_one_uses_makes_nothing() -> None:
    assert not any(author for _, author in _found("« Mon frère est parti, dit ma mère. Je reste. »"))


@pytest.mark.parametrize(
    ("naming", "author"),
    [
        ("C'est ce qu'a annoncé jeudi la préfecture.", "la préfecture"),
        ("C'est du moins ce que la police affirme.", "la police"),
        ("Selon la préfecture.", "la préfecture"),
        ("D'après Luc Ferrand, maire du village, qui l'a appris à la radio.", "Luc Ferrand, maire du village"),
    ],
)
def test_sentence_that_only_names_a_source_gives_it_the_one_before(naming: str, author: str) -> None:
    assert _found(f"Le pont a cédé dans la nuit. {naming}") == [(("Le pont a cédé dans la nuit",), author)]


@pytest.mark.parametrize("naming", ["C'est ce qu'il faut faire.", "Selon la saison."])
def test_sentence_that_names_nobody_leaves_the_one_before_to_the_report(naming: str) -> None:
    assert _found(f"Le pont a cédé dans la nuit. {naming}") == []


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ('"Le pont tient", a t-elle expliqué.', "-elle"),
        ("France 3 indique que le pont tient.", "France 3"),
        ('"Le pont tient", note jeudi le quotidien Le Port.', "le quotidien Le Port"),
        ('"Le pont tient", relatait dès le mois d\'avril Luc Ferrand.', "Luc Ferrand"),
        ("« Le pont tient », souffle, assise sur le quai, Ines Faro.", "Ines Faro"),
        ("Les ONG locales, elles, avancent un bilan de dix morts.", "Les ONG locales"),
        ("La police a fait pour sa part état de dix blessés.", "La police"),
        ("Le pont tient, a annoncé, ce samedi 11 mai, à la radio la préfecture.", "la préfecture"),
        ("Le pont tient, ont rapporté mardi, les médias locaux.", "les médias locaux"),
        ("« Le pont tient », raconte à RFI Luc Ferrand, maire du village.", "Luc Ferrand, maire du village"),
        (
            "« Le pont tient », a dit lors d'un point de presse à Lomé, Ines Faro, porte-parole du port.",
            "Ines Faro, porte-parole du port",
        ),
        ("« Le pont tient », a dit le maire, Luc Ferrand.", "le maire, Luc Ferrand"),
        ("La mairie a affirmé dans un communiqué mis en ligne dimanche avoir fermé le pont.", "La mairie"),
        ('"Le pont tient", a souligné Anna van der Kamp.', "Anna van der Kamp"),
    ],
)
def test_speaker_past_what_stands_between(text: str, author: str) -> None:
    assert [a for _, a in _found(text)] == [author]


def test_what_a_participle_adds_is_no_second_half_of_a_quotation() -> None:
    assert _found("« Rien de grave », minimise le préfet, reconnaissant que le pont a cédé.") == [
        (("Rien de grave",), "le préfet"),
        (("le pont a cédé",), "le préfet"),
    ]
    assert _found("« Depuis lundi », a dit le préfet, le pont est fermé.") == [
        (("Depuis lundi", "le pont est fermé"), "le préfet")
    ]
