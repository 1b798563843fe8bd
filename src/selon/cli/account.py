"""`selon account`: who may come in when the desk is served to others."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from selon.errors import BadSetting

app = typer.Typer(help="Give people an account for a desk that is served to others.", no_args_is_help=True, rich_markup_mode=None)

File = Annotated[str, typer.Argument(metavar="LEDGER", help="The ledger: a file or the address of a PostgreSQL ledger.")]
Name = Annotated[str, typer.Argument(help="The name that the person gives at the door; it stands in the trail.")]


@app.command("add")
def add(
    ledger: File,
    name: Name,
    role: Annotated[str, typer.Option(help="reader (sees), reviewer (also decides), editor (also releases names).")] = "reader",
) -> int:
    """Make an account, or give an existing one a new role and password; the password is asked for, or read from a pipe."""
    from selon.ledger.accounts import add_account
    from selon.ledger.ledger import open_ledger

    with open_ledger(ledger, create=False) as opened, opened.writing() as connection:
        add_account(connection, name=name, role=role, password=_password())
    return 0


@app.command("close")
def close(ledger: File, name: Name) -> int:
    """Let nobody in under a name any more; what they did stays in the trail."""
    from selon.ledger.accounts import close_account
    from selon.ledger.ledger import open_ledger

    with open_ledger(ledger, create=False) as opened, opened.writing() as connection:
        close_account(connection, name)
    return 0


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = str(typer.prompt("Password", hide_input=True))
    if first != typer.prompt("Again", hide_input=True):
        raise BadSetting("the two passwords differ")
    return first
