"""A report: its text with the claims marked, the claims in order, what was set aside, what it depends on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.errors import BadSetting
from selon.ledger import browse, lookups
from selon.ledger.edited import BLANKS, read_changes
from selon.ledger.review import Hand, add, cover_name, release_name
from selon.ledger.stored import ClaimFilter, StoredReport, StoredSetAside
from selon.show import addresses
from selon.show.cards import ClaimCard, Covers, ReportCard, claim_card, rejected_card, report_cards
from selon.show.frame import Action, Done, NotThere, Page, View
from selon.show.kin import Kin, kin_of
from selon.show.leads import dossier_of, thread_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name that is covered: where it stands, why, and whether somebody released it. The name itself is not here."""

    start: int
    end: int
    reason: str
    rule: str
    released: bool
    released_why: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something that was seen and not taken."""

    reason: str
    detail: str
    rule: str
    start: int | None
    end: int | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of the text that is not news, and what it is instead."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report and all that was read in it. Offsets are code points of `text`; covered names are blacked out in it."""

    report: ReportCard
    language: str
    dateline: str | None
    bylines: tuple[str, ...]
    credit: str | None
    url: str | None
    published_days: tuple[str, ...]
    reader: str
    origin: str
    text: str
    regions: tuple[Stretch, ...]
    claims: tuple[ClaimCard, ...]
    names: tuple[Name, ...]
    uncovered: bool
    set_aside: tuple[LeftOut, ...]
    kin: tuple[Kin, ...]
    waiting: int
    chosen: str | None
    field: str | None


def find(view: View, name: str = "key") -> StoredReport:
    """Return the report that the address names.

    Raises:
        NotThere: no such report.
    """
    key = view.path[name]
    found = lookups.find_report(view.ledger, int(key)) if str(key).isdecimal() and len(str(key)) < 10 else None
    if found is None:
        raise NotThere
    return found


def fill(view: View) -> ReportPage:
    """Return the page of a report."""
    report = find(view)
    held = lookups.find_text(view.ledger, report.key)
    if held is None:
        raise NotThere
    names = lookups.find_sensitive(view.ledger, report.key)
    lifted = view.asked("uncover") == "1"
    covers = Covers(names, lifted=lifted)
    text = covers.text(held.text.clean)
    readings = lookups.find_readings(view.ledger, report.key)
    return ReportPage(
        report=report_cards(view, [report])[0],
        language=report.language,
        dateline=report.dateline,
        bylines=report.bylines,
        credit=report.credit,
        url=report.url if report.url and report.url.startswith(("http://", "https://")) else None,
        published_days=report.published_days,
        reader=next((r.reader for r in readings if r.current), ""),
        origin=report.origin,
        text=text,
        regions=tuple(Stretch(role=r.role, start=r.span.start, end=r.span.end) for r in held.regions),
        claims=cards(view, report.key, text, covers),
        names=_names(view, report.key),
        uncovered=lifted,
        set_aside=tuple(_left_out(s, text) for s in lookups.list_set_asides(view.ledger, report.key)),
        kin=kin_of(view, report.key),
        waiting=browse.count_waiting(view.ledger, report=report.key),
        chosen=view.asked("claim") or None,
        field=view.asked("field") or None,
    )


def cards(view: View, report: int, text: str, covers: Covers) -> tuple[ClaimCard, ...]:
    """Return the claims of a report in order of the text, those that people rejected among them."""
    decisions = browse.decisions_on(view.ledger, report)
    evidence = lookups.find_all_evidence(view.ledger, report)
    found = lookups.list_claims(view.ledger, ClaimFilter(report=report))
    shown = [claim_card(c, text, evidence.get(c.key, ()), covers, decisions.get(c.claim_id)) for c in found]
    shown = [replace(card, leads_to=_leads_to(view, card)) for card in shown]
    there = {card.claim_id for card in shown}
    shown += [rejected_card(d, text, covers) for d in decisions.values() if d.status == "rejected" and d.claim_id not in there]
    return tuple(sorted(shown, key=lambda c: (c.start, c.end, c.kind)))


def _leads_to(view: View, card: ClaimCard) -> str | None:
    if card.kind == "figure":
        return dossier_of(card.entry)
    return thread_of(view, card.claim_id) if card.kind == "arrangement" else None


def _names(view: View, report: int) -> tuple[Name, ...]:
    released = {r.span: r for r in browse.releases_of(view.ledger, report)}
    return tuple(
        Name(
            start=n.span.start,
            end=n.span.end,
            reason=n.reason,
            rule=n.rule,
            released=n.span in released,
            released_why=released[n.span].why if n.span in released else None,
        )
        for n in lookups.find_sensitive(view.ledger, report)
    )


def _left_out(seen: StoredSetAside, text: str) -> LeftOut:
    start, end = seen.span or (None, None)
    words = text[start:end] if start is not None else ""
    return LeftOut(reason=seen.reason, detail=seen.detail, rule=seen.rule, start=start, end=end, words=words)


def _span(view: View) -> tuple[int, int]:
    start, end = view.form.get("start", ""), view.form.get("end", "")
    if not (start.isdecimal() and end.isdecimal() and len(start) < 10 and len(end) < 10):
        raise BadSetting("no words are marked")
    return int(start), int(end)


def add_claim(view: View) -> Done:
    """Add a claim on the words that were marked."""
    report = find(view)
    kind = view.form.get("kind", "")
    fields = {name: value for name, value in view.form.items() if value.strip()}
    if kind not in BLANKS:
        raise BadSetting(f"no claim of kind {kind!r}")
    changes = read_changes(kind, BLANKS[kind], fields)
    hand = Hand(who=view.visitor.who, seen=0, why=view.form.get("why", ""))
    standing = add(view.ledger, report.key, kind, _span(view), changes, hand)
    return Done(address=addresses.review(standing.claim_id), data={"claim_id": standing.claim_id, "status": standing.status})


def release(view: View) -> Done:
    """Release a covered name for export, or cover it again."""
    report = find(view)
    span = _span(view)
    if span not in {n.span for n in lookups.find_sensitive(view.ledger, report.key)}:
        raise NotThere
    hand = Hand(who=view.visitor.who, seen=0, why=view.form.get("why", ""))
    again = view.form.get("cover") == "1"
    (cover_name if again else release_name)(view.ledger, report.key, span, hand)
    return Done(address=addresses.report(report.key), data={"released": not again})


PAGES = (
    Page(
        name="report",
        path="/reports/{key:int}",
        data=ReportPage,
        fill=fill,
        template="report.html",
        title="Report",
        summary="A report with its claims, the words behind each field, what was set aside and what it depends on",
        parameters={
            "claim": "the claim that is chosen",
            "field": "the field whose words are shown",
            "uncover": "1 shows the names that are covered",
        },
    ),
)
ACTIONS = (
    Action(
        name="add-claim",
        path="/reports/{key:int}/add",
        role="reviewer",
        run=add_claim,
        summary="Add a claim on marked words",
        fields={
            "kind": "figure, statement, arrangement, event, time or place",
            "start": "offset",
            "end": "offset",
            "why": "reason",
        },
    ),
    Action(
        name="release-name",
        path="/reports/{key:int}/release",
        role="editor",
        run=release,
        summary="Release a covered name for export, with a reason",
        fields={"start": "offset", "end": "offset", "why": "reason", "cover": "1 to cover it again"},
    ),
)
