"""The trail of what people did: rows that only grow, each chained to the one before it by its hash.

In: an act (old, new, who, when, why). Out: a row; and, from `verify_trail`, whether all rows are as they were
written and whether the state of the claims is what they add up to.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, func, select

from selon.ledger.tables_review import decisions, releases, trail
from selon.model.as_json import Json

# what stands before the first row
BEGINNING = "0" * 64
# the acts after which no decision stands, and those that change no claim
NO_DECISION = frozenset(["release", "cover", "join", "part"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of a person."""

    action: str
    who: str
    old: dict[str, Json]
    new: dict[str, Json]
    why: str = ""
    claim_id: str | None = None
    report: int | None = None
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailCheck:
    """What a check of the trail found: `broken` says in a sentence what does not fit, empty where all does."""

    entries: int
    head: str
    broken: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Say whether nothing was changed behind the program's back."""
        return not self.broken


def now() -> str:
    """Return the time as the trail writes it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def chain_hash(previous: str, act: Act) -> str:
    """Return the hash of an act that follows another.

    >>> chain_hash("0" * 64, Act(action="accept", who="a", old={}, new={}))[:8]
    'd03c941d'
    """
    content = [previous, act.claim_id, act.report, act.action, act.old, act.new, act.who, act.at, act.why]
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def append_act(connection: Connection, act: Act) -> str:
    """Write an act at the end of the trail and return its hash."""
    previous = connection.execute(select(trail.c.hash).order_by(trail.c.key.desc()).limit(1)).scalar() or BEGINNING
    found = chain_hash(previous, act)
    connection.execute(
        trail.insert().values(
            claim_id=act.claim_id,
            report=act.report,
            action=act.action,
            old=act.old,
            new=act.new,
            who=act.who,
            at=act.at,
            why=act.why,
            previous=previous,
            hash=found,
        )
    )
    return found


def act_of(row: Row[tuple[object, ...]]) -> Act:
    """Return a row of the trail as an act."""
    seen = row._mapping
    return Act(
        action=str(seen["action"]),
        who=str(seen["who"]),
        old=dict(seen["old"]),
        new=dict(seen["new"]),
        why=str(seen["why"]),
        claim_id=seen["claim_id"],
        report=seen["report"],
        at=str(seen["at"]),
    )


def acts_on(connection: Connection, claim_id: str) -> list[Act]:
    """Return what people did to a claim, oldest first."""
    rows = connection.execute(select(trail).where(trail.c.claim_id == claim_id).order_by(trail.c.key))
    return [act_of(row) for row in rows]


def last_acts(connection: Connection, limit: int = 20) -> list[Act]:
    """Return the last acts on the ledger, newest first."""
    return [act_of(row) for row in connection.execute(select(trail).order_by(trail.c.key.desc()).limit(limit))]


def check_trail(connection: Connection) -> TrailCheck:
    """Return whether the chain holds and the decisions are what it adds up to."""
    broken: list[str] = []
    previous, entries = BEGINNING, 0
    states: dict[str, dict[str, Json]] = {}
    released: set[tuple[Json, ...]] = set()
    for row in connection.execute(select(trail).order_by(trail.c.key)):
        act = act_of(row)
        entries += 1
        if row.previous != previous:
            broken.append(f"row {row.key} does not follow the row before it: a row was taken out, put in or moved")
        if chain_hash(row.previous, act) != row.hash:
            broken.append(f"row {row.key} was changed after it was written ({act.action} by {act.who}, {act.at})")
        previous = row.hash
        if act.claim_id and act.action not in NO_DECISION:
            states[act.claim_id] = act.new
        if act.action in {"release", "cover"}:
            place = (act.report, act.new["start"], act.new["end"])
            (released.add if act.action == "release" else released.discard)(place)
    broken += _compare_states(connection, states) + _compare_releases(connection, released)
    return TrailCheck(entries=entries, head=previous, broken=tuple(broken))


def _compare_states(connection: Connection, states: dict[str, dict[str, Json]]) -> list[str]:
    kept = {
        row.claim_id: {"status": row.status, "entry": row.entry}
        for row in connection.execute(select(decisions.c.claim_id, decisions.c.status, decisions.c.entry))
    }
    expected = {claim: state for claim, state in states.items() if state.get("status") != "machine"}
    return [
        f"claim {claim} stands otherwise than the trail says"
        for claim in sorted(kept.keys() | expected.keys())
        if kept.get(claim) != expected.get(claim)
    ]


def _compare_releases(connection: Connection, released: set[tuple[Json, ...]]) -> list[str]:
    kept = {(r.report, r.start, r.end) for r in connection.execute(select(releases.c.report, releases.c.start, releases.c.end))}
    return [
        f"a name of report {place[0]} is released otherwise than the trail says" for place in sorted(kept ^ released, key=str)
    ]


def count_acts(connection: Connection) -> int:
    """Return how many acts the trail holds."""
    return int(connection.execute(select(func.count()).select_from(trail)).scalar_one())
