"""Places and periods of figures beside those of other acts: recalled, told before, said before, of a whole war."""

from __future__ import annotations

from typing import Any

import pytest

from selon.claims import figures as figures_module
from selon.claims.weigh import Weighed
from selon.claims.weigh_numbers import Numbers
from selon.claims.weigh_periods import PeriodChoices
from selon.claims.weigh_places import PlaceChoices
from selon.journey import read_report
from selon.model.record import Figure
from selon.model.report import Report
from selon.model.span import clean_text

QUETTA = "Neuf gardes ont été tués lundi à Quetta, au Pakistan.\n\n"


def figures(text: str) -> list[Figure]:
    return list(read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")).figures)


def place(figure: Figure) -> str | None:
    return figure.place.name if figure.place else None


def start(figure: Figure) -> str | None:
    return figure.period.start if figure.period else None


def test_what_an_act_calls_to_mind_is_not_told_of_those_counted_before() -> None:
    told = "Si sept bergers ont pu fuir, ce rapt {} celui de 40 écoliers à Lahore en mai 2014."
    fled, seized = figures(QUETTA + told.format("rappelle"))[1:]
    assert (place(fled), start(fled), place(seized), start(seized)) == ("Quetta", "2021-03-15", "Lahore", "2014-05-01")
    for told in ("ce rapt rappelle le raid de mai 2014 à Lahore", "le rapt rappelle celui de 40 écoliers en mai 2014 à Lahore"):
        assert start(figures(f"Si sept bergers ont pu fuir, {told}.")[0]) is None
    (same,) = figures(f"{QUETTA}Sept bergers ont été rappelés mardi à Lahore.")[1:]
    assert place(same) == "Lahore"


def test_a_building_that_takes_people_in_is_their_place() -> None:
    told = "{} de Sukkur soutenu par une association a reçu sept blessés."
    assert place(figures(QUETTA + told.format("Un hôpital"))[1]) == "Sukkur"
    assert place(figures(QUETTA + told.format("Un évêque"))[1]) == "Quetta"


def weighed_of(monkeypatch: pytest.MonkeyPatch, text: str) -> tuple[PlaceChoices, PeriodChoices]:
    """Return what the trees weigh in a text: the places and the days that its numbers may have."""
    real = getattr(figures_module, "weighed")  # noqa: B009
    seen: list[tuple[PlaceChoices, PeriodChoices]] = []

    def watched(*given: Any) -> list[Weighed]:  # noqa: ANN401 - what the path calls is replaced
        drafts, (found, scenes), periods = given[0], given[2], given[3]
        numbers = Numbers(drafts, scenes.settled)
        seen.append((PlaceChoices(found, scenes, numbers), PeriodChoices(periods, numbers)))
        return list(real(*given))

    monkeypatch.setattr(figures_module, "weighed", watched)
    figures(text)
    monkeypatch.setattr(figures_module, "weighed", real)
    return seen[0]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Un hôpital de Sukkur soutenu par une association a reçu sept blessés.", True),
        ("Un raid sur un hôpital de Sukkur soutenu par une association a tué sept hommes.", False),
        ("Un hôpital de Sukkur soutenu par une association a reçu sept blessés de Lahore.", False),
    ],
)
def test_the_place_of_a_building_stands_against_the_trees(monkeypatch: pytest.MonkeyPatch, text: str, stands: bool) -> None:
    assert weighed_of(monkeypatch, text)[0].is_sure(0) is stands


@pytest.mark.parametrize(
    ("text", "at", "weighs"),
    [
        ("Les familles évacuées de Lahore sont venues à Quetta, au Pakistan. Une bombe y a tué neuf hommes.", 0, False),
        ("Les familles parties pour Lahore sont venues à Quetta, au Pakistan. Une bombe y a tué neuf hommes.", 0, True),
        (f"{QUETTA}La guerre, qui a éclaté à Lahore, a fait 9.000 morts.", 1, False),
        (f"{QUETTA}La bombe, qui a éclaté à Lahore, a fait 9.000 morts.", 1, True),
    ],
)
def test_towns_that_the_trees_do_not_weigh(monkeypatch: pytest.MonkeyPatch, text: str, at: int, weighs: bool) -> None:
    rows = weighed_of(monkeypatch, text)[0].rows(at)
    assert ("Lahore" in [row.candidate.place.name for row in rows if row.candidate]) is weighs


def test_the_seat_of_an_office_is_not_on_the_spot() -> None:
    said = "Une gare a été visée lundi à Quetta, au Pakistan, a dit Karim Belloum, {} de Kalat.\n\n"
    told = "Selon lui, sept hommes ont été tués sur place."
    assert place(figures(said.format("gouverneur de la région") + told)[0]) == "Quetta"
    assert place(figures(said.format("arrivé dans la région") + told)[0]) == "Kalat"


def test_an_earlier_act_taken_up_in_the_pluperfect_has_its_month() -> None:
    lead = f"{QUETTA}Le poste est près d'un café, qui avait été en mai 2016 la cible d'un raid."
    taken = figures(f"{lead} Cette attaque avait fait 30 morts et 12 blessés.")[1:]
    assert [start(f) for f in taken] == ["2016-05-01", "2016-05-01"]
    now = figures(f"{lead} Cette attaque a fait 30 morts et 12 blessés.")[1:]
    assert "2016-05-01" not in [start(f) for f in now]


def test_the_latter_takes_up_the_war_of_its_gender() -> None:
    lead = f"{QUETTA}C'est l'attentat le plus grave depuis le début du conflit. "
    assert (place(war := figures(f"{lead}Ce dernier a fait 90.000 morts.")[1]), start(war)) == ("Pakistan", None)
    assert start(figures(f"{lead}Cette dernière a fait 90 morts.")[1]) == "2021-03-15"


def test_the_toll_of_a_war_is_of_the_country_and_not_of_a_town() -> None:
    lead = f"{QUETTA}Le marché de Quetta a rouvert. "
    assert place(figures(f"{lead}Le conflit, qui a éclaté en 2015 à Kalat, a fait 9.000 morts.")[1]) == "Pakistan"
    assert place(figures(f"{lead}L'incendie, qui a éclaté en 2015 à Kalat, a fait 9.000 morts.")[1]) == "Kalat"
    assert place(figures(f"{lead}Une guerre civile qui, selon l'ONU, a causé 9.000 décès en 2015 est finie.")[1]) == "Pakistan"
    assert place(figures(f"{lead}La guerre à Kalat a fait 9.000 morts en 2015.")[1]) == "Kalat"


def test_where_people_have_been_taken_from_is_no_scene() -> None:
    told = "Une bombe contre des cars transportant des familles {} Lahore a fait sept morts mardi."
    assert place(figures(f"{told.format('évacuées de')}\n\nLes cars étaient à Quetta, au Pakistan.")[0]) == "Quetta"
    assert place(figures(f"{told.format('installées à')}\n\nLes cars étaient à Quetta, au Pakistan.")[0]) == "Lahore"
    assert place(figures(f"{QUETTA}Un bus transportant 40 familles évacuées de Lahore est arrivé.")[1]) == "Lahore"
    assert place(figures("Quarante familles évacuées de Lahore, au Pakistan.\n\nUn raid y a tué sept bergers.")[1]) == "Lahore"


def test_years_ago_to_the_day_is_the_day_that_the_report_tells() -> None:
    lead = "Un raid avait fait 61 morts à Quetta il y a {}. Le maire a parlé.\n\nLe {} le tir avait aussi fait 90 blessés."
    assert [start(f) for f in figures(lead.format("un an", "17 mars 2020,"))] == ["2020-03-17", "2020-03-17"]
    assert start(figures(lead.format("un an", "9 mai 2020,"))[0]) == "2020-01-01"
    assert start(figures(lead.format("deux ans", "17 mars 2020,"))[0]) == "2019-01-01"


def test_what_was_said_before_the_act_is_not_of_its_day() -> None:
    told = "{}, l'armée avait nié avoir mené des frappes qui ont fait, selon le maire, 55 morts à Kalat."
    assert start(figures(QUETTA + told.format("Il y a une semaine"))[1]) == "2021-03-11"
    assert start(figures(QUETTA + told.format("Mercredi"))[1]) == "2021-03-15"


def test_those_counted_by_their_people_tell_no_country() -> None:
    lead = "Un car a versé dans un ravin dimanche, faisant 18 morts"
    assert [place(f) for f in figures(f"{lead}, dont sept Chiliens.")] == [None, None]
    assert [place(f) for f in figures(f"{lead}, selon la police chilienne.")] == ["Chili"]


def test_a_town_told_only_of_long_ago_is_not_that_of_the_act() -> None:
    told = "Sept gardes ont péri au Pakistan, selon la police. Un convoi a sauté près de Quetta. Le maire a parlé. {}"
    earlier = told.format("Dix-neuf hommes avaient été tués en mai 2016 dans l'assaut d'un camp à Kalat.")
    assert place(figures(earlier)[0]) != "Kalat"
    assert place(figures(told.format("Dix-neuf hommes ont été tués mardi dans l'assaut d'un camp à Kalat."))[0]) == "Kalat"


def test_a_time_told_below_of_long_ago_is_no_day_of_what_stands_above(monkeypatch: pytest.MonkeyPatch) -> None:
    for verb, weighs in (("avaient été", False), ("ont été", True)):
        text = f"Sept gardes ont péri à Quetta, selon la police.\n\nDix-neuf hommes {verb} tués en mai 2016 à Kalat."
        days = [row.candidate for row in weighed_of(monkeypatch, text)[1].rows(0)]
        assert (("2016-05-01", "2016-05-31") in days) is weighs


def test_towns_that_a_road_links_are_no_scene() -> None:
    lead = "Neuf gardes ont été tués lundi dans le Sindh, au Pakistan.\n\nLe car roulait sur la route qui {} Lahore à Kalat."
    assert place(figures(f"{lead.format('relie')} Sept hommes sont morts.")[1]) == "Sindh"
