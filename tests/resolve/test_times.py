"""Which day, month or hour an expression of time stands for."""

from __future__ import annotations

import pytest

from selon.lang.pack import load_pack
from selon.model.record import ReportHead, TimeExpression
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.parse import parse
from selon.read.times import find_times
from selon.resolve.time_periods import find_periods
from selon.resolve.times import settle_times

PACK = load_pack("fr")
# a Tuesday
TUESDAY = "2022-10-18T20:00:00+02:00"


def settled(text: str, published: str | None = TUESDAY, days: tuple[str, ...] = ()) -> list[TimeExpression]:
    parsed = parse(Report(id="t", text=clean_text(text), published=published), PACK)
    head = ReportHead(id="t", language="fr", published=published, published_by=None, published_days=days)
    return settle_times(find_times(parsed, PACK), head, parsed, PACK)


def values(text: str, published: str | None = TUESDAY) -> list[str]:
    return [time.value for time in settled(text, published)]


def periods(text: str) -> list[tuple[str | None, str | None]]:
    parsed = parse(Report(id="t", text=clean_text(text), published=TUESDAY), PACK)
    head = ReportHead(id="t", language="fr", published=TUESDAY, published_by="given")
    times = settle_times(find_times(parsed, PACK), head, parsed, PACK)
    return [(period.start, period.end) for _, period in find_periods(times, head, parsed, PACK)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L'armée a frappé la ville jeudi.", ["2022-10-13"]),
        ("L'armée ouvrira les passages jeudi.", ["2022-10-20"]),
        ("La trêve doit entrer en vigueur jeudi.", ["2022-10-20"]),
        ("Le convoi a été attaqué mardi.", ["2022-10-18"]),
        ("L'armée a annoncé lundi une pause jeudi.", ["2022-10-17", "2022-10-20"]),
        ("Dix civils auraient été tués jeudi.", ["2022-10-13"]),
        ("La trêve serait prolongée jeudi, dit le maire.", ["2022-10-20"]),
        ("La trêve durera de jeudi 8 heures à samedi 20 heures.", ["2022-10-20T08:00", "2022-10-22T20:00"]),
        ("Dix civils sont morts ces dernières 48 heures.", ["PT48H"]),
        ("Des obus tombent trois fois par jour.", ["P1D"]),
        ("Le convoi est parti hier lundi.", ["2022-10-17"]),
        ("Le siège a commencé le 22 septembre.", ["2022-09-22"]),
        ("Le siège a commencé en novembre.", ["2021-11"]),
        ("Un sommet se tiendra le 5 novembre.", ["2022-11-05"]),
        ("Le dépôt a sauté dans la nuit de dimanche à lundi.", ["2022-10-16TNI"]),
        ("Les tirs ont duré du 29 septembre au 2 octobre.", ["2022-09-29", "2022-10-02"]),
        ("La trêve a tenu du 30 au 2 octobre.", ["2022-09-30", "2022-10-02"]),
        ("La route était ouverte il y a trois ans.", ["2019"]),
        ("Le camp a été vidé le week-end dernier.", ["2022-W41-WE"]),
        ("La rébellion est née dans les années 90.", ["199"]),
        ("Le camp a doublé au premier trimestre 2022.", ["2022-Q1"]),
        ("Les combats ont repris entre octobre et mars 2020.", ["2019-10", "2020-03"]),
        ("Le marché est bombardé tous les jours.", ["P1D"]),
    ],
)
def test_value_from_the_day_of_the_report(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_a_report_of_the_small_hours_counts_from_the_evening() -> None:
    text = "Ce lundi soir, le maire s'est dit confiant. Il parlera demain."
    assert values(text, "2022-10-18T01:30:00+02:00") == ["2022-10-17TEV", "2022-10-18"]


def test_a_pair_of_hours_gives_the_zone_to_both() -> None:
    assert values("Les tirs cesseront jeudi à 08h00 (05h00 GMT).") == ["2022-10-20T08:00+03:00", "2022-10-20T08:00+03:00"]


def test_a_pair_of_ranges_is_met_hour_by_hour() -> None:
    found = values("Jeudi, les tirs cesseront de 08h00 à 16h00 (05h00 à 13h00 GMT).")
    assert found[1:] == ["2022-10-20T08:00+03:00", "2022-10-20T16:00+03:00"] * 2


def test_a_pair_across_midnight_keeps_the_day_of_the_place() -> None:
    found = values("L'usine a brûlé mardi vers 03h30 (lundi 22h00 GMT).")
    assert found == ["2022-10-18", "2022-10-18T03:30+05:30", "2022-10-17", "2022-10-18T03:30+05:30"]


def test_the_eve_is_counted_from_the_day_of_the_story() -> None:
    assert values("La ville est tombée le 12 juin 2020. La veille, un pont avait sauté.") == ["2020-06-12", "2020-06-11"]


def test_without_a_day_of_publication_nothing_is_guessed() -> None:
    found = settled("Le convoi a été attaqué mardi, un an après la trêve du 3 mai 2020.", None)
    assert [time.value for time in found] == ["XXXX-WXX-2", "P1Y", "2020-05-03"]
    assert (found[0].earliest, found[2].earliest) == (None, "2020-05-03")


def test_days_that_agree_settle_a_value() -> None:
    found = settled("Le convoi a été attaqué lundi. Il repartira demain.", None, ("2022-10-18", "2022-10-19"))
    assert [time.value for time in found] == ["2022-10-17", "XXXX-XX-XX"]


def test_a_night_spans_two_days() -> None:
    [night] = settled("Le dépôt a sauté dans la nuit du 4 au 5 juin.")
    assert (night.earliest, night.latest) == ("2022-06-04", "2022-06-05")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dix civils sont morts lundi.", ("2022-10-17", "2022-10-17")),
        ("Dix civils sont morts depuis le 22 septembre.", ("2022-09-22", "2022-10-18")),
        ("Dix civils sont morts depuis le début de l'année.", ("2022-01-01", "2022-10-18")),
        ("Dix civils sont morts depuis 2011.", ("2011-01-01", "2022-10-18")),
        ("Dix civils sont morts en 24 heures.", ("2022-10-17", "2022-10-18")),
        ("Dix civils sont morts ces deux dernières semaines.", ("2022-10-04", "2022-10-18")),
        ("Dix civils sont morts entre janvier et fin mai.", ("2022-01-01", "2022-05-31")),
        ("Dix civils sont morts du 3 au 5 mai.", ("2022-05-03", "2022-05-05")),
        ("Dix civils sont morts dans la nuit de dimanche à lundi.", ("2022-10-16", "2022-10-17")),
        ("Dix civils sont morts au cours de l'année écoulée.", ("2021-10-18", "2022-10-18")),
    ],
)
def test_period_that_an_expression_sets(text: str, expected: tuple[str, str]) -> None:
    assert periods(text) == [expected]


def test_a_bare_length_sets_no_period() -> None:
    assert periods("Les trois jours de combats ont vidé la ville.") == []


def test_an_evening_is_that_of_the_deed_not_of_the_words() -> None:
    text = "Un homme a été tué dimanche, a annoncé lundi la police. Un coup de feu avait été entendu dans la soirée."
    assert values(text) == ["2022-10-16", "2022-10-17", "2022-10-16TEV"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deux ponts ont sauté jeudi et vendredi.", [("2022-10-13", "2022-10-14")]),
        ("La vallée a brûlé en juin puis en août 2017.", [("2017-06-01", "2017-08-31")]),
        ("Les ponts ont sauté lundi et jeudi.", [("2022-10-17", "2022-10-17"), ("2022-10-13", "2022-10-13")]),
        ("Les familles auront faim au cours des deux mois à venir.", [("2022-10-18", "2022-12-18")]),
        ("Des routes seront ouvertes dans les prochaines 48 heures.", [("2022-10-18", "2022-10-20")]),
        ("Les attaques ont doublé au cours des six premiers mois de cette année.", [("2022-01-01", "2022-06-30")]),
    ],
)
def test_rows_and_what_lies_ahead(text: str, expected: list[tuple[str, str]]) -> None:
    assert periods(text) == expected


def test_a_count_behind_more_than_is_no_year() -> None:
    assert values("La crue a fait plus de 2013 autres victimes.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what two sides agree to lies ahead, whatever the tense of their yes
        ("L'armée a accepté une trêve de vendredi à dimanche.", ["2022-10-21", "2022-10-23"]),
        ("L'armée a rompu la trêve de vendredi à dimanche.", ["2022-10-14", "2022-10-16"]),
        ("La trêve de vendredi à dimanche a été acceptée.", ["2022-10-14", "2022-10-16"]),
        ("L'armée annonce l'arrêt des tirs à partir de vendredi matin.", ["2022-10-21TMO"]),
        ("L'armée a reculé à partir de vendredi matin.", ["2022-10-14TMO"]),
    ],
)
def test_days_that_bound_what_is_agreed_lie_ahead(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # a start that lies ahead is of the next week once this one has begun
        ("2022-10-21", ["2022-W43", "2022-W42"]),
        ("2022-10-17", ["2022-W42", "2022-W42"]),
    ],
)
def test_start_of_a_week_told_ahead(day: str, expected: list[str]) -> None:
    told = ("Le pont sera rouvert en début de semaine.", "Le pont a été rouvert en début de semaine.")
    assert [values(text, f"{day}T12:00:00+02:00")[0] for text in told] == expected
