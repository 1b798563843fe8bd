"""Score the cross-check on the development gold: from the gold records as input, and from the reader's own records.

    python eval/relations.py [--records DIR] [--gold-only] [--misses] [--update]

`--records DIR` takes records that `eval/run.py --records DIR` kept; without it the reports are read anew (parses are
cached). Pairs count by parts: `look` where both reports are of it, `check` where one is, whose misses are never printed,
`opened` for the others (eval/run.py says what the parts are).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from run import BENCH, PARTS, half_of, read_records  # noqa: E402
from selon.crosscheck.pairs import relations_of_records  # noqa: E402

FLOORS = HERE / "relation_floors.json"
# a floor is kept this far under the score reached: one relation of 712 is 0.0014, and the reader's own move with it
SLACK = 0.01
ENTRY_KEYS = ("figures", "statements", "arrangements", "events")


def first(value: Any) -> Any:  # noqa: ANN401 - YAML
    """Return the first accepted reading of a gold value."""
    return (value[0] if value else None) if isinstance(value, list) else value


def gold_source(value: Any) -> Any:  # noqa: ANN401 - YAML
    """Return a gold source in the form of a record; its other accepted names stand in for its body."""
    source = first(value)
    if source is None:
        return None
    names = source.get("names") or [None]
    return {
        "name": first(names),
        "organization": source.get("organization") or (names[1] if len(names) > 1 else None),
        "kind": first(source.get("kind")),
        "told_to": source.get("told_to"),
    }


def gold_place(value: Any) -> Any:  # noqa: ANN401 - YAML
    """Return a gold place in the form of a record."""
    place = first(value)
    return None if place is None else {**place, "name": first(place.get("names"))}


def gold_record(gold: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """Return a gold file as one reader could have written it: the first accepted reading of every field."""
    head = {**{k: first(v) if k != "agencies" else v for k, v in gold["report"].items()}, "outlet": given.get("outlet")}
    head["published"] = head.get("published") or given.get("published")
    head["agencies"] = [first(a) for a in head.get("agencies") or []]
    record: dict[str, Any] = {"report": head, "text": gold["text"]}
    for kind in ENTRY_KEYS:
        record[kind] = [gold_entry(e) for e in gold[kind]]
    return record


def gold_entry(entry: dict[str, Any]) -> dict[str, Any]:
    """Return one gold entry with its first readings."""
    found = {
        k: first(v) if k not in ("span", "spans", "part_of", "positions", "by", "actors", "targets") else v
        for k, v in entry.items()
    }
    found["span"] = list(entry["span"]) if entry.get("span") else None
    found["part_of"] = list(entry["part_of"]) if entry.get("part_of") else None
    for key, shape in (("source", gold_source), ("place", gold_place)):
        if key in entry:
            found[key] = shape(entry[key])
    return found


def part_of_pair(names: Iterable[str]) -> str:
    """Return the part of a pair: that of the report that was looked at least."""
    return max((half_of(name) for name in names), key=PARTS.index)


def of_part(path: Path, part: str | None) -> dict[str, Any]:
    """Return the gold pairs of a part (None: all)."""
    import gold as gold_files

    def wanted(row: dict[str, Any]) -> bool:
        return part is None or part_of_pair(row[k].split(":")[0].strip() for k in ("a", "b")) == part

    content = gold_files.read_yaml(path)
    return {kind: [row for row in content[kind] if wanted(row)] for kind in ("figures", "reports")}


def score_part(
    golds: dict[str, Any], said: dict[str, Any], part: str | None, notes: list[tuple[Any, ...]]
) -> dict[str, tuple[float, ...]]:
    """Return the scorer's lines for the pairs of a part (None: all)."""
    import score
    import yaml

    def counts(pair: dict[str, Any]) -> bool:
        return part is None or part_of_pair(pair[k]["report"] for k in ("a", "b")) == part

    rows = of_part(BENCH / "dev" / "relations.yaml", part)
    tally = score.Tally()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "relations.yaml"
        path.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
        mine = {"figures": [p for p in said["figures"] if counts(p)], "reports": said["reports"]}
        score.score_relations(path, golds, mine, tally, lambda *what: notes.append(what))
    return {row[0]: row[1:] for row in tally.rows()}


def show(title: str, golds: dict[str, Any], said: dict[str, Any], *, misses: bool) -> dict[str, tuple[float, ...]]:
    """Print the lines of the scorer for one kind of input; return them."""
    notes: list[tuple[Any, ...]] = []
    parts = {part: score_part(golds, said, part, [] if part == "check" else notes) for part in PARTS}
    both = score_part(golds, said, None, [])
    if misses:
        for note in notes:
            print(" | ".join(str(part) for part in note))
    print(f"{title:<44}{'P':>7}{'R':>7}{'F1':>7}   " + " ".join(f"{part:>6}" for part in PARTS) + "   right/said/gold")
    for name, (p, r, f, right, count, gold) in both.items():
        of_parts = " ".join(f"{parts[part][name][2]:6.3f}" for part in PARTS)
        print(f"{name:<44}{p:7.3f}{r:7.3f}{f:7.3f}   {of_parts}   {right}/{count}/{gold}")
    return both


def main() -> int:
    """Run the evaluation of the cross-check."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--records", type=Path, help="records that eval/run.py kept")
    options.add_argument("--gold-only", action="store_true", help="leave the reader's own records out")
    options.add_argument("--update", action="store_true", help="raise the floors to what was reached")
    options.add_argument("--misses", action="store_true", help="print what is wrong between reports that may be looked at")
    chosen = options.parse_args()
    if not (BENCH / "dev" / "relations.yaml").exists():
        print("no benchmark here: relations.yaml stands beside the project in ../shared; nothing was measured")
        return 0
    import gold as gold_files

    rows = (BENCH / "dev" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    given = {row["id"]: row for row in map(json.loads, rows)}
    golds = {p.stem: gold_files.load(p) for p in sorted((BENCH / "dev").glob("*.yaml")) if p.stem != "relations"}
    records = [gold_record(gold_files.load(BENCH / "dev" / f"{n}.yaml"), given[n]) for n in golds]
    reached = {"gold": show("given the gold records", golds, relations_of_records(records), misses=chosen.misses)}
    if not chosen.gold_only:
        own = relations_of_records(own_records(chosen.records, given))
        reached["own"] = show("from the reader's own records", golds, own, misses=chosen.misses)
    return gate(
        {f"{kind}: {name}": row[2] for kind, rows_ in reached.items() for name, row in rows_.items()}, update=chosen.update
    )


def gate(reached: dict[str, float], *, update: bool) -> int:
    """Compare with the floors; with `update`, raise those that were passed. Return 1 if one sank."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    sunk = [name for name, floor in floors.items() if name in reached and reached[name] < floor]
    for name in sunk:
        print(f"FLOOR SUNK {name}: {reached[name]:.3f} under {floors[name]:.3f}")
    if update:
        raised = {name: max(floors.get(name, 0.0), round(value - SLACK, 3)) for name, value in reached.items()}
        FLOORS.write_text(json.dumps(floors | raised, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if not sunk:
        print("all floors hold")
    return 1 if sunk else 0


def own_records(folder: Path | None, given: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Return the reader's records of the benchmark, read anew when no folder has them."""
    if folder is not None and any(folder.glob("*.json")):
        found = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in folder.glob("*.json") if p.stem in given}
    else:
        with tempfile.TemporaryDirectory() as temporary:
            found = read_records(Path(temporary), cache=True)
    return [{**record, "text": given[name]["text"]} for name, record in found.items()]


if __name__ == "__main__":
    sys.exit(main())
