"""Learn the nets of the French pack that understand the words around numbers, and write them into the pack.

    pip install torch==2.13.0
    python tools/learn_words.py [--out FOLDER] [--most STEPS]

Half an hour on two cores. Afterwards run tools/weigh.py: the trees look at what is learned here. What is learned from: the
numbers that tools/weigh.py learns from. Writes words.npz, and eval/marked/words.jsonl.gz: what nets that had not seen a report
say of its numbers, for the trees.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "eval"), str(ROOT / "tools"), str(ROOT.parent / "shared" / "bench")]
PACK = ROOT / "src" / "selon" / "lang" / "fr"
# nets from several starts, averaged
SEEDS = (1, 2)


def write_said(said: dict[str, Any], reports: list[Any], path: Path) -> None:
    """Write what was said of the candidates of each number, by their names."""
    from weigh import name_of

    # no time of writing inside: the same run gives the same file
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        for one in reports:
            numbers = []
            for number, span in enumerate(one.spans):
                fields = {
                    field: {
                        name_of(row): round(float(score), 2)
                        for row, score in zip(one.asked[field][number], said[field][one.report, number], strict=True)
                    }
                    for field in ("place", "period")
                    if (one.report, number) in said[field]
                }
                if fields:
                    numbers.append({"span": list(span), **fields})
            if numbers:
                file.write((json.dumps({"report": one.report, "numbers": numbers}, ensure_ascii=False) + "\n").encode())


def main() -> int:
    """Learn and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=PACK, help="where the file goes")
    parser.add_argument("--most", type=int, help="stop after so many batches, to try the path")
    given = parser.parse_args()

    from scopes import UNSEEN
    from words.examples import examples
    from words.learn import FOLDS, Course, learned_beside, right_of
    from words.write import write_pack

    found = list(examples())
    known, others = ([one for one in found if (one.kind in UNSEEN) is unseen] for unseen in (False, True))
    course = Course(known, others)
    rest = [[n for n in range(FOLDS) if n != fold] for fold in range(FOLDS)]
    asked = [(folds, seed) for folds in (*rest, range(FOLDS)) for seed in SEEDS]
    models = learned_beside(course, asked, given.most)
    alike = [models[n : n + len(SEEDS)] for n in range(0, len(models), len(SEEDS))]
    said: dict[str, Any] = {"place": {}, "period": {}, "measure": {}}
    for some, fold in zip(alike, course.folds, strict=False):
        for field, numbers in course.said(some, fold).items():
            said[field].update(numbers)
    right_of(said, known)
    write_said(said, known, (ROOT / "eval" / "marked" if given.out == PACK else given.out) / "words.jsonl.gz")
    right_of(course.said(alike[-1], course.others), others)
    write_pack(alike[-1], course.norms, given.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
