"""Parts told and parts inferred: by halves, by years, by siblings, by the nouns of things."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from selon.crosscheck.figure import Compared, ordinal
from selon.crosscheck.relate import relate
from selon.crosscheck.totals import settle_report
from selon.model.span import Span

from .making import COUNTRY, NEARBY, TOWN, figure, named

WORLD = named("monde", precision="region")


def days(start: str, end: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the fields of a figure that counts over days."""
    return {"start": ordinal(start), "end": ordinal(end), **fields}


def people_of(until: str, report: int, number: float, **fields: Any) -> Compared:  # noqa: ANN401
    """Return how many were displaced in the world on a day."""
    given = {"measure": "displaced", "place": WORLD, "number": number, **days(until, until)} | fields
    return figure(report=report, hour=8 + report, source="Agence des réfugiés", **given)


def at(span: int, **fields: Any) -> Compared:  # noqa: ANN401
    """Return another figure of the first report."""
    return replace(figure(**fields), span=Span(span, span + 1))


CASES: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("half as many, later", {}, {"report": 2, "number": 5, "hour": 19}, "part_of"),
    ("a little more than half, later", {}, {"report": 2, "number": 6, "hour": 19}, "updates"),
    ("half as many, earlier", {}, {"report": 2, "number": 5, "hour": 2}, "updates"),
    (
        "of people as they stand half may have left",
        {"measure": "present"},
        {"report": 2, "number": 5, "measure": "present", "hour": 19},
        "updates",
    ),
    ("one number rounded", {"number": 795}, {"report": 2, "number": 800, "qualifier": "about", "hour": 19}, "compatible"),
    ("too far for rounding", {"number": 750}, {"report": 2, "number": 800, "qualifier": "about", "hour": 19}, "updates"),
    (
        "a minimum told of the town, about as many of its country",
        {"qualifier": "more_than", "high": None, "low": 2000},
        {"report": 2, "place": COUNTRY, "qualifier": "about", "number": 2000},
        "compatible",
    ),
    (
        "a minimum of the town and more in the country",
        {"qualifier": "more_than", "high": None, "low": 2000},
        {"report": 2, "place": COUNTRY, "number": 4000},
        "part_of",
    ),
    (
        "hurt and affected that can both be true",
        {"measure": "wounded", "number": 300},
        {"report": 2, "measure": "affected", "qualifier": "at_least", "high": None, "low": 280},
        "compatible",
    ),
    (
        "a few hurt of many affected",
        {"measure": "wounded", "number": 70},
        {"report": 2, "measure": "affected", "qualifier": "at_least", "high": None, "low": 1000},
        "part_of",
    ),
    (
        "destroyed is damaged too",
        {"measure": "destroyed", "group": "pont", "number": 2},
        {"report": 2, "measure": "damaged", "group": "pont", "number": 2},
        "same",
    ),
    (
        "one of a nationality, in the town and in its country",
        {"number": 1, "group": "foreigners", "side": "chilien"},
        {"report": 2, "number": 1, "group": "foreigners", "side": "chilien", "place": COUNTRY},
        "same",
    ),
    ("one person of no said nationality", {"number": 1}, {"report": 2, "number": 1, "place": COUNTRY}, None),
    (
        "schools are among the places",
        {"measure": "sites", "group": "lieu", "number": 6},
        {"report": 2, "measure": "sites", "group": "école", "number": 3},
        "part_of",
    ),
    (
        "schools are no bridges",
        {"measure": "sites", "group": "pont", "number": 6},
        {"report": 2, "measure": "sites", "group": "école", "number": 3},
        None,
    ),
    (
        "a blast is an explosion",
        {"measure": "attacks", "group": "déflagration", "number": 4},
        {"report": 2, "measure": "attacks", "group": "explosion", "number": 4},
        "same",
    ),
    (
        "an ambush is no explosion",
        {"measure": "attacks", "group": "embuscade", "number": 4},
        {"report": 2, "measure": "attacks", "group": "explosion", "number": 4},
        None,
    ),
    (
        "in the month whose days the toll has for the most part",
        days("2031-04-15", "2031-05-14"),
        {"report": 2, "number": 80, **days("2030-01-01", "2031-05-10")},
        "part_of",
    ),
    (
        "in the month of which the toll has a week",
        days("2031-05-04", "2031-06-02"),
        {"report": 2, "number": 80, **days("2030-01-01", "2031-05-10")},
        None,
    ),
    (
        "two windows that meet, one telling number",
        days("2031-05-01", "2031-05-31"),
        {"report": 2, **days("2031-04-20", "2031-05-18")},
        "same",
    ),
    (
        "two windows that meet, another number",
        days("2031-05-01", "2031-05-31"),
        {"report": 2, "number": 12, **days("2031-04-20", "2031-05-18")},
        None,
    ),
]


CASES += [
    (
        "thirteen of the camp are none of at least twelve of its country",
        {"number": 13},
        {"report": 2, "place": COUNTRY, "qualifier": "at_least", "low": 12, "high": None},
        None,
    ),
    (
        "ten of the camp are some of at least twelve of its country",
        {},
        {"report": 2, "place": COUNTRY, "qualifier": "at_least", "low": 12, "high": None},
        "part_of",
    ),
    ("soldiers who are called men", {"group": "men"}, {"report": 2, "group": "security_forces"}, "same"),
    ("men are no children", {"group": "men"}, {"report": 2, "group": "children"}, None),
    (
        "of no said side and day, under the toll of one side in the country",
        {"group": "security_forces", "number": 3},
        {"report": 2, "group": "security_forces", "side": "chiliens", "number": 40, **days("2030-01-01", "2031-05-10")},
        "part_of",
    ),
    (
        "of no said side, on no said day",
        {"group": "security_forces", "number": 3, "place": TOWN, "day": None},
        {"report": 2, "group": "security_forces", "side": "chiliens", "number": 40, "place": COUNTRY},
        None,
    ),
    (
        "of another side",
        {"group": "security_forces", "number": 3, "side": "péruviens"},
        {"report": 2, "group": "security_forces", "side": "chiliens", "number": 40, **days("2030-01-01", "2031-05-10")},
        None,
    ),
]


@pytest.mark.parametrize(("why", "first", "second", "relation"), CASES, ids=[c[0] for c in CASES])
def test_relation(why: str, first: dict[str, Any], second: dict[str, Any], relation: str | None) -> None:
    a, b = figure(**first), figure(**second)
    for one, other in ((a, b), (b, a)):
        found = relate(one, other)
        assert (found.relation if found else None) == relation, why


def test_what_the_two_sides_of_a_war_say_is_no_part() -> None:
    army, rebels = figure(source="armée", source_kind="state"), figure(report=2, number=4, hour=19, source="Front")
    assert getattr(relate(army, replace(rebels, source_kind="armed_group")), "relation", None) == "updates"
    assert getattr(relate(army, replace(rebels, source_kind="ngo")), "relation", None) == "part_of"


def test_half_as_many_later_gives_its_reason() -> None:
    found = relate(figure(), figure(report=2, number=4, hour=19))
    assert found is not None
    assert (found.reasons, found.first_is_part) == (("half_of_earlier",), False)


def test_two_parts_of_one_total_are_no_parts_of_each_other() -> None:
    whole, elsewhere = figure(number=90), figure(report=2, number=90)
    fled = replace(at(20, number=50), part_of=whole.span, total=whole)
    refugees = replace(figure(report=2, number=30, group="refugees"), span=Span(30, 31), part_of=Span(2, 3), total=elsewhere)
    assert relate(fled, refugees) is None
    assert relate(replace(fled, side="chiliens", group="people"), replace(refugees, side="chiliens", group="people")) is not None
    other_total = replace(refugees, total=replace(elsewhere, low=40, high=40))
    assert getattr(relate(fled, other_total), "relation", None) == "part_of"


def test_a_number_told_of_many_strangers_and_of_35_is_no_part() -> None:
    some = replace(figure(report=2, qualifier="vague", low=20, high=None, group="foreigners", hour=20), part_of=Span(9, 10))
    many = figure(qualifier="at_least", low=35, high=None, group="foreigners")
    assert getattr(relate(many, some), "relation", None) == "compatible"
    assert getattr(relate(replace(many, group="people"), replace(some, group="people")), "relation", None) == "part_of"


def test_what_came_in_a_year_is_part_of_how_things_stood_at_its_end() -> None:
    stood = people_of("2030-12-31", 1, 790)
    of_the_year = people_of("2030-12-31", 2, 110, **days("2030-01-01", "2030-12-31"))
    found = relate(of_the_year, stood)
    assert found is not None
    assert (found.relation, found.first_is_part) == ("part_of", True)
    assert (
        getattr(relate(people_of("2021-06-30", 2, 110, **days("2021-01-01", "2021-12-31")), stood), "relation", None) == "updates"
    )


def test_who_came_in_a_year_is_no_part_of_who_is_there() -> None:
    there = figure(measure="present", number=790, place=COUNTRY, hour=18, **days("2030-12-31", "2030-12-31"))
    came = figure(report=2, measure="present", number=110, place=COUNTRY, **days("2030-01-01", "2030-12-31"))
    assert getattr(relate(came, there), "relation", None) == "updates"


def test_a_part_of_today_is_no_part_of_how_things_stood_ten_years_ago() -> None:
    total = people_of("2030-12-31", 1, 790)
    part = replace(people_of("2030-12-31", 1, 260, group="refugees"), span=Span(70, 71), part_of=total.span, total=total)
    assert relate(part, people_of("2021-12-31", 2, 400)) is None
    assert getattr(relate(part, people_of("2030-12-31", 2, 792)), "relation", None) == "part_of"
    assert relate(replace(part, group="people"), people_of("2021-12-31", 2, 400)) is None


def test_a_smaller_number_from_another_mouth_is_part_of_the_total_in_the_reports_own_voice() -> None:
    total, told = figure(number=158), at(90, number=2, source="police")
    kept = {f.span.start: f for f in settle_report([total, told])}
    assert kept[90].part_of == total.span
    rival = {f.span.start: f for f in settle_report([replace(total, source="hôpital"), told])}
    assert rival[90].part_of is None
    # more than half is an older or a rival toll
    older = {f.span.start: f for f in settle_report([total, replace(told, low=80, high=80)])}
    assert older[90].part_of is None


def test_numbers_of_a_list_are_no_parts_of_each_other() -> None:
    guards, rebels = at(20, number=3, group="security_forces"), at(45, number=14)
    assert relate(guards, rebels) is None
    assert [f.part_of for f in settle_report([guards, rebels])] == [None, None]
    assert getattr(relate(guards, replace(rebels, span=Span(90, 91))), "relation", None) == "part_of"
    # two mouths in one sentence are rivals
    army, village = at(20, number=10, source="armée"), at(45, number=30, source="habitants")
    assert getattr(relate(army, village), "relation", None) == "disputes"
    assert relate(army, replace(village, source="armée")) is None


def test_what_a_report_on_the_displaced_of_the_world_tells_without_a_place_is_no_one_country_s() -> None:
    world = at(10, number=8e7, measure="displaced", place=None)
    part = at(20, number=4e6, measure="displaced", place=None)
    country = at(30, number=1.3e7, measure="displaced", place=COUNTRY)
    settled = {f.span.start: f.place for f in settle_report([world, part, country])}
    assert settled[20] == settled[10]
    assert settled[20] is not None
    assert settled[20].country is None
    alone = {f.span.start: f.place for f in settle_report([part, replace(country, place=TOWN)])}
    assert alone[20] is not None
    assert alone[20].country == "ML"


def in_a_row(*numbers: float, step: int = 60, **fields: Any) -> list[Compared]:  # noqa: ANN401
    """Return numbers of one report, so many characters apart, behind its total."""
    return [replace(at(200 + n * step, number=number, **fields), claim=10 + n) for n, number in enumerate(numbers)]


def totals_of(*figures: Compared) -> dict[float | None, float | None]:
    return {f.low: f.total.low if f.total else None for f in settle_report(figures)}


def test_numbers_in_a_row_that_add_up_to_another_are_its_parts() -> None:
    dead = figure(number=13, source="armée")
    assert totals_of(dead, *in_a_row(7, 5, 1)) == {13: None, 7: 13, 5: 13, 1: 13}
    # what stands before them is none of them, and the longest row is looked at first
    assert totals_of(dead, *in_a_row(40, 8, 5)) == {13: None, 40: None, 8: 13, 5: 13}
    assert totals_of(dead, *in_a_row(7, 5, 2)) == {13: None, 7: None, 5: None, 2: None}
    # far from each other, of another town, of something else they add up by chance
    assert totals_of(dead, *in_a_row(8, 5, step=300)) == {13: None, 8: None, 5: None}
    assert totals_of(dead, *in_a_row(8, 5, place=NEARBY)) == {13: None, 8: None, 5: None}
    assert totals_of(dead, *in_a_row(8, 5, measure="wounded")) == {13: None, 8: None, 5: None}
    # few numbers add up to a small one
    assert totals_of(replace(dead, low=5, high=5), *in_a_row(3, 2)) == {5: None, 3: None, 2: None}


def test_parts_of_how_people_stand_add_up_too() -> None:
    total = people_of("2030-12-31", 1, 79.5e6)
    parts = [
        replace(p, place=WORLD) for p in in_a_row(45.7e6, 26e6, 7.8e6, measure="displaced", **days("2030-12-31", "2030-12-31"))
    ]
    assert totals_of(total, *parts) == {79.5e6: None, 45.7e6: 79.5e6, 26e6: 79.5e6, 7.8e6: 79.5e6}
    settled = {f.low: f for f in settle_report([total, *parts])}
    found = relate(settled[26e6], people_of("2030-12-31", 2, 80e6))
    assert found is not None
    assert (found.relation, found.first_is_part) == ("part_of", True)


def test_one_deed_against_things_is_told_in_several_words() -> None:
    bridges: dict[str, Any] = {"group": "pont", "number": 2}
    hit, gone = figure(measure="sites", **bridges), figure(report=2, measure="destroyed", **bridges)
    assert getattr(relate(hit, gone), "relation", None) == "same"
    assert relate(hit, replace(gone, low=5, high=5)) is None
    assert relate(hit, replace(gone, group="école")) is None


def test_who_tells_of_two_days_tells_of_two_deeds() -> None:
    monday, tuesday = figure(number=7, measure="wounded", source="maire"), at(200, number=17, measure="wounded", day="2031-05-10")
    assert relate(monday, replace(tuesday, source="préfet")) is None
    # in another report a day off is a toll dated by its announcement
    assert relate(monday, replace(tuesday, head=figure(report=2, hour=20).head)) is not None
    # a night of two days holds either of them
    night = replace(tuesday, source="préfet", **days("2031-05-08", "2031-05-09"))
    assert getattr(relate(monday, night), "relation", None) == "disputes"


def reasons_in(*figures: Compared) -> dict[float | None, tuple[str, ...] | None]:
    whole, *parts = settle_report(figures)
    found = {part.low: relate(part, whole) for part in parts}
    return {number: verdict.reasons if verdict else None for number, verdict in found.items()}


def test_only_what_a_report_says_is_called_said() -> None:
    dead = figure(number=13, source="armée")
    assert reasons_in(dead, *in_a_row(8, 5)) == {8: ("adds_up",), 5: ("adds_up",)}
    assert reasons_in(dead, at(200, number=4, source="armée")) == {4: ("part_of_total",)}
    assert reasons_in(dead, replace(at(200, number=4), part_of=dead.span)) == {4: ("said_part",)}
