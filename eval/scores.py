"""Write the scores into the documents, between the marks that they keep for it.

python eval/scores.py      reads build/scores.json (made by eval/run.py) and rewrites README.md and docs/reading.md
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCORES = ROOT / "build" / "scores.json"
# what the README shows, with words for its readers
SHORT = {
    "figures found": "numbers that count, found",
    "figures core": "... with value, what is counted and of whom right",
    "figures full": "... and source, place, period, qualifier and modality right",
    "statements found, IoU 0.8": "statements found, with their exact stretch",
    "statements found and source right, IoU 0.8": "... and the right source",
    "times with the right value": "times with the right value",
    "places found": "places found",
    "  place within 25 km (of those found)": "... of those found, within 25 km",
    "arrangements found": "truces, talks, corridors found",
    "positions (who, stance, on what)": "positions of parties",
    "events (type and trigger)": "events",
}


def readme_table(scores: dict[str, dict[str, float]]) -> str:
    """Return the short table of the README."""
    rows = [f"| {words} | {scores['all'][n]:.2f} | {scores['check'][n]:.2f} |" for n, words in SHORT.items()]
    head = (
        "F1 on 38 real French reports of 2016 to 2020 marked by hand; `check` are the 8 of them that nobody reads while rules\n"
        "are made: what a new report can expect (`make eval`).\n\n| | all | check |\n| --- | --- | --- |\n"
    )
    return head + "\n".join(rows)


def full_table(scores: dict[str, dict[str, float]]) -> str:
    """Return the whole table of docs/reading.md."""
    parts = ("all", "look", "opened", "check")
    rows = []
    for name in scores["all"]:
        # a part with no such entry at all has no such line
        cells = [f"{scores[part][name]:.3f}" if name in scores[part] else "" for part in parts]
        rows.append("| " + " | ".join([name.strip(), *cells]) + " |")
    return "\n".join(["| F1 | " + " | ".join(parts) + " |", "| --- " * 5 + "|", *rows])


def put(path: Path, block: str) -> None:
    """Replace what stands between the marks of a document."""
    text = path.read_text(encoding="utf-8")
    new = re.sub(r"<!-- scores -->.*?<!-- /scores -->", lambda _: f"<!-- scores -->\n{block}\n<!-- /scores -->", text, flags=re.S)
    path.write_text(new, encoding="utf-8")


def main() -> int:
    """Rewrite the documents."""
    if not SCORES.exists():
        print("no build/scores.json: run eval/run.py first")
        return 1
    scores = json.loads(SCORES.read_text(encoding="utf-8"))
    put(ROOT / "README.md", readme_table(scores))
    put(ROOT / "docs" / "reading.md", full_table(scores))
    return 0


if __name__ == "__main__":
    sys.exit(main())
