"""Places that are described and not named: each sentence of the pack gives the places marked in it, and no others."""

from __future__ import annotations

import pytest

from selon.lang.marks import read_marks
from selon.lang.pack import Cue, load_pack
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.parse import parse
from selon.read.places import find_places
from selon.resolve.place_described import described_places
from selon.resolve.place_scene import TOPIC
from selon.resolve.places import settle_places

FR = load_pack("fr")
CASES = [
    (cue, written, fires) for cue in FR.cues(TOPIC) for fires, kept in ((True, cue.yes), (False, cue.no)) for written in kept
]


@pytest.mark.parametrize(("cue", "written", "fires"), CASES, ids=[f"{c.id}/{n}" for n, (c, _, _) in enumerate(CASES)])
def test_sentence_is_read_as_marked(cue: Cue, written: str, fires: bool) -> None:
    bare, marks = read_marks(written)
    parsed = parse(Report(id="a", text=clean_text(bare)), FR)
    found = described_places(parsed, settle_places(find_places(parsed, FR), parsed, FR), FR)
    assert {p.span for p in found} == {m.span for m in marks}
    for place, mark in zip(found, marks, strict=True):
        assert {name: str(getattr(place, name)) for name in mark.fields} == dict(mark.fields)
    assert (cue.id in {p.derivation.rule for p in found if p.derivation}) == fires
