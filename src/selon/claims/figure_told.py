"""Tell whether two numbers of a report are one toll told twice, and whether one tells of what was before."""

from __future__ import annotations

from selon.claims.figure_drafts import Draft
from selon.model.settled import Settled
from selon.read.number_patterns import plain

# measures that say little: the same number of the same people may be told with another
LOOSE = frozenset({"other", "present", "sites"})


def same_toll(one: Draft, other: Draft) -> bool:
    """Say whether two drafts tell the same number of the same thing."""
    a, b = one.counted.number, other.counted.number
    shared = {a.low, a.high} & {b.low, b.high} - {None, 1.0}
    if not shared or a.qualifier == "vague":
        return False
    if one.measured.measure == other.measured.measure:
        return True
    loose = one.measured.measure in LOOSE or other.measured.measure in LOOSE
    return loose and one.group == other.group


def is_before(draft: Draft, settled: Settled, forms: frozenset[str]) -> bool:
    """Say whether the verb of a number is in the pluperfect (`forms` are those of its auxiliary): it tells of what was before."""
    trigger = draft.measured.trigger
    at = trigger.token if trigger else settled.parsed.token_at(draft.counted.number.span.start)
    if at is None:
        return False
    return any(plain(t.text) in forms for t in at.doc[max(0, at.i - 4) : at.i + 1] if draft.sentence.span.start <= t.idx)
