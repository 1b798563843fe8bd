"""What the cross-check gives to those who show it: relations, lineage, dossiers, threads of arrangements, actors.

All frozen data. A reason is data too (`Reason`): a code and what stands in its gaps; `reasons.sentence(reason, "fr")` makes
the sentence. Report keys and claim keys are those of the ledger (`reports.key`, `claims.key`); `claim_id` outlives a reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A reason as data: a code that has a sentence in each language, and what stands in its gaps."""

    code: str
    values: tuple[tuple[str, str], ...] = ()


def reason(code: str, **values: object) -> Reason:
    """Return a reason with its values as words; a value that is None is left out.

    >>> reason("likeness", percent=63)
    Reason(code='likeness', values=(('percent', '63'),))
    """
    return Reason(code=code, values=tuple((k, str(v)) for k, v in values.items() if v is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a run of the cross-check did."""

    reports: int
    new: int
    copies: int
    same_source: int
    relations: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """A figure of a report as a dossier shows it.

    `status` is `stands`, `superseded`, `copy`, `repeat`, `denied`, `planned` or `hypothetical`; `copy_of` is the key of
    the claim that it copies or repeats. `words` are the number's own words. `narrower` says in what a part is narrower.
    """

    claim: int
    claim_id: str
    report: int
    report_id: str
    edition: int
    outlet: str | None
    published: str | None
    title: str
    span: Span
    words: str
    low: float | None
    high: float | None
    qualifier: str
    measure: str
    group: str
    side: str | None
    modality: str
    source: str | None
    source_kind: str | None
    told_to: str | None
    place: str | None
    country: str | None
    start: str | None
    end: str | None
    origin: str = ""
    origin_by: str = ""
    status: str = "stands"
    copy_of: int | None = None
    narrower: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """What two figures say of each other: one of `same compatible disputes updates part_of`, with its reasons.

    For `part_of`, `part` is the claim that is the part; for `updates`, `newer` is the claim that is newer.
    """

    a: FigureView
    b: FigureView
    relation: str
    reasons: tuple[Reason, ...]
    part: int | None = None
    newer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLink:
    """How another report depends on the one asked about: `copy` or `same_source` (what is not listed is independent)."""

    report: int
    report_id: str
    edition: int
    outlet: str | None
    published: str | None
    title: str
    dependence: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Where a report stands among others: its copies, those that rest on the same origin, and the earliest of its copies."""

    report: int
    first: int
    copies: tuple[ReportLink, ...]
    same_source: tuple[ReportLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a dossier is about; None leaves a field open. `start` and `end` are ISO days."""

    measure: str
    group: str = "people"
    place: str | None = None
    country: str | None = None
    start: str | None = None
    end: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Lowest to highest number that stands.

    `low_is_minimum` where the lowest is said as `at least` or vaguely, `high_is_open` where the highest number is itself
    a minimum, so that more is possible.
    """

    low: float | None
    high: float | None
    low_is_minimum: bool
    high_is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """One independent origin and all figures that go back to it; `reasons` say why they are counted as one."""

    name: str
    by: str
    claims: tuple[int, ...]
    reports: tuple[int, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A sum, or the refusal of one: `value` is None where the parts are not proved disjoint, and `reasons` say why."""

    value: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartQuestion:
    """A narrower question that parts of a dossier answer, with the key of its own dossier and the claims."""

    key: str
    question: Question
    range: Range
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A question with all its figures.

    `figures` are in order of publication; `parts` answer the narrower questions in `part_questions`; `origins` are counted in
    `independent`: of all figures that were said as fact, those since superseded too; the `range` is of those that stand.
    """

    key: str
    question: Question
    figures: tuple[FigureView, ...]
    parts: tuple[FigureView, ...]
    range: Range
    origins: tuple[OriginGroup, ...]
    disputes: tuple[Relation, ...]
    updates: tuple[Relation, ...]
    total: Total
    # how many relations of each kind there are among the figures: of `disputes` and `updates` only the newest are told
    counts: tuple[tuple[str, int], ...] = ()
    part_questions: tuple[PartQuestion, ...] = ()

    @property
    def independent(self) -> int:
        """Return the number of independent origins of the figures."""
        return len(self.origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierHead:
    """A line of the list of dossiers."""

    key: str
    question: Question
    figures: int
    reports: int
    range: Range
    disputes: int
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """What a party said of an arrangement, when, in which report, with the words."""

    who: str
    names: tuple[str, ...]
    stance: str
    words: str
    span: Span
    claim: int
    report: int
    report_id: str
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """One report's account of an arrangement: its words and the terms as told there."""

    claim: int
    claim_id: str
    report: int
    report_id: str
    outlet: str | None
    published: str | None
    words: str
    span: Span
    status: str
    by: tuple[str, ...]
    place: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A term that a later report tells otherwise: `field` is `status`, `start`, `end` or `place`."""

    field: str
    before: str | None
    after: str | None
    claim: int
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One arrangement through the reports."""

    key: str
    kind: str
    place: str | None
    country: str | None
    start: str | None
    end: str | None
    status: str
    mentions: tuple[MentionView, ...]
    positions: tuple[PositionView, ...]
    changes: tuple[Change, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A claim that falls into the place and the window of an arrangement: `kind` is `event` or `figure`."""

    claim: int
    claim_id: str
    kind: str
    type: str
    report: int
    report_id: str
    published: str | None
    place: str | None
    start: str | None
    end: str | None
    words: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why two names are one actor: the reason and where it stands (`report` is None for a decision by hand)."""

    a: str
    b: str
    reason: Reason
    report: int | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """Somebody or some body under all its names over all reports."""

    key: str
    name: str
    names: tuple[str, ...]
    kind: str
    roles: tuple[str, ...]
    organizations: tuple[str, ...]
    claims: int
    reports: tuple[int, ...]
    evidence: tuple[Evidence, ...] = field(default=())
    by_hand: bool = False
