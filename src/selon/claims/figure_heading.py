"""Find the place of a number in a heading between paragraphs: that of the same act in the text below it.

In: a draft in a heading (`- Un mort dans une manifestation -`). Out: the place of its number below, None where it has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.claims.figure_context import TOLL, Draft
from selon.model.parsed import Sentence
from selon.model.record import Place
from selon.model.settled import Settled

# paragraphs of headline and lead
TOP = 1
# a heading is no longer than this, in characters (no other value was tried, nor below)
LONGEST = 90
# paragraphs below a heading that it is about
BELOW = 2
# what a sentence of the text ends in
ENDS = (".", "!", "?", "»", '"', "”", ":", ";", ",")


def place_below(at: int, drafts: Sequence[Draft], own: Sequence[Place | None], settled: Settled) -> Place | None:
    """Return the place that the same number of the same measure has in the text below a heading."""
    draft = drafts[at]
    if draft.measured.measure not in TOLL or not is_heading(draft.sentence, settled):
        return None
    first = draft.sentence.paragraph
    for n, other in enumerate(drafts[at + 1 :], at + 1):
        if other.sentence.paragraph > first + BELOW or (
            other.sentence is not draft.sentence and is_heading(other.sentence, settled)
        ):
            return None
        same = other.measured.measure == draft.measured.measure and other.counted.number.low == draft.counted.number.low
        if same and other.sentence.paragraph > first and own[n] is not None:
            return own[n]
    return None


def is_heading(sentence: Sentence, settled: Settled) -> bool:
    """Say whether a sentence is a paragraph of its own below the lead, short and with no mark at its end."""
    said = sentence.span.words(settled.parsed.text).strip()
    if sentence.paragraph <= TOP or len(said) > LONGEST or said.endswith(ENDS):
        return False
    around = settled.parsed.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return all(s is sentence or s.paragraph != sentence.paragraph for s in around)
