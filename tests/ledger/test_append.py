from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from selon.errors import SpanMismatch
from selon.ledger.ledger import Ledger
from selon.ledger.stored import ClaimFilter
from selon.model.record import Record
from selon.model.report import Report, SetAside
from selon.model.span import Span

ReadReport = Callable[..., tuple[Report, Record]]


def test_a_report_is_found_again_with_its_claims(ledger: Ledger, read_report: ReadReport) -> None:
    appended = ledger.append(*read_report())
    assert appended.outcome == "new"
    assert ledger.report("depeche") == ledger.report(appended.key)
    assert ledger.counts().claims == {"arrangement": 1, "event": 1, "figure": 2, "place": 1, "statement": 1, "time": 1}


def test_reading_the_same_twice_adds_nothing(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    before = ledger.counts()
    assert ledger.append(*read_report()).outcome == "unchanged"
    assert ledger.counts() == before


def test_the_same_id_with_another_text_is_another_edition(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    appended = ledger.append(*read_report(extra=" Le bilan a été revu."))
    assert (appended.outcome, appended.edition) == ("edition", 2)
    ends = {report.edition: ledger.text(report.key).text.clean.rsplit(". ", 1)[1] for report in ledger.reports()}
    assert ends == {1: "Les rebelles acceptent la trêve.", 2: "Le bilan a été revu."}
    assert ledger.append(*read_report()).outcome == "unchanged"


def test_a_newer_reader_replaces_and_keeps(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report(low=12))
    assert ledger.append(*read_report(reader="selon 1.1.0", low=13)).outcome == "reread"
    now, before = (ledger.claims(ClaimFilter(measure="killed", counted="civilians", current=c)) for c in (True, False))
    assert [c.entry["low"] for c in now] == [13]
    assert [c.entry["low"] for c in before] == [12]
    assert now[0].claim_id == before[0].claim_id
    assert ledger.claim(now[0].claim_id) == now[0]


def test_an_older_reader_does_not_replace_a_newer_one(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report(reader="selon 1.10.0", low=13))
    assert ledger.append(*read_report(reader="selon 1.9.0", low=12)).outcome == "older"
    assert [c.entry["low"] for c in ledger.claims(ClaimFilter(counted="civilians"))] == [13]
    assert ledger.append(*read_report(reader="selon 1.9.0", low=12)).outcome == "unchanged"


def test_a_corrected_day_is_read_anew_and_can_be_taken_back(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    assert ledger.append(*read_report(published="2018-03-21")).outcome == "reread"
    assert ledger.append(*read_report()).outcome == "reread"
    report = ledger.report("depeche")
    assert report is not None and report.published == "2018-03-14"
    assert len(ledger.claims(ClaimFilter(kind="figure"))) == 2


def test_only_what_this_reader_has_not_read_is_unread(ledger: Ledger, read_report: ReadReport) -> None:
    known, other = read_report()[0], read_report("autre")[0]
    ledger.append(*read_report())
    assert ledger.unread([known, other], "selon 1.0.0") == [other]
    assert ledger.unread([known], "selon 1.0.1") == [known]
    assert ledger.unread([replace(known, published="2018-03-15")], "selon 1.0.0") != []


def test_a_span_that_does_not_fit_is_refused_and_nothing_is_written(ledger: Ledger, read_report: ReadReport) -> None:
    report, record = read_report()
    wrong = replace(record.figures[0], span=Span(5, 9999))
    with pytest.raises(SpanMismatch, match="depeche: figure, span: no words at 5 to 9999"):
        ledger.append(report, replace(record, figures=(wrong,)))
    assert ledger.counts().reports == 0


def test_a_span_inside_a_derivation_is_checked_too(ledger: Ledger, read_report: ReadReport) -> None:
    report, record = read_report()
    derivation = record.figures[0].derivation
    assert derivation is not None
    wrong = replace(record.figures[0], derivation=replace(derivation, span=Span(7, 7)))
    with pytest.raises(SpanMismatch):
        ledger.append(report, replace(record, figures=(wrong,)))


def test_the_record_of_another_report_is_refused(ledger: Ledger, read_report: ReadReport) -> None:
    with pytest.raises(SpanMismatch, match="depeche"):
        ledger.append(read_report("autre")[0], read_report()[1])


def test_a_file_is_set_aside_once(ledger: Ledger) -> None:
    seen = SetAside(reason="empty", detail="the file is empty", origin="depeche.txt")
    assert ledger.set_aside(seen)
    assert not ledger.set_aside(seen)
    assert [s.origin for s in ledger.set_asides()] == ["depeche.txt"]


def test_a_file_that_was_mended_is_no_longer_set_aside(ledger: Ledger, read_report: ReadReport) -> None:
    for origin in ("depeche.txt", "autre.txt"):
        ledger.set_aside(SetAside(reason="empty", detail="the file is empty", origin=origin))
    ledger.append(*read_report())
    assert [s.origin for s in ledger.set_asides()] == ["autre.txt"]


def test_evidence_has_the_words_behind_each_field(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    (claim,) = ledger.claims(ClaimFilter(counted="civilians"))
    found = {(e.field, e.words, e.rule) for e in ledger.evidence(claim)}
    assert found == {
        ("span", "12", "figure"),
        ("group", "civils", "counted"),
        ("source", "Selon", "src"),
        ("source", "ministère de la Santé", "src"),
        ("place", "Tourville", "place"),
        ("period", "mardi", "period"),
    }


def test_evidence_leads_back_to_the_text_as_received(ledger: Ledger, read_report: ReadReport) -> None:
    from selon.model.span import clean_text

    report, record = read_report()
    source = report.clean.replace("é", "e\u0301").replace("è", "e\u0300")
    report = replace(report, text=clean_text(source))
    record = replace(record, figures=record.figures[:1], statements=(), arrangements=(), events=(), sensitive=(), set_aside=())
    ledger.append(report, replace(record, times=(), places=()))
    (claim,) = ledger.claims(ClaimFilter(kind="figure"))
    text = ledger.text(claim.report).text
    assert text.source == source
    words = {source[slice(*e.source_span)] for e in ledger.evidence(claim)}
    assert words == {"12", "civils", "Selon", "ministe\u0300re de la Sante\u0301", "Tourville", "mardi"}


def test_the_record_comes_back_as_it_was_read(ledger: Ledger, read_report: ReadReport) -> None:
    from selon.model.as_json import record_json

    report, record = read_report()
    appended = ledger.append(report, record)
    kept = ledger.record(appended.key)
    wanted = record_json(record)
    assert {k: v for k, v in kept.items() if k != "set_aside"} == {k: v for k, v in wanted.items() if k != "set_aside"}
    assert [s["reason"] for s in kept["set_aside"]] == ["number-without-measure"]
