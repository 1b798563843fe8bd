"""Turn a text with overlapping marks into nested pieces that a template can draw.

In: a text and marks (a span, a kind, an id). Out: paragraphs of nested `Piece`s: every mark is drawn as one or more elements that
nest properly, a mark that would cross another is cut at the other's edge and goes on behind it. Covered names are
replaced before anything is drawn, so that their letters never leave this machine.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from selon.model.span import Span

COVER = "█"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something to be marked: the words, what kind of thing they are, and which claim.

    `anchor` is false for the second and later stretches of one claim: an address leads to the first.
    """

    span: Span
    kind: str
    id: str
    title: str = ""
    state: str = ""
    anchor: bool = True


@dataclass(slots=True)
class Piece:
    """A stretch of text with what is drawn round it: plain words, or an element with pieces inside.

    `first` and `last` say whether the mark begins and ends here (it may have been cut).
    """

    text: str = ""
    mark: Mark | None = None
    inside: list[Piece] = field(default_factory=list)
    first: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the text: where it begins and its pieces."""

    start: int
    pieces: list[Piece]


def draw_lines(text: str, marks: Iterable[Mark]) -> list[Line]:
    r"""Return the lines of a text, each as nested pieces; empty lines are left out.

    >>> lines = draw_lines("Un mot\nDeux", [Mark(span=Span(3, 6), kind="place", id="a")])
    >>> [[p.text or p.mark.id for p in line.pieces] for line in lines]
    [['Un ', 'a'], ['Deux']]
    """
    chosen = sorted((m for m in marks if m.span.end > m.span.start), key=lambda m: (m.span.start, -m.span.end, m.kind))
    lines: list[Line] = []
    waiting = 0
    live: list[Mark] = []
    for line in _lines(text):
        while waiting < len(chosen) and chosen[waiting].span.start < line.end:
            live.append(chosen[waiting])
            waiting += 1
        live = [m for m in live if m.span.end > line.start]
        if text[line.start : line.end].strip():
            lines.append(Line(start=line.start, pieces=_nest(text, line, live)))
    return lines


def _lines(text: str) -> Iterable[Span]:
    start = 0
    for part in text.split("\n"):
        yield Span(start, start + len(part))
        start += len(part) + 1


def _nest(text: str, line: Span, marks: Sequence[Mark]) -> list[Piece]:
    """Walk over the edges of the marks with a stack of open elements."""
    inside = [(m, max(m.span.start, line.start), min(m.span.end, line.end)) for m in marks if m.span.overlaps(line)]
    opens: dict[int, list[tuple[Mark, int, int]]] = {}
    for item in inside:
        opens.setdefault(item[1], []).append(item)
    edges = sorted({line.start, line.end, *opens, *(end for _, _, end in inside)})
    root = Piece()
    stack: list[tuple[Piece, int]] = [(root, line.end + 1)]
    for at, until in itertools.pairwise(edges):
        _close(stack, at)
        for mark, start, end in sorted(opens.get(at, ()), key=lambda item: -item[2]):
            _open(stack, mark, start, end)
        if until > at:
            stack[-1][0].inside.append(Piece(text=text[at:until]))
    return root.inside


def _open(stack: list[tuple[Piece, int]], mark: Mark, start: int, end: int) -> None:
    piece = Piece(mark=mark, first=start == mark.span.start, last=end == mark.span.end)
    stack[-1][0].inside.append(piece)
    stack.append((piece, end))


def _close(stack: list[tuple[Piece, int]], at: int) -> None:
    """Close what ends here; what was opened inside it and goes on is opened again behind it."""
    deepest = next((n for n, (_, end) in enumerate(stack) if n and end <= at), None)
    if deepest is None:
        return
    going_on = [(piece, end) for piece, end in stack[deepest:] if end > at]
    del stack[deepest:]
    for piece, end in going_on:
        again = Piece(mark=piece.mark, first=False, last=piece.last)
        piece.last = False
        stack[-1][0].inside.append(again)
        stack.append((again, end))


def cover(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text with these spans blacked out, letter for letter, so that offsets stay right.

    >>> cover("Amal a vu.", [(0, 4)])
    '████ a vu.'
    """
    pieces: list[str] = []
    at = 0
    for first, last in sorted(spans):
        start, end = max(first, at), min(last, len(text))
        if end <= start:
            continue
        pieces += [text[at:start], "".join(c if c.isspace() else COVER for c in text[start:end])]
        at = end
    return "".join(pieces) + text[at:]
