"""On whose side those counted are, or of what nation."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.report import Report
from selon.model.span import clean_text

CASES = [
    ("Douze soldats chiliens ont été tués.", "Douze", "chiliens"),
    ("La bombe a blessé 40 combattants pro-junte.", "40", "pro-junte"),
    ("La bombe a tué six policiers fédéraux.", "six", "fédéraux"),
    ("Douze Chiliens ont été tués.", "Douze", "Chiliens"),
    ("Cet attentat porte à 27 le nombre de soldats chiliens tués au Pérou.", "27", "chiliens"),
    # adjectives of age, number or state name no side
    ("Onze millions de déplacés supplémentaires ont été recensés.", "Onze millions", None),
    ("La bombe a tué six villageois âgés.", "six", None),
    ("Cet attentat porte à 27 le nombre de soldats tués au Pérou.", "27", None),
]


@pytest.mark.parametrize(("text", "words", "side"), CASES)
def test_side(text: str, words: str, side: str | None) -> None:
    record = read_report(Report(id="a", text=clean_text(text), published="2031-05-10T08:00:00+00:00"))
    found = {f.span.words(text): f.side for f in record.figures}
    assert found[words] == side
