"""JSON Lines, a report a line; and JSON files: an object or a list of the same fields, or an item of ninjs."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from selon.ingest.decode import decode
from selon.ingest.draft import Draft, Taken
from selon.ingest.fields import draft_from_row
from selon.ingest.given import iso_date
from selon.ingest.pages import draft_of_page
from selon.ingest.taken import NotTaken
from selon.model.span import clean_text

# a line that is longer holds no report, and is not brought into memory whole
LONGEST_LINE = 16 * 1024 * 1024


def read_lines(stream: BinaryIO, origin: str) -> Iterator[Taken]:
    """Yield the reports of a file of JSON Lines one by one; a line that holds none is set aside."""
    number = 0
    while line := stream.readline(LONGEST_LINE):
        number += 1
        whole = line.endswith(b"\n") or len(line) < LONGEST_LINE
        while not whole and (more := stream.readline(LONGEST_LINE)):
            whole = more.endswith(b"\n")
        if len(line) == LONGEST_LINE:
            yield NotTaken("too-long", f"the line has over {LONGEST_LINE:,} bytes").aside(origin, number)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield _line(line, origin, number)
    if number == 0:
        yield NotTaken("empty", "the file is empty").aside(origin)


def _line(line: bytes, origin: str, number: int) -> Taken:
    try:
        return draft_from_row(_parsed(decode(line)), origin=origin, line=number)
    except NotTaken as error:
        return error.aside(origin, number)


def _parsed(text: str) -> object:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise NotTaken("no-json", f"it is no JSON: {error.msg} at character {error.pos + 1}") from None
    except (RecursionError, ValueError):
        raise NotTaken("no-json", "it is no JSON that can be read: nested too deep, or a number too long") from None
    return value


def read_json(data: bytes, origin: str) -> Iterator[Taken]:
    """Yield the reports of a JSON file: one object, a list of objects, one item or a list of items of ninjs.

    Raises:
        NotTaken: it is no JSON.
    """
    value = _parsed(decode(data))
    rows = value if isinstance(value, list) else [value]
    for number, row in enumerate(rows, 1):
        try:
            yield _item(row, origin) if _is_ninjs(row) else draft_from_row(row, origin=origin)
        except NotTaken as error:
            yield error.aside(origin, number if len(rows) > 1 else None)


def _is_ninjs(row: object) -> bool:
    return isinstance(row, Mapping) and "uri" in row and any(key.startswith(("bodies", "body_", "body")) for key in row)


def _item(row: Mapping[str, object], origin: str) -> Draft:
    """Return an item of ninjs (version 3, or 1 with its `body_text`) as a draft."""
    if row.get("pubStatus") == "canceled" or row.get("pubstatus") == "canceled":
        raise NotTaken("canceled", "the agency has withdrawn this item")
    body, is_markup = _body(row)
    headline = next(iter(_values(row.get("headlines"))), None) or row.get("headline")
    credit = ", ".join(_names(row.get("infoSources") or row.get("infosources"))) or row.get("by") or row.get("byline")
    fields = {"id": row.get("uri"), "text": body, "credit": credit, "url": row.get("uri"), "language": _language(row)}
    published = next((row[k] for k in ("firstCreated", "versionCreated", "versioncreated", "firstcreated") if row.get(k)), None)
    draft = draft_from_row({**fields, "published": iso_date(str(published)) if published else None}, origin=origin)
    text = draft.text
    if is_markup:
        text = draft_of_page(f"<html><body><article>{body}</article></body></html>", origin).text
    if isinstance(headline, str) and not text.clean.startswith(headline):
        text = clean_text(f"{headline}\n\n{text.clean}")
    address = draft.url if draft.url and draft.url.startswith("http") else None
    return Draft(
        text=text,
        id=draft.id,
        language=draft.language,
        published=draft.published,
        credit=draft.credit,
        url=address,
        origin=origin,
        media_type="application/ninjs+json",
    )


def _body(row: Mapping[str, object]) -> tuple[str, bool]:
    """Return the body of an item, plain text before markup, and whether it is markup."""
    bodies = row.get("bodies")
    found = [b for b in bodies if isinstance(b, Mapping)] if isinstance(bodies, list) else []
    found += [
        {"contentType": "text/html" if key.endswith("html") else "text/plain", "value": row[key]}
        for key in row
        if key.startswith("body_")
    ]
    found.sort(key=lambda b: "html" in str(b.get("contentType", "")))
    for body in found:
        if isinstance(body.get("value"), str):
            return str(body["value"]), "html" in str(body.get("contentType", ""))
    raise NotTaken("no-text", "the item has no body")


def _values(value: object) -> list[str]:
    return [str(v["value"]) for v in value if isinstance(v, Mapping) and "value" in v] if isinstance(value, list) else []


def _names(value: object) -> list[str]:
    return [str(v["name"]) for v in value if isinstance(v, Mapping) and "name" in v] if isinstance(value, list) else []


def _language(row: Mapping[str, object]) -> str | None:
    value = row.get("language")
    return value.split("-")[0].lower() if isinstance(value, str) and value else None


def is_lines(sample: bytes) -> bool:
    r"""Say whether bytes begin like JSON Lines: a whole object on the first line.

    >>> is_lines(b'{"text": "a"}\n{"text"'), is_lines(b'{\n "text": "a"}')
    (True, False)
    """
    first = io.BytesIO(sample).readline().strip()
    return first.startswith(b"{") and first.endswith(b"}")
