"""Measure speed and memory, topic by topic, and print a table beside the last one.

    python bench/run.py [TOPIC...]

A topic is a file beside this one with a function `rows()` that yields `Row`s: it runs in a process of its own, on one core.
The last results stand in build/bench.json; nothing here fails, and nothing here is a test.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / "build" / "bench.json"
# not topics: this file, what they share, and a run of an hour
APART = {"run", "sample", "corpus_twice"}

sys.path.insert(0, str(HERE.parent))


def topics() -> list[str]:
    """Return the names of the topics."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in APART)


def measure(topic: str) -> Iterator[list[object]]:
    """Yield the rows of a topic as lists, in this process."""
    spec = importlib.util.spec_from_file_location(topic, HERE / f"{topic}.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no such topic: {topic}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[topic] = module
    spec.loader.exec_module(module)
    cores = os.sched_getaffinity(0)
    # a topic that says how many cores it may use (CORES) gets them
    os.sched_setaffinity(0, set(sorted(cores)[-getattr(module, "CORES", 1) :]))
    for row in module.rows():
        yield list(row)


def measured_apart(topic: str) -> list[list[object]]:
    """Return the rows of a topic, measured in a process of its own with one thread."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, __file__, "--in-this-process", topic]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=False)
    if done.returncode != 0:
        return [["failed", float(done.returncode), "exit code"]]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]


def main() -> int:
    """Measure and print."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--in-this-process"]:
        for row in measure(arguments[1]):
            print(json.dumps(row), flush=True)
        return 0
    from bench.sample import missing

    if missing():
        print(missing())
    kept: dict[str, dict[str, float]] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    for topic in arguments or topics():
        print(topic)
        for name, value, unit in measured_apart(topic):
            before = kept.get(topic, {}).get(str(name))
            last = f"   (last {before:,.2f})" if before is not None else ""
            print(f"  {name!s:<58}{value:>12,.2f} {unit}{last}")
            kept.setdefault(topic, {})[str(name)] = float(str(value))
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
