"""`selon serve` starts on loopback, prints its address, and refuses to be reached by others without accounts."""

from __future__ import annotations

import io
import re
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from selon.cli.app import run
from selon.ledger.ledger import open_ledger


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """An empty ledger."""
    path = tmp_path / "livre.sqlite"
    open_ledger(path).close()
    return path


def test_it_serves_on_another_port_where_one_is_taken(book: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [str(Path(sys.executable).with_name("selon")), "serve", str(book), "--port", str(port)]
        environment = {"XDG_STATE_HOME": str(tmp_path), "PATH": "/usr/bin"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as served:
            try:
                assert served.stdout is not None
                address = served.stdout.readline().strip()
                found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/login\?token=[0-9a-f]{32}", address)
                assert found and int(found.group(1)) != port
                assert "selon" in _page(address)
            finally:
                served.terminate()
    assert (tmp_path / "selon" / "desk-secret").stat().st_mode & 0o077 == 0


def _page(address: str) -> str:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    for _ in range(100):
        try:
            with opener.open(address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError("nobody answers")


def test_it_refuses_to_be_reached_by_others_without_accounts(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(book), "--bind", "0.0.0.0", "--port", "0"]) == 1
    assert "no accounts" in capsys.readouterr().err


def test_accounts_are_added_and_closed(book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("quinze lettres au moins\n"))
    assert run(["account", "add", str(book), "lise", "--role", "reviewer"]) == 0
    assert run(["account", "close", str(book), "lise"]) == 0
    assert run(["account", "close", str(book), "personne"]) == 1
    assert "personne" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["serve", "missing.sqlite"], ["serve", "LEDGER", "--language", "xx"]])
def test_what_cannot_be_served_is_one_clear_line(book: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([str(book) if a == "LEDGER" else a for a in arguments]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
