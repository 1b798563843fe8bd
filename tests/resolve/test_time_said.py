"""Which times tell when something was said, and not when it happened."""

from __future__ import annotations

import pytest

from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.span import Span, clean_text
from selon.read.parse import parse
from selon.resolve.time_said import dates_words

PACK = load_pack("fr")


def said(text: str, word: str) -> bool:
    parsed = parse(Report(id="t", text=clean_text(text)), PACK)
    at = text.index(word)
    return dates_words(Span(at, at + len(word)), parsed, PACK)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Le maire a annoncé mardi la réouverture du pont.", "mardi"),
        ("Le pont a été détruit, a indiqué, ce mardi, la mairie.", "mardi"),
        ("Selon un bilan diffusé mardi, sept maisons ont brûlé.", "mardi"),
        ("Un pont a été détruit, a appris l'AFP mardi de source policière.", "mardi"),
    ],
)
def test_a_time_of_words(text: str, word: str) -> None:
    assert said(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sept maisons ont brûlé mardi dans le village.", "mardi"),
        ("Sept maisons ont brûlé mardi dans le village, a indiqué la mairie.", "mardi"),
        ("Le maire a annoncé que le pont avait sauté mardi.", "mardi"),
    ],
)
def test_a_time_of_deeds(text: str, word: str) -> None:
    assert not said(text, word)
