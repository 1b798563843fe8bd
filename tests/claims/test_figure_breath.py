"""What stands beside a number and is not said of it, and what is said of several at once."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.record import Figure
from selon.model.report import Report
from selon.model.span import clean_text


def read(text: str) -> list[Figure]:
    return list(read_report(Report(id="a", text=clean_text(text), published="2031-05-10T08:00:00+00:00")).figures)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        # a participle with an article of its own names others
        ("Le bilan est lourd: 60 gardes tués, 14 blessés, des portés disparus.", ["killed", "wounded"]),
        ("Douze gardes sont portés disparus.", ["missing"]),
        ("Le maire dit que 40 filles étaient rentrées et que douze autres étaient manquantes.", ["returned", "missing"]),
        # who is told of among the dead is dead, whatever else is said of him
        (
            "Le tir a fait 43 morts. Parmi les morts figurent 31 bergers évacués de Lima et quatre rebelles du port.",
            ["killed", "killed", "killed"],
        ),
        ("Six gardes ont été tués et 40 bergers ont été évacués.", ["killed", "evacuated"]),
        # what runs into something is harmed; what something explodes beside is not
        ("La collision de deux camions a fait cinq morts.", ["damaged", "killed"]),
        ("Deux gardes ont péri dans l'accident de trois hélicoptères.", ["killed", "damaged"]),
        ("Deux gardes sont morts dans une collision entre trois hélicoptères.", ["killed", "damaged"]),
        ("Une trêve entre deux chars et une barque a tenu.", ["other"]),
        # a part is told of by the verb of the sentence, the whole by what stands beside it
        (
            "Au moins 76 des 110 élèves enlevées en mars par des rebelles du port ont été ramenées au village.",
            ["returned", "abducted"],
        ),
        ("Six des 40 gardes enlevés en mars près du lac sont morts.", ["killed", "abducted"]),
        ("Le crash de deux avions a fait douze morts.", ["destroyed", "killed"]),
        ("Un kamikaze a fait exploser sa camionnette près des 75 bus garés au port.", ["other"]),
        ("Deux bus ont explosé au port.", ["destroyed"]),
    ],
)
def test_measures(text: str, measures: list[str]) -> None:
    assert [f.measure for f in read(text)] == measures


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        # what was done is no condition
        ("Si des centaines d'élèves ont pu s'échapper, ce rapt rappelle le précédent.", "asserted"),
        ("Si la crue a tué 40 bergers, elle a aussi nourri la plaine.", "asserted"),
        ("Si l'armée tue douze civils, le roi partira.", "hypothetical"),
        ("Si 40 gardes étaient tués, le roi partirait.", "hypothetical"),
    ],
)
def test_what_is_granted(text: str, modality: str) -> None:
    assert [f.modality for f in read(text)] == [modality]


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        # who is named between a verb and its number tells it, and what is listed with it
        (
            "L'armée a nié avoir tiré les obus qui ont fait, selon la Croix-Rouge, 56 morts et 140 blessés à Arica.",
            ["Croix-Rouge", "Croix-Rouge"],
        ),
        ("L'armée affirme que le tir a fait, selon la Croix-Rouge, 56 morts à Arica.", ["Croix-Rouge"]),
        ("L'armée affirme que le tir a fait 55 morts à Arica.", ["armée"]),
        ("C'est une guerre qui, selon la Croix-Rouge, a fait 40 morts.", ["Croix-Rouge"]),
        ("Le tir qui, d'après le maire, a fait 40 morts visait le port de neuf bergers.", ["maire", None]),
        # the object of a verb is not the subject of the one that is joined to it
        ("Le gouvernement a reconnu, lundi, la perte de 71 gardes et a affirmé avoir tué 20 rebelles.", ["gouvernement"] * 2),
    ],
)
def test_sources(text: str, sources: list[str]) -> None:
    assert [f.source.name if f.source else None for f in read(text)] == sources
