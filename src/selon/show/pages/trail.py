"""The trail: what people did, newest first, and whether the chain holds."""

from __future__ import annotations

from dataclasses import dataclass

from selon.ledger.trail import Act, check_trail, last_acts
from selon.model.as_json import Json
from selon.show.cards import Covers, covers_of
from selon.show.frame import Page, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field that an act changed."""

    field: str
    old: Json
    new: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailRow:
    """An act: who, when, what, why, and what it changed."""

    action: str
    who: str
    at: str
    why: str
    claim_id: str | None
    report: int | None
    old_status: str | None
    new_status: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """The last acts; `broken` says what was changed behind the program's back."""

    entries: int
    head: str
    broken: tuple[str, ...]
    rows: tuple[TrailRow, ...]


def trail_row(act: Act, covers: Covers) -> TrailRow:
    """Return an act as the page shows it, names covered."""
    old, new = (_entry(side) for side in (act.old, act.new))
    return TrailRow(
        action=act.action,
        who=act.who,
        at=act.at,
        why=covers.loose(act.why),
        claim_id=act.claim_id,
        report=act.report,
        old_status=_status(act.old),
        new_status=_status(act.new),
        changes=tuple(
            Change(field=name, old=covers.json(old.get(name)), new=covers.json(new.get(name)))
            for name in sorted(old.keys() | new.keys())
            if old.get(name) != new.get(name)
        ),
    )


def _status(side: dict[str, Json]) -> str | None:
    status = side.get("status")
    return status if isinstance(status, str) else None


def _entry(side: dict[str, Json]) -> dict[str, Json]:
    """Return an entry flat, by dotted field, without how it was found."""
    entry = side.get("entry")
    found: dict[str, Json] = {}
    for name, value in (entry if isinstance(entry, dict) else {}).items():
        if isinstance(value, dict) and name != "derivation":
            found |= {f"{name}.{k}": v for k, v in value.items() if k not in {"derivation", "span"}}
        elif name not in {"derivation", "confidence", "positions", "terms"}:
            found[name] = value
    return found


def fill(view: View) -> Trail:
    """Return the trail."""
    check = check_trail(view.ledger)
    found = last_acts(view.ledger, 200)
    covers = covers_of(view, {a.report for a in found if a.report is not None})
    none = Covers([])
    return Trail(
        entries=check.entries,
        head=check.head,
        broken=check.broken,
        rows=tuple(trail_row(act, covers.get(act.report or 0, none)) for act in found),
    )


PAGES = (
    Page(
        name="trail",
        path="/trail",
        data=Trail,
        fill=fill,
        template="trail.html",
        title="Trail",
        summary="What people did, newest first, and whether the chain of hashes holds",
    ),
)
