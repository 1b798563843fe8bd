"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from selon.ledger.ledger import Ledger, open_ledger
from selon.model.record import (
    Arrangement,
    Derivation,
    Event,
    Figure,
    Period,
    Place,
    Position,
    Record,
    ReportHead,
    SensitiveName,
    Source,
    Statement,
    TimeExpression,
)
from selon.model.report import Report, SetAside
from selon.model.span import Span, clean_text

ReadReport = Callable[..., tuple[Report, Record]]

TEXT = (
    "Selon le ministère de la Santé, au moins 12 civils ont été tués mardi à Tourville, dont trois enfants. "
    "Aïcha B., blessée, a parlé à la radio. Les rebelles acceptent la trêve."
)


# no test fails because a machine is busy: time is measured in the benches
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a file."""
    with open_ledger(tmp_path / "livre.sqlite") as opened:
        yield opened


@pytest.fixture
def read_report() -> ReadReport:
    """A report with a record of one entry of each kind, as a reader of a given version would make it."""
    return made_up


def made_up(
    report_id: str = "depeche", *, extra: str = "", reader: str = "selon 1.0.0", low: float = 12, published: str = "2018-03-14"
) -> tuple[Report, Record]:
    text = clean_text(TEXT + extra)
    report = Report(id=report_id, text=text, published=published, outlet="Le Courrier", origin=f"{report_id}.txt")
    source = Source(
        name="ministère de la Santé", span=at("ministère de la Santé"), kind="state", derivation=by("src", at("Selon"))
    )
    place = Place(name="Tourville", span=at("Tourville"), country="FR", latitude=49.1, longitude=1.5, derivation=by("place"))
    period = Period(start="2018-03-13", end="2018-03-13", derivation=by("period", at("mardi")))
    record = Record(
        report=ReportHead(id=report_id, language="fr", published=published, published_by="given", outlet="Le Courrier"),
        figures=figures(low, source, place, period),
        statements=(Statement(spans=(at("12 civils"), at("trois enfants")), type="indirect", source=source, cue=at("Selon")),),
        times=(TimeExpression(span=at("mardi"), type="DATE", value="2018-03-13", earliest="2018-03-13", latest="2018-03-13"),),
        places=(place,),
        arrangements=(truce(),),
        events=(Event(span=at("tués"), type="armed_attack", place=place, period=period),),
        sensitive=(SensitiveName(span=at("Aïcha B."), reason="victim", rule="care.wounded"),),
        set_aside=(SetAside(reason="number-without-measure", detail="", span=at("trois")),),
        reader=reader,
    )
    return report, record


def figures(low: float, source: Source, place: Place, period: Period) -> tuple[Figure, Figure]:
    toll = Figure(
        span=at("12"),
        low=low,
        high=None,
        qualifier="at_least",
        measure="killed",
        group="civilians",
        source=source,
        place=place,
        period=period,
        confidence=0.9,
        derivation=Derivation(rule="figure", span=at("12"), parts=(by("counted", at("civils"), of="group"),)),
    )
    children = Figure(
        span=at("trois"), low=3, high=3, qualifier="exact", measure="killed", group="children", part_of=toll.span, period=period
    )
    return toll, children


def truce() -> Arrangement:
    rebels = Source(name="rebelles", span=at("rebelles"), kind="armed_group")
    accepted = Position(who=rebels, stance="accepts", span=at("acceptent"))
    return Arrangement(span=at("trêve"), kind="ceasefire", status="proposed", positions=(accepted,))


def at(words: str) -> Span:
    """Where words stand in the made-up text, which every longer one begins with."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def by(rule: str, span: Span | None = None, of: str = "") -> Derivation:
    return Derivation(rule=rule, span=span, of=of)
