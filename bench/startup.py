"""How long a person waits for a command to begin."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.sample import Row

SELON = Path(sys.executable).with_name("selon")


def rows() -> Iterator[Row]:
    """Yield the rows."""
    for name, arguments, times in (
        ("selon --version", ["--version"], 5),
        ("selon --help", ["--help"], 5),
        ("selon read --help", ["read", "--help"], 5),
        ("selon why, one sentence, with the model", ["why", "Selon l'ONU, au moins 12 civils ont péri mardi."], 3),
    ):
        yield Row(name, statistics.median(_seconds(arguments) for _ in range(times)), "s")


def _seconds(arguments: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run([str(SELON), *arguments], stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin
