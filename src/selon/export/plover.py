"""PLOVER as JSON Lines: acts and arrangements as events with actors, codes and modes; who says it stands under `attribution`."""

from __future__ import annotations

import json
from typing import Any, TextIO

from selon.export.claims import ExportedClaim, exported_claims
from selon.export.flat import period_of
from selon.export.loss import REPORTED, LossReport
from selon.ledger.ledger import Ledger

# our types of acts as event, modes and contexts; those that PLOVER has no code for are left out and counted
EVENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "air_strike": ("ASSAULT", ("aerial",)),
    "shelling": ("ASSAULT", ("heavy-weapons",)),
    "armed_attack": ("ASSAULT", ("firearms",)),
    "clash": ("ASSAULT", ("firearms",)),
    "bombing": ("ASSAULT", ("explosives",)),
    "execution": ("ASSAULT", ("execution",)),
    "sexual_violence": ("ASSAULT", ("sexual",)),
    "destruction": ("ASSAULT", ("destroy",)),
    "looting": ("ASSAULT", ("property",)),
    "abduction": ("COERCE", ("seize",)),
    "arrest": ("COERCE", ("arrest",)),
    "aid_blocked": ("COERCE", ("restrict",)),
    "aid_delivered": ("AID", ("humanitarian",)),
    "deployment": ("MOBILIZE", ("troops",)),
    "protest": ("PROTEST", ("demonstrate",)),
    "talks": ("CONSULT", ("meet",)),
    "agreement": ("AGREE", ()),
    "release": ("CONCEDE", ("release",)),
}
# arrangements by kind (None: any) and status
ARRANGEMENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "proposed": ("REQUEST", ("yield",)),
    "announced": ("AGREE", ()),
    "in_force": ("AGREE", ()),
    "completed": ("RETREAT", ()),
    "refused": ("REJECT", ("yield",)),
    "suspended": ("SANCTION", ("withdraw",)),
    "violated": ("ASSAULT", ()),
}
_TRUCE = {"in_force": ("RETREAT", ("ceasefire",))}
_RELEASE = {"completed": ("CONCEDE", ("release",)), "in_force": ("CONCEDE", ("release",))}
_TALKS = {"refused": ("REJECT", ("meet",)), "proposed": ("REQUEST", ("meet",))}
_ACCESS = {"in_force": ("RETREAT", ("access",)), "completed": ("RETREAT", ("access",)), "refused": ("REJECT", ("access",))}
_BY_KIND = {
    "ceasefire": _TRUCE,
    "humanitarian_pause": _TRUCE,
    "reduction_of_strikes": _TRUCE,
    "exchange": _RELEASE,
    "talks": _TALKS,
    "corridor": _ACCESS,
    "aid_delivery": _ACCESS,
    "evacuation": _ACCESS,
}


def write_plover(ledger: Ledger, out: TextIO, loss: LossReport) -> None:
    """Write acts and arrangements that have a day as lines of PLOVER."""
    for claim in exported_claims(ledger, ("event", "arrangement"), loss):
        code = code_of(claim.claim.kind, claim.entry)
        start, end = period_of(claim)
        # of a period that only says until when, the last day is what is known
        day = (start or end or claim.report.published or "")[:10]
        if code is None or not day:
            loss.lose("acts without a code in PLOVER" if code is None else "acts without a day")
            continue
        if not (start or end):
            loss.lose("acts with no day said: the day of publication stands in its place")
        if claim.entry.get("positions"):
            loss.lose("positions of the parties", len(claim.entry["positions"]))
        out.write(json.dumps(_line(claim, code, day), ensure_ascii=False) + "\n")
        loss.rows += 1


def code_of(kind: str, entry: Any) -> tuple[str, tuple[str, ...]] | None:  # noqa: ANN401 - an entry as JSON
    """Return the event and its modes, None where PLOVER has none.

    >>> code_of("event", {"type": "shelling"})
    ('ASSAULT', ('heavy-weapons',))
    >>> code_of("arrangement", {"kind": "ceasefire", "status": "refused"})
    ('REJECT', ('yield',))
    """
    if kind == "event":
        return EVENTS.get(entry["type"])
    if entry["kind"] == "siege":
        return ("COERCE", ("restrict",))
    special = _BY_KIND.get(entry["kind"], {})
    if entry["kind"] == "talks" and entry["status"] in ("announced", "in_force", "completed"):
        return ("CONSULT", ("meet",))
    return special.get(entry["status"]) or ARRANGEMENTS.get(entry["status"])


def _line(claim: ExportedClaim, code: tuple[str, tuple[str, ...]], day: str) -> dict[str, Any]:
    event, modes = code
    _, end = period_of(claim)
    actors = claim.entry.get("actors") or [party["name"] for party in claim.entry.get("by") or []]
    targets = claim.entry.get("targets") or []
    line: dict[str, Any] = {
        "id": claim.claim.claim_id,
        "date": day,
        "actor": [{"entity_text": claim.shown(name)} for name in actors],
        "recipient": [{"entity_text": claim.shown(name)} for name in targets],
        "event": [event],
        "mode": list(modes),
        "event_text": [claim.shown(claim.words["span"])],
        "event_loc": {name: claim.part("place", name) for name in ("name", "country", "latitude", "longitude")},
        "text_info": {"start": claim.claim.span.start, "end": claim.claim.span.end},
        "cite_info": {"url": claim.report.url, "title": claim.shown(claim.report.title), "publication": claim.report.outlet},
        "coder": "selon",
        "comment": REPORTED,
        "attribution": claim.chain(),
    }
    return line | ({"enddate": end[:10]} if end else {})
