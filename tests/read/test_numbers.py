"""Numbers in place: digits, words, collectives, ranges, qualifiers; and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.numbers import NumberMention, find_numbers
from selon.read.parse import parse

FRENCH = load_pack("fr")


def numbers(text: str) -> list[NumberMention]:
    return find_numbers(parse(Report(id="a", text=clean_text(text)), FRENCH), FRENCH)


def told(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(n.span.words(text), n.low, n.high, n.qualifier) for n in numbers(text) if n.rule != "number.one"]


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "qualifier"),
    [
        ("Il y a 275.000 déplacés.", "275.000", 275000, 275000, "exact"),
        # near them, not almost so many
        ("Un tir est tombé près de deux écoles.", "deux", 2, 2, "exact"),
        ("Près de deux millions de civils ont fui.", "deux millions", 2_000_000, 2_000_000, "about"),
        ("Le raid a tué près de dix civils.", "dix", 10, 10, "about"),
        ("Il y a 250 000 déplacés.", "250 000", 250000, 250000, "exact"),
        ("Il y a 250\u202f000 déplacés.", "250\u202f000", 250000, 250000, "exact"),
        ("Il y a 250\u00a0000 déplacés.", "250\u00a0000", 250000, 250000, "exact"),
        ("Il y a 1,5 million de déplacés.", "1,5 million", 1.5e6, 1.5e6, "exact"),
        ("Il y a deux millions et demi de déplacés.", "deux millions et demi", 2.5e6, 2.5e6, "exact"),
        ("Vingt et un soldats sont morts.", "Vingt et un", 21, 21, "exact"),
        ("Quatre-vingt-dix-sept soldats sont morts.", "Quatre-vingt-dix-sept", 97, 97, "exact"),
        ("Une cinquantaine de soldats sont morts.", "Une cinquantaine", 50, 50, "about"),
        ("Plus d'un demi-million de civils ont fui.", "un demi-million", 500000, None, "more_than"),
        ("Des dizaines de milliers de civils ont fui.", "Des dizaines de milliers", 20000, None, "vague"),
        ("L'exode de milliers de civils.", "milliers", 2000, None, "vague"),
        ("Des dizaines, voire des centaines de morts.", "Des dizaines, voire des centaines", 20, None, "vague"),
        ("Entre 200 et 500 civils ont fui.", "200 et 500", 200, 500, "between"),
        ("Deux à trois mille civils ont fui.", "Deux à trois mille", 2000, 3000, "between"),
        ("De 20 à 30.000 civils ont fui.", "20 à 30.000", 20000, 30000, "between"),
        ("Pas moins de 12 civils ont fui.", "12", 12, None, "at_least"),
        ("Jusqu'à 300 civils ont fui.", "300", None, 300, "at_most"),
        ("Moins de 40 civils ont fui.", "40", None, 40, "less_than"),
        ("Il y a eu 12 morts au moins.", "12", 12, None, "at_least"),
    ],
)
def test_number_is_read(text: str, words: str, low: float | None, high: float | None, qualifier: str) -> None:
    assert told(text) == [(words, low, high, qualifier)]


@pytest.mark.parametrize(
    "text", ["Un F-16 et le G20.", "Le comité 5+5.", "À 14h30.", "Le 2e jour.", "Quelque 12% des gens.", "Le Covid-19."]
)
def test_names_ranks_and_shares_are_no_numbers(text: str) -> None:
    assert told(text) == []


def test_a_passage_is_two_numbers() -> None:
    first, second = numbers("La force est passée de 4.500 à 5.100 hommes.")
    assert (first.low, first.superseded, second.low, second.superseded) == (4500, True, 5100, False)


def test_as_many_takes_the_number_before() -> None:
    text = "Il y a eu 12 morts et autant de blessés."
    assert told(text) == [("12", 12, 12, "exact"), ("autant", 12, 12, "exact")]


def test_as_many_with_nothing_before_is_no_number() -> None:
    assert told("Il y a autant de blessés.") == []


@given(st.integers(min_value=1000, max_value=999_999_999), st.sampled_from([".", " ", "\u00a0", "\u202f"]))
def test_any_grouped_number_comes_back(value: int, separator: str) -> None:
    written = f"{value:,}".replace(",", separator)
    found = [n for n in numbers(f"Il y a {written} déplacés.") if n.rule == "number.digits"]
    assert [(n.low, n.span.words(f"Il y a {written} déplacés.")) for n in found] == [(value, written)]


@given(st.text(alphabet="de 0123456789.,-àetun millions\u00a0", max_size=60))
def test_no_text_raises_and_spans_stay_inside(text: str) -> None:
    clean = clean_text(text).clean
    spans = [n.span for n in numbers(text)]
    assert all(0 <= s.start < s.end <= len(clean) for s in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # a space that was forgotten behind a mark
        ("La crue a noyé le port.Deux marins sont morts.", ["Deux"]),
        ("La crue a noyé six marins,deux enfants ont fui.", ["six", "deux"]),
        ("Il a écrit à contact@port.deux-rives.org mardi.", []),
        ("Le sous-sol vaut 3,5 pour neuf.dix sur l'échelle.", ["3,5", "neuf"]),
    ],
)
def test_number_glued_to_the_mark_before_it(text: str, words: list[str]) -> None:
    assert [words for words, *_ in told(text)] == words
