"""How fast reports are read into a ledger on one core, and in how much memory."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import spacy
from bench.sample import Row, peak_megabytes, reports

from selon.journey import READER, read_many
from selon.lang.pack import load_pack
from selon.ledger.intake import read_into
from selon.ledger.ledger import open_ledger
from selon.read.parse import parse_many

NUMBER = 200
# what the targets are told in: reports of so many words
WORDS = 450


def rows() -> Iterator[Row]:
    """Yield the rows."""
    found = reports(NUMBER)
    begin = time.perf_counter()
    list(read_many(found[:8]))
    yield Row("the model, the gazetteer and the first 8 reports", time.perf_counter() - begin, "s")
    tokenizer = spacy.blank("fr").tokenizer
    tokens = sum(len(tokenizer(report.clean)) for report in found)
    words = sum(len(report.clean.split()) for report in found)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "livre.sqlite") as ledger:
        wall, cpu = time.perf_counter(), time.process_time()
        outcomes = list(read_into(ledger, found))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        read = sum(outcome.word == "read" for outcome in outcomes)
        yield Row("reports read into a ledger", read / wall, "a second")
        yield Row("the same by the clock of the core (others may be at work)", read / cpu, "a second")
        yield Row(f"reports of {WORDS} words, by the clock of the core", words / WORDS / cpu, "a second")
        yield Row("tokens, by the clock of the core", tokens / cpu, "a second")
        begin = time.perf_counter()
        unread = ledger.unread(found, READER)
        yield Row(
            "asking which of them are new", (time.perf_counter() - begin) * 1000 / len(found), f"ms a report ({len(unread)} new)"
        )
    cpu = time.process_time()
    list(chain.from_iterable(parsed.sentences for parsed in parse_many(found, load_pack("fr"))))
    yield Row("of it the parse", (time.process_time() - cpu) * 1000 / len(found), "ms a report")
    yield Row("peak memory", peak_megabytes(), "MB")
