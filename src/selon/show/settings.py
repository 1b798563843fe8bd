"""What a desk needs to know before it serves: the ledger, who may come in, and from where."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_state_path

if TYPE_CHECKING:
    from selon.ledger.ledger import Ledger

LOOPBACK = frozenset(["127.0.0.1", "::1", "localhost"])


@dataclass(frozen=True, kw_only=True)
class DeskSettings:
    """The settings of one running desk.

    `hosts` are the values of the Host header that are answered; anything else is refused, so that no other
    name that leads to this machine can read the ledger. With `accounts`, people log in by name and password;
    without, whoever holds `token` is `who`. With `warm`, the lists are put together when the desk starts, not when
    they are first asked for.
    """

    ledger: Ledger
    secret: str
    hosts: frozenset[str]
    token: str | None = None
    who: str = "moi"
    language: str = "fr"
    tiles: str | None = None
    accounts: bool = field(default=False)
    warm: bool = False


def hosts_for(bind: str, port: int) -> frozenset[str]:
    """Return the Host headers that belong to an address that is served.

    >>> sorted(hosts_for("127.0.0.1", 8000))
    ['127.0.0.1:8000', '[::1]:8000', 'localhost:8000']
    """
    names = {"127.0.0.1", "localhost", "[::1]"}
    if bind not in LOOPBACK:
        names.add(f"[{bind}]" if ":" in bind else bind)
    return frozenset(f"{name}:{port}" for name in names)


def load_secret(folder: Path | None = None) -> str:
    """Return this user's secret for signing, made on first use and readable by nobody else."""
    place = (folder or user_state_path("selon")) / "desk-secret"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_hex(32))
    return place.read_text().strip()


def token_for(secret: str, ledger: str) -> str:
    """Return the token of a ledger: the same at each start, another for each ledger.

    >>> token_for("s", "a.sqlite") == token_for("s", "b.sqlite")
    False
    """
    return hmac.new(secret.encode(), f"token:{ledger}".encode(), hashlib.sha256).hexdigest()[:32]
