"""What the narrow formats leave out is counted, said in the language of the page, and never written twice."""

from __future__ import annotations

import ast
import csv
import io
import json
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest

from selon.export.claims import NO_PLACE
from selon.export.formats import write
from selon.export.loss import LossReport
from selon.ledger.browse import REVIEWED
from selon.ledger.ledger import Ledger
from selon.model.record import Arrangement, Event, Figure, Period, Place, Record, ReportHead, Source
from selon.model.report import Report
from selon.model.span import Span, clean_text
from selon.show.speech import Speech

TEXT = "À Orvane, des obus puis une frappe ont fait 8 morts, soit huit selon les secours, et 3 à Belcour. Une trêve est signée."
ORVANE = Place(name="Orvane", country="ML", latitude=16.2, longitude=-0.1)
DAY = Period(start="2031-03-02", end="2031-03-02")


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def dead(words: str, number: float, place: Place = ORVANE) -> Figure:
    source = Source(name="secours", span=at("secours"))
    return Figure(
        span=at(words),
        low=number,
        high=number,
        qualifier="exact",
        measure="killed",
        group="people",
        source=source,
        place=place,
        period=DAY,
    )


def act(words: str, kind: str, period: Period | None = DAY) -> Event:
    return Event(span=at(words), type=kind, place=ORVANE, period=period)


def put(ledger: Ledger, *events: Event, **more: tuple[object, ...]) -> None:
    head = ReportHead(id="orvane", language="fr", published="2031-03-09", published_by="given")
    report = Report(id="orvane", text=clean_text(TEXT), published="2031-03-09", origin="orvane.txt")
    ledger.append(report, replace(Record(report=head, events=events, reader="selon 0.1.0"), **more))  # type: ignore[arg-type]


def exported(ledger: Ledger, name: str) -> tuple[str, LossReport]:
    out = io.StringIO()
    loss = write(name, ledger, out)
    return out.getvalue(), loss


def test_a_toll_stands_in_one_row_of_acled_and_is_told_once(ledger: Ledger) -> None:
    belcour = Place(name="Belcour", country="ML")
    tolls = (dead("8", 8), dead("huit", 8), dead("3", 3, belcour))
    put(ledger, act("signée", "agreement"), act("obus", "shelling"), act("frappe", "air_strike"), figures=tolls)
    text, loss = exported(ledger, "acled")
    shells, strike, signed = csv.DictReader(io.StringIO(text))
    assert [row["fatalities"] for row in (shells, strike, signed)] == ["8", "", ""]
    assert shells["notes"].endswith("8 (secours); huit (secours)")
    assert strike["notes"].endswith("toll: see " + shells["event_id_cnty"].removeprefix("MLI-"))
    assert loss.lost["acts whose toll stands in the row of another act of the same place and days"] == 1
    assert loss.lost["tolls that no act with the same place and days has a row for"] == 1


def test_arrangements_left_out_of_acled_are_counted(ledger: Ledger) -> None:
    truce = Arrangement(span=at("trêve"), kind="ceasefire", status="in_force", place=ORVANE, start="2031-03-03")
    put(ledger, act("obus", "shelling"), arrangements=(truce,))
    assert "1 × arrangements: the format has no place for them" in exported(ledger, "acled")[1].lines()


def test_plover_takes_the_last_day_where_only_that_is_said(ledger: Ledger) -> None:
    put(ledger, act("obus", "shelling", Period(start=None, end="2031-03-04")), act("frappe", "air_strike", None))
    text, loss = exported(ledger, "plover")
    assert [json.loads(line)["date"] for line in text.splitlines()] == ["2031-03-04", "2031-03-09"]
    assert loss.lost["acts with no day said: the day of publication stands in its place"] == 1


def test_nothing_lost_is_no_line() -> None:
    report = LossReport(format="csv", rows=2)
    report.lose("statements: the format has no place for them", 0)
    assert report.lines() == ["csv: 2 rows"]


def losses() -> set[str]:
    """Return all that the formats may say that they lose, out of their source."""
    found = set(NO_PLACE.values())
    for path in Path(str(resources.files("selon.export"))).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "lose":
                found |= {n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return found


@pytest.mark.parametrize("text", sorted(losses()))
def test_a_loss_is_said_in_french(text: str) -> None:
    assert Speech("fr").text(text) != text


def test_every_kind_of_claim_has_words_for_its_loss() -> None:
    assert set(NO_PLACE) == set(REVIEWED)
