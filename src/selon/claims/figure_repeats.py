"""Measure numbers that are told again: by what their other mention says, or the second half of a passage.

In: the drafts of a report. Out: the same, in order, weak measures replaced by those told elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from selon.claims.figure_context import Draft, size_of
from selon.claims.figure_measure_cost import WEAK
from selon.lang.pack import Pack

# a number this large that stands twice in a report is the same count; a smaller one only behind `les`, `ces`
TOLD_AGAIN = 10
# groups that say nothing of who is counted
ANYBODY = frozenset({"people", "men"})
# a measure found farther than this is weak: the same number told elsewhere with a verb of its own is believed first
WEAK_COST = 9.0


def settle_repeats(drafts: list[Draft], pack: Pack) -> list[Draft]:
    """Return the drafts, a number told again without a verb of its own measured as where it has one."""
    victims = pack.words("counting_not", "victims")
    return [_harmed(_settled(draft, drafts), drafts, victims) for draft in _passages(drafts)]


def _harmed(draft: Draft, drafts: Sequence[Draft], victims: Sequence[str]) -> Draft:
    """Return victims of whom only some are told to be dead as harmed: `900 victimes civiles, dont 300 morts`."""
    noun = draft.counted.noun
    if noun is None or noun.key not in victims or draft.measured.measure != "killed":
        return draft
    parts = (d for d in drafts if d.part_of == draft.counted.number.span and d.counted.noun is not None)
    if not any(d.measured.measure == "killed" and d.counted.noun and d.counted.noun.count == "killed" for d in parts):
        return draft
    return replace(draft, measured=replace(draft.measured, measure="affected", rule="measure.victims"))


def _passages(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, the first number of a passage counting what the second does (`passé de 400 à 600 soldats`)."""
    found = list(drafts)
    for at, (one, other) in enumerate(pairwise(drafts)):
        if one.counted.number.superseded and one.counted.noun is None:
            found[at] = replace(
                one, group=other.group, measured=other.measured, counted=replace(one.counted, kind=other.counted.kind)
            )
    return found


def _settled(draft: Draft, drafts: Sequence[Draft]) -> Draft:
    weak = draft.measured.cost > WEAK_COST or draft.measured.measure in WEAK or _is_soft_word(draft)
    # `un bac transportant 700 passagers` is told by its own words, `les treize hommes étaient à bord` takes up
    trigger = draft.measured.trigger
    told = trigger is not None and trigger.voice != "nominal" and draft.measured.cost <= WEAK_COST and not draft.counted.pointing
    weak = weak and not (told and draft.measured.measure == "present")
    vague = draft.counted.number.qualifier == "vague"
    if (
        not weak
        or vague
        or draft.counted.kind != "person"
        or not (draft.counted.pointing or size_of(draft.counted) >= TOLD_AGAIN)
    ):
        return draft
    for other in drafts:
        if (
            other.measured.measure not in WEAK
            and other is not draft
            and _same_number(other, draft)
            and other.measured.cost <= WEAK_COST
        ):
            return replace(draft, measured=replace(other.measured, trigger=None, rule="measure.told_elsewhere"))
    return draft


def _is_soft_word(draft: Draft) -> bool:
    """Say whether those told of before are only said to be gone (`la disparition des deux soldats`: dead or lost)."""
    trigger = draft.measured.trigger
    return draft.counted.pointing and draft.measured.measure == "missing" and trigger is not None and trigger.voice == "nominal"


def _same_number(one: Draft, other: Draft) -> bool:
    a, b = one.counted, other.counted
    same = (a.number.low or a.number.high) == (b.number.low or b.number.high)
    if not same or a.kind != b.kind or size_of(a) <= 1:
        return False
    # `les deux hommes` may be the two soldiers told before, `ces deux femmes` are not
    alike = one.group in ANYBODY or other.group in ANYBODY
    return one.group == other.group or ((a.pointing or b.pointing) and alike)
