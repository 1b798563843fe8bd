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
    ],
)
def test_a_bare_number_that_goes_on_with_nothing(text: str) -> None:
    assert len(told(text)) == 1
