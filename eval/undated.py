"""Take the day of publication away from the reports of the benchmark and see how often it is worked out again.

    python eval/undated.py

Prints, for each half: reports, those with a set of days that fit, sets that hold the true day, days settled, and settled
right. The halves are those of run.py.
"""

from __future__ import annotations

import dataclasses
import json
from collections import Counter

from run import BENCH, PARTS, cached_parses, half_of


def main() -> int:
    """Print how often the day of an undated report is told."""
    path = BENCH / "dev" / "reports.jsonl"
    if not path.exists():
        print("no benchmark here: nothing was measured")
        return 0
    from selon.ingest.fields import report_from_fields
    from selon.lang.pack import load_pack
    from selon.read.times import find_times
    from selon.resolve.published import settle_published

    pack = load_pack("fr")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    counts: dict[str, Counter[str]] = {part: Counter() for part in PARTS}
    for parsed in cached_parses([report_from_fields(row) for row in rows], pack):
        truth = (parsed.report.published or "")[:10]
        undated = dataclasses.replace(parsed, report=dataclasses.replace(parsed.report, published=None))
        told = settle_published(undated, find_times(undated, pack), pack)
        count = counts[half_of(parsed.report.id)]
        count["reports"] += 1
        count["with days"] += bool(told.days)
        count["days hold the true one"] += truth in told.days
        count["settled"] += told.day is not None
        count["settled right"] += told.day == truth
    print(f"{'undated reports':<28}" + "".join(f"{part:>8}" for part in PARTS))
    for name in ("reports", "with days", "days hold the true one", "settled", "settled right"):
        print(f"{name:<28}" + "".join(f"{counts[part][name]:>8}" for part in PARTS))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
