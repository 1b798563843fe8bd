"""When a number counts, where its sentence tells several times: a part's own, a length, the time of a comparison."""

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


def figures(text: str) -> list[Figure]:
    return list(read_report(Report(id="a", text=clean_text(text), published="2021-03-18T18:00:00+01:00")).figures)


def days(figure: Figure) -> tuple[str | None, str | None] | None:
    return (figure.period.start, figure.period.end) if figure.period else None


def test_a_time_right_behind_a_bare_part_is_that_of_the_part_alone() -> None:
    for told, start in (("depuis lundi", "2021-03-15"), ("au cours des trois derniers jours", "2021-03-15")):
        whole, part = figures(f"L'armée a perdu 900 hommes, dont 150 {told}.")
        assert [days(whole), days(part)] == [None, (start, "2021-03-18")]


def test_a_time_behind_a_part_that_tells_more_is_that_of_both() -> None:
    for told in ("dont 150 officiers lundi.", "dont 150 à Gao lundi.", "dont 150, lundi."):
        assert [days(f) for f in figures(f"L'armée a perdu 900 hommes, {told}")] == [("2021-03-15", "2021-03-15")] * 2


def test_in_brackets_a_number_has_the_time_behind_it() -> None:
    text = "Soixante gardes (dont 17 mercredi) ont péri depuis dimanche à Gao. Sept civils ont également péri."
    whole, part, others = figures(text)
    assert [days(whole), days(part)] == [("2021-03-14", "2021-03-18"), ("2021-03-17", "2021-03-17")]
    # who comes next is told beside the whole, not beside the part
    assert days(others) == days(whole)
    for figure in figures("Soixante gardes (28 à Gao et 32 à Mopti) ont été tués mercredi."):
        assert days(figure) == ("2021-03-17", "2021-03-17")


def test_the_time_that_a_clause_opens_at_is_that_of_its_numbers() -> None:
    for told in ("lorsque 40 bergers avaient été tués", "quand 40 bergers ont été tués"):
        (figure,) = figures(f"C'est la pire attaque dans la région depuis mai 2018, {told} sur un marché.")
        assert days(figure) == ("2018-05-01", "2018-05-31")
    (since,) = figures("Depuis mai 2018, 40 bergers ont été tués quand ils gardaient leurs bêtes.")
    assert days(since) == ("2018-05-01", "2021-03-18")


def test_what_an_act_of_before_had_done_is_of_its_time() -> None:
    text = "Un raid a tué neuf civils mercredi à Gao.\n\nLe 3 mars, des hommes armés ont encerclé un hameau.\n\n"
    for told in ("avaient tiré sur la foule, ayant fait", "avaient tiré sur la foule, faisant"):
        assert days(figures(f"{text}Les assaillants {told} 41 morts.")[1]) == ("2021-03-03", "2021-03-03")
    (_, now) = figures(f"{text}Les tirs ayant fait 41 morts, le marché a fermé.")
    assert days(now) != ("2021-03-03", "2021-03-03")


def test_a_length_told_of_what_was_long_before_does_not_end_with_the_report() -> None:
    for text in ("Le massacre a fait 8.000 morts en trois jours en 1995.", "En 1995, 8.000 civils ont péri en trois jours."):
        (figure,) = figures(text)
        assert days(figure) == ("1995-01-01", "1995-12-31")
    for text in (
        "Les raids ont tué 90 civils en dix jours dans la vallée conquise en mai 2019 par la milice.",
        "Les raids ont tué 90 civils en dix jours, deux ans après la trêve de mai 2019.",
    ):
        assert days(figures(text)[0]) == ("2021-03-08", "2021-03-18")
    assert days(figures("Mercredi, l'armée a tué 90 rebelles en deux jours.")[0]) == ("2021-03-16", "2021-03-18")
    assert days(figures("Depuis 2019, 90 rebelles ont été tués, dont 12 en dix jours.")[1]) == ("2021-03-08", "2021-03-18")


def test_the_toll_of_an_act_counted_from_the_news_is_of_that_act_when_it_is_told_again() -> None:
    found = figures(
        "Trois gardes ont été tués mercredi à Gao, au lendemain d'un raid ayant fait neuf morts. Le raid de drones a fait "
        "neuf morts dans un marché, selon le maire."
    )
    assert [days(f) for f in found] == [("2021-03-17", "2021-03-17"), *[("2021-03-16", "2021-03-16")] * 2]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Dix gardes ont été tués à Gao en deux jours.", [False]),
        ("C'est le pire raid depuis 2017, quand dix gardes avaient péri.", [True]),
    ],
)
def test_the_time_of_another_clause_stands_against_the_trees(
    monkeypatch: pytest.MonkeyPatch, text: str, stands: list[bool]
) -> None:
    real = getattr(figures_module, "weighed")  # noqa: B009
    sure: list[bool] = []

    def watched(*given: Any) -> list[Weighed]:  # noqa: ANN401 - what the path calls is replaced
        drafts, dated = given[0], given[3]
        choices = PeriodChoices(dated, Numbers(drafts, dated.scene.settled))
        sure.extend(choices.is_sure(at) for at in range(len(drafts)))
        return list(real(*given))

    monkeypatch.setattr(figures_module, "weighed", watched)
    figures(text)
    assert sure == stands
