from __future__ import annotations

import pytest

from selon.claims.gaps import find_gaps
from selon.lang.pack import load_pack
from selon.model.record import Place, Record, ReportHead, Source, Statement, TimeExpression
from selon.model.report import Report, SetAside
from selon.model.span import Span, clean_text
from selon.read.parse import parse

TEXT = "« Nous rendrons les corps demain matin », dit-il. La colonne a quitté Bourgneuf mardi avec 40 bêtes."
HEAD = ReportHead(id="a", language="fr", published=None, published_by=None)


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def gaps(record: Record) -> dict[str, str]:
    parsed = parse(Report(id="a", text=clean_text(TEXT)), load_pack("fr"))
    return {gap.kind: gap.span.words(TEXT) for gap in find_gaps(parsed, record, load_pack("fr")) if gap.span}


def test_all_that_has_no_claim_is_found() -> None:
    place = Place(name="Bourgneuf", span=at("Bourgneuf"))
    assert gaps(Record(report=HEAD, places=(place,))) == {
        "quote-without-speaker": "Nous rendrons les corps demain matin",
        "place-without-point": "Bourgneuf",
        "weekday-without-date": "mardi",
        "number-without-claim": "40",
    }


QUOTED = at("Nous rendrons les corps demain matin")


@pytest.mark.parametrize(
    ("record", "gone"),
    [
        (Record(report=HEAD, statements=(Statement(spans=(QUOTED,), type="direct", source=Source(name="il")),)), "quote"),
        (
            Record(
                report=HEAD, times=(TimeExpression(span=at("mardi"), type="DATE", value="2018-03-13", earliest="2018-03-13"),)
            ),
            "weekday",
        ),
    ],
)
def test_what_has_its_claim_is_no_gap(record: Record, gone: str) -> None:
    assert not any(kind.startswith(gone) for kind in gaps(record))


def test_a_quotation_that_nobody_says_stays_a_gap() -> None:
    nobody = Statement(spans=(QUOTED,), type="direct", source=None)
    assert "quote-without-speaker" in gaps(Record(report=HEAD, statements=(nobody,)))


def test_what_was_set_aside_is_told_once_with_its_reason() -> None:
    aside = SetAside(reason="number-without-measure", detail="bête", span=at("40"))
    found = gaps(Record(report=HEAD, set_aside=(aside,)))
    assert found["number-without-measure"] == "40"
    assert "number-without-claim" not in found
