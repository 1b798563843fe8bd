"""Periods that numbers take over from the rest of a report, and lengths of time that tell none of their own."""

from __future__ import annotations

from typing import Any

import pytest

from selon.claims import figures as figures_module
from selon.claims.weigh import Weighed
from selon.claims.weigh_numbers import Numbers
from selon.claims.weigh_periods import PeriodChoices
from selon.journey import read_report
from selon.model.record import Figure
from selon.model.report import Report
from selon.model.span import clean_text

TODAY = "2021-03-18"


def figures(text: str) -> list[Figure]:
    return list(read_report(Report(id="a", text=clean_text(text), published=f"{TODAY}T18:00:00+01:00")).figures)


def days(figure: Figure) -> tuple[str | None, str | None] | None:
    return (figure.period.start, figure.period.end) if figure.period else None


def test_fights_taken_up_count_since_the_offensive_was_launched() -> None:
    lead = "L'armée a lancé en novembre 2019 une offensive sur Quetta."
    for told in ("Ces combats ont fait 900 morts.", "Ces affrontements, dans un pays ruiné depuis 2014, ont fait 900 morts."):
        assert days(figures(f"{lead} {told}")[0]) == ("2019-11-01", TODAY)
    assert days(figures("L'armée a lancé en novembre 2019 un journal. Ces combats ont fait 900 morts.")[0]) != (
        "2019-11-01",
        TODAY,
    )


def test_a_since_that_tells_of_the_country_is_none_of_the_number() -> None:
    (ruined,) = figures("Les tirs, dans un pays ruiné depuis la mort de Karim Belloum en 2014, ont fait 900 morts.")
    assert days(ruined) is None
    for told in ("Les tirs, dans un camp depuis 2014, ont fait 900 morts.", "Les tirs ont fait 900 morts depuis 2014."):
        assert days(figures(told)[0]) == ("2014-01-01", TODAY)


def test_what_happened_less_than_a_month_ago_is_of_the_month_up_to_the_report() -> None:
    lead = "Une bombe a éclaté dimanche. "
    told_of = "Le président évoquait notamment la mort de neuf gardes au cours d'une mission au Pérou"
    for told in ("Le ministre a annoncé la mort de neuf gardes", told_of):
        assert days(figures(f"{lead}{told} il y a moins d'un mois.")[0]) == ("2021-02-18", TODAY)
    assert days(figures("Neuf gardes ont été tués il y a un mois.")[0]) == ("2021-02-01", "2021-02-28")
    assert days(figures("Neuf gardes ont été tués il y a moins d'un an.")[0]) == ("2020-03-18", TODAY)
    said = "Une bombe a éclaté dimanche. Il y a trois jours, le ministre a annoncé la mort de neuf gardes."
    assert days(figures(said)[0]) == ("2021-03-14", "2021-03-14")


def test_a_year_told_with_pour_is_that_of_the_count_and_not_of_its_words() -> None:
    assert days(figures("Pour la seule année 2020, l'ONU fait état de 9.000 morts.")[0]) == ("2020-01-01", "2020-12-31")
    assert days(figures("Une bombe a éclaté dimanche. Mardi, l'ONU fait état de neuf morts.")[0]) == ("2021-03-14", "2021-03-14")


def test_the_rest_of_a_count_is_of_the_day_at_which_its_total_is_told() -> None:
    lead = "Près de 90.000 civils campent aujourd'hui hors de chez eux.\n\nFin 2020, 60.000 civils étaient déplacés.\n\n"
    told = "Le rapport montre que 40.000 civils avaient fui, et 7.000 étaient des demandeurs d'asile."
    assert [days(f) for f in figures(lead + told)[1:]] == [("2020-12-31", "2020-12-31")] * 3
    assert days(figures(f"{lead}Le rapport montre que 70.000 civils avaient fui.")[2]) != ("2020-12-31", "2020-12-31")
    for now in ("Le village a 900 familles qui ont faim.", "L'ONU fait état de 900 familles qui ont faim."):
        assert days(figures(lead + now)[2]) == (TODAY, TODAY)


def test_few_who_are_said_to_act_now_are_of_the_day_of_the_report() -> None:
    lead = "Une bombe a tué neuf gardes dimanche à Quetta.\n\n"
    told = "« Il y a deux milices qui {} ici », a dit le maire."
    assert days(figures(lead + told.format("rôdent"))[1]) == (TODAY, TODAY)
    assert days(figures(lead + told.format("rôdaient"))[1]) == ("2021-03-14", "2021-03-14")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Il y a dix ans, le camp comptait 900 réfugiés.", True),
        ("Le camp comptait 900 réfugiés il y a dix ans.", False),
        ("En 2011, le camp comptait 900 réfugiés.", False),
        ("Fin 2020, le camp comptait 900 réfugiés.", True),
        ("Fin 2020, neuf gardes ont été tués.", False),
        ("Fin janvier, le camp comptait 900 réfugiés.", False),
        ("Le rapport est publié.\n\nFin 2020, la ville était pleine. Neuf cents réfugiés avaient fui.", False),
    ],
)
def test_a_time_so_long_ago_at_the_head_or_the_end_of_a_year_stands_against_the_trees(
    monkeypatch: pytest.MonkeyPatch, text: str, stands: bool
) -> None:
    assert [c.is_sure(0) for c in choices(text, monkeypatch)] == [stands]


def test_a_length_of_what_the_news_adds_to_stands_against_the_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Mardi, neuf gardes ont été tués à Quetta, {} 90 autres morts en un mois."
    (added,) = choices(text.format("s'ajoutant à"), monkeypatch)
    assert [added.is_sure(at) for at in (0, 1)] == [False, True]
    (other,) = choices(text.format("parmi"), monkeypatch)
    assert not any(other.is_sure(at) for at in (0, 1))


def choices(text: str, monkeypatch: pytest.MonkeyPatch) -> list[PeriodChoices]:
    """Return what the periods of a text are weighed from."""
    real = getattr(figures_module, "weighed")  # noqa: B009
    found: list[PeriodChoices] = []

    def watched(*given: Any) -> list[Weighed]:  # noqa: ANN401 - what the path calls is replaced
        found.append(PeriodChoices(given[3], Numbers(given[0], given[3].scene.settled)))
        return list(real(*given))

    monkeypatch.setattr(figures_module, "weighed", watched)
    figures(text)
    return found
