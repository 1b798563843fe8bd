"""What people decide about claims: accept, correct, reject, add, undo, keep or take after a newer reader.

In: a claim, an act, who acts, and which act they saw last. Out: the state of the claim after it. Every act is a row of the
trail. The person's values stand in rows of `claims` of their own, under a reading named `desk`; the machine's rows are never
changed, only which of the two is `current`. Refused: an act by somebody who did not see the last one (`EditConflict`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, CursorResult, Row, select, update

from selon.errors import BadSetting, BrokenInvariant, EditConflict
from selon.ledger.edited import BLANKS, Entry, apply_changes, columns, essence, needs_reason
from selon.ledger.rows import claim_id
from selon.ledger.tables import claims, evidence, readings, reports
from selon.ledger.tables_review import decisions, releases
from selon.ledger.trail import NO_DECISION, Act, acts_on, append_act, now
from selon.model.as_json import Json

# the reader of the rows that people wrote
DESK = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a claim stands: `status` is `machine` until somebody decides; `version` counts the acts on it.

    `machine` is what the reader says now (None where it no longer finds the claim), `seen` what it said when the person
    decided; `conflict` is `changed` or `gone` where these differ.
    """

    claim_id: str
    report: int
    kind: str
    status: str
    entry: Entry
    version: int
    machine: Entry | None = None
    seen: Entry | None = None
    reader: str = ""
    conflict: str | None = None
    last: Act | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whose hand acts: a name, the number of acts that they had seen, and the reason they give."""

    who: str
    seen: int
    why: str = ""


def standing(connection: Connection, claim: str) -> Standing | None:
    """Return how a claim stands, None where there is no such claim."""
    machine = _machine_row(connection, claim)
    decision = connection.execute(select(decisions).where(decisions.c.claim_id == claim)).one_or_none()
    acts = acts_on(connection, claim)
    last = acts[-1] if acts else None
    if decision is not None:
        return Standing(
            claim_id=claim,
            report=decision.report,
            kind=decision.kind,
            status=decision.status,
            entry=decision.entry,
            version=len(acts),
            machine=machine.entry if machine else None,
            seen=decision.machine,
            reader=decision.reader,
            conflict=decision.conflict,
            last=last,
        )
    if machine is None:
        return None
    return Standing(
        claim_id=claim,
        report=machine.report,
        kind=machine.kind,
        status="machine",
        entry=machine.entry,
        version=len(acts),
        machine=machine.entry,
        seen=machine.entry,
        reader=machine.reader,
        last=last,
    )


def _machine_row(connection: Connection, claim: str) -> Row[tuple[object, ...]] | None:
    """Return what the current reading says of a claim."""
    return connection.execute(
        select(claims, readings.c.reader)
        .join(readings, readings.c.key == claims.c.reading)
        .where(claims.c.claim_id == claim, readings.c.current)
    ).first()


def accept(connection: Connection, claim: str, hand: Hand) -> Standing:
    """Accept a claim as it stands."""
    found = _meet(connection, claim, hand)
    return _decide(connection, found, hand, action="accept", status="accepted", entry=found.entry)


def reject(connection: Connection, claim: str, hand: Hand) -> Standing:
    """Reject a claim: it is kept, and no longer counted or shown as one."""
    found = _meet(connection, claim, hand)
    return _decide(connection, found, hand, action="reject", status="rejected", entry=found.entry)


def correct(connection: Connection, claim: str, changes: Mapping[str, Json], hand: Hand) -> Standing:
    """Change fields of a claim.

    Raises:
        BadSetting: nothing changed, or a number or a source without a reason.
        EditConflict: somebody acted in between.
    """
    found = _meet(connection, claim, hand)
    if not changes:
        raise BadSetting("nothing was changed")
    if needs_reason(changes) and not hand.why.strip():
        raise BadSetting("a correction of a number or a source needs a reason")
    status = "added" if found.machine is None and found.seen is None else "corrected"
    return _decide(connection, found, hand, action="correct", status=status, entry=apply_changes(found.entry, changes))


def add(
    connection: Connection, report: int, kind: str, span: tuple[int, int], changes: Mapping[str, Json], hand: Hand
) -> Standing:
    """Add a claim that the reader did not find, on the words that a person marked.

    Raises:
        BadSetting: no such kind, words outside the text, or a claim that is there already.
    """
    row = connection.execute(
        select(reports.c.report_id, reports.c.content_sha256, reports.c.clean_text).where(reports.c.key == report)
    ).one()
    if kind not in BLANKS:
        raise BadSetting(f"no claim of kind {kind!r}")
    if not 0 <= span[0] < span[1] <= len(row.clean_text) or not row.clean_text[span[0] : span[1]].strip():
        raise BadSetting("no words are marked")
    claim = claim_id(kind, row.report_id, row.content_sha256, span)
    known = standing(connection, claim)
    if known is not None and known.status != "rejected":
        raise BadSetting("these words are a claim of this kind already")
    place: Entry = {"spans": [[*span]]} if kind == "statement" else {"span": [*span]}
    trace: Entry = {
        "confidence": 1.0,
        "derivation": {"rule": "desk.added", "span": [*span], "of": "", "note": hand.who, "parts": []},
    }
    entry = apply_changes({**place, **BLANKS[kind], **trace}, changes)
    blank = Standing(
        claim_id=claim, report=report, kind=kind, status="machine", entry=entry, version=known.version if known else 0
    )
    return _decide(connection, blank, hand, action="add", status="added", entry=entry)


def undo(connection: Connection, claim: str, hand: Hand) -> Standing | None:
    """Take back the last act on a claim that was not taken back; None where the claim is gone with it.

    Raises:
        BadSetting: nothing to undo.
    """
    found = _meet(connection, claim, hand)
    done: list[Act] = []
    for act in acts_on(connection, claim):
        if act.action == "undo":
            done.pop()
        elif act.action not in NO_DECISION:
            done.append(act)
    if not done:
        raise BadSetting("there is nothing to undo")
    before = done[-1].old
    status, entry = str(before.get("status")), before.get("entry")
    held = entry if isinstance(entry, dict) else found.entry
    # what the machine had said when the person decided: where a newer reader says otherwise, the conflict is there again
    known = before.get("seen", found.seen)
    seen = known if isinstance(known, dict) else None
    conflict = _conflict(status, held, seen, found.machine)
    _decide(connection, found, hand, action="undo", status=status, entry=held, seen=seen, conflict=conflict)
    return standing(connection, claim)


def keep(connection: Connection, claim: str, hand: Hand) -> Standing:
    """Settle a conflict with a newer reader: the person's value stays, and the machine's new one has been seen."""
    found = _meet(connection, claim, hand)
    return _decide(connection, found, hand, action="keep", status=found.status, entry=found.entry)


def take(connection: Connection, claim: str, hand: Hand) -> Standing:
    """Settle a conflict with a newer reader: the machine's new value is accepted, or its silence."""
    found = _meet(connection, claim, hand)
    if found.machine is None:
        return _decide(connection, found, hand, action="take", status="rejected", entry=found.entry)
    return _decide(connection, found, hand, action="take", status="accepted", entry=found.machine)


def _meet(connection: Connection, claim: str, hand: Hand) -> Standing:
    """Return the claim if the person saw the last act on it."""
    found = standing(connection, claim)
    if found is None:
        raise BadSetting(f"no claim {claim!r}")
    if hand.seen != found.version and found.last is not None:
        last = found.last
        raise EditConflict(
            f"{last.who} was first: {last.action}, {last.at}" + (f" ({last.why})" if last.why else ""), hint="look at it again"
        )
    return found


def _decide(
    connection: Connection,
    found: Standing,
    hand: Hand,
    *,
    action: str,
    status: str,
    entry: Entry,
    seen: Entry | None = None,
    conflict: str | None = None,
) -> Standing:
    """Write a decision down; `seen` is what the machine says unless an undo brings back what it had said."""
    settled: dict[str, Json] = {"seen": dict(found.seen)} if found.conflict and found.seen is not None else {}
    act = Act(
        action=action,
        who=hand.who,
        old={"status": found.status, "entry": found.entry, **settled},
        new={"status": status, "entry": entry},
        why=hand.why.strip(),
        claim_id=found.claim_id,
        report=found.report,
        at=now(),
    )
    append_act(connection, act)
    connection.execute(decisions.delete().where(decisions.c.claim_id == found.claim_id))
    if status != "machine":
        connection.execute(
            decisions.insert().values(
                claim_id=found.claim_id,
                report=found.report,
                kind=found.kind,
                status=status,
                entry=entry,
                machine=found.machine if action != "undo" else seen,
                reader=found.reader,
                who=hand.who,
                at=act.at,
                conflict=conflict,
            )
        )
    _show_the_right_row(connection, found.claim_id, found.report, found.kind, status, entry)
    _refresh_search(connection, found.report)
    return replace(found, status=status, entry=entry, version=found.version + 1, conflict=None, last=act)


def _show_the_right_row(connection: Connection, claim: str, report: int, kind: str, status: str, entry: Entry) -> None:
    """Make either the machine's row current, or the person's, or neither."""
    machine = _machine_row(connection, claim)
    connection.execute(update(claims).where(claims.c.claim_id == claim, claims.c.current).values(current=False))
    if status == "rejected" or (status == "added" and not entry):
        return
    same = machine is not None and essence(machine.entry) == essence(entry)
    if machine is not None and (status == "machine" or same):
        connection.execute(update(claims).where(claims.c.key == machine.key).values(current=True))
    elif status != "machine":
        _write_person_row(connection, claim, report, kind, entry)


def _write_person_row(connection: Connection, claim: str, report: int, kind: str, entry: Entry) -> None:
    reading = _desk_reading(connection, report)
    model = connection.execute(select(claims).where(claims.c.claim_id == claim).order_by(claims.c.key.desc()).limit(1)).first()
    spans = [s for s in (entry.get("spans") or [entry.get("span")]) if isinstance(s, list)]  # type: ignore[union-attr]
    start, end = min(int(s[0]) for s in spans), max(int(s[1]) for s in spans)  # type: ignore[arg-type]
    row: dict[str, object] = {
        "claim_id": claim,
        "reading": reading,
        "report": report,
        "kind": kind,
        "position": model.position if model else 0,
        "start": start,
        "end": end,
        "current": True,
        "confidence": 1.0,
        "entry": entry,
        **columns(kind, entry),
    }
    key = _new_key(connection.execute(claims.insert().values(row)))
    _write_evidence(connection, key, model, report, start, end)


def _write_evidence(
    connection: Connection, key: int, model: Row[tuple[object, ...]] | None, report: int, start: int, end: int
) -> None:
    """Give the person's row the words that stand behind it: those that the machine found, or those that were marked."""
    kept = [c for c in evidence.c if c.name not in {"key", "claim"}]
    found: list[dict[str, object]] = []
    if model is not None:
        found = [
            {**r._mapping, "claim": key}
            for r in connection.execute(select(*kept).where(evidence.c.claim == model._mapping["key"]))
        ]
    if not found:
        text = connection.execute(select(reports.c.clean_text).where(reports.c.key == report)).scalar_one()
        ground = {"field": "span", "words": text[start:end], "rule": "desk.added"}
        found = [{"claim": key, **ground, "start": start, "end": end, "source_start": start, "source_end": end}]
    connection.execute(evidence.insert(), found)


def _desk_reading(connection: Connection, report: int) -> int:
    mine = select(readings.c.key).where(readings.c.report == report, readings.c.reader == DESK)
    found = connection.execute(mine).scalar()
    if found is None:
        values = {"report": report, "reader": DESK, "given_sha256": "", "read_at": now(), "current": False, "head": {}}
        found = _new_key(connection.execute(readings.insert().values(values)))
    return int(found)


def _new_key(result: CursorResult[tuple[object, ...]]) -> int:
    key = result.inserted_primary_key
    if key is None:
        raise BrokenInvariant("a row without a key")
    return int(key[0])


def _refresh_search(connection: Connection, report: int) -> None:
    """Let the search find the names that people wrote."""
    from selon.ledger.full_text import index_reports

    row = connection.execute(select(reports.c.title, reports.c.clean_text).where(reports.c.key == report)).one()
    names: set[str] = set()
    for found in connection.execute(
        select(claims.c.source_name, claims.c.place_name).where(claims.c.report == report, claims.c.current)
    ):
        names.update(name for name in found if name)
    index_reports(
        connection, [{"report": report, "title": row.title, "body": row.clean_text, "claims": "\n".join(sorted(names))}]
    )


def keep_decisions(connection: Connection, read_again: Iterable[int]) -> None:
    """Let what people decided stand over what a newer reading of these reports found, and note where the two differ."""
    keys = list(read_again)
    for first in range(0, len(keys), 500):
        some = keys[first : first + 500]
        for decision in connection.execute(select(decisions).where(decisions.c.report.in_(some))).all():
            _show_the_right_row(connection, decision.claim_id, decision.report, decision.kind, decision.status, decision.entry)
            machine = _machine_row(connection, decision.claim_id)
            conflict = _conflict(decision.status, decision.entry, decision.machine, machine.entry if machine else None)
            connection.execute(update(decisions).where(decisions.c.claim_id == decision.claim_id).values(conflict=conflict))


def _conflict(status: str, entry: Entry, seen: Entry | None, machine: Entry | None) -> str | None:
    """Return how a decision and what the reader says now differ: `seen` is what it said when the person decided."""
    if status == "machine":
        return None
    if machine is None:
        # a claim that a person added or rejected is not missed by a reader that does not find it
        return None if seen is None or status == "rejected" else "gone"
    now_says = essence(machine)
    if now_says == essence(entry) and status != "rejected":
        return None
    return None if seen is not None and now_says == essence(seen) else "changed"


def release_name(connection: Connection, report: int, span: tuple[int, int], hand: Hand) -> None:
    """Let a covered name out into exports, with a reason.

    Raises:
        BadSetting: no reason.
    """
    if not hand.why.strip():
        raise BadSetting("the release of a name needs a reason")
    place: Entry = {"start": span[0], "end": span[1]}
    at = now()
    append_act(connection, Act(action="release", who=hand.who, old={}, new=place, why=hand.why.strip(), report=report, at=at))
    _forget_release(connection, report, span)
    connection.execute(
        releases.insert().values(report=report, start=span[0], end=span[1], who=hand.who, at=at, why=hand.why.strip())
    )


def cover_name(connection: Connection, report: int, span: tuple[int, int], hand: Hand) -> None:
    """Cover a name again that was released."""
    place: Entry = {"start": span[0], "end": span[1]}
    append_act(connection, Act(action="cover", who=hand.who, old=place, new=place, why=hand.why.strip(), report=report, at=now()))
    _forget_release(connection, report, span)


def _forget_release(connection: Connection, report: int, span: tuple[int, int]) -> None:
    mine = (releases.c.report == report) & (releases.c.start == span[0]) & (releases.c.end == span[1])
    connection.execute(releases.delete().where(mine))
