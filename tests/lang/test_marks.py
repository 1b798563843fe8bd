"""The marks of example sentences."""

from __future__ import annotations

import pytest

from selon.errors import PackError
from selon.lang.marks import read_marks


@pytest.mark.parametrize("broken", ["<figure>12", "12</figure>", "<number>12</number>", "<figure low=12>1</figur>2"])
def test_broken_mark_is_refused(broken: str) -> None:
    with pytest.raises(PackError):
        read_marks(broken)


def test_marks_nest() -> None:
    bare, marks = read_marks("<statement>la <place>Syrie</place> refuse</statement>, dit-il")
    assert bare == "la Syrie refuse, dit-il"
    assert [(m.kind, m.span.words(bare)) for m in marks] == [("statement", "la Syrie refuse"), ("place", "Syrie")]


def test_a_lesser_sign_alone_is_text() -> None:
    assert read_marks("3 < 4")[0] == "3 < 4"
