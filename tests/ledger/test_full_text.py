from __future__ import annotations

from collections.abc import Callable

import pytest

from selon.ledger.full_text import excerpt, fold
from selon.ledger.ledger import Ledger
from selon.model.record import Record
from selon.model.report import Report

ReadReport = Callable[..., tuple[Report, Record]]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("trêve", True),
        ("TREVE", True),
        ("treve rebelles", True),
        ("treve inconnue", False),
        ('"acceptent la trêve"', True),
        ('"la trêve acceptent"', False),
        ("accept*", True),
        ("accept", False),
        ("", False),
        ('"', False),
        ("NEAR(trêve", False),
        ("trêve OR rien", False),
        ("l'hopital", False),
        ("-trêve", True),
    ],
)
def test_words_are_sought_together_without_case_and_accents(
    ledger: Ledger, read_report: ReadReport, sought: str, found: bool
) -> None:
    ledger.append(*read_report())
    assert bool(ledger.search(sought)) == found


def test_a_title_counts_more_than_the_text(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report("corps", extra="\n\nLe convoi est arrivé."))
    ledger.append(*read_report("autre"))
    assert [hit.report.report_id for hit in ledger.search("convoi")] == ["corps"]


def test_a_newer_reading_is_searched_anew_and_once(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    ledger.append(*read_report(reader="selon 2.0.0"))
    assert len(ledger.search("rebelles")) == 1


def test_an_excerpt_shows_the_words_that_were_sought() -> None:
    body = "Un premier paragraphe. " * 30 + "Les blessés sont évacués d’Alep-Est ce matin. " + "La suite. " * 30
    assert "évacués d’Alep-Est" in excerpt(body, "evacues")
    assert excerpt("Court.", "absent") == "Court."


def test_folding_keeps_every_letter_at_its_place() -> None:
    text = "Œuvre İstanbul ﬁn ǅ ß d’été\u0301"
    assert len(fold(text)) == len(text)
