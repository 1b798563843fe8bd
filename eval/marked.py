"""Score the figures of corpus reports that were marked for this project: other subjects and other years than the benchmark's.

    python eval/marked.py [--misses WORD]

The marks stand in marked/figures.jsonl, by the report's id and by offsets: the texts are in the shared corpus and nowhere
here. They were made after GUIDE.md before anybody had seen what the reader makes of these reports. The misses of the half
`read` were read while rules were made; of the half `apart` only the totals were looked at, and --misses never prints it.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from typing import Any

from run import HERE, SHARED, cached_parses

MARKS = HERE / "marked" / "figures.jsonl"
CORPUS = SHARED / "corpus" / "news-fr.jsonl.gz"
HALVES = ("read", "apart")
# what a record of marks leaves out: only figures were marked
UNMARKED = ("statements", "times", "places", "arrangements", "events")

Marked = tuple[str, dict[str, Any], dict[str, Any]]


def marked_rows() -> list[Marked]:
    """Return the half, the row and the marks of each report; one whose text is not the one marked is named and left out."""
    import gold as gold_files

    marks = {m["report"]: m for m in map(json.loads, MARKS.read_text(encoding="utf-8").splitlines())}
    found = []
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            mark = marks.get(row["id"])
            if mark is None:
                continue
            text = gold_files.normalise(row["text"])
            if hashlib.sha256(text.encode()).hexdigest()[:16] != mark["text_sha256"]:
                print(f"{row['id']}: the text is another than the one that was marked; left out")
                continue
            figures = [figure(f, text) for f in mark["figures"]]
            found.append((mark["half"], row, {"text": text, "report": {}, "figures": figures, **dict.fromkeys(UNMARKED, ())}))
    return found


def figure(mark: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a mark in the form of the gold: its names are read where they stand in the text."""
    scope = {key: named(mark[key], text) for key in ("source", "place")}
    return {**mark, **scope, "span": tuple(mark["span"]), "part_of": mark["part_of"] and tuple(mark["part_of"])}


def named(value: Any, text: str) -> Any:  # noqa: ANN401 - a mark: one reading, a list of them, or none
    """Return a source or place with its accepted names; `also` has those that the report does not have in these words."""
    if isinstance(value, list):
        return [named(one, text) for one in value]
    if value is None:
        return None
    names = [*(text[start:end] for start, end in value["named_at"]), *value.get("also", ())]
    return {**value, "names": names}


def main() -> int:
    """Print the table of figures, all and by halves; with `--misses`, each miss of a kind in the half `read` first."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", metavar="WORD", help="print what is wrong or missing in the lines that hold this word")
    wanted = parser.parse_args().misses
    if not CORPUS.exists():
        print("no shared corpus here: nothing was measured")
        return 0
    import score

    from selon.ingest.fields import report_from_fields
    from selon.journey import assemble
    from selon.lang.pack import load_pack
    from selon.model.as_json import record_json

    pack, rows = load_pack("fr"), marked_rows()
    tallies = {name: score.Tally() for name in ("all", *HALVES)}
    for parsed, (half, row, marks) in zip(cached_parses([report_from_fields(r) for _, r, _ in rows], pack), rows, strict=True):
        record = {**record_json(assemble(parsed, pack)), **dict.fromkeys(UNMARKED, ())}
        notes: list[tuple[Any, ...]] = []
        score.score_report(marks, record, tallies["all"], lambda *what, to=notes: to.append(what))
        score.score_report(marks, record, tallies[half], lambda *_: None)
        for what, words, want, have in notes:
            if wanted and wanted in what and half == "read":
                print(f"{row['id']} | {what} | {words!r} | marked {want!r} | record {have!r}")
    show(tallies, rows)
    return 0


def show(tallies: dict[str, Any], rows: list[Marked]) -> None:
    """Print the lines of the scorer that figures have: all, then the halves."""
    count = {half: sum(h == half for h, _, _ in rows) for half in HALVES}
    print(f"figures of {len(rows)} marked reports of the corpus: {count['read']} read, {count['apart']} kept apart")
    scores = {name: {line[0]: line[3] for line in tally.rows()} for name, tally in tallies.items()}
    print(f"{'':52}{'P':>7}{'R':>7}{'F1':>7}   {'read':>6} {'apart':>6}   right/said/marked")
    for name, precision, recall, f1, right, said, marked in tallies["all"].rows():
        if "figure" in name and "belong" not in name:
            halves = [scores[half].get(name, 0.0) for half in HALVES]
            print(
                f"{name:<52}{precision:7.3f}{recall:7.3f}{f1:7.3f}   {halves[0]:6.3f} {halves[1]:6.3f}   {right}/{said}/{marked}"
            )


if __name__ == "__main__":
    sys.exit(main())
