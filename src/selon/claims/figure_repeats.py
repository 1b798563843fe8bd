"""Measure numbers that are told again: by what their other mention says, or the second half of a passage.

In: the drafts of a report. Out: the same, in order, weak measures replaced by those told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from selon.claims.figure_bodies import among_after
from selon.claims.figure_context import Draft, size_of
from selon.claims.figure_measure_cost import WEAK
from selon.claims.figure_words import counting_words
from selon.lang.pack import Pack
from selon.model.parsed import Parsed, verb_over
from selon.read.number_patterns import plain

# a number this large that stands twice in a report is the same count; a smaller one only behind `les`, `ces`
TOLD_AGAIN = 10
# groups that say nothing of who is counted
ANYBODY = frozenset({"people", "men"})
# where people went is said of them once: the same number told again without a verb is of anything else
MOVES = frozenset({"evacuated", "arrived", "returned", "surrendered"})
# a notice of so few sentences need not say again that its victims are dead (no other number was tried)
SHORT = 3
# of whom it is said behind a list on which side they were
LOST = frozenset({"killed", "wounded", "missing"})
# within so many characters brackets close that tell of whom those counted are made up
BRACKETS = 60
# a measure found farther than this is weak: the same number told elsewhere with a verb of its own is believed first
WEAK_COST = 9.0


def settle_repeats(drafts: list[Draft], parsed: Parsed, pack: Pack) -> list[Draft]:
    """Return the drafts, a number told again without a verb of its own measured as where it has one."""
    victims = pack.words("counting_not", "victims")
    drafts = [_unhurt(draft, parsed, victims, pack) for draft in drafts]
    drafts = _of_nations(_of_one_side(drafts, parsed, pack))
    return [_harmed(_settled(draft, drafts), drafts, victims) for draft in _passages(drafts)]


def _of_one_side(drafts: Sequence[Draft], parsed: Parsed, pack: Pack) -> list[Draft]:
    """Return the drafts, a toll with the side that the next one in its list gives (`12 morts et 19 blessés dans l'armée`)."""
    found = list(drafts)
    for at in range(len(found) - 2, -1, -1):
        one, after = found[at], found[at + 1]
        between = parsed.text[one.counted.end : after.counted.number.begins].strip(" ,")
        lost = one.group == "people" and all(d.counted.noun and d.counted.noun.count in LOST for d in (one, after))
        if not lost or (between and between not in pack.words("counting_not", "list_words")):
            continue
        noun = after.counted.noun_span
        if after.group != "people" and noun is not None and (found[at + 1] is not after or among_after(parsed, noun.end, pack)):
            found[at] = replace(one, group=after.group)
    return found


def _of_nations(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, nations that add up to the number before as what that counts (`cinq soldats, trois X et deux Y`)."""
    found = list(drafts)
    for at, whole in enumerate(found):
        left, to = size_of(whole.counted), at + 1
        while left > 0 and to < len(found) and found[to].sentence is whole.sentence and _is_nation(found[to]):
            left, to = left - size_of(found[to].counted), to + 1
        if left == 0 and to > at + 2 and whole.group not in ANYBODY and whole.counted.kind == "person":
            found[at + 1 : to] = [replace(part, group=whole.group) for part in found[at + 1 : to]]
    return found


def _is_nation(draft: Draft) -> bool:
    """Say whether only a nation names those counted."""
    noun = draft.counted.noun
    return noun is not None and draft.group == "people" and draft.counted.side == noun.key


def _unhurt(draft: Draft, parsed: Parsed, victims: Sequence[str], pack: Pack) -> Draft:
    """Return victims in a report that names no death as harmed: those of a fraud, of abuse, of a drug."""
    noun = draft.counted.noun
    if noun is None or noun.key not in victims or draft.measured.measure != "killed":
        return draft
    if _are_of_all_kinds(draft, parsed, pack):
        return replace(draft, measured=replace(draft.measured, measure="affected", rule="measure.victims"))
    if draft.measured.rule != "measure.noun":
        return draft
    token = parsed.token_at(draft.counted.noun_span.start if draft.counted.noun_span else draft.counted.number.span.start)
    verb = verb_over(token) if token is not None else None
    # `le cyclone a fait une victime`
    toll = verb is not None and verb.lemma_ in pack.words("counting_not", "taking")
    if toll or len(parsed.sentences) <= SHORT or any(word in parsed.by_word for word in pack.words("counting_not", "deaths")):
        return draft
    return replace(draft, measured=replace(draft.measured, measure="affected", rule="measure.victims"))


def _are_of_all_kinds(draft: Draft, parsed: Parsed, pack: Pack) -> bool:
    """Say whether brackets tell that only some of the victims are dead (`900.000 victimes (morts, disparus, déplacés)`)."""
    inside, closed, _ = parsed.text[draft.counted.end : draft.counted.end + BRACKETS].lstrip().partition(")")
    if not (closed and inside.startswith("(")):
        return False
    words = counting_words(pack)
    found = (words.nouns.get(words.singular(word)) for word in re.findall(r"\w+", plain(inside)))
    return len({noun.count for noun in found if noun is not None and noun.count}) > 1


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
    weak = weak and draft.measured.rule != "measure.noun"
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
            other.measured.measure not in WEAK | MOVES
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
