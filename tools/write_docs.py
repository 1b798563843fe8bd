"""Write the pages of docs/ that are made from the program.

docs/cli.md from the commands' help, docs/errors.md from errors.py, docs/openapi.json from the pages of the desk.

python tools/write_docs.py            writes them
python tools/write_docs.py --check    fails if one is not fresh
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

DOCS = Path(__file__).resolve().parent.parent / "docs"
# what help texts are folded at: the same on every terminal
WIDTH = 100


def cli_page() -> str:
    """Return the page of the command line."""
    from selon.cli.app import app

    lines = [
        "# The command line",
        "",
        "Made from the commands' own help by `tools/write_docs.py`; a test holds it fresh.",
        "",
        "| exit code | means |",
        "| --- | --- |",
        "| 0 | done |",
        "| 1 | stopped by an error; one line on standard error says which, with its code (docs/errors.md) |",
        "| 2 | not understood: a command, an option or a value |",
        "| 3 | done, but something was set aside (`read`, `audit`) or found wrong (`ledger verify`) |",
        "| 130 | stopped by Ctrl-C; what was finished is kept |",
        "",
        "Answers go to standard output, news of the work (progress, what was set aside, counts) to standard error.",
    ]
    for name, text in _helps(typer.main.get_command(app), "selon"):
        lines += ["", f"## {name}", "", "```text", text, "```"]
    return "\n".join(lines) + "\n"


def _helps(command: object, name: str) -> Iterator[tuple[str, str]]:
    """Yield the help of a command and of all under it."""
    context = command.context_class(  # type: ignore[attr-defined]
        command, info_name=name, max_content_width=WIDTH, terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    yield name, command.get_help(context).rstrip()  # type: ignore[attr-defined]
    for below, one in sorted(getattr(command, "commands", {}).items()):
        yield from _helps(one, f"{name} {below}")


def errors_page() -> str:
    """Return the page of the errors."""
    from selon import errors

    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.SelonError)]
    lines = ["# Errors", "", "Made from `src/selon/errors.py` by `tools/write_docs.py`; a test holds it fresh.", ""]
    lines += [
        "```text",
        *inspect.cleandoc(errors.__doc__ or "").splitlines(),
        "```",
        "",
        "| code | name | when |",
        "| --- | --- | --- |",
    ]
    for kind in sorted(kinds, key=lambda kind: (kind.code, kind.__name__)):
        first = inspect.getdoc(kind) or ""
        lines.append(f"| `{kind.code}` | `{kind.__name__}` | {first.splitlines()[0]} |")
    return "\n".join(lines) + "\n"


def openapi_page() -> str:
    """Return the description of the desk for programs."""
    from selon.show.openapi import describe

    return json.dumps(describe(), indent=1, ensure_ascii=False) + "\n"


PAGES = {"cli.md": cli_page, "errors.md": errors_page, "openapi.json": openapi_page}


def main() -> int:
    """Write the pages, or with --check compare them."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
    if "--check" in sys.argv and stale:
        print(f"not fresh: {', '.join(stale)} (run: python tools/write_docs.py)")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
