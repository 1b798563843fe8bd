"""What a report says, written down: the entries of a record (docs/record.md has every field).

A field that the words do not settle is None. Every entry carries a `derivation`: the rule that made it, the
words it used and the smaller derivations that it stands on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.model.report import SetAside
from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """Why a value is what it is: a rule, its words, and the parts it stands on.

    `of` names the field that this part explains (`number`, `source`, `period`), "" for the whole.
    """

    rule: str
    span: Span | None = None
    of: str = ""
    note: str = ""
    parts: tuple[Derivation, ...] = ()

    def rules(self) -> set[str]:
        """Return the ids of all rules that had a say.

        >>> sorted(Derivation(rule="a", parts=(Derivation(rule="b"),)).rules())
        ['a', 'b']
        """
        return {self.rule}.union(*(part.rules() for part in self.parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The one to whom words or a number go back, as near to the origin as the report tells."""

    name: str
    span: Span | None = None
    organization: str | None = None
    role: str | None = None
    kind: str = "other"
    told_to: str | None = None
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place; with a `span` it is a mention, without one it was taken over from elsewhere in the report."""

    name: str
    span: Span | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    precision: str = "settlement"
    confidence: float = 0.5
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """ISO dates or date-times that bound what is counted or what happened; either end may be open."""

    start: str | None
    end: str | None
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """An expression of time with its value as in TIMEX3.

    `earliest` and `latest` are the first and the last day (ISO) that the value can mean, None where it is no
    stretch of the calendar (a bare duration, `PRESENT_REF`).
    """

    span: Span
    type: str
    value: str
    earliest: str | None = None
    latest: str | None = None
    confidence: float = 0.5
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How many: one number that counts people, or what a conflict did or needs."""

    span: Span
    low: float | None
    high: float | None
    qualifier: str
    measure: str
    group: str
    side: str | None = None
    source: Source | None = None
    place: Place | None = None
    period: Period | None = None
    part_of: Span | None = None
    modality: str = "asserted"
    superseded: bool = False
    confidence: float = 0.5
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who says what: a stretch of speech, writing or thought that the report gives to somebody."""

    spans: tuple[Span, ...]
    type: str
    source: Source | None
    cue: Span | None = None
    act: str = "say"
    confidence: float = 0.5
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a party says of an arrangement."""

    who: Source
    stance: str
    span: Span
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangement:
    """A truce, pause, corridor, exchange, talks: its terms and who stands how to it."""

    span: Span
    kind: str
    status: str
    by: tuple[Source, ...] = ()
    place: Place | None = None
    start: str | None = None
    end: str | None = None
    positions: tuple[Position, ...] = ()
    terms: tuple[Derivation, ...] = ()
    confidence: float = 0.5
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act of the conflict that the report tells."""

    span: Span
    type: str
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: Place | None = None
    period: Period | None = None
    source: Source | None = None
    modality: str = "asserted"
    confidence: float = 0.5
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """What the record says of the report itself."""

    id: str
    language: str
    published: str | None
    published_by: str | None
    published_days: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    dateline: str | None = None
    bylines: tuple[str, ...] = ()
    outlet: str | None = None
    credit: str | None = None
    url: str | None = None
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitiveName:
    """A name of somebody who should be covered: a victim, a witness, a detainee, a child, an exact home."""

    span: Span
    reason: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that the reader took from one report."""

    report: ReportHead
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[Place, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    events: tuple[Event, ...] = ()
    sensitive: tuple[SensitiveName, ...] = ()
    set_aside: tuple[SetAside, ...] = field(default=())
    reader: str = ""
