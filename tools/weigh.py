"""Learn how to weigh places and periods from marked numbers, and write the trees into the pack.

    python tools/weigh.py [--check]

What is learned from: dispatches written for it, corpus reports whose numbers were marked, the half of the gold that may be
looked at. The marked reports kept `apart` and the other half of the gold are never learned from: --check prints how often
the rules and the trees are right on them and, cross-fitted, on the rest, and writes nothing.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "eval"), str(ROOT.parent / "shared" / "bench")]
PACK = ROOT / "src" / "selon" / "lang" / "fr"
FIELDS = ("place", "period")
UNSEEN = ("apart", "check")
# dispatches of our own are harder than the press's: they count for less (tried 0.5, 0.6, 1: .4 of a point apart)
# the sentences that the rules were made with are few, and each stands for many
WEIGHTS = {"written": 0.6, "pack": 4.0}
# tried on the cross-fitted marks: 15 and 31 leaves, 120 to 500 trees, 40 to 100 numbers in a leaf, three losses; flat
TREES = 150
SETTINGS = {
    "objective": "lambdarank",
    "learning_rate": 0.1,
    "num_leaves": 31,
    "min_data_in_leaf": 80,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.95,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "lambdarank_truncation_level": 20,
    "max_bin": 63,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}
# what another reading must be likelier by; set on the cross-fitted marks
MARGINS = (0.0, 0.2, 0.4, 0.6)
MARGIN = 0.4
FOLDS = 4

# of one number: its report, its kind, for each candidate its features and whether it is right
Group = tuple[str, str, list[tuple[dict[str, float], bool]]]


def groups() -> dict[str, list[Group]]:
    """Return for each field the numbers that are marked, each with its candidates."""
    import score

    from run import cached_parses
    from scopes import Scoped, scoped_reports
    from selon import journey
    from selon.claims import figures
    from selon.claims.weigh_periods import period_candidates
    from selon.claims.weigh_places import place_candidates
    from selon.ingest.fields import report_from_fields
    from selon.lang.pack import load_pack

    seen: dict[str, Any] = {}

    def of_periods(ruled: Any, numbers: Any, _pack: Any) -> Any:  # noqa: ANN401 - stands in for the real one
        seen["period"] = [
            [(f, days and {"start": days[0], "end": days[1]}) for days, _, f in rows]
            for rows in period_candidates(ruled, numbers)
        ]
        seen["spans"] = [tuple(d.counted.number.span) for d in numbers.drafts]
        return ruled.found

    def of_places(found: Any, scenes: Any, numbers: Any, _pack: Any) -> Any:  # noqa: ANN401 - stands in for the real one
        seen["place"] = [[(f, c and point(c.place)) for c, f in rows] for rows in place_candidates(found, scenes, numbers)]
        return found

    setattr(figures, "weighed_periods", of_periods)  # noqa: B010 - what the path calls is replaced to see its features
    setattr(figures, "weighed_places", of_places)  # noqa: B010
    found: dict[str, list[Group]] = {name: [] for name in FIELDS}
    pack = load_pack("fr")
    marked: list[Scoped] = [*scoped_reports(), *checked()]
    parses = cached_parses([report_from_fields(one.row) for one in marked], pack)
    for one, parsed in zip(marked, parses, strict=True):
        seen.clear()
        journey.assemble(parsed, pack)
        for at, span in enumerate(seen.get("spans", ())):
            if span in one.places:
                place = [(f, any(score.same_place(p, g) for g in one.places[span])) for f, p in seen["place"][at]]
                found["place"].append((one.row["id"], one.kind, place))
            if span in one.periods:
                period = [(f, score.same_period(p, one.periods[span])) for f, p in seen["period"][at]]
                found["period"].append((one.row["id"], one.kind, period))
    return found


def point(place: Any) -> dict[str, Any]:  # noqa: ANN401 - a place of a record
    """Return a place as the scorer knows it."""
    return {"name": place.name, "latitude": place.latitude, "longitude": place.longitude}


def checked() -> Iterator[Any]:
    """Yield the half of the gold that is for checking."""
    import json

    import gold as gold_files

    from run import BENCH, half_of
    from scopes import _of_figures

    lines = (BENCH / "dev" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        if half_of(row["id"]) == "check":
            yield _of_figures("check", row, gold_files.load(BENCH / "dev" / f"{row['id']}.yaml")["figures"])


def table(numbers: Sequence[Group], names: Sequence[str]) -> np.ndarray[Any, Any]:
    """Return the features of all candidates, one a line."""
    from selon.claims.weights import LACKING

    return np.array([[f.get(n, LACKING) for n in names] for _, _, rows in numbers for f, _ in rows], dtype=np.float32)


def learned(numbers: Sequence[Group], names: Sequence[str]) -> lightgbm.Booster:
    """Return trees learned from numbers of which at least one candidate is right."""
    known = [g for g in numbers if any(right for _, right in g[2])]
    sizes = [len(rows) for _, _, rows in known]
    right = [int(r) for _, _, rows in known for _, r in rows]
    weights = np.repeat([WEIGHTS.get(kind, 1.0) for _, kind, _ in known], sizes)
    data = lightgbm.Dataset(
        table(known, names), right, group=sizes, weight=weights, feature_name=[f"f{n}" for n in range(len(names))]
    )
    return lightgbm.train(SETTINGS, data, TREES)


def hits(model: lightgbm.Booster, numbers: Sequence[Group], names: Sequence[str]) -> Iterator[tuple[str, list[bool]]]:
    """Yield for each number its kind, and whether the rules and the trees at each margin are right."""
    from selon.claims.weights import likeliest

    scores, at = model.predict(table(numbers, names)), 0
    for _, kind, rows in numbers:
        own = np.asarray(scores[at : at + len(rows)])
        at += len(rows)
        ruled = next(n for n, (f, _) in enumerate(rows) if f["ruled"])
        yield kind, [rows[ruled][1], *(rows[likeliest(own, ruled, margin)][1] for margin in MARGINS)]


def report(title: str, said: Sequence[tuple[str, list[bool]]]) -> None:
    """Print how often the rules and the trees were right, by kind of report."""
    for kind in sorted({k for k, _ in said}):
        right = np.array([r for k, r in said if k == kind])
        print(
            f"{title:<8} {kind:<8} {len(right):6} rules {right[:, 0].mean():.3f}  trees",
            *(f"{m:.3f}" for m in right[:, 1:].mean(axis=0)),
        )


def check(field: str, numbers: Sequence[Group], names: Sequence[str]) -> None:
    """Print how good trees are on reports that they have not seen."""
    known = [g for g in numbers if g[1] not in UNSEEN]
    ids = sorted({g[0] for g in known})
    random.Random(1).shuffle(ids)  # noqa: S311 - folds
    fold = {name: n % FOLDS for n, name in enumerate(ids)}
    said: list[tuple[str, list[bool]]] = []
    for n in range(FOLDS):
        model = learned([g for g in known if fold[g[0]] != n], names)
        said += hits(model, [g for g in known if fold[g[0]] == n], names)
    report(field, said)
    report(field, list(hits(learned(known, names), [g for g in numbers if g[1] in UNSEEN], names)))


def flat(model: lightgbm.Booster, names: Sequence[str], margin: float) -> dict[str, Any]:
    """Return trees as arrays: a mask of the leaves that each node strikes out where its feature is above its threshold."""
    from selon.claims.weights import LEAVES

    feature: list[int] = []
    threshold: list[float] = []
    mask: list[int] = []
    first: list[int] = []
    leaves: list[list[float]] = []

    def walk(node: dict[str, Any], values: list[float]) -> int:
        if "leaf_value" in node:
            values.append(float(node["leaf_value"]))
            return 1 << (len(values) - 1)
        at = len(feature)
        feature.append(int(node["split_feature"]))
        threshold.append(float(node["threshold"]))
        mask.append(0)
        mask[at] = walk(node["left_child"], values)
        return mask[at] | walk(node["right_child"], values)

    for tree in model.dump_model()["tree_info"]:
        values: list[float] = []
        start = len(feature)
        walk(tree["tree_structure"], values)
        if len(feature) > start:
            first.append(start)
            leaves.append(values + [0.0] * (LEAVES - len(values)))
    return {
        "names": np.array(names),
        "feature": np.array(feature, np.int32),
        "threshold": np.array(threshold, np.float32),
        "mask": np.array(mask, np.uint32),
        "first": np.array(first, np.int32),
        "leaves": np.array(leaves, np.float32),
        "margin": np.float32(margin),
    }


def main() -> int:
    """Learn, and write or print."""
    found = groups()
    print(dict(Counter(g[1] for g in found["place"])))
    for field in FIELDS:
        names = sorted({name for _, _, rows in found[field] for f, _ in rows for name in f})
        if "--check" in sys.argv:
            check(field, found[field], names)
            continue
        model = learned([g for g in found[field] if g[1] not in UNSEEN], names)
        np.savez_compressed(PACK / f"weights_{field}.npz", **flat(model, names, MARGIN))
    return 0


if __name__ == "__main__":
    sys.exit(main())
