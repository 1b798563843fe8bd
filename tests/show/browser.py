"""A real browser before a real desk: Debian's chromium, headless, driven by playwright."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright

from selon.ledger.ledger import Ledger
from selon.show.app import make_app
from selon.show.settings import DeskSettings, hosts_for

CHROMIUM = Path("/usr/bin/chromium")
# nothing of the browser's own may ask the network for anything
ARGUMENTS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
needs_chromium = pytest.mark.skipif(not CHROMIUM.exists(), reason="skipped: no chromium here (apt-get install chromium)")


@contextmanager
def browser() -> Iterator[Browser]:
    """Give a browser."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()


@contextmanager
def serving(ledger: Ledger) -> Iterator[str]:
    """Serve a desk on a free port of this machine and give its address."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    settings = DeskSettings(ledger=ledger, secret="tests", hosts=hosts_for("127.0.0.1", port), token="jeton", who="Ana")
    server = uvicorn.Server(uvicorn.Config(make_app(settings), log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def come_in(browser: Browser, desk: str, *, width: int = 1400, scheme: str = "light") -> Page:
    """Return a page of somebody who came in by the printed address; anything the browser complains of fails the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light", locale="fr-FR"
    )
    page = context.new_page()
    complaints: list[str] = []

    def refuse(dialog: Dialog) -> None:
        complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def watch(asked: Request) -> None:
        if not asked.url.startswith((desk, "data:")):
            complaints.append(f"asked for {asked.url}")

    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", refuse)
    page.on("request", watch)
    page.goto(f"{desk}/login?token=jeton")
    page.complaints = complaints  # type: ignore[attr-defined]
    return page
