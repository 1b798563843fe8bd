"""Judge each entry of a record against the gold: fully right, wrong, or not asked (optional in the gold)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
BENCH = HERE.parent.parent / "shared" / "bench"
sys.path.insert(0, str(BENCH))

Verdicts = dict[str, list[bool | None]]
FIGURE_WORDS = ("measure", "group", "qualifier", "modality")


def judge(gold: dict[str, Any], record: dict[str, Any]) -> Verdicts:
    """Return for each kind a verdict for each entry of the record, in order; None for what the gold leaves open."""
    import score

    def overlap_share(a: Any, b: Any) -> float:  # noqa: ANN401 - the scorer's own rows
        share: float = score.overlap(a["span"], b["span"]) / max(1, b["span"][1] - b["span"][0])
        return share

    def iou(a: Any, b: Any) -> float:  # noqa: ANN401
        x, y = score.characters(a["spans"]), score.characters(b.get("spans", []))
        shared = len(x & y) / len(x | y) if x | y else 0.0
        return shared if shared >= 0.8 else 0.0

    def same_kind(word: str) -> Any:  # noqa: ANN401
        return lambda a, b: score.same_word(b.get(word), a[word]) * score.overlap(a["span"], b["span"])

    def figure(a: Any, b: Any) -> bool:  # noqa: ANN401
        words = all(score.same_word(b.get(w), a[w]) for w in FIGURE_WORDS)
        scope = score.same_source(b.get("source"), a["source"]) and score.same_place(b.get("place"), a["place"])
        return bool(words and scope and score.same_number(b, a) and score.same_period(b.get("period"), a["period"]))

    def place(a: Any, b: Any) -> bool:  # noqa: ANN401
        if not score.same_word(b.get("country"), a.get("country")):
            return False
        if a.get("latitude") is None or a.get("precision") in ("country", "region"):
            return True
        here = (b.get("latitude"), b.get("longitude"))
        return None not in here and score.kilometres((a["latitude"], a["longitude"]), here) <= score.NEAR_KM

    ways: dict[str, tuple[str, Any, Any]] = {
        "figure": ("figures", overlap_share, figure),
        "statement": ("statements", iou, lambda a, b: score.same_source(b.get("source"), a["source"])),
        "time": ("times", lambda a, b: score.overlap(a["span"], b["span"]), lambda a, b: score.same_word(b["value"], a["value"])),
        "place": ("places", lambda a, b: score.overlap(a["span"], b["span"]), place),
        "arrangement": ("arrangements", same_kind("kind"), lambda a, b: score.same_word(b["status"], a.get("status"))),
        "event": ("events", same_kind("type"), lambda _a, _b: True),
    }
    return {kind: _verdicts(gold[key], record.get(key, []), pair, right) for kind, (key, pair, right) in ways.items()}


def _verdicts(gold: list[Any], said: list[Any], pair: Any, right: Any) -> list[bool | None]:  # noqa: ANN401
    import score

    found: list[bool | None] = [False] * len(said)
    for i, j in score.pair_up(gold, said, pair):
        found[j] = None if gold[i].get("optional") else bool(right(gold[i], said[j]))
    return found
