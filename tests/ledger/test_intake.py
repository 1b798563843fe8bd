from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from selon.errors import LedgerBusy
from selon.ledger import connect, intake
from selon.ledger.ledger import Ledger, open_ledger
from selon.model.record import Record
from selon.model.report import Report, SetAside
from selon.model.span import Span, clean_text

ReadReport = Callable[..., tuple[Report, Record]]


def reading(monkeypatch: pytest.MonkeyPatch, records: Iterable[Record]) -> None:
    by_id = {record.report.id: record for record in records}
    monkeypatch.setattr(intake, "read_safely", lambda reports: [by_id[report.id] for report in reports])


def test_what_the_ledger_refuses_at_its_door_is_set_aside_and_the_others_go_on(
    ledger: Ledger, read_report: ReadReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = read_report("bonne"), read_report("mauvaise")
    wrong = replace(bad[1], figures=(replace(bad[1].figures[0], span=Span(0, 9999)),))
    reading(monkeypatch, [good[1], wrong])
    outcomes = list(intake.read_into(ledger, [good[0], bad[0]]))
    assert [outcome.word for outcome in outcomes] == ["read", "set aside"]
    (seen,) = ledger.set_asides()
    assert (seen.reason, seen.origin) == ("reader-failed", "mauvaise.txt")
    assert "no words at 0 to 9999" in seen.detail
    assert "SpanMismatch" in (seen.trace or "")


def test_set_asides_and_reports_keep_their_order(
    ledger: Ledger, read_report: ReadReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = [read_report(name) for name in "abc"]
    reading(monkeypatch, [record for _, record in pairs])
    empty = SetAside(reason="empty", detail="the file is empty", origin="vide.txt")
    loaded: list[Report | SetAside] = [pairs[0][0], empty, pairs[1][0], pairs[2][0]]
    outcomes = list(intake.read_into(ledger, loaded))
    assert [o.report.id if o.report else o.word for o in outcomes] == ["a", "set aside", "b", "c"]
    assert [o.appended.report_id for o in outcomes if o.appended] == ["a", "b", "c"]


def test_one_bad_report_is_found_in_its_batch(read_report: ReadReport) -> None:
    def read(reports: list[Report], *, language: str) -> list[Record]:
        assert language == "fr"
        if any("poison" in report.clean for report in reports):
            raise RecursionError("trop profond")
        return [read_report(report.id)[1] for report in reports]

    reports = [Report(id=str(n), text=clean_text("poison" if n == 3 else "pain")) for n in range(8)]
    results = intake.read_safely(reports, read)
    assert [n for n, result in enumerate(results) if isinstance(result, intake.Failure)] == [3]


def test_a_language_without_a_pack_is_set_aside_without_a_traceback() -> None:
    (result,) = intake.read_safely([Report(id="a", text=clean_text("Regnet es?"), language="de")])
    assert isinstance(result, intake.Failure)
    assert (result.trace, "no language pack for 'de'" in result.said) == ("", True)


def test_a_writer_that_waits_too_long_is_told_so(
    tmp_path: Path, read_report: ReadReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "WAIT_MS", 50)
    with open_ledger(tmp_path / "livre.sqlite") as one, open_ledger(tmp_path / "livre.sqlite") as two:
        with one.writing(), pytest.raises(LedgerBusy, match=r"livre.sqlite: somebody else is writing"):
            two.append(*read_report())
        assert two.append(*read_report()).outcome == "new"


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "livre.sqlite") as one, open_ledger(tmp_path / "livre.sqlite") as two, one.writing():
        assert two.counts().reports == 0
