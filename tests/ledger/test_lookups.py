from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from selon.ledger.ledger import Ledger
from selon.ledger.lookups import find_all_evidence, find_readings, find_sensitive, values_of
from selon.ledger.stored import ClaimFilter
from selon.model.record import Record
from selon.model.report import Report

ReadReport = Callable[..., tuple[Report, Record]]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kind": "figure"}, 2),
        ({"measure": "killed", "counted": "children"}, 1),
        ({"source": "MINISTERE de la sante", "kind": "figure"}, 1),
        ({"place": "tourvil", "kind": "event"}, 1),
        ({"country": "SY"}, 0),
        ({"kind": "figure", "since": "2018-03-13", "until": "2018-03-13"}, 2),
        ({"kind": "figure", "since": "2018-03-14"}, 0),
        ({"kind": "statement", "since": "2018-03-14"}, 1),
        ({"kind": "figure", "until": "2018-03-12"}, 0),
        ({"least_confidence": 0.9}, 1),
        ({"type": "ceasefire"}, 1),
        ({"source": "100%"}, 0),
        ({"current": False}, 0),
    ],
)
def test_claims_are_filtered(ledger: Ledger, read_report: ReadReport, wanted: dict[str, Any], found: int) -> None:
    ledger.append(*read_report())
    assert len(ledger.claims(ClaimFilter(**wanted))) == found


def test_claims_come_in_the_order_asked_for(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    figures = ClaimFilter(kind="figure")
    assert [c.entry["low"] for c in ledger.claims(figures, order="low")] == [12, 3]
    assert [c.entry["low"] for c in ledger.claims(figures, order="confidence")] == [3, 12]
    assert [c.entry["low"] for c in ledger.claims(figures, limit=1, offset=1)] == [3]


def test_the_latest_published_report_comes_first(ledger: Ledger, read_report: ReadReport) -> None:
    for name, day in (("a", "2018-03-14"), ("b", "2018-04-01"), ("c", "2017-12-31")):
        ledger.append(*read_report(name, published=day))
    assert [report.report_id for report in ledger.reports()] == ["b", "a", "c"]
    assert [report.report_id for report in ledger.reports(limit=1, offset=1)] == ["a"]


def test_values_of_a_column_are_counted(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    with ledger.reading() as connection:
        assert values_of(connection, "counted", ClaimFilter(kind="figure")) == [("children", 1), ("civilians", 1)]


def test_a_report_has_its_names_readings_and_evidence(ledger: Ledger, read_report: ReadReport) -> None:
    key = ledger.append(*read_report()).key
    ledger.append(*read_report(reader="selon 2.0.0"))
    with ledger.reading() as connection:
        assert [(n.words, n.reason) for n in find_sensitive(connection, key)] == [("Aïcha B.", "victim")]
        assert [(r.reader, r.current) for r in find_readings(connection, key)] == [("selon 2.0.0", True), ("selon 1.0.0", False)]
        assert len(find_all_evidence(connection, key)) == 7


def test_a_claim_can_be_found_by_its_id(ledger: Ledger, read_report: ReadReport) -> None:
    ledger.append(*read_report())
    (claim,) = ledger.claims(ClaimFilter(kind="arrangement"))
    assert ledger.claim(claim.claim_id) == claim
    assert ledger.claim("0" * 20) is None
    assert ledger.text(claim.report).text.clean[slice(*claim.span)] == "trêve"
