"""What commands share: exit codes, lines on standard error, JSON on standard output, a progress bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Protocol

from selon.errors import BadSetting


class _Codes(NamedTuple):
    done: int = 0
    error: int = 1
    usage: int = 2
    left_over: int = 3
    interrupted: int = 130


# what a command ends with; docs/cli.md tells users
CODES = _Codes()


def complain(line: str) -> None:
    """Print a line on standard error, with the name of the program as is the custom."""
    print(f"selon: {line}", file=sys.stderr)


def tell(line: str) -> None:
    """Print a line on standard error: news of the work, no answer."""
    print(line, file=sys.stderr)


def print_json(value: object, *, indent: int | None = 1) -> None:
    """Print a value as JSON on standard output; without `indent` on one line."""
    print(json.dumps(value, ensure_ascii=False, indent=indent))


# the languages that a command answers in
SPOKEN = ("en", "fr")


def spoken(language: str) -> None:
    """Refuse a language that commands do not answer in.

    Raises:
        BadSetting: names those that there are.
    """
    if language not in SPOKEN:
        raise BadSetting(f"no answers in {language!r}", hint=f"languages: {', '.join(SPOKEN)}")


class Bar(Protocol):
    """A progress bar that is moved on by one."""

    def __call__(self) -> None:
        """Move on."""


@contextmanager
def progress(what: str, total: int | None) -> Iterator[Bar]:
    """Show a progress bar on standard error while the block runs; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)
