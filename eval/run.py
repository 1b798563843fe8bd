"""Score the reader on the development gold, in three parts, against the floors kept beside this file.

    python eval/run.py [--only WORD] [--misses] [--records DIR] [--update] [--no-cache]

The parts were chosen by a hash of the report's id: `look` may be looked at while rules are made, `check` is for checking
only (--misses never prints it), `opened` are eight reports that were for checking until their last number was written down
(docs/reading.md) and may be looked at since. A floor that sinks fails the run; --update raises floors, never lowers them.
"""

from __future__ import annotations

import argparse
import hashlib
import inspect
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
BENCH = SHARED / "bench"
FLOORS = HERE / "floors.json"
CACHE = HERE.parent / "build" / "parses"
SCORES = HERE.parent / "build" / "scores.json"
# a floor is kept this far under the score reached, so that one flipped entry of a small count does not fail a run
SLACK = 0.002

sys.path.insert(0, str(BENCH))


# whole stories, so that what stays closed shares no event with what is read: four of these are stories whose other
# reports were looked at already, or of which one was once opened by mistake
OPENED = frozenset(
    (
        "srilanka-a",
        "libye-hrw",
        "mali-helico-a",
        "mali-21dec",
        "benin-otages",
        "burkina-otages",
        "deplaces-afp",
        "deplaces-orange",
    )
)
PARTS = ("look", "opened", "check")


def half_of(name: str) -> str:
    """Return the part that a report belongs to: `look`, `opened` or `check`."""
    if name in OPENED:
        return "opened"
    return "look" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "check"


def read_records(folder: Path, *, cache: bool) -> dict[str, dict[str, Any]]:
    """Read all reports of the benchmark and write their records into `folder`."""
    from selon.ingest.fields import report_from_fields
    from selon.journey import assemble
    from selon.lang.pack import load_pack
    from selon.model.as_json import record_json
    from selon.read.parse import parse_many

    pack = load_pack("fr")
    rows = [json.loads(line) for line in (BENCH / "dev" / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    reports = [report_from_fields(row) for row in rows]
    parses: Iterator[Any] = cached_parses(reports, pack) if cache else parse_many(reports, pack)
    records = {}
    for parsed in parses:
        record = record_json(assemble(parsed, pack))
        records[parsed.report.id] = record
        (folder / f"{parsed.report.id}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    return records


def cached_parses(reports: list[Any], pack: Any) -> Iterator[Any]:  # noqa: ANN401 - development only
    """Yield parses kept under build/parses: the parse changes only with the text and its cuts, and is most of the time."""
    import spacy
    from spacy.tokens import Doc

    from selon.model.parsed import Parsed
    from selon.read import parse
    from selon.read.parse import parse_many
    from selon.read.segments import find_quotations, find_sentences

    CACHE.mkdir(parents=True, exist_ok=True)
    # what is mended after the tagger changes a parse as well
    reader = inspect.getsource(parse)
    vocab = spacy.blank("fr").vocab
    for report in reports:
        paragraphs, sentences = find_sentences(report, pack)
        read_from = (pack.spacy_model, reader, report.clean, [s.span for s in sentences])
        key = hashlib.sha256(repr(read_from).encode()).hexdigest()[:24]
        kept = CACHE / key
        if not kept.exists():
            parsed = next(iter(parse_many([report], pack)))
            part = kept.with_suffix(f".{hash(report.id) % 9999}")
            part.write_bytes(parsed.doc.to_bytes())
            part.replace(kept)
            yield parsed
            continue
        doc = Doc(vocab).from_bytes(kept.read_bytes())
        quotations = find_quotations(report.clean, paragraphs, pack)
        yield Parsed(report=report, doc=doc, sentences=sentences, paragraphs=paragraphs, quotations=quotations)


def score_half(
    records: dict[str, dict[str, Any]], half: str | None, notes: list[tuple[Any, ...]]
) -> dict[str, tuple[float, ...]]:
    """Return precision, recall, F1 and counts of each line of the scorer over the reports of a part (None: all)."""
    import gold as gold_files
    import score

    tally = score.Tally()
    for path in sorted((BENCH / "dev").glob("*.yaml")):
        name = path.stem
        if name == "relations" or (half and half_of(name) != half):
            continue
        gold = gold_files.load(path)
        score.score_report(gold, records.get(name, {}), tally, lambda *what, at=name: notes.append((at, *what)))
    return {row[0]: row[1:] for row in tally.rows()}


def show(both: dict[str, dict[str, tuple[float, ...]]], only: str) -> None:
    """Print the table: all, then the parts."""
    print(f"{'':52}{'P':>7}{'R':>7}{'F1':>7}   {'look':>6} {'opened':>6} {'check':>6}   right/said/gold")
    for name, (p, r, f, right, said, gold) in both["all"].items():
        if only and only not in name:
            continue
        parts = " ".join(f"{both[h].get(name, (0, 0, 0))[2]:6.3f}" for h in PARTS)
        print(f"{name:<52}{p:7.3f}{r:7.3f}{f:7.3f}   {parts}   {right}/{said}/{gold}")


def gate(scores: dict[str, tuple[float, ...]], *, update: bool) -> int:
    """Compare with the floors; with `update`, raise those that were passed. Return 1 if one sank."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    sunk = [(n, floor, scores.get(n, (0, 0, 0))[2]) for n, floor in floors.items() if scores.get(n, (0, 0, 0))[2] < floor]
    for name, floor, now in sunk:
        print(f"FLOOR SUNK {name.strip()}: {now:.3f} under {floor:.3f}")
    if update:
        for name, row in scores.items():
            floors[name] = max(floors.get(name, 0.0), round(row[2] - SLACK, 3))
        FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if not sunk:
        print("all floors hold")
    return 1 if sunk else 0


def main() -> int:
    """Run the evaluation."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="print only lines and misses that hold this word")
    options.add_argument("--misses", action="store_true", help="print what is wrong in the parts that may be looked at")
    options.add_argument("--records", type=Path, help="keep the records in this folder")
    options.add_argument("--update", action="store_true", help="raise the floors to what was reached")
    options.add_argument("--no-cache", action="store_true", help="parse anew")
    chosen = options.parse_args()
    if not (BENCH / "dev" / "reports.jsonl").exists():
        print(f"no benchmark here: {BENCH.name}/dev stands beside the project in ../shared; nothing was measured")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.records or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        records = read_records(folder, cache=not chosen.no_cache)
    notes: list[tuple[Any, ...]] = []
    both = {
        "look": score_half(records, "look", notes),
        "opened": score_half(records, "opened", notes),
        "check": score_half(records, "check", []),
        "all": score_half(records, None, []),
    }
    if chosen.misses:
        for at, what, words, want, have in notes:
            if chosen.only in what:
                print(f"{at} | {what} | {words!r} | gold {want!r} | record {have!r}")
    show(both, chosen.only)
    plain = {half: {name: row[2] for name, row in rows.items()} for half, rows in both.items()}
    SCORES.parent.mkdir(parents=True, exist_ok=True)
    SCORES.write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    return gate(both["all"], update=chosen.update)


if __name__ == "__main__":
    sys.exit(main())
