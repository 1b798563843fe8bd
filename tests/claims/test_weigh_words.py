"""Things that are looked at, as vectors: what is gathered, what is shown, what the words say, and what does without them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from selon.claims import weigh
from selon.claims.weigh_things import NUMBER, PLACE, TIME, Things, shown
from selon.claims.weigh_words import Words, load_nets
from selon.journey import read_report
from selon.lang.pack import Pack, load_pack
from selon.model.record import Record
from selon.model.report import Report
from selon.model.span import clean_text
from selon.read.parse import parse
from selon.read.word_vectors import Matrix, load_word_list, token_vectors

TEXT = (
    "Mali: neuf soldats tués\n\nNeuf soldats ont été tués mardi à Ménaka, a annoncé l'armée.\n\n"
    "Le marché est resté fermé. Les bus ne roulent plus. Le ministre est attendu vendredi à Gao.\n\nDix soldats sont à Gao."
)
# the tagger's numbers of a word, and those of the list of words
MADE, LISTED = 96, 300
WIDTH = MADE + LISTED


def read(text: str) -> Record:
    return read_report(Report(id="a", text=clean_text(text), published="2021-03-18"))


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Words]:
    found: list[Words] = []

    class Watched(Words):
        def __init__(self, things: Things, pack: Pack) -> None:
            super().__init__(things, pack)
            found.append(self)

    monkeypatch.setattr(weigh, "Words", Watched)
    return found


def rows_of(things: Things) -> Matrix:
    rows = shown(things, load_pack("fr"))
    assert rows is not None
    return rows


def test_numbers_are_looked_at_with_all_that_may_belong_to_them(seen: list[Words]) -> None:
    read(TEXT)
    [words] = seen
    texts = {(one.kind, one.span.words(TEXT)) for one in words.things.seen}
    assert {(NUMBER, "neuf"), (NUMBER, "Neuf"), (NUMBER, "Dix"), (PLACE, "Ménaka"), (PLACE, "Gao"), (PLACE, "Mali")} <= texts
    assert (TIME, "vendredi") in texts, "even where a sentence has no number"
    assert rows_of(words.things).shape == (len(words.things.seen), 3 * WIDTH)


def test_a_thing_is_shown_by_its_words_its_verb_and_its_sentence(seen: list[Words]) -> None:
    read(TEXT)
    things = seen[0].things
    rows, parsed = rows_of(things), things.parsed
    tokens = token_vectors(parsed, load_pack("fr"))
    assert tokens is not None
    start = TEXT.index("Neuf soldats")
    number = next(n for n, one in enumerate(things.seen) if one.kind == NUMBER and one.span.start == start)
    [verb] = [t.i for t in parsed.doc if t.text == "tués" and t.idx > start]
    own = parsed.token_at(start)
    assert own is not None
    assert np.allclose(rows[number, :WIDTH], tokens[own.i], atol=1e-4)
    assert np.allclose(rows[number, WIDTH : 2 * WIDTH], tokens[verb], atol=1e-4)
    sentence = parsed.tokens(parsed.sentence_at(start).span)
    assert np.allclose(
        rows[number, 2 * WIDTH : 2 * WIDTH + MADE], tokens[sentence.start : sentence.end, :MADE].mean(0), atol=1e-4
    )
    content = [t.i for t in sentence if t.pos_ in ("ADJ", "NOUN", "PROPN", "VERB")]
    assert np.allclose(rows[number, 2 * WIDTH + MADE :], tokens[content, MADE:].mean(0), atol=1e-4)


def test_what_hangs_on_no_verb_has_none(seen: list[Words]) -> None:
    read("Mali: un conflit\n\nLe Mali, un pays de dix millions de déplacés.\n\nLe marché est fermé. Il pleut.")
    things = seen[0].things
    rows = rows_of(things)
    headline = next(n for n, one in enumerate(things.seen) if one.kind == PLACE and one.span.start == 0)
    assert not rows[headline, WIDTH : 2 * WIDTH].any()


def test_without_numbers_nothing_is_looked_at(seen: list[Words]) -> None:
    read("Le ministre est attendu vendredi à Gao.")
    assert seen == []


def test_what_is_likely_is_so_in_shares(seen: list[Words]) -> None:
    read(TEXT)
    likely = np.exp(seen[0].measures())
    assert likely.shape == (3, 24)
    assert np.allclose(likely.sum(axis=1), 1.0, atol=1e-4)
    assert likely[:2].argmax(axis=1).tolist() == [0, 0], "those killed are killed"


def test_the_nets_differ_and_are_averaged(seen: list[Words], monkeypatch: pytest.MonkeyPatch) -> None:
    nets = load_nets(load_pack("fr"))
    assert nets is not None
    every = nets.nets
    assert len(every) > 1
    found = []
    for some in (every, *([net] for net in every)):
        monkeypatch.setattr(nets, "nets", some)
        read(TEXT)
        found.append(np.exp(seen[-1].measures()))
    together, *alone = found
    assert not np.allclose(alone[0], alone[1], atol=1e-3)
    assert np.allclose(together, np.mean(alone, axis=0), atol=1e-4)


def test_the_same_report_is_read_the_same_twice() -> None:
    assert read(TEXT) == read(TEXT)


def test_words_that_the_list_does_not_have_are_zeros() -> None:
    pack = load_pack("fr")
    parsed = parse(Report(id="a", text=clean_text("Qsdfgxz est une ville.")), pack)
    listed = load_word_list(pack).of(parsed)
    assert not listed[0].any()
    assert listed[3].any(), "`ville` is known"


def test_a_parse_without_rows_of_the_tagger_shows_nothing(seen: list[Words]) -> None:
    read(TEXT)
    things = seen[0].things
    things.parsed.doc.tensor = np.zeros((0, 0), np.float32)
    assert token_vectors(things.parsed, load_pack("fr")) is None
    assert shown(things, load_pack("fr")) is None


def test_a_pack_without_nets_has_its_rules(tmp_path: Path) -> None:
    assert load_nets(Pack("xx", tmp_path)) is None


def test_a_measure_that_nothing_says_is_weighed_and_keeps_what_the_rules_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    class Turned(Words):
        def measures(self) -> Matrix:
            likely = np.full((len(self.things.numbers.drafts), 24), -9.0, np.float32)
            likely[:, 4] = 0.0
            return likely

    monkeypatch.setattr(weigh, "Words", Turned)
    text = "Mali: des combats à Gao\n\nDix soldats ont été tués à Gao. La ville a vu trente soldats. Il pleut."
    by_words = {f.span.words(text): f for f in read(text).figures}
    assert by_words["Dix"].measure == "killed", "a verb says so"
    assert by_words["trente"].measure == "detained"
    derivation = by_words["trente"].derivation
    assert derivation is not None
    [measure] = [p for p in derivation.parts if p.of == "measure"]
    assert measure.rule == "measure.weighed"
    assert [p.rule for p in measure.parts] == ["measure.none"]
    alone = "La ville a vu trente soldats. Il pleut. Les bus roulent."
    assert [f.measure for f in read(alone).figures] == ["other"], "a few sentences alone are left to the rules"
