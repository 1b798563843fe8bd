"""Exports: the ledger in the formats of the field, each with what it cannot carry."""

from __future__ import annotations

import io
from dataclasses import dataclass

from selon.export.formats import FORMATS, write
from selon.show.frame import NotThere, Page, View

# the ending and the media type of the file that each format makes
_FILES = {
    "csv": ("csv", "text/csv; charset=utf-8"),
    "hxl": ("hxl.csv", "text/csv; charset=utf-8"),
    "acled": ("acled.csv", "text/csv; charset=utf-8"),
    "ucdp": ("ucdp.csv", "text/csv; charset=utf-8"),
    "jsonl": ("jsonl", "application/x-ndjson"),
    "plover": ("plover.jsonl", "application/x-ndjson"),
    "annotations": ("annotations.jsonl", "application/x-ndjson"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name and the name of the file that it makes."""

    name: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """The formats; `loss` says, for the one that was asked about, what it cannot carry."""

    formats: tuple[Format, ...]
    asked: str | None
    loss: tuple[str, ...]


def fill(view: View) -> Exports:
    """Return the formats."""
    asked = view.asked("loss") if view.asked("loss") in FORMATS else ""
    loss = _loss(view, asked) if asked else []
    formats = tuple(Format(name=name, file=f"selon.{_FILES.get(name, ('txt', ''))[0]}") for name in FORMATS)
    return Exports(formats=formats, asked=asked or None, loss=tuple(loss))


def _loss(view: View, asked: str) -> list[str]:
    """Return what a format cannot carry in the language of the page, the greatest loss first."""
    found = write(asked, view.book, io.StringIO())
    speech = view.speech
    rows = speech.plural("%(n)s row written", "%(n)s rows written", found.rows)
    return [rows, *(f"{speech.number(count)} × {speech.text(what)}" for what, count in found.greatest())]


def download(view: View) -> tuple[str, str, bytes]:
    """Return an export as a file."""
    name = view.path["format"]
    if name not in FORMATS:
        raise NotThere
    out = io.StringIO(newline="")
    write(name, view.book, out)
    ending, media_type = _FILES.get(name, ("txt", "text/plain; charset=utf-8"))
    return f"selon.{ending}", media_type, out.getvalue().encode()


PAGES = (
    Page(
        name="exports",
        path="/exports",
        data=Exports,
        fill=fill,
        template="exports.html",
        title="Exports",
        summary="The formats in which the ledger can be taken along",
        parameters={"loss": "a format: what it cannot carry"},
    ),
)
DOWNLOADS = {"/export/{format}": download}
