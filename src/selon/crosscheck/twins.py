"""Figures that stand in the same words of two reports: one claim printed twice, whatever was read around it.

In: the figures and texts of two reports that share sentences. Out: pairs of figures with the same words before and after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.crosscheck.figure import Compared

# characters on each side that must be the same: a shorter stretch (`ont été tués et`) comes up in any two dispatches
AROUND = 50


def twins(a: Sequence[Compared], a_text: str, b: Sequence[Compared], b_text: str) -> Iterator[tuple[Compared, Compared]]:
    """Yield the figures of two reports that stand in the same words.

    Words that come twice in one report tell nothing apart and are left out.
    """
    mine, theirs = _by_words(a, a_text), _by_words(b, b_text)
    for words, one in mine.items():
        other = theirs.get(words)
        if one is not None and other is not None:
            yield one, other


def _by_words(figures: Sequence[Compared], text: str) -> dict[str, Compared | None]:
    found: dict[str, Compared | None] = {}
    for figure in figures:
        start, end = figure.span
        before = " ".join(text[max(0, start - AROUND) : start].casefold().split())
        after = " ".join(text[end : end + AROUND].casefold().split())
        words = f"{before}|{text[start:end].casefold()}|{after}"
        found[words] = None if words in found else figure
    return found
