"""Weigh what a number counts, where and when: the rules' reading against the others, by the words and by trees.

In: drafts with the places and periods of the rules. Out: the same, another reading where it is likelier by more than a margin.
What the words say is a feature of the trees. A pack without trees, or without the nets that understand words, has its rules.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from selon.claims.figure_context import Draft
from selon.claims.figure_elsewhere import Scenes
from selon.claims.figure_event_day import Periods
from selon.claims.figure_measure_words import measure_words
from selon.claims.weigh_joined import joined, likeliest_of_all
from selon.claims.weigh_numbers import MEASURES, Choices, Numbers
from selon.claims.weigh_periods import PeriodChoices
from selon.claims.weigh_places import PlaceChoices
from selon.claims.weigh_things import PLACE, TIME, Things
from selon.claims.weigh_words import Words, load_nets, with_words
from selon.claims.weights import load_weights
from selon.lang.pack import Pack
from selon.model.record import Period, Place, Source

# what the rules fall back on where no word of the sentence gives a measure; what they find in other ways stands
UNSAID = {"measure.none": frozenset({"present", "other"}), "measure.told_elsewhere": frozenset(MEASURES)}
# how much likelier (in logarithms) another measure must be by the words. Tried 0 to 4 with the encoder that stood here before the
# nets, on numbers that it had not learned from: instead of `present`, right .81 of the time and not .56 in reports of wars,
# .75 and not .46 in the general press. Measures that a verb gives lose about as often as they win
MARGIN = 2.0


# nets and trees have learned from reports: of one to three sentences they know less than the rules, which read the sentences
# that they were made with right; nets and trees read .85 of the places there and .97 of the days (`pack` in
# `tools/weigh.py --check`)
SHORT = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a number counts, where and when; `measure` is None where that of the rules stands."""

    place: Place | None
    period: Period | None
    measure: str | None = None


def weighed(
    drafts: Sequence[Draft],
    sources: Sequence[Source | None],
    places: tuple[Sequence[Place | None], Scenes],
    periods: Periods,
    pack: Pack,
) -> list[Weighed]:
    """Return what each number counts, where and when, in order: as the rules read it, or as is likelier."""
    found, scenes = places
    chosen: dict[str, list[Any]] = {"period": list(periods.found), "place": list(found)}
    counted: list[str | None] = [None] * len(drafts)
    if drafts and len(scenes.settled.parsed.sentences) > SHORT and load_nets(pack):
        numbers = Numbers(drafts, scenes.settled)
        fields: dict[str, Choices] = {"period": PeriodChoices(periods, numbers)}
        if scenes.settled.places:
            fields["place"] = PlaceChoices(found, scenes, numbers)
        kinds = {"place": PLACE, "period": TIME}
        words = Words(Things(numbers, sources, {kinds[field]: choices.mentions for field, choices in fields.items()}), pack)
        for field, choices in fields.items():
            _judged(field, choices, words, pack, chosen[field], joined(drafts, scenes.settled.parsed, choices.found))
        unsaid = _unsaid(drafts, measure_words(pack).loose)
        counted = measures(drafts, unsaid, words) if unsaid else counted
    return [Weighed(*one) for one in zip(chosen["place"], chosen["period"], counted, strict=True)]


def _judged(field: str, choices: Choices, words: Words, pack: Pack, chosen: list[Any], groups: Sequence[Sequence[int]]) -> None:
    """Set what the trees say of each number, where they find another reading likelier than that of the rules.

    Numbers told in one breath are judged together: by what is likeliest for all of them, and where one is sure all are.
    """
    weights = load_weights(pack, field)
    free = [group for group in groups if not any(choices.is_sure(at) for at in group)]
    asked = {at: choices.rows(at) for group in free for at in group}
    if weights is None or not asked:
        return
    scores = words.scores(field, asked)
    likely = {at: with_words(rows, scores[at]) for at, rows in asked.items()}
    many = weights.scored([[features for _, features in some] for some in likely.values()])
    judged = dict(zip(likely, many, strict=True))
    for group in free:
        best = likeliest_of_all([(likely[at], judged[at]) for at in group], weights.margin)
        if best is not None:
            for at in group:
                row = next(row for row, _ in likely[at] if row.candidate == best[0])
                chosen[at] = choices.taken(at, row)


def _unsaid(drafts: Sequence[Draft], loose: Collection[str]) -> frozenset[int]:
    """Return the numbers of which no word says what they count, or only one that seldom does."""
    return frozenset(
        at
        for at, d in enumerate(drafts)
        if d.measured.measure in UNSAID.get(d.measured.rule, ())
        or (d.measured.trigger is not None and d.measured.trigger.lemma in loose)
    )


def measures(drafts: Sequence[Draft], unsaid: Collection[int], words: Words) -> list[str | None]:
    """Return for each number a likelier measure than that of the rules, None where theirs stands."""
    chosen: list[str | None] = []
    for at, (draft, likely) in enumerate(zip(drafts, words.measures(), strict=True)):
        best = int(likely.argmax())
        moves = at in unsaid and likely[best] - likely[MEASURES.index(draft.measured.measure)] > MARGIN
        chosen.append(MEASURES[best] if moves else None)
    return chosen
