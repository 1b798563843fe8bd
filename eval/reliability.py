"""Print how often claims of a band of confidence were fully right, as the reader ships and cross-fitted.

    python eval/reliability.py

"As shipped": the weights have seen all these reports. "Cross-fitted": each report is judged by weights that never saw it,
which is what a new report can expect.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))


def main() -> int:
    """Print both tables."""
    from run import BENCH

    if not (BENCH / "dev" / "reports.jsonl").exists():
        print("no benchmark here: nothing was measured")
        return 0
    import calibrate

    kinds = calibrate.rows_by_kind()
    shipped = calibrate.shipped()
    for title, said in (
        ("as shipped", {k: [(calibrate.apply(shipped.get(k, {}), f), r) for _, f, r in rows] for k, rows in kinds.items()}),
        ("cross-fitted", {k: calibrate.cross_fitted(rows) for k, rows in kinds.items()}),
    ):
        print(f"fully right, by confidence ({title})")
        calibrate.heading()
        for kind, pairs in said.items():
            calibrate.table(kind, pairs)
        calibrate.table("all", [pair for pairs in said.values() for pair in pairs])
    return 0


if __name__ == "__main__":
    sys.exit(main())
