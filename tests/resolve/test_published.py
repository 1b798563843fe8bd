"""The day of a report: given, read, worked out, or left open with the days that fit."""

from __future__ import annotations

import pytest

from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.parse import parse
from selon.read.times import find_times
from selon.resolve.published import Published, settle_published

PACK = load_pack("fr")


def published(text: str, given: str | None = None) -> Published:
    parsed = parse(Report(id="t", text=clean_text(text), published=given), PACK)
    return settle_published(parsed, find_times(parsed, PACK), PACK)


def test_a_given_day_is_kept_as_it_is() -> None:
    found = published("Il pleut depuis lundi.", "2021-03-18T18:00:00+01:00")
    assert (found.day, found.by, found.days) == ("2021-03-18T18:00:00+01:00", "given", ("2021-03-18",))


@pytest.mark.parametrize(
    ("text", "day", "by"),
    [
        ("Un pont saute\n\nPublié le 12/03/2021\n\nUn pont a sauté à l'aube.", "2021-03-12", "read"),
        ("Un pont a sauté hier mercredi 17 mars 2021 à Kadogne.", "2021-03-18", "inferred"),
        ("Un pont a sauté ce mardi 16 mars, un an après la trêve de mars 2020.", "2021-03-16", "inferred"),
    ],
)
def test_a_day_that_the_text_tells_is_settled(text: str, day: str, by: str) -> None:
    found = published(text)
    assert (found.day, found.by) == (day, by)


def test_a_dateline_takes_its_year_from_the_weekday() -> None:
    text = "Trêve à Kadogne\n\nKADOGNE, 16 mars (Reuters) - Les tirs ont cessé mardi, a dit le maire, élu en avril 2020."
    assert published(text).day == "2021-03-16"


def test_a_weekday_and_a_date_leave_the_day_and_the_next() -> None:
    found = published("Un pont a sauté lundi 15 mars, un an après la trêve de mars 2020.")
    assert (found.day, found.days) == (None, ("2021-03-15", "2021-03-16"))


def test_without_a_year_all_years_that_fit_are_named() -> None:
    found = published("Un pont a sauté hier mercredi 17 mars à Kadogne.")
    assert found.day is None
    assert {"2010-03-18", "2021-03-18"} <= set(found.days)


def test_a_year_and_the_years_since_settle_the_year() -> None:
    found = published("Un pont a sauté ce mardi 16 mars. La guerre, née en 2011, dure depuis dix ans.")
    assert found.day == "2021-03-16"


def test_reasons_hold_the_words_that_they_stand_on() -> None:
    text = "Un pont a sauté ce mardi 16 mars, un an après la trêve de mars 2020."
    reasons = published(text).reasons
    assert reasons is not None
    assert {"published.own-day", "published.weekday", "published.years-told"} <= reasons.rules()


def test_nothing_told_leaves_the_day_open() -> None:
    assert published("Il pleut sur la vallée.") == Published(day=None, by=None, days=(), reasons=None)
