"""What figures in the making hold, and what surrounds a number: its sentence, its triggers, the drafts before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selon.claims.figure_measure_cost import Measured
from selon.claims.figure_nouns import Counted
from selon.claims.figure_parts import Hit
from selon.claims.figure_triggers import Trigger
from selon.model.parsed import Parsed, Sentence
from selon.model.span import Span

# measures of harm and custody: what `un` and `une` may count
HARM = frozenset({"killed", "wounded", "missing", "abducted", "detained", "freed"})
# measures that tell an act itself, and not what followed it (arrests, rescues, help)
TOLL = frozenset({"killed", "wounded", "missing", "abducted", "attacks"})
# how near the verb must stand for `un`, and for a number without a noun, to be a count; set on the look half
ONE_REACH = 6.0
BARE_REACH = 6.0
# a part that has its own verb this near measures that (`30 blessés, dont cinq sont morts`), else what the whole does
PART_REACH = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A figure in the making; `hits` name the cues that had a say and the field that they gave."""

    counted: Counted
    measured: Measured
    group: str
    sentence: Sentence
    part_of: Span | None = None
    modality: str = "asserted"
    superseded: bool = False
    hits: tuple[tuple[str, Hit], ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a number: triggers and numbers of its sentence, drafts before it."""

    triggers: Sequence[Trigger]
    spans: Sequence[Span]
    drafts: Sequence[Draft]
    sentence: Sentence
    parsed: Parsed

    def previous(self) -> Draft | None:
        """Return the draft before, if it stands in this sentence or the one before."""
        last = self.drafts[-1] if self.drafts else None
        return last if last and self.sentence.index - last.sentence.index <= 1 else None


# what may stand between two numbers of a list beside spaces: a comma, `et`
JOINS = frozenset({"PUNCT", "CCONJ", "SPACE"})


def are_listed(before: Draft, after: Draft, parsed: Parsed) -> bool:
    """Say whether only marks or a conjunction part two numbers with their nouns (`56 morts et 140 blessés`)."""
    start = start_of(after.counted)
    if before.sentence is not after.sentence or not before.counted.end < start:
        return False
    return all(t.pos_ in JOINS for t in parsed.tokens(Span(before.counted.end, start)))


def start_of(counted: Counted) -> int:
    """Return where a number begins, with the words that qualify it."""
    qualifier = counted.number.qualifier_span
    return min(counted.number.span.start, qualifier.start if qualifier else counted.number.span.start)


def size_of(counted: Counted) -> float:
    """Return how many a number says at least."""
    return counted.number.low or counted.number.high or 0.0
