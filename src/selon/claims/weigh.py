"""Weigh what a number counts, where and when: the rules' reading against the others, by the words and by trees.

In: drafts with the places and periods of the rules. Out: the same, another reading where it is likelier by more than a margin.
A pack without the encoder and the trees has its rules alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selon.claims.figure_context import Draft
from selon.claims.figure_elsewhere import Scenes
from selon.claims.figure_event_day import Periods
from selon.claims.weigh_numbers import MEASURES, Choices, Numbers
from selon.claims.weigh_periods import PeriodChoices
from selon.claims.weigh_places import PlaceChoices
from selon.claims.weigh_words import PLACE, TIME, Things, Words, load_heads, with_words
from selon.claims.weights import load_weights
from selon.lang.pack import Pack
from selon.model.record import Period, Place, Source

# what the rules fall back on where no word of the sentence gives a measure; what they find in other ways stands
UNSAID = {"measure.none": frozenset({"present", "other"}), "measure.told_elsewhere": frozenset(MEASURES)}
# how much likelier (in logarithms) another measure must be by the words. Tried 0 to 4 on numbers that the encoder had not learned
# from: instead of `present`, right .81 of the time and not .56 in reports of wars, .75 and not .46 in the general press.
# Measures that a verb gives lose about as often as they win
MARGIN = 2.0


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
    if load_heads(pack) is None or not drafts:
        return [Weighed(*scope) for scope in zip(found, periods.found, strict=True)]
    numbers = Numbers(drafts, scenes.settled)
    fields: dict[str, Choices] = {"period": PeriodChoices(periods, numbers)}
    if scenes.settled.places:
        fields["place"] = PlaceChoices(found, scenes, numbers)
    asked = {
        field: {at: choices.rows(at) for at in range(len(drafts)) if not choices.is_sure(at)} for field, choices in fields.items()
    }
    if not any(asked.values()) and not any(_open_measures(drafts)):
        return [Weighed(*scope) for scope in zip(found, periods.found, strict=True)]
    kinds = {"place": PLACE, "period": TIME}
    things = Things(numbers, sources, {kinds[field]: choices.mentions for field, choices in fields.items()})
    words = Words(things, pack)
    chosen: dict[str, list[Any]] = {"place": list(found), "period": list(periods.found)}
    for field, choices in fields.items():
        if (weights := load_weights(pack, field)) is None:
            continue
        scores = words.scores(field, asked[field])
        likelier = weights.best([with_words(rows, scores[at]) for at, rows in asked[field].items()])
        for (at, rows), best in zip(asked[field].items(), likelier, strict=True):
            if best is not None:
                chosen[field][at] = choices.taken(at, rows[best])
    return [Weighed(*one) for one in zip(chosen["place"], chosen["period"], measures(drafts, words), strict=True)]


def measures(drafts: Sequence[Draft], words: Words) -> list[str | None]:
    """Return for each number a likelier measure than that of the rules, None where theirs stands."""
    open_to = _open_measures(drafts)
    # the encoder has learned from reports: of a sentence alone it knows less than the rules (six of our own would turn)
    if not any(open_to) or len(words.things.parsed.paragraphs) == 1:
        return [None] * len(drafts)
    chosen: list[str | None] = []
    for draft, is_open, likely in zip(drafts, open_to, words.measures(), strict=True):
        best = int(likely.argmax())
        moves = is_open and likely[best] - likely[MEASURES.index(draft.measured.measure)] > MARGIN
        chosen.append(MEASURES[best] if moves else None)
    return chosen


def _open_measures(drafts: Sequence[Draft]) -> list[bool]:
    return [draft.measured.measure in UNSAID.get(draft.measured.rule, ()) for draft in drafts]
