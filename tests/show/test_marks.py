"""Overlapping marks become nested pieces that lose no letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from selon.model.span import Span
from selon.show.marks import Mark, Piece, cover, draw_lines

TEXT = "Une ligne avec des mots.\n\nEt une deuxième, plus longue, sur la place.\n"


def letters(pieces: Iterable[Piece], inside: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    for piece in pieces:
        if piece.mark is None:
            yield from ((letter, inside) for letter in piece.text)
        else:
            yield from letters(piece.inside, (*inside, piece.mark.id))


def edges() -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).filter(lambda s: s[0] < s[1])


@given(st.lists(edges(), max_size=12))
def test_every_letter_is_drawn_once_under_exactly_its_marks(spans: list[tuple[int, int]]) -> None:
    marks = [Mark(span=Span(*span), kind="place", id=str(n)) for n, span in enumerate(spans)]
    for line in draw_lines(TEXT, marks):
        for offset, (letter, over) in enumerate(letters(line.pieces), start=line.start):
            assert letter == TEXT[offset]
            assert sorted(over) == sorted(m.id for m in marks if m.span.start <= offset < m.span.end)


def test_a_crossing_mark_is_cut_and_goes_on() -> None:
    (line,) = draw_lines("abcdef", [Mark(span=Span(0, 4), kind="statement", id="s"), Mark(span=Span(2, 6), kind="event", id="e")])
    outer, after = line.pieces
    assert outer.mark is not None and outer.mark.id == "s" and outer.first and outer.last
    assert after.mark is not None and (after.mark.id, after.first, after.last) == ("e", False, True)
    assert outer.inside[1].last is False


def test_a_covered_name_keeps_its_length_and_no_letter() -> None:
    assert cover("Noura Selm a vu.", [(0, 10), (6, 10)]) == "█████ ████ a vu."
