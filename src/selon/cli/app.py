"""The command line: every command has a file of its own beside this one, named like it.

In: words. Out: an exit code: 0 done, 1 stopped by an error (one line says which), 2 not understood, 3 done but something was
set aside or found wrong, 130 stopped by Ctrl-C. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from selon.cli import account, audit, crosscheck, dossier, export, gazetteer, ledger, read, serve, why
from selon.cli.terminal import CODES, complain
from selon.errors import SelonError

app = typer.Typer(
    name="selon",
    help="Read French reports on conflicts and crises into a ledger of what is claimed: who says what happened, how many,"
    " where, when, each with the exact words.",
    epilog="Exit codes: 0 done; 1 stopped by an error; 2 not understood; 3 done, but something was set aside or found wrong.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read")(read.read)
app.command("why")(why.why)
app.command("audit")(audit.audit)
app.command("serve")(serve.serve)
app.command("crosscheck")(crosscheck.crosscheck)
app.command("dossier")(dossier.dossier)
app.command("export")(export.export)
app.add_typer(ledger.app, name="ledger")
app.add_typer(gazetteer.app, name="gazetteer")
app.add_typer(account.app, name="account")


def _version(asked: bool) -> None:
    if asked:
        from selon import __version__

        print(f"selon {__version__}")
        raise typer.Exit


@app.callback()
def _selon(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version and stop."),
) -> None:
    """Take the options that stand before a command."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; errors become one line on standard error."""
    try:
        code = app(args=list(arguments), prog_name="selon", standalone_mode=False)
    except SelonError as error:
        complain(f"{error} [{error.code}]")
        return CODES.error
    except typer.TyperException as error:
        complain(f"{error.format_message()} (selon --help says how)" if error.format_message() else "see selon --help")
        return error.exit_code
    if code == CODES.interrupted:
        complain("stopped; what was finished is kept")
    return code if isinstance(code, int) else CODES.done


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
