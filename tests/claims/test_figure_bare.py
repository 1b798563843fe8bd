"""Numbers without a noun: subjects, lists by place and nation, details in lines, things that go on."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.report import Report
from selon.model.span import clean_text


def told(text: str) -> list[tuple[str, str, str]]:
    record = read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"))
    return [(f.span.words(text), f.measure, f.group) for f in record.figures]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Douze civils ont été tués. Quatre sont mineurs.", ("Quatre", "killed", "civilians")),
        ("Douze civils ont été tués: neuf au marché, trois à l'école.", ("trois", "killed", "civilians")),
        ("Dix civils ont été tués au marché et un autre à l'école.", ("un", "killed", "civilians")),
        ("Dix civils ont été tués, dont deux espagnols, trois portugais.", ("trois", "killed", "civilians")),
        ("Neuf chars ont été détruits et quatre endommagés.", ("quatre", "damaged", "char")),
        ("L'Italie a accueilli 60 migrants, la Grèce et Malte quinze chacune.", ("quinze", "arrived", "people")),
        ("Ils ont mené neuf raids. Ils ont tué et blessé 42 (soldats et policiers).", ("42", "wounded", "people")),
        ("Vingt personnes ont été tuées :\n\nDouze hommes\n\ncinq femmes\n", ("cinq", "killed", "women")),
        ("Vingt personnes ont été tuées: douze hommes, cinq femmes et trois enfants.", ("trois", "killed", "children")),
        ("Sur les 60 otages, 22 sont détenus au nord.", ("22", "abducted", "hostages")),
        ("Deux villageois sont morts et près de 700 contraints de fuir.", ("700", "displaced", "people")),
        ("Le raid a fait 40 blessés : 12 graves, 28 plus légers.", ("28", "wounded", "people")),
        ("La crue a tué 60 villageois (45 à Bor).", ("45", "killed", "people")),
        ("On pleure les 60 personnes mortes (45 à Bor).", ("45", "killed", "people")),
        ("Le raid a fait six blessés, un dans le coma.", ("un", "wounded", "people")),
        ("Dix civils ont été tués, dont deux portugaises et une gréco-turque.", ("une", "killed", "civilians")),
        (
            "Les marcheurs sont estimés à 300 par la mairie et à 900 par le syndicat.",
            ("900", "present", "people"),
        ),
        ("Deux personnes sont portées disparues : un homme de 41 ans et une fillette de 7 ans.", ("une", "missing", "children")),
        ("Le foyer héberge 300 élèves : 180 qui dorment sur place.", ("180", "present", "people")),
        ("Dix-huit soldats sont soignés à Gao et huit sont dans le coma.", ("huit", "wounded", "security_forces")),
        ("Le séisme a blessé 30 lycéens. Seuls douze ont été soignés.", ("douze", "wounded", "children")),
        (
            "Sept habitants ont été blessés. La rue est fermée. Le gaz est coupé. Trois devront être opérés.",
            ("Trois", "wounded", "people"),
        ),
        ("Neuf cas ont été recensés jeudi, portant le total à 840.", ("840", "affected", "people")),
        ("Le camp abrite 300 réfugiés, en hausse par rapport aux 200 comptés avant la crue.", ("200", "present", "refugees")),
        ("Ils gardaient 40 otages. Quinze d'entre eux ont été libérés, dont quatre lundi.", ("quatre", "freed", "hostages")),
        ("Suivent le Mali (31.000 morts) et le Tchad (28.000).Au Niger, la fièvre recule.", ("28.000", "killed", "people")),
    ],
)
def test_a_bare_number_counts_what_was_counted(text: str, last: tuple[str, str, str]) -> None:
    assert told(text)[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "Douze civils ont été tués. Les 27 ont condamné l'attaque.",
        "Douze civils ont été tués, un dans la matinée l'avait dit.",
        "Douze civils ont été tués, un à un.",
        "Neuf chars ont été détruits. Le 4 est férié.",
        "Douze députés ont signé, soit deux de plus que prévu.",
        "Le camion a fait neuf morts : un homme ouvre une enquête.",
    ],
)
def test_a_bare_number_that_goes_on_with_nothing(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Une Danoise de 61 ans et sa fille de 9 ans ont péri dans l'incendie.", [("Une", "killed", "people")]),
        ("Un gendarme de Metz, que la foule accuse, a été mis aux arrêts.", [("Un", "detained", "security_forces")]),
        ("Un homme a tué par balles deux voisins.", [("deux", "killed", "people")]),
        ("Le suspect a été interpellé et présenté à un juge de Douai.", []),
        ("Le tireur, un homme de 44 ans, a été arrêté.", []),
        ("Le crash a causé la mort du pilote et de ses deux enfants.", [("deux", "killed", "children")]),
        ("Le pilote et ses deux enfants habitent Gap.", []),
        ('La capitainerie reste sans nouvelles d\'"une douzaine" de plongeurs.', [("une douzaine", "missing", "people")]),
        ("L'armée a arrêté des centaines de kényans.", [("des centaines", "detained", "people")]),
        ("L'enlèvement de trois Belgespar BFMTV", [("trois", "abducted", "people")]),
        ("Neuf de ces raids ont échoué.", [("Neuf", "attacks", "raid")]),
        ("On a soigné une trentaine (de marins).", [("une trentaine", "wounded", "people")]),
        ("Pesant 300 tonnes, le cargo a coulé.", []),
        ("Un bus a renversé un cycliste.", [("un", "wounded", "people")]),
        ("L'autopsie conclut à une mort naturelle.", []),
        ("Le maire a été blessé par trois balles.", []),
        ("La police cherche un commando, qui a été repéré puis arrêté.", []),
        ("Sa mère dit de lui que c'est un martyr.", []),
        ("L'explosion a fait neuf morts sur une base du nord.", [("neuf", "killed", "people")]),
    ],
)
def test_what_is_counted_however_it_is_written(text: str, found: list[tuple[str, str, str]]) -> None:
    assert told(text) == found
