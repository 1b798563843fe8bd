"""`selon serve`: the desk over a ledger, on this machine."""

from __future__ import annotations

import getpass
import socket
from pathlib import Path
from typing import Annotated

import typer

from selon.errors import BadSetting

LANGUAGES = ("fr", "en")


def serve(
    ledger: Annotated[str, typer.Argument(help="The ledger: a file or the address of a PostgreSQL ledger.")] = "selon.sqlite",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; another free one if it is taken.")] = 8420,
    bind: Annotated[str, typer.Option(help="The address to listen on; anything but loopback needs accounts.")] = "127.0.0.1",
    language: Annotated[str, typer.Option(help="The language of the page: fr or en.")] = "fr",
    tiles: Annotated[str | None, typer.Option(help="A tile server for the map: https://.../{z}/{x}/{y}.png")] = None,
    name: Annotated[str | None, typer.Option(help="Who works here, for the trail; your user name if not given.")] = None,
) -> int:
    """Serve the desk: reports, figures, dossiers, arrangements, review, in a browser."""
    import uvicorn

    from selon.ledger.accounts import has_accounts
    from selon.ledger.ledger import open_ledger
    from selon.show.app import make_app
    from selon.show.settings import LOOPBACK, DeskSettings, hosts_for, load_secret, token_for

    if language not in LANGUAGES:
        raise BadSetting(f"no page in {language!r}", hint=f"languages: {', '.join(LANGUAGES)}")
    with open_ledger(ledger, create=False) as opened:
        with opened.reading() as connection:
            accounts = has_accounts(connection)
        if bind not in LOOPBACK and not accounts:
            raise BadSetting(
                f"{bind} can be reached by others, and this ledger has no accounts",
                hint="run: selon account add LEDGER NAME --role editor",
            )
        open_socket = _listen(bind, port)
        taken = int(open_socket.getsockname()[1])
        secret = load_secret()
        token = token_for(secret, str(Path(opened.address).resolve()))
        settings = DeskSettings(
            ledger=opened,
            secret=secret,
            hosts=hosts_for(bind, taken),
            token=token if bind in LOOPBACK else None,
            who=name or getpass.getuser(),
            language=language,
            tiles=tiles,
            accounts=accounts,
            warm=True,
        )
        host = f"[{bind}]" if ":" in bind else bind
        way_in = f"/login?token={token}" if settings.token else "/login"
        print(f"http://{host}:{taken}{way_in}", flush=True)
        config = uvicorn.Config(make_app(settings), log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(config).run(sockets=[open_socket])
    return 0


def _listen(bind: str, port: int) -> socket.socket:
    """Return a socket that listens on the port, or on another free one."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    for tried in (port, 0):
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((bind, tried))
        except OSError:
            found.close()
            continue
        return found
    raise BadSetting(f"no port is free at {bind}")
