"""Where a claim leads on: a figure to the dossier of its question, an account of an arrangement to all accounts of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selon.crosscheck.findings import Question
from selon.crosscheck.questions import key_of
from selon.show import addresses
from selon.show.frame import View


def dossier_of(entry: Mapping[str, Any]) -> str | None:
    """Return the address of the dossier that a figure belongs to; None where it says neither where nor when.

    >>> dossier_of({"measure": "killed", "group": "people", "place": None, "period": None}) is None
    True
    """
    place, period = entry.get("place") or {}, entry.get("period") or {}
    if not place and not period:
        return None
    point = (place.get("latitude"), place.get("longitude"))
    known = point[0] is not None and point[1] is not None
    question = Question(
        measure=str(entry["measure"]),
        group=str(entry.get("group") or "people"),
        place=place.get("name"),
        country=place.get("country"),
        start=(period.get("start") or "")[:10] or None,
        end=(period.get("end") or "")[:10] or None,
        latitude=point[0] if known else None,
        longitude=point[1] if known else None,
        precision=str(place.get("precision") or "country"),
    )
    return addresses.dossier(key_of(question))


def thread_of(view: View, claim_id: str) -> str | None:
    """Return the address of the arrangement that a claim is one account of."""
    if "threads" not in view.cache:
        view.cache["threads"] = {m.claim_id: t.key for t in view.shelf.threads() for m in t.mentions}
    threads = view.cache["threads"]
    key = threads.get(claim_id) if isinstance(threads, dict) else None
    return addresses.arrangement(key) if key else None
