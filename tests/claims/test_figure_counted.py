"""What is counted, by cause: care and wounds, plurals and singulars, verbs over `des milliers de`, posts lost, animals."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.report import Report
from selon.model.span import clean_text


def told(text: str) -> list[tuple[str, str]]:
    record = read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00"))
    return [(f.span.words(text), f.measure) for f in record.figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # who lies in a hospital is sick in a report of a disease, wounded in others
        (
            "L'épidémie de choléra gagne le nord. Le choléra tue vite. Quelque 320 personnes sont hospitalisées à Bol.",
            [("320", "affected")],
        ),
        ("La pandémie et le virus durent. L'épidémie recule: 80 patients en réanimation.", [("80", "affected")]),
        ("Un bus a versé. Quelque 32 personnes sont hospitalisées à Bol.", [("32", "wounded")]),
        (
            "L'épidémie de grippe dure, le virus circule, la grippe tue. Un bus a versé: 32 blessés, dont neuf hospitalisés.",
            [("32", "wounded"), ("neuf", "wounded")],
        ),
        # many are not told of by a participle in the singular
        ("Des centaines de fidèles ont prié pour leur évêque, mort à Pau.", [("Des centaines", "present")]),
        ("Des centaines de fidèles ont été tués à Pau.", [("Des centaines", "killed")]),
        # the verb of the clause over `des milliers de`
        (
            "Des milliers de familles vivant près du volcan, sur le flanc nord de l'île, ont été évacuées.",
            [("Des milliers", "evacuated")],
        ),
        ("Le roi a libéré des dizaines de bergers emprisonnés.", [("des dizaines", "freed")]),
        # the whole of a part, with a qualifier
        ("Sur près de 900 marins contaminés, 12 sont morts.", [("900", "affected"), ("12", "killed")]),
        # a post lost is no harm; a threat is
        ("Trois gendarmes ont été suspendus.", [("Trois", "other")]),
        ("Deux juges ont été menacés de mort.", [("Deux", "affected")]),
        # one who leads others took nobody away
        ("L'alliance emmenée par Oslo a perdu 20 soldats.", [("20", "killed")]),
        # who drives is no refugee
        ("Deux millions de Belges roulent sur les routes du sud.", [("Deux millions", "present")]),
        ("La foudre a frappé 20 moutons.", [("20", "damaged")]),
        ("Le berger a vendu 20 moutons.", [("20", "other")]),
        ("Quatre trains sont à l'arrêt.", [("Quatre", "other")]),
    ],
)
def test_what_is_counted(text: str, figures: list[tuple[str, str]]) -> None:
    assert told(text) == figures
