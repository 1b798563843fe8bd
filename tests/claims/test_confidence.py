"""How sure the reader is: between 0 and 1, raw without weights, the same entries otherwise."""

from __future__ import annotations

import pytest

from selon.claims import confidence
from selon.journey import read_report
from selon.model.report import Report
from selon.model.span import clean_text

TEXT = "Douze civils ont été tués mardi à Bangassou, selon la Croix-Rouge."


def read() -> Report:
    return Report(id="a", text=clean_text(TEXT), published="2021-03-18T18:00:00+01:00")


def test_every_claim_says_how_sure() -> None:
    record = read_report(read())
    sure = [f.confidence for f in record.figures] + [s.confidence for s in record.statements]
    sure += [t.confidence for t in record.times] + [p.confidence for p in record.places]
    assert len(sure) >= 4
    assert all(0.0 < s < 1.0 for s in sure)


def test_without_weights_the_raw_numbers_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    calibrated = read_report(read()).figures[0].confidence
    monkeypatch.setattr(confidence, "_weights", dict)
    raw = read_report(read()).figures[0].confidence
    assert raw != calibrated


def test_weights_only_change_the_confidence(monkeypatch: pytest.MonkeyPatch) -> None:
    with_weights = read_report(read()).figures[0]
    monkeypatch.setattr(confidence, "_weights", dict)
    without = read_report(read()).figures[0]
    assert (with_weights.span, with_weights.source, with_weights.period) == (without.span, without.source, without.period)
