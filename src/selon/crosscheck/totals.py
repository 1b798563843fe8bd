"""What the figures of one report say together: a number told twice is one, and a smaller one is part of a total.

`sept ont été tués ... deux policiers ont été tués` under a toll of 14 from the same mouth, for the same place and day:
the smaller number is no rival of the total, in this report or another. And a number of the headline has the place and
the day that the text gives to the same number further down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from selon.crosscheck import amounts, where, whom
from selon.crosscheck.added import parts_of_sums
from selon.crosscheck.amounts import Match
from selon.crosscheck.figure import Compared, Spot, side_by_side
from selon.crosscheck.relate import TELLING, compare_questions
from selon.crosscheck.when import STATES
from selon.crosscheck.where import WORLD, Lie, countries_of
from selon.crosscheck.whom import Kin

_NARROWER = frozenset({Lie.HOLDS, Lie.MAYBE_HOLDS})


def settle_report(figures: Sequence[Compared]) -> list[Compared]:
    """Return the figures of one report as they are held against others: repeats filled in, parts tied to totals."""
    filled = [_filled(f, figures) for f in figures]
    home = home_country(filled)
    filled = [_placed(f, filled, home) for f in filled]
    sums = parts_of_sums(filled)
    added = [_added(f, sums[f.claim]) if f.claim in sums else f for f in filled]
    return [f if f.claim in sums else _tied(f, added) for f in added]


# a report that counts the same thing in so many countries and gives a larger number with no place means all of them
COUNTRIES = 3
# so many displaced, with no place said, are counted over the world: no country has had fifteen million (Ukraine came near)
WORLDWIDE = 1.5e7
_EVERYWHERE = Spot(name=WORLD, said="", precision=WORLD)
# a report is of one country where so many of its placed figures are there
HOME_SHARE = 0.6


def home_country(figures: Sequence[Compared]) -> str | None:
    """Return the country that a report is of, None where it is of several."""
    placed = Counter(f.place.country for f in figures if f.place is not None and f.place.country)
    if not placed:
        return None
    country, many = placed.most_common(1)[0]
    return country if many >= HOME_SHARE * placed.total() else None


def _placed(figure: Compared, figures: Sequence[Compared], home: str | None) -> Compared:
    """Fill in the place that goes without saying: the report's one country, or the world."""
    if figure.place is not None:
        return figure
    alike = [f for f in figures if f.measure == figure.measure and amounts.clearly_less(f, figure)]
    countries = {c for f in alike if f.place is not None for c in countries_of(f.place)}
    if len(countries) >= COUNTRIES or (figure.measure == "displaced" and _counts_the_world(figures)):
        return replace(figure, place=_EVERYWHERE)
    if home is None:
        return figure
    return replace(figure, place=Spot(name=f"country {home.lower()}", said="", country=home, precision="country"))


def _counts_the_world(figures: Sequence[Compared]) -> bool:
    """Say whether a report counts the displaced of the world: what it says of them without a place is no one country's."""
    return any(f.measure == "displaced" and f.place is None and amounts.size(f) >= WORLDWIDE for f in figures)


def _filled(figure: Compared, figures: Sequence[Compared]) -> Compared:
    """Take over from the repeats of a number what this mention leaves open."""
    for other in figures:
        if other is figure or not _repeats(figure, other):
            continue
        if not figure.dated and other.dated:
            figure = replace(figure, start=other.start, end=other.end)
        if where.lie(figure.place, other.place) in _NARROWER or figure.place is None:
            figure = replace(figure, place=other.place)
        if figure.part_of is None and other.part_of is not None and not other.part_of.overlaps(figure.span):
            figure = replace(figure, part_of=other.part_of)
    return figure


def _repeats(a: Compared, b: Compared) -> bool:
    """Say whether two figures of a report are two mentions of one number."""
    if a.measure != b.measure or a.modality != b.modality or amounts.match(a, b) is not Match.EQUAL:
        return False
    group = whom.groups(a, b)
    if group is Kin.APART or (a.dated and b.dated and (a.start, a.end) != (b.start, b.end)):
        return False
    if where.lie(a.place, b.place) is Lie.APART:
        return False
    return amounts.size(a) >= TELLING or (group is Kin.SAME and a.side == b.side and (a.dated or b.dated))


def _tied(figure: Compared, figures: Sequence[Compared]) -> Compared:
    """Tie a figure to the total that it is part of: the one that its report names, else one that takes it in."""
    if figure.part_of is not None:
        said = next((w for w in figures if figure.part_of.overlaps(w.span) and w is not figure), None)
        return replace(figure, total=said)
    if figure.superseded:
        return figure
    wholes = [w for w in figures if _takes_in(w, figure)]
    if not wholes:
        return figure
    # a part by inference is no rival of totals, but what it is part of in other reports is for its own fields to say
    return replace(figure, part_of=max(wholes, key=amounts.size).span, part_by="inferred")


def _added(figure: Compared, whole: Compared) -> Compared:
    """Return a number of a row that adds up to another one as its part; what the report calls a part stays said."""
    if figure.part_of is not None and figure.part_of.overlaps(whole.span):
        return replace(figure, total=whole)
    return replace(figure, part_of=whole.span, total=whole, part_by="sum")


def _takes_in(whole: Compared, part: Compared) -> bool:
    if (
        whole is part
        or whole.measure != part.measure
        or whole.superseded
        # the report's own voice counts everybody: whoever else tells a smaller number tells of some of them
        or whole.source not in (None, part.source)
        or whole.modality != part.modality
    ):
        return False
    if whole.measure in STATES or not amounts.clearly_less(part, whole) or side_by_side(part, whole):
        return False
    if whole.source != part.source and not amounts.at_most_half(part, whole):
        # `avait plus tôt évoqué 40 morts` under 52 is an older toll
        return False
    if amounts.match(part, whole) is not Match.CLASH and not amounts.far_less(part, whole):
        return False
    question = compare_questions(part, whole)
    return question is not None and not question.wider and not question.open
