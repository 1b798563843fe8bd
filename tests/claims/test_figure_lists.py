"""Lists and parts: what is told past an inserted part, behind a list, of singles that tell who those counted are."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.record import Figure
from selon.model.report import Report
from selon.model.span import clean_text


def figures(text: str) -> list[Figure]:
    return list(read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")).figures)


def told(text: str) -> list[tuple[str, str]]:
    return [(f.span.words(text), f.measure) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a headline's participle behind an inserted part is of the whole, one inside it of the part
        ("Trois otages, dont deux Grecs enlevés au Tchad, relâchés lundi", [("Trois", "freed"), ("deux", "abducted")]),
        ("Trois otages, dont deux Grecs relâchés lundi, attendent toujours", [("Trois", "abducted"), ("deux", "freed")]),
        ("Trois otages, dont deux Grecs, enlevés en mai, ont été libérés.", [("Trois", "freed"), ("deux", "freed")]),
        # a day parts a verb from its object, and what it was done to does not
        ("La police a relâché dans la nuit de lundi 4 à mardi 5 juin trois otages.", [("trois", "freed")]),
        ("La police a libéré lundi 4 juin au soir le port, le pont et la gare où trois otages vivent.", [("trois", "abducted")]),
        # what befell all those of a list, whatever its marks
        (
            "On enterre six capitaines, quatre sergents, et un caporal-chef, tombés au combat et morts pour le pays.",
            [("six", "killed"), ("quatre", "killed"), ("un", "killed")],
        ),
        (
            "L'obus a tué six marins, puis deux sergents, et un infirmier.",
            [("six", "killed"), ("deux", "killed"), ("un", "killed")],
        ),
        (
            "On salue ces marins de l'armée de mer, six capitaines, quatre sergents et un médecin, tombés au large.",
            [("six", "killed"), ("quatre", "killed"), ("un", "killed")],
        ),
        # singles that tell who those were of whom a participle tells
        (
            "Les deux skieuses tuées, une Danoise et une Turque, logeaient à Gap.",
            [("deux", "killed"), ("une", "killed"), ("une", "killed")],
        ),
        ("Deux skieuses tuées, une Danoise et son mari accusent le guide.", [("Deux", "killed")]),
        ("Le guide des deux skieuses, une Danoise et une Turque, est absent.", [("deux", "present")]),
        # a participle in quotation marks has an object of its own
        (
            'Les gardes ont libéré deux otages, fait un prisonnier et "neutralisé" neuf pirates.',
            [("deux", "freed"), ("un", "detained"), ("neuf", "killed")],
        ),
        (
            'La garde dit avoir libéré deux otages et tué "une dizaine" de pirates.',
            [("deux", "freed"), ("une dizaine", "killed")],
        ),
        # so many more are added to those before, or told to be of them
        (
            "Trente mille habitants ont fui. Dix mille étaient des ouvriers, auxquels s'ajoutaient 900 saisonniers.",
            [("Trente mille", "displaced"), ("Dix mille", "displaced"), ("900", "displaced")],
        ),
        ("Le bourg a 300 habitants. Dix étaient des ouvriers.", [("300", "present"), ("Dix", "present")]),
        ("Douze passagers sont morts et trois autres ont survécu au choc.", [("Douze", "killed"), ("trois", "affected")]),
        ("Douze passagers sont morts et trois autres vivaient à Gap.", [("Douze", "killed"), ("trois", "killed")]),
        ("Une citoyenne danoise et deux skieuses ont été tuées.", [("Une", "killed"), ("deux", "killed")]),
        ("On compte 60.000 malades et 32.418 se sont rétablis.", [("60.000", "affected"), ("32.418", "other")]),
        # whom others fought with is not exchanged
        ("Un échange de tirs avec une trentaine d'hommes a eu lieu.", [("une trentaine", "present")]),
        ("Un échange de captifs avec une trentaine d'hommes a eu lieu.", [("une trentaine", "freed")]),
        ("Les raids ont touché huit lieux de la vallée.", [("huit", "damaged")]),
    ],
)
def test_what_befell_those_of_a_list(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "groups", "parts"),
    [
        # more than the whole are no part of it, and of no narrower group
        ("Le raid a fait 40 morts, dont six soldats à Bor, 53 à Ayod et 21 à Pibor.", 3, 1),
        ("Le raid a fait 40 morts, dont six soldats à Bor, neuf à Ayod et deux à Pibor.", 3, 3),
    ],
)
def test_a_number_larger_than_a_whole_goes_on_with_the_whole(text: str, groups: int, parts: int) -> None:
    read = figures(text)
    assert sum(f.group == "people" for f in read) == groups
    assert sum(f.part_of is not None for f in read) == parts


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Une dizaine de Danois se trouveraient parmi les morts.", "hearsay"),
        ("Dix Danois figureraient parmi les blessés.", "hearsay"),
        ("Une dizaine de Danois se trouvaient parmi les morts.", "asserted"),
        ("Dix Danois figurent parmi les blessés.", "asserted"),
        # a risk told of in the past is one still
        ("L'ONU a dit que 900 enfants risquaient de mourir de faim.", "hypothetical"),
        ("L'ONU a dit que 900 enfants étaient morts de faim.", "asserted"),
        ("Les rebelles menacent de tuer six otages.", "hypothetical"),
        ("Les rebelles menacent d'exécuter six otages.", "hypothetical"),
        ("Les rebelles viennent d'exécuter six otages.", "asserted"),
        ("Les médiateurs espèrent la libération de six otages.", "planned"),
        ("Les médiateurs saluent la libération de six otages.", "asserted"),
        # what is denied is what did not happen
        ("Le ministère a démenti la mort de six soldats.", "denied"),
        ("Le ministère nie toute part dans la mort de six soldats.", "asserted"),
        ("Le ministère a confirmé la mort de six soldats.", "asserted"),
        ("Des milliers de marins sont attendus au port.", "planned"),
        ("Des milliers de marins réclament la paix au port.", "asserted"),
    ],
)
def test_the_mood_of_being_among_them(text: str, modality: str) -> None:
    assert [f.modality for f in figures(text)] == [modality]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        # what is refused was not done
        ("Le port a refusé que le navire et ses 58 migrants accostent à Brest.", ["present"]),
        ("Les 234 migrants ne seront pas autorisés à accoster à Brest.", ["present"]),
        ("Les 234 migrants ont été autorisés à accoster à Brest.", ["arrived"]),
        ("Le port a refusé d'autoriser le débarquement de 80 migrants.", ["present"]),
        ("Le port a autorisé le débarquement de 80 migrants.", ["arrived"]),
        ("L'armée a empêché 300 habitants de quitter la ville.", ["present"]),
        ("L'armée a permis à 300 habitants de quitter la ville.", ["evacuated"]),
        ("L'armée n'a pas empêché le départ de 120 migrants.", ["evacuated"]),
        ("Les rebelles ont refusé de libérer 40 otages.", ["abducted"]),
        ("Les rebelles ont accepté de libérer 40 otages.", ["freed"]),
        ("La garde a interdit l'entrée de 80 camions.", ["other"]),
        ("L'entrée de 80 camions a été interdite.", ["other"]),
        ("La garde a fêté l'entrée de 80 camions.", ["delivered"]),
        ("Le port refuse de commenter la mort de six gardes.", ["killed"]),
    ],
)
def test_what_was_refused_did_not_come_about(text: str, measures: list[str]) -> None:
    assert [measure for _, measure in told(text)] == measures
