from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from selon import crosscheck
from selon.errors import SpanMismatch
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger, open_ledger

from .making import counted, place, put, said_by

FIRST = "Dix personnes ont été tuées mercredi à Valbrune, selon la mairie, dans l'explosion d'un dépôt de gaz près du fleuve."
SECOND = "L'explosion de Valbrune a coûté la vie à 14 personnes, d'après l'hôpital de la ville, qui attend encore des ambulances."
THIRD = "À Valbrune, 14 morts sont comptés jeudi soir par l'hôpital, dont cinq enfants, et le quartier du fleuve reste bouclé."


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "livre.sqlite") as made:
        yield made


def first(ledger: Ledger, **more: Any) -> int:  # noqa: ANN401
    return put(ledger, "a", FIRST, figures=(counted(FIRST, "Dix", 10, source=said_by("mairie")),), **more)


def second(ledger: Ledger, **more: Any) -> int:  # noqa: ANN401
    given = {"published": "2031-05-10T19:00:00+00:00"} | more
    return put(ledger, "b", SECOND, figures=(counted(SECOND, "14", 14, source=said_by("hôpital")),), **given)


def third(ledger: Ledger) -> int:
    part = counted(THIRD, "cinq", 5, group="children", source=said_by("hôpital"))
    return put(
        ledger,
        "c",
        THIRD,
        published="2031-05-11T09:00:00+00:00",
        figures=(counted(THIRD, "14", 14, source=said_by("hôpital")), part),
    )


def kept_relations(ledger: Ledger) -> set[tuple[Any, ...]]:
    return {(str(r["a"]), str(r["b"]), r["relation"]) for r in crosscheck.relations_json(ledger)["figures"]}


def test_an_update_is_found_and_said_in_words(ledger: Ledger) -> None:
    first(ledger), second(ledger)
    done = crosscheck.run(ledger)
    assert (done.reports, done.new, done.relations) == (2, 2, 1)
    (row,) = crosscheck.relations_json(ledger)["figures"]
    assert row["relation"] == "updates"
    assert row["why"] == (
        "Les deux comptent les morts (Valbrune) le 9 mai 2031 ; "
        "la dépêche qui donne 14 paraît 11 h plus tard que celle qui donne 10."
    )


def test_a_part_says_of_whom_and_where(ledger: Ledger) -> None:
    second(ledger), third(ledger)
    crosscheck.run(ledger)
    words = {row["why"] for row in crosscheck.relations_json(ledger)["figures"] if row["relation"] == "part_of"}
    assert "5 est pour les morts (enfants) et 14 pour les morts (Valbrune) le 9 mai 2031." in words


def test_running_again_adds_nothing(ledger: Ledger) -> None:
    first(ledger), second(ledger)
    crosscheck.run(ledger)
    before = kept_relations(ledger)
    assert crosscheck.run(ledger).new == 0
    assert kept_relations(ledger) == before


def test_one_by_one_finds_what_all_at_once_finds(ledger: Ledger, tmp_path: Path) -> None:
    for add in (first, second, third):
        add(ledger)
        crosscheck.run(ledger)
    with open_ledger(tmp_path / "other.sqlite") as whole:
        for add in (first, second, third):
            add(whole)
        crosscheck.run(whole)
        assert kept_relations(ledger) == kept_relations(whole)
        assert len(kept_relations(whole)) >= 5


def test_anew_finds_the_same(ledger: Ledger) -> None:
    for add in (first, second, third):
        add(ledger)
    crosscheck.run(ledger)
    before = kept_relations(ledger)
    assert crosscheck.run(ledger, anew=True).new == 3
    assert kept_relations(ledger) == before


def test_a_report_without_a_day_is_compared_and_never_updates(ledger: Ledger) -> None:
    first(ledger), second(ledger, published=None)
    crosscheck.run(ledger)
    assert {relation for _, _, relation in kept_relations(ledger)} == {"disputes"}


def test_two_texts_under_one_id_are_told_apart(ledger: Ledger) -> None:
    one = first(ledger)
    other = put(ledger, "a", SECOND, published="2031-05-10T19:00:00+00:00", figures=(counted(SECOND, "14", 14),))
    assert one != other
    crosscheck.run(ledger)
    (row,) = crosscheck.relations_json(ledger)["figures"]
    names = {end["report"] for end in (row["a"], row["b"]) if isinstance(end, dict)}
    assert names == {"a", "a#2"}


def test_a_span_that_does_not_fit_is_refused_and_nothing_is_compared(ledger: Ledger) -> None:
    beyond = counted(SECOND + " fin", "fin", 3)
    with pytest.raises(SpanMismatch):
        put(ledger, "d", SECOND[:20], figures=(beyond,))
    assert crosscheck.run(ledger).reports == 0


def test_a_run_that_breaks_off_leaves_the_findings_as_they_were(ledger: Ledger) -> None:
    first(ledger), second(ledger)
    crosscheck.run(ledger)
    before = kept_relations(ledger)
    third(ledger)

    def breaks(step: str, _done: int, _all: int) -> None:
        if step == "lineage":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crosscheck.run(ledger, progress=breaks)
    assert kept_relations(ledger) == before
    assert crosscheck.run(ledger).new == 1


def test_copies_are_found_whenever_they_come(ledger: Ledger) -> None:
    text = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    one = put(ledger, "x", text, agencies=("APN",))
    crosscheck.run(ledger)
    two = put(ledger, "y", text + "\n\nLe quartier sera rouvert lundi.", published="2031-05-10T10:00:00+00:00", agencies=("APN",))
    crosscheck.run(ledger)
    lineage = crosscheck.lineage_of(ledger, two)
    assert [(c.report, c.dependence) for c in lineage.copies] == [(one, "copy")]
    assert lineage.first == one
    assert "APN" in crosscheck.reasons.sentences(lineage.copies[0].reasons, "en")


def test_a_figure_in_the_same_words_is_the_same_whatever_was_read_around_it(ledger: Ledger) -> None:
    text = f"{FIRST}\n\n{SECOND}"
    put(ledger, "x", text, figures=(counted(text, "Dix", 10),))
    misread = counted(text, "Dix", 10, place=place("Oued Noir", latitude=12.6, longitude=-8.0), day="2030-01-01")
    put(ledger, "y", text + "\n\nLe quartier sera rouvert lundi.", figures=(misread,))
    crosscheck.run(ledger)
    (row,) = crosscheck.relations_json(ledger, "en")["figures"]
    assert (row["relation"], row["why"]) == ("same", "Both figures stand in the same words of the two texts.")


def test_a_dispute_is_open_until_something_newer_comes(ledger: Ledger) -> None:
    first(ledger), second(ledger, published="2031-05-10T08:20:00+00:00")
    crosscheck.run(ledger)
    (dispute,) = crosscheck.open_disputes(ledger)
    assert {dispute.a.words, dispute.b.words} == {"Dix", "14"}
    assert crosscheck.relations_of(ledger, dispute.a.claim) == [dispute]
    put(ledger, "e", THIRD, published="2031-05-12T09:00:00+00:00", figures=(counted(THIRD, "14", 15),))
    crosscheck.run(ledger)
    assert crosscheck.open_disputes(ledger) == []


def test_signatures_are_kept_and_not_made_again(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first(ledger)
    crosscheck.run(ledger)

    def no_texts(*_: object) -> Iterator[tuple[int, str]]:
        raise AssertionError("a text was loaded again")

    with ledger.reading() as connection:
        assert len(kept.kept_signatures(connection)) == 1
    second(ledger)
    crosscheck.run(ledger)
    monkeypatch.setattr(kept, "texts", lambda _connection, keys: no_texts() if keys else iter(()))
    crosscheck.run(ledger, anew=True)
