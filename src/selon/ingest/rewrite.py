"""Build a clean text out of another one, piece by piece, and keep the way back to it.

In: pieces of a text as received, and words put between them. Out: a `Text` in NFC whose spans lead back.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from selon.model.span import Text, clean_text


class Rewrite:
    """A clean text in the making.

    >>> made = Rewrite("<p>Il <b>pleut</b>.</p>")
    >>> made.keep(3, 6).keep(9, 14).keep(18, 19).text().clean
    'Il pleut.'
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._anchors: list[tuple[int, int]] = []
        self._length = 0
        self._at = 0

    def keep(self, start: int, end: int) -> Rewrite:
        """Take over a stretch of the text as received."""
        kept = clean_text(self._source[start:end])
        for clean, source in kept.anchors:
            self._anchors.append((self._length + clean, start + source))
        return self._add(kept.clean, end)

    def put(self, words: str, at: int | None = None, until: int | None = None) -> Rewrite:
        """Write words that stand for a stretch of the text as received, or for nothing in it."""
        start = self._at if at is None else at
        self._anchors.append((self._length, start))
        return self._add(words, start if until is None else until)

    def _add(self, words: str, at: int) -> Rewrite:
        self._pieces.append(words)
        self._length += len(words)
        self._at = at
        return self

    def text(self) -> Text:
        """Return what was built; composed once more, for a mark that was parted from its letter."""
        made = "".join(self._pieces)
        inner = Text(source=self._source, clean=made, anchors=_one_each([*self._anchors, (self._length, self._at)]))
        if unicodedata.is_normalized("NFC", made):
            return inner
        outer = clean_text(made)
        through = [(clean, inner.to_source((middle, middle)).start) for clean, middle in outer.anchors]
        moved = [(_forward(outer, middle), source) for middle, source in inner.anchors]
        return Text(source=self._source, clean=outer.clean, anchors=_one_each([*moved, *through]))


def _forward(text: Text, offset: int) -> int:
    """Return where a character of the text before composing stands after it."""
    at = bisect_right(text.anchors, offset, key=lambda anchor: anchor[1]) - 1
    clean, source = text.anchors[at]
    return min(clean + (offset - source), len(text.clean))


def _one_each(anchors: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Keep the last anchor of each clean offset, and none that says what the one before it says already."""
    found: list[tuple[int, int]] = []
    for clean, source in sorted({0: 0, **dict(anchors)}.items()):
        if not found or found[-1][1] - found[-1][0] != source - clean:
            found.append((clean, source))
    return tuple(found)
