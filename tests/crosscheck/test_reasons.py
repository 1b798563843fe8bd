from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import selon.crosscheck.names as names
from selon.crosscheck.findings import Reason
from selon.crosscheck.names import LANGUAGES, phrases, table
from selon.crosscheck.reasons import gap_words, number_words, sentence, sentences

FOLDER = Path(names.__file__).parent
CODES = sorted(table("fr", "reasons"))


def test_both_languages_have_the_same_tables_and_keys() -> None:
    french, english = phrases("fr"), phrases("en")
    assert french.keys() == english.keys()
    for key in french.keys() - {"months"}:
        mine, theirs = french[key], english[key]
        if isinstance(mine, dict) and isinstance(theirs, dict):
            assert mine.keys() == theirs.keys(), key


@pytest.mark.parametrize("code", CODES)
def test_both_languages_fill_the_same_gaps(code: str) -> None:
    filled = [{name for _, name, _, _ in Formatter().parse(table(language, "reasons")[code]) if name} for language in LANGUAGES]
    assert filled[0] == filled[1]


def test_every_code_that_the_program_gives_has_a_sentence() -> None:
    given = set()
    for path in FOLDER.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        given |= set(re.findall(r'reason\(\s*"([a-z_]+)"', text))
        given |= {c for group in re.findall(r"reasons=\(([^()]*)\)", text) for c in re.findall(r'(?<!f)"([a-z_]+)"', group)}
    assert {"same_question", "likeness", "sum_rivals"} <= given
    assert given <= set(CODES)


def test_a_reason_is_a_sentence_that_can_be_checked() -> None:
    found = Reason(
        code="same_number",
        values=(
            ("what", "killed/children"),
            ("place", "Valbrune"),
            ("start", "2031-05-09"),
            ("end", "2031-05-09"),
            ("first", "at_least/12/"),
        ),
    )
    assert (
        sentence(found, "fr")
        == "les deux comptent les morts (enfants) (Valbrune) le 9 mai 2031 et donnent le même nombre, au moins 12"
    )
    assert (
        sentence(found, "en") == "both count the dead (children) (Valbrune) on May 9, 2031 and give the same number, at least 12"
    )


def test_what_is_not_known_leaves_no_hole() -> None:
    assert sentence(Reason(code="same_question", values=(("what", "wounded/"),)), "en") == "both count the wounded"


def test_reasons_said_twice_are_said_once() -> None:
    assert sentences([Reason(code="open_place")] * 2, "fr") == "L'un des deux ne dit pas où."


@pytest.mark.parametrize(
    ("hours", "words"), [("0.5", "at the same moment"), ("9", "9 h later"), ("47.6", "48 h later"), ("72", "3 d later")]
)
def test_stretches_of_time(hours: str, words: str) -> None:
    assert gap_words(hours, "en") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("exact/12/12", "12"),
        ("between/10/15", "entre 10 et 15"),
        ("at_most//30", "au plus 30"),
        ("vague/20/", "un nombre vague, à partir de 20"),
    ],
)
def test_numbers_keep_their_qualifier(number: str, words: str) -> None:
    assert number_words(number, "fr") == words
