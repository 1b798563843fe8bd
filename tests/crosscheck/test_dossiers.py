from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from selon import crosscheck
from selon.crosscheck.findings import Dossier
from selon.crosscheck.heads import HEADS, find_heads
from selon.crosscheck.questions import key_of, question_of, read_question
from selon.errors import BadSetting
from selon.ledger import claim_lookups
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger, open_ledger
from selon.ledger.tables import claims
from selon.ledger.tables_findings import kept_lists
from selon.model.record import Place

from .making import counted, put, said_by

GAO = Place(name="Gao", country="ML", latitude=16.27, longitude=-0.04)
MORNING = "Six personnes ont été tuées à Gao dimanche, selon la police, dont deux enfants, dans l'effondrement du pont suspendu."
SAME = "Le pont suspendu de Gao s'est effondré : 6 morts, a dit la police à Radio des Plaines en fin de matinée."
EVENING = "Au moins neuf morts dans l'effondrement du pont de Gao, d'après l'hôpital régional, qui soigne encore les blessés."
RIVAL = "Le gouverneur parle de 20 tués au pont de Gao ; l'hôpital ne confirme pas ce nombre, donné dimanche au soir."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "livre.sqlite") as made:
        day = {"place": GAO, "day": "2031-03-02"}
        six = counted(MORNING, "Six", 6, source=said_by("police"), **day)
        two = counted(MORNING, "deux", 2, group="children", part_of=six.span, source=said_by("police"), **day)
        put(made, "matin", MORNING, published="2031-03-02T09:00:00+00:00", figures=(six, two))
        put(
            made,
            "midi",
            SAME,
            published="2031-03-02T11:00:00+00:00",
            figures=(counted(SAME, "6", 6, source=said_by("police"), **day),),
        )
        nine = counted(EVENING, "neuf", 9, high=None, qualifier="at_least", source=said_by("hôpital régional"), **day)
        put(made, "soir", EVENING, published="2031-03-02T19:00:00+00:00", figures=(nine,))
        twenty = counted(RIVAL, "20", 20, source=said_by("gouverneur"), **day)
        put(made, "rival", RIVAL, published="2031-03-02T19:30:00+00:00", figures=(twenty,))
        crosscheck.run(made)
        yield made


@pytest.fixture
def found(ledger: Ledger) -> Dossier:
    return crosscheck.ask(ledger, "tués, Gao, 2 mars 2031")


def test_all_figures_by_time_each_with_its_status(found: Dossier) -> None:
    assert [(f.report_id, f.low, f.status) for f in found.figures] == [
        ("matin", 6, "superseded"),
        ("midi", 6, "superseded"),
        ("soir", 9, "stands"),
        ("rival", 20, "stands"),
    ]


def test_the_range_keeps_minima(found: Dossier) -> None:
    assert (found.range.low, found.range.low_is_minimum, found.range.high, found.range.high_is_open) == (9, True, 20, False)


def test_two_reports_of_one_police_are_one_origin_and_it_says_so(found: Dossier) -> None:
    assert [(o.name, len(o.reports)) for o in found.origins] == [("police", 2), ("hôpital régional", 1), ("gouverneur", 1)]
    assert found.independent == 3
    assert "police" in crosscheck.reasons.sentences(found.origins[0].reasons, "fr")


def test_parts_stand_apart_and_are_not_added(found: Dossier) -> None:
    assert [(p.words, p.group) for p in found.parts] == [("deux", "children")]
    assert found.total.value is None
    assert found.total.reasons[0].code == "sum_no_parts"


def test_the_question_may_be_asked_in_english_and_by_its_key(ledger: Ledger, found: Dossier) -> None:
    english = crosscheck.ask(ledger, "killed, Gao, 2 March 2031")
    assert english.figures == found.figures
    assert crosscheck.dossier(ledger, found.key).figures == found.figures


def test_another_day_has_no_figures(ledger: Ledger) -> None:
    assert crosscheck.ask(ledger, "tués, Gao, 5 mai 2031").figures == ()


def test_the_list_has_the_question_once(ledger: Ledger) -> None:
    (head,) = crosscheck.dossiers(ledger)
    assert (head.question.measure, head.question.place, head.reports) == ("killed", "Gao", 4)
    assert [f.low for f in crosscheck.dossier(ledger, head.key).figures] == [6, 6, 9, 20]


def test_the_list_and_the_dossier_say_the_same(ledger: Ledger) -> None:
    mayor = "La mairie de Gao compte 14 morts dans la chute du pont suspendu, dit son adjoint, dimanche à la tombée de la nuit."
    fourteen = counted(mayor, "14", 14, source=said_by("mairie"), place=GAO, day="2031-03-02")
    put(ledger, "mairie", mayor, published="2031-03-02T19:40:00+00:00", figures=(fourteen,))
    crosscheck.run(ledger)
    (head,) = crosscheck.dossiers(ledger)
    whole = crosscheck.dossier(ledger, head.key)
    assert head.range == whole.range
    assert (head.range.low, head.range.high) == (9, 20)
    assert head.disputes == len(whole.disputes) > 0


def test_a_part_that_a_newer_one_updates_no_longer_stands(ledger: Ledger) -> None:
    month = crosscheck.ask(ledger, "tués, Mali, mars 2031")
    assert {(f.report_id, f.low, f.status) for f in month.parts if f.group == "people"} == {
        ("matin", 6, "superseded"),
        ("midi", 6, "superseded"),
        ("soir", 9, "stands"),
        ("rival", 20, "stands"),
    }
    assert month.part_questions[0].range == crosscheck.dossiers(ledger)[0].range


def test_disjoint_parts_are_added_and_overlapping_ones_refused(ledger: Ledger) -> None:
    north = "Trois villages ont perdu du monde : 4 morts à Gao et 7 morts à Kidal, selon la préfecture, lundi dans la tempête."
    kidal = Place(name="Kidal", country="ML", latitude=18.44, longitude=1.41)
    one = counted(north, "4", 4, place=GAO, day="2031-07-07")
    two = counted(north, "7", 7, place=kidal, day="2031-07-07")
    put(ledger, "nord", north, published="2031-07-08T09:00:00+00:00", figures=(one, two))
    crosscheck.run(ledger)
    apart = crosscheck.ask(ledger, "tués, Mali, 7 juillet 2031")
    assert (apart.total.value, [r.code for r in apart.total.reasons]) == (11, ["sum_disjoint", "sum_incomplete"])
    later = "La tempête de lundi a fait 5 morts à Gao, dit la radio, qui tient ce nombre de deux chauffeurs arrivés dans la nuit."
    put(
        ledger,
        "radio",
        later,
        published="2031-07-08T09:10:00+00:00",
        figures=(counted(later, "5", 5, place=GAO, day="2031-07-07"),),
    )
    crosscheck.run(ledger)
    refused = crosscheck.ask(ledger, "tués, Mali, 7 juillet 2031").total
    assert refused.value is None
    assert "refus d'additionner" in crosscheck.reasons.sentence(refused.reasons[0], "fr")


@pytest.mark.parametrize(
    ("words", "measure", "group", "country", "start", "end"),
    [
        ("tués, Sri Lanka, 21 avril 2019", "killed", "people", "LK", "2019-04-21", "2019-04-21"),
        ("killed, Sri Lanka, 21 April 2019", "killed", "people", "LK", "2019-04-21", "2019-04-21"),
        ("killed, Sri Lanka, April 21, 2019", "killed", "people", "LK", "2019-04-21", "2019-04-21"),
        ("enfants blessés, Alep, octobre 2016", "wounded", "children", "SY", "2016-10-01", "2016-10-31"),
        ("displaced, Sudan, 2023", "displaced", "people", "SD", "2023-01-01", "2023-12-31"),
        ("déplacés Haïti", "displaced", "people", "HT", None, None),
        ("morts, Mali, 2031-03-02/2031-03-09", "killed", "people", "ML", "2031-03-02", "2031-03-09"),
        ("tués, Tripoli, Liban, mars 2031", "killed", "people", "LB", "2031-03-01", "2031-03-31"),
        ("blessés, Djugu, nuit du 14 au 15 mars 2031", "wounded", "people", "CD", "2031-03-14", "2031-03-15"),
        ("Combien de morts à Alep ?", "killed", "people", "SY", None, None),
        ("killed, 14-15 March 2031", "killed", "people", None, "2031-03-14", "2031-03-15"),
    ],
)
def test_questions_in_words(
    words: str, measure: str, group: str, country: str | None, start: str | None, end: str | None
) -> None:
    asked = read_question(words)
    assert (asked.measure, asked.group, asked.country, asked.start, asked.end) == (measure, group, country, start, end)
    assert key_of(question_of(key_of(asked))) == key_of(asked)


@pytest.mark.parametrize("words", ["", "bonjour", "tués"])
def test_what_is_no_question_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(BadSetting, match="selon dossier"):
        read_question(words)


@pytest.mark.parametrize(
    "words",
    ["tués, Atlantide, 2031", "Atlantide, tués, 2031", "killed, atlantide, 2031", "Combien de morts à Atlantide en 2031 ?"],
)
def test_a_place_that_nobody_knows_is_not_answered_with_the_whole_world(words: str) -> None:
    with pytest.raises(BadSetting, match=r"(?i)no place of the name 'atlantide'"):
        read_question(words)


def test_no_key_is_refused() -> None:
    with pytest.raises(BadSetting):
        question_of("killed~people")


def test_a_run_keeps_the_list_that_the_relations_give(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        found = find_heads(connection)
        assert kept.kept_list(connection, HEADS) is not None
    assert crosscheck.dossiers(ledger, 200) == found == crosscheck.dossiers(ledger)


def test_a_ledger_without_a_kept_list_puts_it_together(ledger: Ledger) -> None:
    before = crosscheck.dossiers(ledger, 200)
    with ledger.writing() as connection:
        connection.execute(delete(kept_lists))
    assert crosscheck.dossiers(ledger, 200) == before


def test_a_new_comparison_replaces_the_kept_list(ledger: Ledger) -> None:
    third = counted(RIVAL, "20", 30, source=said_by("gouverneur"), place=GAO, day="2031-03-02")
    put(ledger, "rappel", RIVAL, published="2031-03-03T07:00:00+00:00", figures=(third,))
    crosscheck.run(ledger)
    (head,) = crosscheck.dossiers(ledger, 200)
    assert (head.reports, head.range.high, head.latest) == (5, 30, "2031-03-03T07:00:00+00:00")


def test_the_first_questions_are_the_first_of_all(ledger: Ledger) -> None:
    for n, town in enumerate(("Kidal", "Ansongo", "Bourem")):
        place = Place(name=town, country="ML", latitude=18.0 + n, longitude=1.0 + n)
        for report in range(2 + n):
            text = f"Le maire de {town} compte {7 + n} blessés dans la nuit, appel numéro {report} de la radio de {town}."
            figure = counted(text, str(7 + n), 7 + n, measure="wounded", source=said_by("maire"), place=place, day="2031-03-04")
            put(ledger, f"{town}-{report}", text, published=f"2031-03-05T0{report}:00:00+00:00", figures=(figure,))
    crosscheck.run(ledger)
    with ledger.reading() as connection:
        every = find_heads(connection)
        assert [h.question.place for h in every] == ["Gao", "Bourem", "Ansongo", "Kidal"]
        assert [find_heads(connection, n) for n in (1, 2, 3, 4)] == [every[:n] for n in (1, 2, 3, 4)]


def test_updates_are_counted_where_they_are_not_told(ledger: Ledger, found: Dossier) -> None:
    brief = crosscheck.dossier(ledger, found.key, updates=False)
    assert found.updates and brief.updates == ()
    assert brief.counts == found.counts and brief.figures == found.figures


def test_the_parts_of_a_month_stand_under_their_questions(ledger: Ledger) -> None:
    month = crosscheck.ask(ledger, "tués, Mali, mars 2031")
    asked = [(q.question.place, q.question.group, q.question.start, len(q.claims)) for q in month.part_questions]
    assert asked == [("Gao", "people", "2031-03-02", 4), ("Gao", "children", "2031-03-02", 1)]
    assert sorted(c for q in month.part_questions for c in q.claims) == sorted(f.claim for f in month.parts)
    whole = crosscheck.dossier(ledger, month.part_questions[0].key)
    assert [f.claim for f in whole.figures] == list(month.part_questions[0].claims)


@pytest.mark.parametrize(
    ("start", "end", "met"),
    [
        ("2031-03-02", "2031-03-02", True), ("2031-03", "2031-03", True), ("2031-03-05", "2031-03-05", True),
        (None, "2030-01-01", True), (None, None, True), ("2031-02", None, True), ("2031-01-01", "2031-12-31", True),
        ("2031-03-20", "2031-03-20", False), ("2031-02-01", "2031-02-03", False), ("2031-01", "2031-01", False),
        ("2032", None, False),
    ],
)  # fmt: skip
def test_only_figures_whose_days_may_meet_are_looked_at(ledger: Ledger, start: str | None, end: str | None, met: bool) -> None:
    with ledger.writing() as connection:
        connection.execute(update(claims).values(period_start=start, period_end=end).where(claims.c.measure == "killed"))
    with ledger.reading() as connection:
        found = claim_lookups.figures_matching(connection, ["killed"], ["ML"], 100, ("2031-02-23", "2031-03-09"))
        assert bool(found) == met
        assert claim_lookups.figures_matching(connection, ["killed"], ["ML"], 100)


def test_the_children_of_a_toll_answer_the_question_of_children(ledger: Ledger) -> None:
    children = crosscheck.ask(ledger, "enfants tués, Gao, 2 mars 2031")
    assert [(f.report_id, f.low) for f in children.figures] == [("matin", 2)]


def test_the_list_tells_the_range_that_its_dossier_tells(ledger: Ledger) -> None:
    for head in crosscheck.dossiers(ledger):
        told = crosscheck.dossier(ledger, head.key)
        assert (head.figures, head.range) == (len(told.figures), told.range)
