"""What two figures say of each other: one of the guide's relations, with the reasons as data.

In: two `Compared`. Out: a `Verdict` or None (unrelated). The order of the questions is the order of the guide: is it
the same thing that is measured, of whom, where, when; then the numbers; then which was said later.
"""

from __future__ import annotations

from dataclasses import dataclass

from selon.crosscheck import amounts, when, where, whom
from selon.crosscheck.amounts import Match
from selon.crosscheck.figure import Compared, side_by_side
from selon.crosscheck.origins import origin_of, same_origin
from selon.crosscheck.when import Course
from selon.crosscheck.where import Lie
from selon.crosscheck.whom import Kin

# two reports closer than this speak of one moment: rival tolls, not a newer one
MOMENT_HOURS = 1.5
# a number this large hardly comes up twice by chance in one place at one time
TELLING = 10
# nor does one this large in two groups that overlap (`5.000 prisonniers`, `5.000 insurgés`)
TELLING_ACROSS = 100
# one act against a toll more than so many times as large: the toll of a war says nothing of one day
PART_RATIO = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A relation and the codes of its reasons; `first_is_part` and `first_is_later` give its direction."""

    relation: str
    reasons: tuple[str, ...]
    first_is_part: bool | None = None
    first_is_later: bool | None = None


# the verdict on two figures that stand in the same words (`twins.py`): it goes before what their fields say
TWINS = Verdict(relation="same", reasons=("same_words",))


@dataclass(frozen=True, slots=True)
class Question:
    """How two figures' questions compare, field by field."""

    measure: Kin
    group: Kin
    place: Lie
    period: Course

    @property
    def narrower(self) -> tuple[str, ...]:
        """Return the fields in which the first figure is narrower."""
        return self._fields(Kin.PART, (Lie.INSIDE, Lie.MAYBE_INSIDE), Course.INSIDE)

    @property
    def wider(self) -> tuple[str, ...]:
        """Return the fields in which the first figure is wider."""
        return self._fields(Kin.WHOLE, (Lie.HOLDS, Lie.MAYBE_HOLDS), Course.HOLDS)

    @property
    def open(self) -> tuple[str, ...]:
        """Return the fields that the words leave open in one of the two."""
        found = ["place"] if self.place is Lie.UNKNOWN else []
        return (*found, "period") if self.period is Course.UNKNOWN else tuple(found)

    def _fields(self, kin: Kin, lies: tuple[Lie, Lie], course: Course) -> tuple[str, ...]:
        tests = (
            ("measure", self.measure is kin),
            ("group", self.group is kin),
            ("place", self.place in lies),
            ("period", self.period is course),
        )
        return tuple(name for name, holds in tests if holds)


def relate(a: Compared, b: Compared) -> Verdict | None:
    """Return what two figures say of each other, None where they answer different questions."""
    said = _said_part(a, b)
    if said is not None:
        return said
    if not _same_mood(a, b) or _siblings(a, b):
        return None
    if side_by_side(a, b) and amounts.match(a, b) is Match.CLASH and not (a.superseded or b.superseded):
        return None
    return _alone(a, b) or _through_total(a, b)


def _siblings(a: Compared, b: Compared) -> bool:
    """Say whether two different numbers are parts of one total: refugees are no part of those who fled inside their country."""
    if a.total is None or b.total is None or amounts.match(a, b) is not Match.CLASH or (a.side and a.side == b.side):
        return False
    if "people" not in (whom.counted(a), whom.counted(b)) and not (whom.groups(a, b) is Kin.SAME and _far_apart(a, b)):
        return False
    return amounts.one_value(a.total, b.total) and compare_questions(a.total, b.total) is not None


def _through_total(a: Compared, b: Compared) -> Verdict | None:
    """Judge a part by the total that its own report ties it to: a part of a number is part of what that number is."""
    for part, whole, first_is_part in ((a, b, True), (b, a, False)):
        if part.total is None or not amounts.clearly_less(part, whole) or (whole.total is not None and not _plain_total(whole)):
            continue
        if whole.measure in when.STATES_OF_PEOPLE and when.years_apart(part, whole):
            continue
        found = _alone(part.total, whole) if part.total.span != whole.span or part.head.key != whole.head.key else None
        if found is None:
            continue
        if found.relation in _TIED or (found.relation == "part_of" and found.first_is_part):
            return Verdict(relation="part_of", reasons=("part_of_total_of",), first_is_part=first_is_part)
    return None


_TIED = frozenset({"same", "compatible", "updates"})


def _plain_total(figure: Compared) -> bool:
    """Say whether a figure that is itself a part still counts everybody of its kind (`people`)."""
    return whom.counted(figure) == "people"


def _alone(a: Compared, b: Compared) -> Verdict | None:
    """Return what two figures say of each other by their own fields."""
    question = compare_questions(a, b)
    if question is None:
        return None
    narrower, wider = question.narrower, question.wider
    if narrower and wider:
        return _crossed(a, b, narrower, wider, dated=not question.open)
    if (narrower or wider) == ("group",) and question.period is Course.STATE and whom.only_one_side(a, b):
        return _level(a, b, question)
    if narrower:
        return _nested(a, b, question, narrower, first_is_part=True)
    if wider:
        return _nested(b, a, question, wider, first_is_part=False)
    return _level(a, b, question)


def _crossed(a: Compared, b: Compared, narrower: tuple[str, ...], wider: tuple[str, ...], *, dated: bool) -> Verdict | None:
    """Judge two figures each of which is narrower in something: a side not named is no wider question."""
    if amounts.match(a, b) is Match.EQUAL and amounts.size(a) >= TELLING:
        return Verdict(relation="same", reasons=("same_number", *(f"detail_{f}" for f in (*narrower, *wider))))
    if not dated or not whom.only_one_side(a, b) or ("group",) not in (narrower, wider):
        return None
    rest = narrower if wider == ("group",) else wider
    if rest is narrower:
        return _as_part(a, b, rest, first_is_part=True)
    return _as_part(b, a, rest, first_is_part=False) if narrower == ("group",) else None


def compare_questions(a: Compared, b: Compared) -> Question | None:
    """Return how the questions of two figures compare, None where a field sets them apart."""
    # the place first: inside a block of one measure and country it is what sets most figures apart
    place = where.lie(a.place, b.place)
    if place is Lie.APART:
        return None
    measure = whom.measures(a, b)
    if measure is Kin.APART:
        return None
    period = when.compare(a, b)
    if period is Course.TOLD and not _one_town(a, b, place):
        period = Course.UNKNOWN
    if period is Course.APART:
        return None
    group = whom.groups(a, b)
    return None if group is Kin.APART else Question(measure, group, place, period)


def _one_town(a: Compared, b: Compared, place: Lie) -> bool:
    """Say whether both are of one town or province: in a country much happens within three days."""
    return place in (Lie.SAME, Lie.INSIDE, Lie.HOLDS) and not any(f.place is None or where.is_wide(f.place) for f in (a, b))


# who says that a number is a part of another one of its report
_CALLED_PART = {"said": "said_part", "sum": "adds_up", "inferred": "part_of_total"}


def _said_part(a: Compared, b: Compared) -> Verdict | None:
    """Take the report's own word for a part, a sum, or what it tells together."""
    if a.head.key != b.head.key:
        return None
    if a.part_of is not None and a.part_of.overlaps(b.span):
        return Verdict(relation="part_of", reasons=(_CALLED_PART[a.part_by],), first_is_part=True)
    if b.part_of is not None and b.part_of.overlaps(a.span):
        return Verdict(relation="part_of", reasons=(_CALLED_PART[b.part_by],), first_is_part=False)
    return None


_FACT = frozenset({"asserted", "hearsay", "denied"})


def _same_mood(a: Compared, b: Compared) -> bool:
    """Facts are held against facts (a denied one too), plans against plans."""
    return a.modality == b.modality or (a.modality in _FACT and b.modality in _FACT)


def _level(a: Compared, b: Compared, question: Question) -> Verdict | None:
    """Judge two figures that answer the same question."""
    found = amounts.match(a, b)
    if question.group is Kin.OVERLAP or question.open:
        return _guarded(a, b, question, found)
    if _denies(a, b):
        return Verdict(relation="disputes", reasons=("denied",)) if found is not Match.CLASH else None
    if found is Match.EQUAL:
        return Verdict(relation="same", reasons=("same_number",))
    if question.period is Course.STATE and (told := _of_other_years(a, b)) is not None:
        return told[0]
    if (a.part_of is None) != (b.part_of is None):
        # two numbers of one named group that can both be true (`des dizaines d'étrangers`, `35 étrangers`) are rivals, no parts
        part = _part_against_total(a, b) if found is Match.CLASH or whom.counted(a) == "people" else None
        if part is not None or found is Match.CLASH:
            return part
    if a.head.key == b.head.key:
        return _in_one_report(a, b, question, found)
    if found is Match.AGREE and amounts.same_rounded(a, b):
        return _possible(a, b)
    later = _later(a, b, question)
    if later is not None and found is Match.CLASH and _shrunk(a, b, question, first_later=later):
        return Verdict(relation="part_of", reasons=("half_of_earlier",), first_is_part=later)
    if later is not None and (found is Match.CLASH or _more_in_the_later(a, b, first_later=later)):
        code = "later_end" if question.period is Course.RUNS_ON else "later_report"
        return Verdict(relation="updates", reasons=("same_question", code), first_is_later=later)
    if found is Match.AGREE:
        return _possible(a, b)
    return Verdict(relation="disputes", reasons=("same_question", "both_impossible"))


def _far_apart(a: Compared, b: Compared) -> bool:
    return amounts.far_less(a, b) or amounts.far_less(b, a)


def _of_other_years(a: Compared, b: Compared) -> tuple[Verdict | None] | None:
    """Judge what came in a year against how things stood, and a part against how they stood in other years.

    None for all others; a verdict that is None says that the two are unrelated.
    """
    for year, state, year_first in ((a, b, True), (b, a, False)):
        if state.part_of is None and when.is_of_the_year(year, state) and amounts.far_less(year, state):
            return (Verdict(relation="part_of", reasons=("part_by_period",), first_is_part=year_first),)
    if (a.part_of is None) != (b.part_of is None) and when.years_apart(a, b):
        return (None,)
    return None


_SIDES = {"state", "armed_group"}
# minima further apart than this are no two counts of one thing: "at least 5" allows 3,500 and says nothing of it
TOO_FAR = 10


def _possible(a: Compared, b: Compared) -> Verdict | None:
    low, high = sorted((amounts.size(a), amounts.size(b)))
    if low * TOO_FAR < high and "vague" not in (a.qualifier, b.qualifier):
        return None
    return Verdict(relation="compatible", reasons=("same_question", "both_possible"))


def _denies(a: Compared, b: Compared) -> bool:
    return (a.modality == "denied") != (b.modality == "denied")


def _guarded(a: Compared, b: Compared, question: Question, found: Match) -> Verdict | None:
    """Judge where a field is open: only the number itself can tie the two together."""
    same_report = a.head.key == b.head.key
    both_open = question.period is Course.UNKNOWN and not a.dated and not b.dated
    least = TELLING_ACROSS if question.group is Kin.OVERLAP and a.side and b.side else TELLING
    if (
        found is Match.EQUAL
        and (amounts.size(a) >= least or (both_open and least == TELLING))
        and (same_report or not question.open[1:])
    ):
        return Verdict(relation="same", reasons=("same_number_open", *(f"open_{f}" for f in question.open)))
    if found is Match.AGREE and both_open and question.group is Kin.SAME and question.place is Lie.SAME:
        return Verdict(relation="compatible", reasons=("same_question", "both_possible", "open_period"))
    return None


def _in_one_report(a: Compared, b: Compared, question: Question, found: Match) -> Verdict | None:
    """Judge two figures of one report: rivals only where they have different sources."""
    if question.period in (Course.STATE, Course.RUNS_ON) and (ends := _ends_later(a, b)) is not None:
        return Verdict(relation="updates", reasons=("same_question", "later_end"), first_is_later=ends)
    if found is Match.AGREE and a.source == b.source and _far_apart(a, b):
        return Verdict(relation="part_of", reasons=("part_of_total",), first_is_part=amounts.clearly_less(a, b))
    if a.superseded != b.superseded:
        return Verdict(relation="updates", reasons=("same_question", "superseded"), first_is_later=b.superseded)
    if found is Match.AGREE:
        return _possible(a, b)
    if a.source is None or b.source is None or a.source == b.source or a.part_of or b.part_of:
        return None
    return Verdict(relation="disputes", reasons=("same_question", "both_impossible"))


def _part_against_total(a: Compared, b: Compared) -> Verdict | None:
    """Judge a number that its report calls a part against one that stands alone."""
    part, whole = (a, b) if a.part_of is not None else (b, a)
    if amounts.clearly_less(part, whole) and amounts.fits_in(part, whole):
        return Verdict(relation="part_of", reasons=("part_of_total",), first_is_part=part is a)
    return None


def _later(a: Compared, b: Compared, question: Question) -> bool | None:
    """Say whether the first speaks of a later moment; None for the same moment or where a report has no date."""
    if a.head.moment is None or b.head.moment is None:
        return None
    if question.period in (Course.STATE, Course.RUNS_ON) and (ends := _ends_later(a, b)) is not None:
        return ends
    mine, theirs = a.head.moment, b.head.moment
    assert mine is not None and theirs is not None  # noqa: S101 - tested above
    if a.superseded != b.superseded and abs(mine - theirs) < MOMENT_HOURS:
        return b.superseded
    return None if abs(mine - theirs) < MOMENT_HOURS else mine > theirs


def _ends_later(a: Compared, b: Compared) -> bool | None:
    """Compare the days that two counts run to, where both say one and they differ by more than a day."""
    if a.end is None or b.end is None or abs(a.end - b.end) <= 1:
        return None
    return a.end > b.end


def _shrunk(a: Compared, b: Compared, question: Question, *, first_later: bool) -> bool:
    """Say whether the later number is too small for a newer count of what was done: a toll hardly shrinks to half."""
    newer, older = (a, b) if first_later else (b, a)
    # what the two sides of a war say of one deed may be far apart
    rivals = {a.source_kind, b.source_kind} == _SIDES
    return question.period is not Course.STATE and not rivals and amounts.at_most_half(newer, older)


def _more_in_the_later(a: Compared, b: Compared, *, first_later: bool) -> bool:
    newer, older = (a, b) if first_later else (b, a)
    return amounts.size(newer) > amounts.size(older)


def _nested(
    part: Compared, whole: Compared, question: Question, fields: tuple[str, ...], *, first_is_part: bool
) -> Verdict | None:
    """Judge a narrower figure against a wider one."""
    if _denies(part, whole) or question.group is Kin.OVERLAP:
        return None
    found = amounts.match(part, whole)
    if found is Match.EQUAL and _one_number(part, whole, fields):
        return Verdict(relation="same", reasons=("same_number", *(f"narrower_{f}" for f in fields)))
    if question.open and question.open != ("period",):
        return None
    if question.open:
        return None
    if question.period is Course.STATE and (whom.only_one_side(part, whole) or when.years_apart(part, whole)):
        return None
    return _as_part(part, whole, fields, first_is_part=first_is_part)


def _as_part(part: Compared, whole: Compared, fields: tuple[str, ...], *, first_is_part: bool) -> Verdict | None:
    found = amounts.match(part, whole)
    if found is Match.EQUAL or not amounts.fits_in(part, whole):
        return None
    if found is Match.AGREE and _one_count(part, whole, fields):
        return Verdict(relation="compatible", reasons=("same_question", "both_possible"))
    if amounts.clearly_less(whole, part) and "vague" not in (part.qualifier, whole.qualifier):
        # thirteen here are none of `at least twelve` there, whatever a minimum leaves open
        return None
    if (
        whole.place is not None
        and where.is_world(whole.place)
        and "place" in fields
        and not same_origin(origin_of(part), origin_of(whole))
    ):
        # a world total is its maker's: what others count in one country is no part of it that anybody could check
        return None
    if "period" in fields and amounts.size(part) * PART_RATIO < amounts.size(whole):
        return None
    return Verdict(relation="part_of", reasons=tuple(f"part_by_{f}" for f in fields), first_is_part=first_is_part)


def _one_count(part: Compared, whole: Compared, fields: tuple[str, ...]) -> bool:
    """Say whether two numbers that can both be true are one count: told of town and country, of the hurt and those touched."""
    if fields == ("place",):
        return amounts.one_value(part, whole) and amounts.size(part) >= TELLING
    return fields == ("measure",) and ("vague" in (part.qualifier, whole.qualifier) or not amounts.far_less(part, whole))


def _one_number(part: Compared, whole: Compared, fields: tuple[str, ...]) -> bool:
    """Say whether the same number in a narrower and a wider figure is one count told with more or less detail."""
    if amounts.size(part) > 1:
        return True
    # one person alone is told apart by a nationality that both name
    return fields == ("group",) or (fields == ("place",) and part.side is not None and part.side == whole.side)
