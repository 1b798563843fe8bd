"""Every format of the export: its rows, its words, what it withholds, what it refuses, what it says it lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from selon.errors import BadSetting, ExportError
from selon.export.claims import WITHHELD
from selon.export.formats import FORMATS, write
from selon.export.loss import REPORTED, LossReport
from selon.ledger.ledger import Ledger
from selon.ledger.review import Hand, correct, reject, release_name
from selon.ledger.stored import ClaimFilter
from selon.model.record import Record, Source
from selon.model.report import Report
from selon.model.span import Span

ReadReport = Callable[..., tuple[Report, Record]]
HAND = Hand(who="Lina", seen=0, why="relu")


@pytest.fixture
def filled(ledger: Ledger, read_report: ReadReport) -> Ledger:
    ledger.append(*read_report())
    return ledger


def written(ledger: Ledger, name: str) -> tuple[str, LossReport]:
    out = io.StringIO()
    return (out.getvalue(), loss) if (loss := write(name, ledger, out)) else ("", loss)


def rows(ledger: Ledger, name: str) -> list[dict[str, str]]:
    found = list(csv.DictReader(io.StringIO(written(ledger, name)[0])))
    return found[1:] if name == "hxl" else found


@pytest.mark.parametrize("name", FORMATS)
def test_every_row_says_that_it_is_reported_not_verified(filled: Ledger, name: str) -> None:
    text, loss = written(filled, name)
    assert loss.rows > 0
    assert text.count(REPORTED) == loss.rows


@pytest.mark.parametrize("name", FORMATS)
def test_words_that_do_not_stand_in_the_text_stop_the_export(filled: Ledger, name: str, tmp_path: Path) -> None:
    with filled.writing() as connection:
        connection.execute(sql("UPDATE reports SET clean_text = replace(clean_text, 'tués', 'vus!')"))
        connection.execute(sql("UPDATE evidence SET words = 'tués' WHERE field = 'span'"))
    with pytest.raises(ExportError):
        write(name, filled, tmp_path / "out")
    assert list(tmp_path.glob("*out*")) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_covered_name_stays_in_the_ledger_until_it_is_released(filled: Ledger, name: str) -> None:
    assert "Aïcha" not in written(filled, name)[0]


@pytest.mark.parametrize("name", FORMATS)
def test_a_source_who_is_covered_is_withheld_by_surname_too(ledger: Ledger, read_report: ReadReport, name: str) -> None:
    report, record = read_report()
    words = "Aïcha B."
    start = report.clean.index(words)
    witness = Source(name="Aïcha", span=Span(start, start + len(words)), kind="resident")
    figures = tuple(replace(figure, source=witness) for figure in record.figures)
    ledger.append(report, replace(record, figures=figures))
    text = written(ledger, name)[0]
    assert "Aïcha" not in text.replace("\\u00ef", "ï")


def test_a_released_name_goes_out(filled: Ledger) -> None:
    report = filled.reports()[0]
    with filled.reading() as connection:
        span = connection.execute(sql('SELECT start, "end" FROM sensitive')).one()
    words = filled.text(report.key).text.clean[span[0] : span[1]]
    with filled.writing() as connection:
        connection.execute(sql("UPDATE reports SET title = :title"), {"title": f"{words} parle"})
    assert {row["title"] for row in rows(filled, "csv")} == {f"{WITHHELD} parle"}
    with filled.writing() as connection:
        release_name(connection, report.key, (span[0], span[1]), HAND)
    assert {row["title"] for row in rows(filled, "csv")} == {f"{words} parle"}


def test_what_a_reviewer_rejected_is_left_out_and_counted(filled: Ledger) -> None:
    before = len(rows(filled, "csv"))
    with filled.writing() as connection:
        reject(connection, filled.claims(ClaimFilter(kind="figure"))[0].claim_id, HAND)
    assert len(rows(filled, "csv")) == before - 1


def test_what_a_reviewer_corrected_is_what_goes_out(filled: Ledger) -> None:
    claim = filled.claims(ClaimFilter(kind="figure"))[0]
    with filled.writing() as connection:
        correct(connection, claim.claim_id, {"low": 14, "high": 14}, HAND)
    row = next(row for row in rows(filled, "csv") if row["claim_id"] == claim.claim_id)
    assert (row["low"], row["high"], row["review"]) == ("14", "14", "corrected")


def test_the_csv_has_the_words_and_their_place(filled: Ledger) -> None:
    text = filled.text(filled.reports()[0].key).text.clean
    for row in rows(filled, "csv"):
        assert text[int(row["start"]) : int(row["end"])].replace("Aïcha B.", WITHHELD) == row["words"]


def test_hxl_has_its_tags_under_the_names_and_numbers_under_numbers(filled: Ledger) -> None:
    names, tags, *_ = csv.reader(io.StringIO(written(filled, "hxl")[0]))
    assert len(names) == len(tags)
    assert all(tag.startswith("#") for tag in tags)
    first = rows(filled, "hxl")[0]
    assert dict(zip(names, tags, strict=True))["killed min"] == "#affected+killed+min"
    assert (first["killed min"], first["killed max"], first["qualifier"]) == ("12", "", "at_least")


def test_annotations_quote_the_words_at_their_place(filled: Ledger) -> None:
    text = filled.text(filled.reports()[0].key).text.clean
    page = json.loads(written(filled, "annotations")[0])
    for item in page["items"]:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text
        assert json.loads(item["body"]["value"])["verification"] == REPORTED


def test_lines_keep_the_derivation_and_the_chain(filled: Ledger) -> None:
    lines = [json.loads(line) for line in written(filled, "jsonl")[0].splitlines()]
    figure = next(line for line in lines if line["kind"] == "figure")
    assert figure["entry"]["derivation"]["rule"]
    assert figure["chain"] == ["Le Courrier", "ministère de la Santé"]


@pytest.mark.parametrize("name", ["hxl", "acled", "ucdp", "plover"])
def test_a_narrow_format_says_what_it_lost(filled: Ledger, name: str) -> None:
    assert any("statement" in line for line in written(filled, name)[1].lines())


def test_a_format_that_is_none_is_refused_with_those_that_are(filled: Ledger) -> None:
    with pytest.raises(BadSetting, match="hxl"):
        write("xls", filled, io.StringIO())


def test_a_cell_that_looks_like_a_formula_is_none(ledger: Ledger, read_report: ReadReport) -> None:
    report, record = read_report()
    ledger.append(report, record)
    with ledger.writing() as connection:
        connection.execute(sql("UPDATE reports SET title = '=1+1'"))
    assert {row["title"] for row in rows(ledger, "csv")} == {"'=1+1"}
