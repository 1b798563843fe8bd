"""What the topics share: rows, real reports to measure on, memory."""

from __future__ import annotations

import gzip
import json
import resource
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from selon.ingest.fields import report_from_fields
from selon.ingest.load import load_reports
from selon.model.report import Report

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "news-fr.jsonl.gz"


class Row(NamedTuple):
    """One measured value."""

    name: str
    value: float
    unit: str


def missing() -> str:
    """Return a plain sentence where the corpus is not there, else nothing."""
    if CORPUS.exists():
        return ""
    return "no corpus here (../shared/corpus beside the project): measured on the examples, over and over"


def corpus_rows(step: int = 1) -> Iterator[dict[str, str | None]]:
    """Yield every `step`-th row of the corpus."""
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % step == 0:
                yield json.loads(line)


def reports(number: int) -> list[Report]:
    """Return so many reports, spread over the corpus; the examples again and again where there is none."""
    if CORPUS.exists():
        step = max(1, 5000 // number)
        return [report_from_fields(row) for row in corpus_rows(step)][:number]
    found = [one for one in load_reports([str(ROOT / "examples")]) if isinstance(one, Report)]
    return [found[n % len(found)] for n in range(number)]


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
