"""What pages show of a report and of a claim, with the names that must be covered blacked out.

In: rows of the ledger. Out: frozen data that templates draw and twins hand out. No covered letter gets past this module
unless the visitor asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.ledger import browse
from selon.ledger.stored import Evidence, StoredClaim, StoredName, StoredReport
from selon.model.as_json import Json
from selon.show.frame import View
from selon.show.marks import COVER, cover


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard:
    """A report in a list."""

    key: int
    report_id: str
    edition: int
    title: str
    outlet: str | None
    published: str | None
    published_by: str | None
    agencies: tuple[str, ...]
    claims: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words behind a field: where they stand and the rule that took them."""

    field: str
    start: int
    end: int
    words: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """A claim: its words, its entry (docs/record.md), the words behind each field, and how people decided.

    `leads_to` is the address of the dossier or of the arrangement that it belongs to.
    """

    claim_id: str
    kind: str
    report: int
    start: int
    end: int
    words: str
    entry: dict[str, Json]
    confidence: float
    evidence: tuple[Words, ...]
    status: str
    conflict: str | None
    machine: dict[str, Json] | None
    who: str | None
    at: str | None
    leads_to: str | None = None


class Covers:
    """The names to be covered in one report, or none where the visitor asked to see them."""

    def __init__(self, names: Sequence[StoredName], *, lifted: bool = False) -> None:
        """Keep the names."""
        self.names = () if lifted else tuple(names)
        # whole words first, so that a part of a covered name is not left over
        self.words = sorted({n.words for n in self.names if len(n.words.strip()) > 1}, key=len, reverse=True)

    def text(self, text: str) -> str:
        """Return the report's text with the names blacked out."""
        return cover(text, [n.span for n in self.names])

    def loose(self, words: str) -> str:
        """Return words taken out of the report with the names blacked out."""
        for name in self.words:
            words = words.replace(name, "".join(c if c.isspace() else COVER for c in name))
        return words

    def json(self, value: Json) -> Json:
        """Return an entry with the names blacked out wherever they stand."""
        if not self.words:
            return value
        if isinstance(value, str):
            return self.loose(value)
        if isinstance(value, list):
            return [self.json(v) for v in value]
        return {k: self.json(v) for k, v in value.items()} if isinstance(value, dict) else value


def report_cards(view: View, found: Sequence[StoredReport]) -> tuple[ReportCard, ...]:
    """Return the cards of reports, with the number of their claims."""
    keys = [r.key for r in found]
    numbers = browse.claims_per_report(view.ledger, keys)
    covers = covers_of(view, keys)
    return tuple(
        ReportCard(
            key=r.key,
            report_id=r.report_id,
            edition=r.edition,
            title=covers[r.key].loose(r.title) or r.report_id,
            outlet=r.outlet,
            published=r.published,
            published_by=r.published_by,
            agencies=r.agencies,
            claims=numbers[r.key],
        )
        for r in found
    )


def covers_of(view: View, keys: Iterable[int]) -> dict[int, Covers]:
    """Return the covers of reports."""
    wanted = list(keys)
    names = browse.names_to_cover(view.ledger, wanted)
    return {key: Covers(names.get(key, [])) for key in wanted}


def words_of(evidence: Iterable[Evidence], text: str) -> tuple[Words, ...]:
    """Return evidence with its words taken from the covered text."""
    return tuple(
        Words(field=e.field, start=e.span.start, end=e.span.end, words=text[e.span.start : e.span.end], rule=e.rule)
        for e in evidence
    )


def claim_card(
    claim: StoredClaim, text: str, evidence: Iterable[Evidence], covers: Covers, decision: browse.Decision | None
) -> ClaimCard:
    """Return the card of a claim; `text` is the covered text of its report."""
    return ClaimCard(
        claim_id=claim.claim_id,
        kind=claim.kind,
        report=claim.report,
        start=claim.span.start,
        end=claim.span.end,
        words=text[claim.span.start : claim.span.end],
        entry=_object(covers.json(_plain(claim.entry))),
        confidence=claim.confidence,
        evidence=words_of(evidence, text),
        status=decision.status if decision else "machine",
        conflict=decision.conflict if decision else None,
        machine=_object(covers.json(_plain(decision.seen))) if decision and decision.seen is not None else None,
        who=decision.who if decision else None,
        at=decision.at if decision else None,
    )


def rejected_card(decision: browse.Decision, text: str, covers: Covers) -> ClaimCard:
    """Return the card of a claim that a person rejected: it is kept and shown as such."""
    entry = _plain(decision.entry)
    spans = entry.get("spans") or [entry.get("span")]
    pairs = [s for s in spans if isinstance(s, list)] if isinstance(spans, list) else []
    start, end = (min(int(str(s[0])) for s in pairs), max(int(str(s[1])) for s in pairs)) if pairs else (0, 0)
    return ClaimCard(
        claim_id=decision.claim_id,
        kind=decision.kind,
        report=decision.report,
        start=start,
        end=end,
        words=text[start:end],
        entry=_object(covers.json(entry)),
        confidence=0.0,
        evidence=(),
        status=decision.status,
        conflict=decision.conflict,
        machine=None,
        who=decision.who,
        at=decision.at,
    )


def _plain(entry: Mapping[str, Json]) -> dict[str, Json]:
    return dict(entry)


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}
