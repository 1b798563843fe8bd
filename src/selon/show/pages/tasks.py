"""The tasks: where a newer reader and a person differ, and files that gave no report."""

from __future__ import annotations

from dataclasses import dataclass

from selon.crosscheck.run import run
from selon.ledger import browse, kept_findings, lookups
from selon.ledger import review as acts
from selon.ledger.edited import essence
from selon.ledger.stored import ClaimFilter
from selon.model.as_json import Json
from selon.show import addresses
from selon.show.cards import covers_of
from selon.show.frame import Action, Done, Page, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field that the person and the newer reader see otherwise."""

    field: str
    person: Json
    machine: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A decision that a newer reader disagrees with."""

    claim_id: str
    kind: str
    report: int
    title: str
    words: str
    status: str
    conflict: str
    who: str
    at: str
    version: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file or a line that gave no report."""

    origin: str
    line: int | None
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """What waits for a person."""

    waiting: int
    uncompared: int
    conflicts: tuple[Conflict, ...]
    unread: tuple[Unread, ...]


def fill(view: View) -> Tasks:
    """Return what waits."""
    found = browse.open_conflicts(view.ledger)[:200]
    return Tasks(
        waiting=view.shelf.waiting(),
        uncompared=_uncompared(view),
        conflicts=tuple(_conflict(view, decision) for decision in found),
        unread=tuple(
            Unread(origin=s.origin, line=s.origin_line, reason=s.reason, detail=s.detail)
            for s in lookups.list_set_asides(view.ledger)[:500]
        ),
    )


def _uncompared(view: View) -> int:
    """Return how many reports are new or were read or corrected anew since the last comparison."""
    known = kept_findings.known_fingerprints(view.ledger)
    return sum(known.get(key) != mark for key, mark in kept_findings.fingerprints(view.ledger).items())


def compare(view: View) -> Done:
    """Compare what is new or changed with all that is there, as `selon crosscheck` does."""
    done = run(view.book)
    return Done(address=addresses.tasks(), data={"compared": done.new, "relations": done.relations})


def _conflict(view: View, decision: browse.Decision) -> Conflict:
    standing = acts.standing(view.ledger, decision.claim_id)
    report = lookups.find_report(view.ledger, decision.report)
    covers = covers_of(view, [decision.report])[decision.report]
    person = _flat(covers.json(essence(dict(decision.entry))))
    machine = _flat(covers.json(essence(dict(standing.machine)))) if standing and standing.machine is not None else {}
    words = lookups.list_claims(view.ledger, ClaimFilter(claim_id=decision.claim_id, current=None))
    held = lookups.find_text(view.ledger, decision.report)
    text = covers.text(held.text.clean) if held else ""
    return Conflict(
        claim_id=decision.claim_id,
        kind=decision.kind,
        report=decision.report,
        title=covers.loose(report.title) if report else "",
        words=text[words[-1].span.start : words[-1].span.end] if words else "",
        status=decision.status,
        conflict=decision.conflict or "",
        who=decision.who,
        at=decision.at,
        version=standing.version if standing else 0,
        differences=tuple(
            Difference(field=name, person=person.get(name), machine=machine.get(name))
            for name in sorted(person.keys() | machine.keys())
            if machine and person.get(name) != machine.get(name)
        ),
    )


def _flat(entry: Json) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, value in (entry if isinstance(entry, dict) else {}).items():
        if isinstance(value, dict):
            found |= {f"{name}.{k}": v for k, v in value.items()}
        else:
            found[name] = value
    return found


PAGES = (
    Page(
        name="tasks",
        path="/tasks",
        data=Tasks,
        fill=fill,
        template="tasks.html",
        title="Tasks",
        summary="Where a newer reader and a person differ, and files that gave no report",
    ),
)
ACTIONS = (
    Action(
        name="compare",
        path="/tasks/compare",
        role="reviewer",
        run=compare,
        summary="Compare what is new or changed with all that is there",
        alone=True,
    ),
)
