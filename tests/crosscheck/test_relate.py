from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from selon.crosscheck.figure import Compared, ordinal
from selon.crosscheck.relate import relate
from selon.model.span import Span

from .making import COUNTRY, NEARBY, TOWN, figure, named

# each row: what differs in the first, what differs in the second, the relation (None: unrelated)
CASES: list[tuple[str, dict[str, Any], dict[str, Any], str | None]] = [
    ("the same number", {}, {"report": 2}, "same"),
    ("the same number, hours later", {}, {"report": 2, "hour": 20}, "same"),
    ("a minimum and the number itself", {"qualifier": "at_least", "high": None}, {"report": 2}, "same"),
    ("more than ten is not ten", {"qualifier": "more_than", "high": None}, {"report": 2}, "compatible"),
    ("a minimum and a higher number", {"qualifier": "at_least", "high": None}, {"report": 2, "number": 12}, "compatible"),
    ("rivals at one moment", {"source": "armée"}, {"report": 2, "number": 25, "source": "hôpital"}, "disputes"),
    ("a newer toll", {}, {"report": 2, "number": 14, "hour": 19}, "updates"),
    ("a newer toll that is lower", {}, {"report": 2, "number": 7, "hour": 19}, "updates"),
    ("no date: never an update", {}, {"report": 2, "number": 14, "published": None}, "disputes"),
    (
        "graves known up to a day, and days later",
        {"measure": "sites", "group": "charnier", "number": 8, "start": None},
        {"report": 2, "measure": "sites", "group": "charnier", "number": 8, "day": "2031-05-13"},
        "same",
    ),
    ("the dead up to a day are not those of a later day", {"start": None}, {"report": 2, "day": "2031-05-13"}, None),
    ("another town", {}, {"report": 2, "place": NEARBY}, None),
    ("another day", {}, {"report": 2, "day": "2031-03-02"}, None),
    ("something else is counted", {}, {"report": 2, "measure": "freed"}, None),
    ("the town is part of the country", {}, {"report": 2, "place": COUNTRY, "number": 40}, "part_of"),
    ("some of them are children", {"group": "children", "number": 3}, {"report": 2}, "part_of"),
    ("children are not civilians by nature", {"group": "children", "number": 3}, {"report": 2, "group": "civilians"}, None),
    ("women are not children", {"group": "women"}, {"report": 2, "group": "children"}, None),
    (
        "soldiers are among the fighters",
        {"group": "security_forces", "number": 4},
        {"report": 2, "group": "combatants"},
        "part_of",
    ),
    (
        "two nationalities",
        {"group": "foreigners", "side": "chiliens", "number": 2},
        {"report": 2, "group": "foreigners", "side": "coréens", "number": 5},
        None,
    ),
    ("a plan is no fact", {"modality": "planned"}, {"report": 2}, None),
    ("a denied number", {"modality": "denied"}, {"report": 2}, "disputes"),
    ("a great number whose place is not said", {"number": 275}, {"report": 2, "number": 275, "place": None}, "same"),
    ("a small number whose place is not said", {"number": 3}, {"report": 2, "number": 3, "place": None}, None),
    ("one town, one of them undated", {}, {"report": 2, "day": None, "number": 14, "hour": 20}, "updates"),
    ("one country, one of them undated", {"place": COUNTRY}, {"report": 2, "day": None, "number": 14, "place": COUNTRY}, None),
    (
        "at least five says nothing of 3,500",
        {"qualifier": "at_least", "low": 5, "high": None},
        {"report": 2, "number": 3500},
        None,
    ),
]


@pytest.mark.parametrize(("why", "first", "second", "relation"), CASES, ids=[c[0] for c in CASES])
def test_relation(why: str, first: dict[str, Any], second: dict[str, Any], relation: str | None) -> None:
    a, b = figure(**first), figure(**second)
    for one, other in ((a, b), (b, a)):
        found = relate(one, other)
        assert (found.relation if found else None) == relation, why


def run_of(report: int, until: str, number: int) -> Compared:
    days: dict[str, Any] = {"start": ordinal("2030-01-01"), "end": ordinal(until)}
    return replace(figure(report=report, number=number, published=f"{until}T12:00:00+00:00"), **days)


def test_a_running_total_moves_on_with_its_end() -> None:
    found = relate(run_of(1, "2031-05-09", 300), run_of(2, "2031-06-20", 340))
    assert found is not None
    assert (found.relation, found.first_is_later) == ("updates", False)


def test_a_day_is_part_of_a_running_total() -> None:
    found = relate(figure(), run_of(2, "2031-05-10", 300))
    assert found is not None
    assert (found.relation, found.first_is_part) == ("part_of", True)


def test_the_toll_of_a_war_says_nothing_of_a_day() -> None:
    assert relate(figure(), run_of(2, "2031-05-10", 90_000)) is None


def test_what_the_report_itself_calls_a_part() -> None:
    whole = figure(number=30)
    part = replace(figure(number=9, group="children", place=COUNTRY), span=Span(40, 41), part_of=whole.span)
    found = relate(part, whole)
    assert found is not None
    assert (found.relation, found.reasons, found.first_is_part) == ("part_of", ("said_part",), True)


def test_a_part_of_one_report_is_part_of_the_same_total_elsewhere() -> None:
    whole = figure(number=30)
    part = replace(figure(number=9, group="officials"), span=Span(40, 41), part_of=whole.span, total=whole)
    found = relate(part, figure(report=2, number=30, group="security_forces"))
    assert found is not None
    assert (found.relation, found.reasons) == ("part_of", ("part_of_total_of",))


def test_within_one_report_rivals_need_two_sources() -> None:
    one, other = figure(source="armée"), replace(figure(number=25, source="hôpital"), span=Span(50, 51))
    found = relate(one, other)
    assert found is not None
    assert found.relation == "disputes"
    assert relate(one, replace(other, source="armée")) is None


def test_what_a_report_calls_out_of_date_is_updated_by_its_new_toll() -> None:
    old, new = figure(number=6, superseded=True), replace(figure(number=11), span=Span(60, 61))
    found = relate(old, new)
    assert found is not None
    assert (found.relation, found.first_is_later) == ("updates", False)


def test_a_world_total_has_only_the_parts_of_its_maker() -> None:
    world = figure(
        report=2, number=900, measure="displaced", place=named("monde", precision="region"), source="Agence des réfugiés"
    )
    part = figure(number=40, measure="displaced", place=COUNTRY, source="Agence des réfugiés")
    found = relate(part, world)
    assert found is not None
    assert found.relation == "part_of"
    assert relate(replace(part, source="mairie"), world) is None


def test_a_camp_is_part_of_its_town_and_the_town_of_the_region_of_several_countries() -> None:
    camp = figure(number=4, place=named("camp de Valbrune", country="ML", precision="exact"))
    assert getattr(relate(camp, figure(report=2, number=10)), "relation", None) == "part_of"
    sahel = figure(report=2, number=60, place=named("Sahel", precision="region"))
    assert getattr(relate(figure(place=TOWN), sahel), "relation", None) == "part_of"
