"""Sentences and quotations are cut as a reader of the press cuts them."""

from __future__ import annotations

import pytest

from selon.lang.pack import load_pack
from selon.model.span import Span
from selon.read.segments import cut_paragraphs, cut_sentences, find_quotations

PACK = load_pack("fr")


def sentences(text: str) -> list[str]:
    return [s.words(text) for p in cut_paragraphs(text) for s in cut_sentences(text, p, PACK)]


def quotations(text: str) -> list[str]:
    return [q.inner.words(text) for q in find_quotations(text, cut_paragraphs(text), PACK)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M. Diallo est arrivé. Il parle.", ["M. Diallo est arrivé.", "Il parle."]),
        ("Il fait 17°C. Mais il gèle.", ["Il fait 17°C.", "Mais il gèle."]),
        ("Le pont est fermé.La route aussi.", ["Le pont est fermé.", "La route aussi."]),
        ("Ils ont pris leur vol. Les autres attendent.", ["Ils ont pris leur vol.", "Les autres attendent."]),
        ("« Tout va bien ! », dit-il.", ["« Tout va bien ! », dit-il."]),
        ("Il a 3.500 hommes.", ["Il a 3.500 hommes."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Oui », dit-il, « et non ».", ["Oui", "et non"]),
        ('Il parle d\'"accord" et de "paix".', ["accord", "paix"]),
        ('La rive dément"Rien n\'est vrai", dit-on.', ["Rien n'est vrai"]),
        ('"Nous partons.\n\nNous reviendrons", dit-elle. Elle est "lasse".', ["Nous partons.\n\nNous reviendrons", "lasse"]),
        ("« Nous partons.\n« Nous reviendrons », dit-elle.", ["Nous partons.\n« Nous reviendrons"]),
        ('Le maire, "vers midi, a ri, et "le pont tient".', ["le pont tient"]),
        ("\"Rien n'est fini.", ["Rien n'est fini."]),
    ],
)
def test_quotations_close_where_a_reader_closes_them(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


def test_quotation_holds_its_marks() -> None:
    text = "Il dit « oui »."
    assert find_quotations(text, (Span(0, len(text)),), PACK)[0].outer.words(text) == "« oui »"
