"""Read reports in: from files, folders and standard input, lazily, each as a `Report` or set aside with its reason."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from selon.ingest.decode import SAMPLE, decode
from selon.ingest.draft import Draft, Taken, finish
from selon.ingest.feeds import read_feed
from selon.ingest.given import Given
from selon.ingest.json_files import is_lines, read_json, read_lines
from selon.ingest.pages import read_page
from selon.ingest.pdf import read_pdf
from selon.ingest.taken import NotTaken
from selon.ingest.walk import STANDARD_INPUT, Found, find_files
from selon.model.report import Report, SetAside
from selon.model.span import clean_text

# a single report, page or PDF that is larger is not brought into memory
LARGEST = 128 * 1024 * 1024
_BY_ENDING = {
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "json",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".rss": "feed",
    ".atom": "feed",
    ".txt": "plain",
    ".text": "plain",
}
_GZIP = b"\x1f\x8b"
_NOTHING = Given()


def load_reports(paths: Sequence[str], given: Given = _NOTHING) -> Iterator[Report | SetAside]:
    """Yield the reports of files, folders and standard input (`-`), in order; what cannot be taken is set aside.

    Args:
        paths: files, folders, or `-`.
        given: metadata that fill in or correct what the files say.

    >>> [(r.reason, r.origin) for r in load_reports(["no/such.txt"])]
    [('missing', 'no/such.txt')]
    """
    number = 0
    for taken in _drafts(paths):
        made = finish(taken, given) if isinstance(taken, Draft) else taken
        if isinstance(made, Report):
            number += 1
            if given.id and number > 1:
                made = replace(made, id=f"{given.id}-{number}")
        yield made


def count_reports(paths: Sequence[str]) -> int | None:
    """Return about how many reports paths hold, None where standard input is among them: for a progress bar.

    >>> count_reports(["no/such.txt"])
    1
    """
    if STANDARD_INPUT in paths:
        return None
    return sum(_count(found) if isinstance(found, Found) else 1 for found in find_files(paths))


def _count(found: Found) -> int:
    """Count the lines of JSON Lines; any other file counts as one report."""
    if _kind_by_name(found.path) != "lines":
        return 1
    try:
        with _looked_into(_open(found.path)) as stream:
            return sum(1 for line in stream if line.strip())
    except (OSError, EOFError, zlib.error):
        return 1


def _drafts(paths: Sequence[str]) -> Iterator[Taken]:
    """Yield what the files hold, runs of named files together so that their ids are told apart."""
    for found in find_files(paths):
        if isinstance(found, SetAside):
            yield found
        else:
            yield from _of_file(found)
    if STANDARD_INPUT in paths:
        yield from _guarded(_standard_input, Path(), STANDARD_INPUT)


def _of_file(found: Found) -> Iterator[Taken]:
    alone = _kind_by_name(found.path) not in ("lines", "json", "feed")
    for taken in _guarded(partial(_open, found.path), found.path, str(found.path)):
        if isinstance(taken, Draft) and taken.id is None and taken.line is None and alone:
            yield replace(taken, id=found.id)
        else:
            yield taken


def _guarded(opened: Callable[[], BinaryIO], path: Path, origin: str) -> Iterator[Taken]:
    """Yield what a stream holds; whatever is wrong with it ends as something set aside."""
    try:
        with _looked_into(opened()) as stream:
            yield from _read(stream, path, origin)
    except NotTaken as error:
        yield error.aside(origin)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield NotTaken("broken-archive", "the compressed file is broken or cut short").aside(origin)
    except OSError as error:
        yield NotTaken("unreadable", f"it cannot be read: {error.strerror or error}").aside(origin)
    except Exception as error:  # noqa: BLE001 - the edge of a batch: a file made to break a library ends here, the others go on
        yield NotTaken("broken-file", f"no way in could read it: {type(error).__name__}").aside(origin)


def _standard_input() -> BinaryIO:
    """Return standard input as a stream of its own, so that closing it leaves the program's open."""
    try:
        return cast("BinaryIO", open(sys.stdin.fileno(), "rb", buffering=0, closefd=False))
    except io.UnsupportedOperation:
        return io.BytesIO(sys.stdin.buffer.read())


def _open(path: Path) -> BinaryIO:
    # without a buffer of its own, so that what stands in a pipe can be looked at before more comes
    return cast("BinaryIO", path.open("rb", buffering=0))


@contextmanager
def _looked_into(raw: BinaryIO) -> Iterator[io.BufferedReader[io.RawIOBase]]:
    """Give a stream that can be looked into before it is read, unpacked if it is compressed; close all of it after."""
    with ExitStack() as opened:
        stream = opened.enter_context(io.BufferedReader(cast("io.RawIOBase", raw), buffer_size=SAMPLE))
        while stream.peek(2)[:2] == _GZIP:
            unpacked = opened.enter_context(gzip.GzipFile(fileobj=stream))
            stream = opened.enter_context(io.BufferedReader(cast("io.RawIOBase", unpacked), buffer_size=SAMPLE))
        yield stream


def _kind_by_name(path: Path) -> str | None:
    name = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return _BY_ENDING.get(name.suffix.lower())


def _kind(path: Path, sample: bytes) -> str:
    """Return what a file is: its first bytes for PDF, then the ending of its name, then its first bytes again."""
    head = sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048].lower()
    if b"%pdf-" in sample[:1024].lower():
        return "pdf"
    by_name = _kind_by_name(path)
    if by_name:
        return by_name
    if head.startswith((b"<!doctype html", b"<html")):
        return "page"
    if head.startswith((b"<?xml", b"<rss", b"<feed")):
        return "feed" if b"<rss" in head or b"<feed" in head or b"<rdf" in head else "page"
    if head.startswith((b"{", b"[")):
        return "lines" if is_lines(sample) else "json"
    return "plain"


def _read(stream: io.BufferedReader[io.RawIOBase], path: Path, origin: str) -> Iterator[Taken]:
    kind = _kind(path, stream.peek(SAMPLE))
    if kind == "lines":
        yield from read_lines(stream, origin)
        return
    data = stream.read(LARGEST + 1)
    if not data.strip():
        raise NotTaken("empty", "the file is empty")
    if len(data) > LARGEST:
        raise NotTaken("too-long", f"the file has over {LARGEST // 1024 // 1024} megabytes")
    readers = {"pdf": read_pdf, "page": read_page, "feed": read_feed, "json": read_json}
    if kind in readers:
        yield from readers[kind](data, origin)
        return
    yield Draft(text=clean_text(decode(data)), origin=origin)
