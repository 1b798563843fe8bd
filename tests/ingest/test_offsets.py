"""Spans of a clean text lead back to the text as received, whatever the way in."""

from __future__ import annotations

import html
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from selon.ingest.markup import align
from selon.ingest.pdf import paragraphs_of
from selon.ingest.rewrite import Rewrite

WORDS = st.lists(st.text(alphabet="abcéèçœ&<>’«»12", min_size=1, max_size=6), min_size=1, max_size=8)
PIECES = st.lists(st.tuples(st.booleans(), st.text(alphabet="ae\u0301\u0327c\r\n", max_size=5)), max_size=8)


@given(st.lists(WORDS, min_size=1, max_size=4), st.data())
def test_words_of_a_page_lead_back_to_their_markup(paragraphs: list[list[str]], data: st.DataObject) -> None:
    source = ""
    for words in paragraphs:
        joints = [data.draw(st.sampled_from([" ", "\n  ", "&nbsp;", " <b>", "</b> "])) for _ in words]
        source += "<p>" + "".join(html.escape(w, quote=False) + joint for w, joint in zip(words, joints, strict=True)) + "</p>"
    text = align(source, [" ".join(words) for words in paragraphs])
    assert text.clean == "\n\n".join(" ".join(words) for words in paragraphs) + "\n"
    at = 0
    for word in text.clean.split():
        at = text.clean.index(word, at)
        start, end = text.to_source((at, at + len(word)))
        assert html.unescape(source[start:end]).startswith(word)
        at += len(word)


@given(PIECES)
def test_kept_pieces_lead_back_to_where_they_stood(pieces: list[tuple[bool, str]]) -> None:
    source = "".join(words for _, words in pieces)
    made, at = Rewrite(source), 0
    for kept, words in pieces:
        if kept:
            made.keep(at, at + len(words))
        at += len(words)
    text = made.text()
    kept_words = "".join(words for kept, words in pieces if kept).replace("\r\n", "\n").replace("\r", "\n")
    assert unicodedata.is_normalized("NFC", text.clean)
    assert text.clean.replace("\n", "") == unicodedata.normalize("NFC", kept_words).replace("\n", "")
    offsets = [text.to_source((n, n)).start for n in range(len(text.clean))]
    assert offsets == sorted(offsets)
    letters = [pair for pair in zip(offsets, text.clean, strict=True) if not unicodedata.combining(pair[1])]
    for offset, character in letters:
        assert unicodedata.normalize("NFD", character)[0] == unicodedata.normalize("NFD", source[offset])[0].replace("\r", "\n")


@given(st.lists(st.text(alphabet="abé .-\n", max_size=60), min_size=1, max_size=4))
def test_letters_of_a_pdf_lead_back_to_the_pages(pages: list[str]) -> None:
    text = paragraphs_of(pages)
    for offset, character in enumerate(text.clean):
        if character.isalpha():
            assert text.source[text.to_source((offset, offset)).start] == character
