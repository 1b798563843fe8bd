"""Fit the reader's confidence on the gold and on marked figures, and write src/selon/claims/calibration.json.

    python tools/calibrate.py [--print-only]

A logistic regression for each kind of claim over what the reader knows of it (its rules, its fields, where it stands).
The rules were made on one half of the reports and are more often right there than on a new report: a claim of that half
carries a mark while the weights are fitted, and no claim carries it when they are used, so that the confidence is that of
reports nobody looked at. Figures are also fitted on the reports of the corpus that were marked for this project. The table
that is printed is cross-fitted: each report is judged by weights that never saw it.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "eval"), str(ROOT.parent / "shared" / "bench")]
TARGET = ROOT / "src" / "selon" / "claims" / "calibration.json"
# a feature seen in fewer claims says more of a report than of the language; tried 3, 5, 8, 12: 8 was best cross-fitted
SUPPORT = 8
# the strength of the prior; tried 0.03, 0.1, 0.3, 1: 0.1 was best cross-fitted
C = 0.1
FOLDS = 6
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)

# the mark of the half that was looked at: takes up how much better the rules know it
LOOKED_AT = "looked at"

Row = tuple[str, dict[str, float], bool]


def rows_by_kind() -> dict[str, list[Row]]:
    """Return for each kind its claims: report, features, fully right or not."""
    import gold as gold_files

    from judge import BENCH, judge
    from marked import CORPUS, marked_rows
    from run import cached_parses
    from selon import journey
    from selon.claims import confidence
    from selon.ingest.fields import report_from_fields
    from selon.lang.pack import load_pack
    from selon.model.as_json import record_json
    from selon.model.settled import Settled

    seen: dict[str, list[dict[str, float]]] = {}

    def recorded(entries: list[confidence.Entry], kind: str, settled: Settled) -> list[confidence.Entry]:
        seen[kind] = [dict(confidence.features(e, settled)) for e in entries]
        return entries

    setattr(journey, "with_confidence", recorded)  # noqa: B010 - what the path calls is replaced to see its features
    found: dict[str, list[Row]] = {}
    lines = (BENCH / "dev" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    pack = load_pack("fr")
    for parsed in cached_parses([report_from_fields(json.loads(line)) for line in lines], pack):
        record = record_json(journey.assemble(parsed, pack))
        name = parsed.report.id
        for kind, verdicts in judge(gold_files.load(BENCH / "dev" / f"{name}.yaml"), record).items():
            pairs = zip(seen[kind], verdicts, strict=True)
            found.setdefault(kind, []).extend((name, f, v) for f, v in pairs if v is not None)
    for half, row, marks in marked_rows() if CORPUS.exists() else ():
        parsed = next(iter(cached_parses([report_from_fields(row)], pack)))
        record = record_json(journey.assemble(parsed, pack))
        pairs = zip(seen["figure"], judge(marks, record)["figure"], strict=True)
        found["figure"].extend((f"{half}/{row['id']}", f, v) for f, v in pairs if v is not None)
    return found


def was_read(name: str) -> bool:
    """Say whether rules were made from a report: the half of the gold that may be looked at, the marked ones that were read."""
    from run import half_of

    half, _, marked = name.partition("/")
    return half == "read" if marked else half_of(name) != "check"


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights of a kind: feature to weight, "" the constant."""
    counts = Counter(name for _, features, _ in rows for name, value in features.items() if value)
    kept = [{n: v for n, v in features.items() if counts[n] >= SUPPORT} | looked_at(name) for name, features, _ in rows]
    right = [r for _, _, r in rows]
    if len(set(right)) < 2:
        return {"": 3.0 if right and right[0] else -3.0}
    vectors = DictVectorizer(sparse=False)
    model = LogisticRegression(C=C, max_iter=2000).fit(vectors.fit_transform(kept), right)
    weights = {
        n: round(float(w), 4) for n, w in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True) if abs(w) > 1e-4
    }
    return {"": round(float(model.intercept_[0]), 4), **weights}


def looked_at(name: str) -> dict[str, float]:
    """Return the mark of a report of the half that was looked at; strong, so that the prior does not shrink it."""
    return {LOOKED_AT: 5.0 if was_read(name) else 0.0}


def apply(weights: dict[str, float], features: dict[str, float]) -> float:
    """Return the confidence that weights give to a claim."""
    total = weights.get("", 0.0) + sum(weights.get(n, 0.0) * v for n, v in features.items())
    return float(1.0 / (1.0 + numpy.exp(-total)))


def cross_fitted(rows: Sequence[Row]) -> list[tuple[float, bool]]:
    """Return for each claim of reports not read the confidence by weights that never saw its report, and whether right."""
    names = sorted({name for name, _, _ in rows})
    found: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        weights = fit([r for r in rows if r[0] not in out])
        found.extend((apply(weights, features), right) for name, features, right in rows if name in out and not was_read(name))
    return found


def table(title: str, said: Sequence[tuple[float, bool]]) -> None:
    """Print how often claims of a band of confidence were fully right."""
    cells = []
    for low, high in itertools.pairwise(BANDS):
        band = [right for sure, right in said if low <= sure < high]
        cells.append(f"{sum(band) / len(band):5.2f} of {len(band):<4}" if band else f"{'-':>13}")
    print(f"{title:<14}" + " ".join(cells))


def heading() -> None:
    """Print the bands."""
    print(f"{'':14}" + " ".join(f"{low:.1f} to {min(high, 1.0):.1f}   " for low, high in itertools.pairwise(BANDS)))


def shipped() -> dict[str, dict[str, float]]:
    """Return the weights that the reader ships, none if there is no file."""
    if not TARGET.exists():
        return {}
    found: dict[str, dict[str, float]] = json.loads(TARGET.read_text(encoding="utf-8"))
    return found


def main() -> int:
    """Fit, print, write."""
    kinds = rows_by_kind()
    print("fully right, by confidence (cross-fitted)")
    heading()
    every: list[tuple[float, bool]] = []
    for kind, rows in kinds.items():
        said = cross_fitted(rows)
        every.extend(said)
        table(kind, said)
    table("all", every)
    if "--print-only" not in sys.argv:
        weights = {kind: fit(rows) for kind, rows in kinds.items()}
        TARGET.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        print(f"wrote {TARGET.relative_to(ROOT)}, {TARGET.stat().st_size / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
