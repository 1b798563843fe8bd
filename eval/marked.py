"""Score the figures of corpus reports that were marked for this project: other subjects and other years than the benchmark's.

    python eval/marked.py [--misses WORD]

The marks stand in marked/figures.jsonl, by the report's id and by offsets: the texts are in the shared corpus and nowhere
here. They were made after GUIDE.md by people who had not seen what the reader makes of these reports; later the misses were
read, so that the scores say how far the rules reach on reports that they were partly made from.
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
# what a record of marks leaves out: only figures were marked
UNMARKED = ("statements", "times", "places", "arrangements", "events")


def marked_rows() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the rows of the corpus with their marks; a text that is not the one that was marked is named and left out."""
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
            figures = [{**f, "span": tuple(f["span"]), "part_of": f["part_of"] and tuple(f["part_of"])} for f in mark["figures"]]
            found.append((row, {"text": text, "report": {}, "figures": figures, **dict.fromkeys(UNMARKED, ())}))
    return found


def main() -> int:
    """Print the table of figures; with `--misses`, each miss of a kind first."""
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

    pack, tally, rows = load_pack("fr"), score.Tally(), marked_rows()
    notes: list[tuple[Any, ...]] = []
    for parsed, (row, marks) in zip(cached_parses([report_from_fields(r) for r, _ in rows], pack), rows, strict=True):
        record = {**record_json(assemble(parsed, pack)), **dict.fromkeys(UNMARKED, ())}
        score.score_report(marks, record, tally, lambda *what, at=row["id"]: notes.append((at, *what)))
    for at, what, words, want, have in notes:
        if wanted and wanted in what:
            print(f"{at} | {what} | {words!r} | marked {want!r} | record {have!r}")
    print(f"figures of {len(rows)} marked reports of the corpus")
    for name, precision, recall, f1, right, said, gold in tally.rows():
        if "figure" in name and "belong" not in name:
            print(f"{name:<52}{precision:7.3f}{recall:7.3f}{f1:7.3f}   {right}/{said}/{gold}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
