"""The review queue and what a reviewer does to a claim; and a claim alone, at its lasting address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from selon.errors import BadSetting
from selon.ledger import browse, lookups
from selon.ledger import review as acts
from selon.ledger.edited import FIELDS, choices, read_changes, value_at
from selon.ledger.review import Hand, Standing
from selon.ledger.trail import acts_on
from selon.model.as_json import Json
from selon.model.words import GROUPS
from selon.show import addresses
from selon.show.cards import ClaimCard, Covers, ReportCard, report_cards
from selon.show.frame import Action, Done, NotThere, Page, View
from selon.show.pages.report import cards
from selon.show.pages.trail import TrailRow, trail_row


@dataclass(frozen=True, slots=True, kw_only=True)
class EditField:
    """A field of the form of correction: its dotted name, its value and the values it may have (empty: free)."""

    name: str
    value: Json
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """A claim with its report's text round it, its form, its trail; `next` and `previous` are its neighbours in the queue."""

    claim: ClaimCard | None
    report: ReportCard | None
    before: str
    words: str
    after: str
    machine_now: dict[str, Json] | None
    version: int
    fields: tuple[EditField, ...]
    trail: tuple[TrailRow, ...]
    previous: str | None
    next: str | None
    waiting: int
    kind: str | None
    only: int | None
    neighbours: tuple[ClaimCard, ...]


# how much of the text is shown round the words
ROUND = 700


def fill_queue(view: View) -> ClaimPage:
    """Return the claim that the address names, or the first that waits."""
    kinds = tuple(k for k in (view.asked("kind"),) if k in browse.REVIEWED) or browse.REVIEWED
    only = view.number("report", 0) or None
    waiting = browse.queue(view.ledger, kinds=kinds, report=only)
    ids = [w.claim_id for w in waiting]
    chosen = view.asked("claim") or (ids[0] if ids else "")
    return _page(view, chosen, ids, kind=kinds[0] if len(kinds) == 1 else None, only=only, strict=bool(view.asked("claim")))


def fill_claim(view: View) -> ClaimPage:
    """Return a claim at its lasting address."""
    return _page(view, view.path["claim"], [], kind=None, only=None, strict=True)


def _page(view: View, chosen: str, ids: list[str], *, kind: str | None, only: int | None, strict: bool) -> ClaimPage:
    standing = acts.standing(view.ledger, chosen) if chosen else None
    if standing is None:
        if strict:
            raise NotThere
        return ClaimPage(
            claim=None, report=None, before="", words="", after="", machine_now=None, version=0, fields=(), trail=(),
            previous=None, next=None, waiting=0, kind=kind, only=only, neighbours=(),
        )  # fmt: skip
    report = lookups.find_report(view.ledger, standing.report)
    held = lookups.find_text(view.ledger, standing.report)
    if report is None or held is None:
        raise NotThere
    covers = Covers(lookups.find_sensitive(view.ledger, report.key), lifted=view.asked("uncover") == "1")
    text = covers.text(held.text.clean)
    every = cards(view, report.key, text, covers)
    card = next((c for c in every if c.claim_id == chosen), None)
    at = ids.index(chosen) if chosen in ids else -1
    kinds = (kind,) if kind else browse.REVIEWED
    start, end = (card.start, card.end) if card else (0, 0)
    return ClaimPage(
        claim=card,
        report=report_cards(view, [report])[0],
        before=_lead(text, start),
        words=text[start:end],
        after=_trail_off(text, end),
        machine_now=_object(covers.json(dict(standing.machine))) if standing.machine is not None else None,
        version=standing.version,
        fields=tuple(_field(standing, name, covers) for name in FIELDS[standing.kind]),
        trail=tuple(trail_row(act, covers) for act in reversed(acts_on(view.ledger, chosen))),
        previous=ids[at - 1] if at > 0 else None,
        next=ids[at + 1] if 0 <= at < len(ids) - 1 else (ids[0] if at < 0 and ids else None),
        waiting=browse.count_waiting(view.ledger, kinds=kinds, report=only),
        kind=kind,
        only=only,
        neighbours=tuple(
            c for c in every if card and c.kind in browse.REVIEWED and c.claim_id != chosen and abs(c.start - start) < ROUND
        )[:12],
    )


def _lead(text: str, start: int) -> str:
    cut = max(0, start - ROUND)
    return ("… " if cut else "") + text[cut:start]


def _trail_off(text: str, end: int) -> str:
    return text[end : end + ROUND] + (" …" if end + ROUND < len(text) else "")


def _field(standing: Standing, name: str, covers: Covers) -> EditField:
    known = choices(standing.kind, name)
    return EditField(
        name=name,
        value=covers.json(value_at(standing.entry, name)),
        # groups of people are a list, things have names of their own
        choices=GROUPS if name == "group" and value_at(standing.entry, name) in GROUPS else known,
    )


def _object(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _hand(view: View) -> Hand:
    seen = view.form.get("seen", "")
    if not seen.isdecimal():
        raise BadSetting("the form does not say what was seen")
    return Hand(who=view.visitor.who, seen=int(seen), why=view.form.get("why", "")[:2000])


def _acting(run: Callable[[View, str, Hand], Standing | None]) -> Callable[[View], Done]:
    """Return an act that goes on to where the form says, or to the claim."""

    def act(view: View) -> Done:
        claim = view.path["claim"]
        done = run(view, claim, _hand(view))
        onward = view.form.get("onward", "")
        address = addresses.review(onward or claim, kind=view.form.get("kind"), report=view.form.get("only"))
        if view.form.get("back") == "tasks":
            address = addresses.tasks()
        status, version = (done.status, done.version) if done else ("gone", 0)
        return Done(address=address, data={"claim_id": claim, "status": status, "version": version})

    return act


def _correct(view: View, claim: str, hand: Hand) -> Standing:
    standing = acts.standing(view.ledger, claim)
    if standing is None:
        raise NotThere
    return acts.correct(view.ledger, claim, read_changes(standing.kind, standing.entry, view.form), hand)


_SEEN = {"seen": "how many acts on the claim the person had seen", "why": "reason"}
_RUNS: dict[str, tuple[Callable[[View, str, Hand], Standing | None], str]] = {
    "accept": (lambda view, claim, hand: acts.accept(view.ledger, claim, hand), "Accept a claim as it stands"),
    "reject": (lambda view, claim, hand: acts.reject(view.ledger, claim, hand), "Reject a claim"),
    "correct": (_correct, "Change fields of a claim"),
    "undo": (lambda view, claim, hand: acts.undo(view.ledger, claim, hand), "Take back the last act on a claim"),
    "keep": (lambda view, claim, hand: acts.keep(view.ledger, claim, hand), "Keep a person's value against a newer reader"),
    "take": (lambda view, claim, hand: acts.take(view.ledger, claim, hand), "Take the value of a newer reader"),
}

PAGES = (
    Page(
        name="review",
        path="/review",
        data=ClaimPage,
        fill=fill_queue,
        template="review.html",
        title="Review",
        summary="The queue of claims that nobody decided about, one at a time",
        parameters={"claim": "the claim to show", "kind": "only claims of a kind", "report": "only claims of a report"},
    ),
    Page(
        name="claim",
        path="/claims/{claim}",
        data=ClaimPage,
        fill=fill_claim,
        template="review.html",
        title="Claim",
        summary="A claim at its lasting address, with its trail",
        parameters={"uncover": "1 shows the names that are covered"},
    ),
)
ACTIONS = tuple(
    Action(name=name, path=f"/claims/{{claim}}/{name}", role="reviewer", run=_acting(run), summary=summary, fields=_SEEN)
    for name, (run, summary) in _RUNS.items()
)
