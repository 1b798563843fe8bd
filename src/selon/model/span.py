"""Spans, and the two texts of a report: as received and as counted.

In: text as received. Out: the clean text (NFC, line ends LF) in which every span counts, and the way
back. Spans are half-open and count Unicode code points.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in code points of the clean text."""

    start: int
    end: int

    def words(self, text: str) -> str:
        """Return the words that stand there.

        >>> Span(9, 11).words("au moins 12 morts")
        '12'
        """
        return text[self.start : self.end]

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Say whether the two share a character."""
        return self.start < other[1] and other[0] < self.end

    def holds(self, other: tuple[int, int]) -> bool:
        """Say whether the other lies wholly inside this one."""
        return self.start <= other[0] and other[1] <= self.end


def cover(spans: Iterable[tuple[int, int]]) -> Span:
    """Return the smallest span that holds all the given ones."""
    found = list(spans)
    return Span(min(s[0] for s in found), max(s[1] for s in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text as received, the clean text, and the map between them.

    `anchors` are pairs (clean offset, source offset), sorted, from which both run on in step until the
    next pair: a short list even for a long text, since most characters are kept as they are.
    """

    source: str
    clean: str
    anchors: tuple[tuple[int, int], ...]

    def to_source(self, span: tuple[int, int]) -> Span:
        r"""Return where a span of the clean text stands in the text as received.

        >>> text = clean_text("e\u0301te\u0301\r\nfin")
        >>> text.clean, text.source[slice(*text.to_source((4, 7)))]
        ('été\nfin', 'fin')
        """
        return Span(self._back(span[0]), self._back(span[1]))

    def _back(self, offset: int) -> int:
        if offset >= len(self.clean):
            return len(self.source)
        at = bisect_right(self.anchors, (offset, len(self.source) + 1)) - 1
        clean, source = self.anchors[at]
        return source + (offset - clean)


def clean_text(source: str) -> Text:
    r"""Return the text in NFC with LF line ends, with the map back to `source`.

    >>> clean_text("Un\r\ndeux").clean
    'Un\ndeux'
    """
    if "\r" not in source and unicodedata.is_normalized("NFC", source):
        return Text(source=source, clean=source, anchors=((0, 0),))
    pieces: list[str] = []
    anchors: list[tuple[int, int]] = [(0, 0)]
    clean_length = at = 0
    while at < len(source):
        end = at + 1
        # a base character and what combines with it are composed together
        while end < len(source) and _joins(source[end]):
            end += 1
        if source[at] == "\r":
            end = at + 2 if source[at : at + 2] == "\r\n" else at + 1
            piece = "\n"
        else:
            piece = unicodedata.normalize("NFC", source[at:end])
        pieces.append(piece)
        clean_length += len(piece)
        if len(piece) != end - at or end - at > 1:
            anchors.append((clean_length, end))
        at = end
    return Text(source=source, clean="".join(pieces), anchors=tuple(anchors))


def _joins(character: str) -> bool:
    """Say whether a character may melt into the one before it under NFC (marks, Hangul vowels and finals)."""
    return unicodedata.combining(character) != 0 or "\u1161" <= character <= "\u11ff" or "\u3099" <= character <= "\u309a"
