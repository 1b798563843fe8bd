"""How sure the reader is of each claim: a number between 0 and 1 that means what it says.

In: the entries of a record with the raw confidence of their rules. Out: the same entries with a calibrated one: of the
claims at 0.9 and above, nine in ten were fully right on the gold (`make eval` prints the table). The weights stand in
`calibration.json`, made by tools/calibrate.py; without that file the raw numbers stay.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import TypeVar

from selon.model.record import (
    Arrangement,
    Derivation,
    Event,
    Figure,
    Place,
    Statement,
    TimeExpression,
)
from selon.model.settled import Settled

Entry = TypeVar("Entry", Figure, Statement, TimeExpression, Place, Arrangement, Event)
# how far into a report a claim stands: later paragraphs hold more background, whose scope is harder
FAR = 2000.0


def with_confidence(entries: list[Entry], kind: str, settled: Settled) -> list[Entry]:
    """Return the entries with their calibrated confidence."""
    weights = _weights().get(kind)
    if weights is None:
        return entries
    return [replace(e, confidence=round(_sure(weights, dict(features(e, settled))), 3)) for e in entries]


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    path = resources.files("selon.claims") / "calibration.json"
    if not path.is_file():
        return {}
    found: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _sure(weights: Mapping[str, float], seen: Mapping[str, float]) -> float:
    total = weights.get("", 0.0) + sum(weights.get(name, 0.0) * value for name, value in seen.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def features(entry: Entry, settled: Settled) -> Iterator[tuple[str, float]]:
    """Yield what is known of an entry that may tell how sure it is: its rules, its fields, where it stands."""
    span = entry.spans[0] if isinstance(entry, Statement) else entry.span
    if span is None:
        return
    sentence = settled.parsed.sentence_at(span.start)
    yield "raw", entry.confidence
    yield "far", min(1.0, span.start / FAR)
    yield "headline", float(sentence.headline)
    yield "long sentence", min(1.0, (sentence.span.end - sentence.span.start) / 400)
    yield "quoted", float(settled.parsed.quotation_at(span.start) is not None)
    if entry.derivation is not None:
        yield from ((f"rule {rule}", 1.0) for rule in sorted(_rules(entry.derivation)))
    yield from _fields(entry)


def _rules(derivation: Derivation) -> set[str]:
    own = {derivation.rule} if not derivation.of else {f"{derivation.of}: {derivation.rule}"}
    return own.union(*(_rules(part) for part in derivation.parts))


def _fields(entry: Entry) -> Iterator[tuple[str, float]]:
    if isinstance(entry, Figure):
        yield from ((f"measure {entry.measure}", 1.0), (f"qualifier {entry.qualifier}", 1.0), (f"modality {entry.modality}", 1.0))
        yield from ((f"no {name}", float(getattr(entry, name) is None)) for name in ("source", "place", "period"))
    elif isinstance(entry, Statement):
        length = sum(s.end - s.start for s in entry.spans)
        yield from ((f"type {entry.type}", 1.0), ("no source", float(entry.source is None)))
        yield "no cue", float(entry.cue is None)
        yield from (("short", float(length < 30)), ("long", min(1.0, length / 400)), ("spans", float(len(entry.spans) > 1)))
        if entry.source is not None:
            yield from ((f"kind {entry.source.kind}", 1.0), ("no organization", float(entry.source.organization is None)))
    elif isinstance(entry, TimeExpression):
        yield f"type {entry.type}", 1.0
    elif isinstance(entry, Place):
        yield from ((f"precision {entry.precision}", 1.0), ("no point", float(entry.latitude is None)))
    elif isinstance(entry, Arrangement):
        yield from ((f"kind {entry.kind}", 1.0), (f"status {entry.status}", 1.0))
    else:
        yield from (
            (f"type {entry.type}", 1.0),
            ("no place", float(entry.place is None)),
            ("no period", float(entry.period is None)),
        )
