"""Read reports in: from files, folders and standard input, lazily, each as a `Report` or set aside with its reason."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
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
        with _open(found.path) as stream:
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
        yield from _guarded(nullcontext(cast("BinaryIO", sys.stdin.buffer)), Path(), STANDARD_INPUT)


def _of_file(found: Found) -> Iterator[Taken]:
    alone = _kind_by_name(found.path) not in ("lines", "json", "feed")
    for taken in _guarded(_open(found.path), found.path, str(found.path)):
        if isinstance(taken, Draft) and taken.id is None and taken.line is None and alone:
            yield replace(taken, id=found.id)
        else:
            yield taken


def _guarded(opened: AbstractContextManager[BinaryIO], path: Path, origin: str) -> Iterator[Taken]:
    """Yield what a stream holds; whatever is wrong with it ends as something set aside."""
    try:
        with opened as stream:
            yield from _read(_buffered(stream), path, origin)
    except NotTaken as error:
        yield error.aside(origin)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield NotTaken("broken-archive", "the compressed file is broken or cut short").aside(origin)
    except OSError as error:
        yield NotTaken("unreadable", f"it cannot be read: {error.strerror or error}").aside(origin)


class _Opening(AbstractContextManager[BinaryIO]):
    """A file that is opened when it is entered, so that what goes wrong then is told like what goes wrong later."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO | None = None

    def __enter__(self) -> BinaryIO:
        self._file = self._path.open("rb")
        return self._file

    def __exit__(self, *error: object) -> None:
        if self._file is not None:
            self._file.close()


def _open(path: Path) -> AbstractContextManager[BinaryIO]:
    return _Opening(path)


def _buffered(stream: BinaryIO) -> io.BufferedReader[io.RawIOBase]:
    """Return a stream that can be looked into before it is read, unpacked if it is compressed."""
    plain = io.BufferedReader(cast("io.RawIOBase", stream), buffer_size=SAMPLE)
    while plain.peek(2)[:2] == b"\x1f\x8b":
        plain = io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=plain)), buffer_size=SAMPLE)
    return plain


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
