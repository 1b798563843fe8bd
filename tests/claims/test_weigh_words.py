"""Things that are looked at, as vectors: what is gathered, what is encoded, what the words say, and what does without them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from selon.claims import weigh
from selon.claims.weigh_words import NUMBER, PLACE, Things, Words, load_heads
from selon.journey import read_report
from selon.lang.pack import Pack, load_pack
from selon.model.record import Record
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.word_vectors import START, UNKNOWN, Cutter, Home, cut_windows, load_encoder, rows_of

TEXT = (
    "Mali: neuf soldats tués\n\nNeuf soldats ont été tués mardi à Ménaka, a annoncé l'armée.\n\n"
    "Le marché est resté fermé. Les bus ne roulent plus. Le ministre est attendu vendredi à Gao.\n\nDix soldats sont à Gao."
)


def read(text: str) -> Record:
    return read_report(Report(id="a", text=clean_text(text), published="2021-03-18"))


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Words]:
    found: list[Words] = []

    class Watched(Words):
        def __init__(self, things: Things, pack: Pack, wanted: Iterable[int]) -> None:
            super().__init__(things, pack, wanted)
            found.append(self)

    monkeypatch.setattr(weigh, "Words", Watched)
    # as if the first trees were in doubt of every number
    monkeypatch.setattr(weigh, "CLEAR", np.inf)
    return found


def test_numbers_are_looked_at_with_all_that_may_belong_to_them(seen: list[Words]) -> None:
    read(TEXT)
    [words] = seen
    texts = {(one.kind, one.span.words(TEXT)) for one in words.things.seen}
    assert {(NUMBER, "neuf"), (NUMBER, "Neuf"), (NUMBER, "Dix"), (PLACE, "Ménaka"), (PLACE, "Gao"), (PLACE, "Mali")} <= texts
    assert words.vectors.shape[0] == len(words.things.seen)


def test_only_sentences_near_numbers_are_encoded(seen: list[Words]) -> None:
    read(TEXT)
    things = seen[0].things
    wanted = [s.span.words(TEXT) for s in things.near(range(3))]
    assert "Les bus ne roulent plus." not in wanted
    assert "Le ministre est attendu vendredi à Gao." in wanted, "it stands before a number"
    assert len(wanted) == 4
    assert [s.span.words(TEXT) for s in things.near([0])] == wanted[:2], "the headline and the sentence behind it"


def test_without_numbers_nothing_is_encoded(seen: list[Words]) -> None:
    read("Le ministre est attendu vendredi à Gao.")
    assert seen == []


def test_what_is_likely_is_so_in_shares(seen: list[Words]) -> None:
    read(TEXT)
    likely = np.exp(seen[0].measures())
    assert likely.shape == (3, 24)
    assert np.allclose(likely.sum(axis=1), 1.0, atol=1e-4)
    assert likely[:2].argmax(axis=1).tolist() == [0, 0], "those killed are killed"


def test_the_same_report_is_read_the_same_twice() -> None:
    assert read(TEXT) == read(TEXT)


def test_long_sentences_are_cut_and_later_windows_begin_with_the_headline() -> None:
    headline = [(n, (100 + n,)) for n in range(3)]
    long = [(10 + n, (7,)) for n in range(500)]
    windows, homes = cut_windows([headline, long])
    assert [len(w) for w in windows] == [3, 284, 222]
    assert windows[1][:3] == windows[2][:3] == [100, 101, 102]
    # each window has a mark before and behind
    assert homes[10] == Home(1, 3 + 2 + 1 + 3, 1)
    assert len(homes) == 503


def test_a_name_over_two_windows_is_that_of_the_first() -> None:
    homes = {1: Home(0, 220, 2), 2: Home(1, 232, 3)}
    assert rows_of(homes, [1, 2]) == slice(220, 222)
    assert rows_of(homes, [9]) is None


def test_long_words_count_by_their_first_pieces() -> None:
    assert rows_of({1: Home(0, 1, 30)}, [1]) == slice(1, 9)


def test_white_space_is_one_unknown_piece() -> None:
    pack = load_pack("fr")
    cutter = Cutter((pack.folder / "words.model").read_bytes())
    assert cutter.pieces("\n\n", False) == (UNKNOWN,)
    assert cutter.pieces("tués", True) != cutter.pieces("tués", False)
    assert START not in cutter.pieces("<s>", True)


def test_a_pack_without_an_encoder_has_its_rules(tmp_path: Path) -> None:
    assert load_encoder(Pack("xx", tmp_path)) is None
    assert load_heads(Pack("xx", tmp_path)) is None


def test_a_measure_that_nothing_says_is_weighed_and_keeps_what_the_rules_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    class Turned(Words):
        def measures(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
            likely = np.full((len(self.things.numbers.drafts), 24), -9.0, np.float32)
            likely[:, 4] = 0.0
            return likely

    monkeypatch.setattr(weigh, "Words", Turned)
    text = "Mali: des combats à Gao\n\nDix soldats ont été tués à Gao. La ville a vu trente soldats."
    by_words = {f.span.words(text): f for f in read(text).figures}
    assert by_words["Dix"].measure == "killed", "a verb says so"
    assert by_words["trente"].measure == "detained"
    derivation = by_words["trente"].derivation
    assert derivation is not None
    [measure] = [p for p in derivation.parts if p.of == "measure"]
    assert measure.rule == "measure.weighed"
    assert [p.rule for p in measure.parts] == ["measure.none"]
    alone = "La ville a vu trente soldats."
    assert [f.measure for f in read(alone).figures] == ["other"], "a sentence alone is left to the rules"
