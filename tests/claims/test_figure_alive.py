"""Who is hurt or lost is none of the dead, who is not yet named is dead all the same, and nations are no people."""

from __future__ import annotations

import pytest

from selon.journey import read_report
from selon.model.record import Figure
from selon.model.report import Report
from selon.model.span import clean_text


def read(text: str) -> dict[str, Figure]:
    record = read_report(Report(id="a", text=clean_text(text), published="2031-05-10T08:00:00+00:00"))
    return {f.span.words(text): f for f in record.figures}


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("La bombe a fait 17 morts, dont deux pirates, et 9 blessés.", "9", None),
        ("La bombe a fait 18 morts, dont deux filles et un moine, et neuf disparus.", "neuf", None),
        ("La bombe a fait 18 morts, dont deux filles et un moine.", "un", "18"),
        ("La bombe a touché 18 victimes, dont deux filles, et huit gardes.", "huit", "18"),
    ],
)
def test_of_whom_a_number_is_part(text: str, words: str, whole: str | None) -> None:
    part = read(text)[words].part_of
    assert (part.words(text) if part else None) == whole


@pytest.mark.parametrize(
    ("text", "words", "modality"),
    [
        ("La bombe a fait 18 morts. Quatre victimes n'ont pas été reconnues.", "Quatre", "asserted"),
        ("L'armée n'a pas fait 18 morts.", "18", "denied"),
        ("Douze gardes n'ont pas été tués.", "Douze", "denied"),
    ],
)
def test_what_is_denied(text: str, words: str, modality: str) -> None:
    assert read(text)[words].modality == modality


def test_nations_and_faiths_are_no_people() -> None:
    assert list(read("Dix-huit marins, de huit nationalités, ont péri.")) == ["Dix-huit"]
    assert list(read("Sept bergers de trois confessions ont été tués.")) == ["Sept"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        # some of those told of in the sentence, counted or not
        ("Les rebelles du port ont souffert: sept d'entre eux sont morts depuis mars.", {"sept": "combatants"}),
        # who tells of them is none of them
        (
            "L'armée a libéré 40 otages. Selon les médecins, neuf d'entre eux sont blessés.",
            {"40": "hostages", "neuf": "hostages"},
        ),
        (
            "L'armée a libéré 40 otages. Les médecins disent que neuf d'entre eux sont blessés.",
            {"40": "hostages", "neuf": "hostages"},
        ),
    ],
)
def test_of_whom_some_are_told(text: str, groups: dict[str, str]) -> None:
    assert {words: figure.group for words, figure in read(text).items()} == groups
