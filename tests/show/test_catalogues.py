"""Every text of the desk is there in French and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from selon.model import words
from selon.show.speech import LANGUAGES

SHOW = Path(str(resources.files("selon.show")))
TEXT = re.compile(r"""(?<![\w.])_\(\s*"((?:[^"\\]|\\.)*)"|(?:speech|self)\.text\(\s*"([^"]*)\"""")
MANY = re.compile(r'plural\(\s*"([^"]*)",\s*"([^"]*)"')
TOPICS = {
    "qualifier": words.QUALIFIERS,
    "bounds": words.QUALIFIERS,
    "measure": words.MEASURES,
    "group": words.GROUPS,
    "modality": words.MODALITIES,
    "act": words.ACTS,
    "speech": words.STATEMENT_TYPES,
    "source": words.SOURCE_KINDS,
    "precision": words.PRECISIONS,
    "time": words.TIME_TYPES,
    "arrangement": words.ARRANGEMENT_KINDS,
    "arrangement_status": words.STATUSES,
    "stance": words.STANCES,
    "event": words.EVENT_TYPES,
    "claim": words.CLAIM_KINDS,
    "claims": words.CLAIM_KINDS,
}


def catalogue(code: str) -> Catalog:
    with (SHOW / "locale" / code / "desk.po").open("rb") as source:
        return read_po(source, locale=code)


def texts() -> Iterator[str]:
    for path in [*SHOW.rglob("*.html"), *SHOW.rglob("*.py")]:
        content = path.read_text(encoding="utf-8")
        yield from (a or b for a, b in TEXT.findall(content))
        yield from (one for one, _ in MANY.findall(content))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_text_is_in_the_catalogue(code: str) -> None:
    known = catalogue(code)
    wanted = set(texts()) | {f"{topic}.{value}" for topic, values in TOPICS.items() for value in values}
    missing = [text for text in wanted if text not in known or not known[text].string or known[text].fuzzy]
    assert not missing


def test_both_catalogues_have_the_same_texts_with_the_same_gaps() -> None:
    french, english = catalogue("fr"), catalogue("en")
    assert {m.id for m in french} == {m.id for m in english}
    for message in french:
        if message.id:
            gaps = [set(re.findall(r"%\((\w+)\)s", str(c[message.id].string))) for c in (french, english)]
            assert gaps[0] == gaps[1], message.id
