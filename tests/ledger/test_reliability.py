"""Kill it, fill the disk, start it twice: what was finished is kept, nothing is half there."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from selon.ledger.digest import digest
from selon.ledger.ledger import open_ledger
from selon.ledger.verify import verify_ledger

QUICK = Path(__file__).with_name("quick_reader.py")
REPORTS = 96


@pytest.fixture
def dispatches(tmp_path: Path) -> Path:
    path = tmp_path / "depeches.jsonl"
    rows = [
        {"id": f"d{n}", "text": f"La ville compte {n} blessés, selon la mairie, après la nuit de mardi à mercredi."}
        for n in range(REPORTS)
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    lines.insert(40, "{pas du JSON")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def start(dispatches: Path, book: Path, seconds: float = 0.0) -> subprocess.Popen[str]:
    command = [sys.executable, str(QUICK), str(seconds), str(dispatches), str(book)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 3, said
    return said


def count(book: Path) -> int:
    if not book.exists():
        return 0
    with open_ledger(book) as ledger:
        return ledger.counts().reports


def digest_of(book: Path) -> str:
    with open_ledger(book, create=False) as ledger:
        assert verify_ledger(ledger) == []
        return digest(ledger)


def test_a_killed_run_that_is_run_again_ends_like_one_that_was_not(tmp_path: Path, dispatches: Path) -> None:
    whole, killed = tmp_path / "entier.sqlite", tmp_path / "tue.sqlite"
    finish(start(dispatches, whole))
    for least in (8, 40):
        process = start(dispatches, killed, seconds=1.0)
        wait_for(killed, least)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert least <= count(killed) < REPORTS
        assert count(killed) % 8 in (0, 7), "a batch is there whole or not at all"
    said = finish(start(dispatches, killed))
    assert "unchanged" in said
    assert digest_of(killed) == digest_of(whole)


def wait_for(book: Path, least: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        # looked at only once the tables are there: a look makes no ledger of its own
        if book.exists() and book.with_name(book.name + "-wal").exists():
            try:
                if count(book) >= least:
                    return
            except Exception:  # noqa: BLE001 - the tables are being made
                time.sleep(0.02)
        time.sleep(0.02)
    pytest.fail("nothing was written in a minute")


def test_two_runs_at_once_on_one_ledger_lose_nothing(tmp_path: Path, dispatches: Path) -> None:
    whole, shared = tmp_path / "entier.sqlite", tmp_path / "deux.sqlite"
    finish(start(dispatches, whole))
    two = [start(dispatches, shared, seconds=0.02) for _ in range(2)]
    for process in two:
        finish(process)
    assert digest_of(shared) == digest_of(whole)


def test_a_full_disk_is_told_and_leaves_the_ledger_sound(tmp_path: Path, dispatches: Path) -> None:
    whole, full = tmp_path / "entier.sqlite", tmp_path / "plein.sqlite"
    finish(start(dispatches, whole))
    room = whole.stat().st_size // 2

    def little_room() -> None:
        # a file that may not grow further fails like a disk without room; the signal would kill first
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    command = [sys.executable, str(QUICK), "0", str(dispatches), str(full)]
    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=little_room, timeout=120, check=False)
    assert done.returncode == 1, done.stderr
    assert "disk" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert count(full) < REPORTS
    finish(start(dispatches, full))
    assert digest_of(full) == digest_of(whole)


def test_ctrl_c_ends_cleanly(tmp_path: Path, dispatches: Path) -> None:
    book = tmp_path / "livre.sqlite"
    process = start(dispatches, book, seconds=6.0)
    wait_for(book, 8)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert said.splitlines()[-1] == "selon: stopped; what was finished is kept"
    assert "Traceback" not in said
