"""Make a report from the fields of a JSON line."""

from __future__ import annotations

from collections.abc import Mapping

from selon.ingest.draft import Draft, text_id
from selon.ingest.given import iso_date
from selon.ingest.regions import find_regions
from selon.ingest.taken import NotTaken
from selon.lang.pack import load_pack
from selon.model.report import Report
from selon.model.span import clean_text

# what a row may hold; anything else in it is left alone
FIELDS = ("id", "text", "published", "outlet", "credit", "url", "language")
# the ledger's columns
LONGEST = {"id": 200, "outlet": 200, "credit": 400}


def report_from_fields(row: Mapping[str, str | None], *, origin: str = "", line: int | None = None) -> Report:
    """Return a report from the fields of a JSON line: `text`, and optionally `id`, `published`, `outlet`, `credit`, `url`.

    The text is taken as it is, whatever its language or length: `load_reports` looks at those.

    >>> report_from_fields({"id": "a", "text": "Il pleut."}).clean
    'Il pleut.'
    """
    text = clean_text(row["text"] or "")
    language = row.get("language") or "fr"
    return Report(
        id=row.get("id") or text_id(text),
        text=text,
        language=language,
        published=row.get("published"),
        outlet=row.get("outlet"),
        credit=row.get("credit"),
        url=row.get("url"),
        origin=origin,
        line=line,
        regions=find_regions(text.clean, load_pack(language)),
    )


def draft_from_row(row: object, *, origin: str, line: int | None = None) -> Draft:
    """Return the draft of a row whose fields were looked at one by one.

    Raises:
        NotTaken: no object, no text, a field of the wrong type, characters that are none.

    >>> draft_from_row({"text": "Il pleut."}, origin="a.jsonl").text.clean
    'Il pleut.'
    """
    if not isinstance(row, Mapping):
        raise NotTaken("wrong-field", "it holds no object with a text")
    fields = {name: _words(row, name) for name in FIELDS}
    if fields["text"] is None:
        raise NotTaken("no-text", "it has no text")
    return Draft(
        text=clean_text(fields["text"]),
        id=_short(fields["id"], "id"),
        language=fields["language"],
        published=_date(fields["published"]),
        outlet=_short(fields["outlet"], "outlet"),
        credit=_short(fields["credit"], "credit"),
        url=fields["url"],
        origin=origin,
        line=line,
    )


def _words(row: Mapping[str, object], name: str) -> str | None:
    value = row.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and name == "id":
        return str(value)
    if value is not None and not isinstance(value, str):
        raise NotTaken("wrong-field", f"its {name!r} is no text")
    if value is not None and ("\x00" in value or any("\ud800" <= c <= "\udfff" for c in value)):
        raise NotTaken("bad-characters", f"its {name!r} holds characters that are none")
    return value if name == "text" else (value or "").strip() or None


def _short(value: str | None, name: str) -> str | None:
    if value is not None and len(value) > LONGEST[name]:
        raise NotTaken("wrong-field", f"its {name!r} has {len(value)} characters, at most {LONGEST[name]} fit")
    return value


def _date(value: str | None) -> str | None:
    if value is None:
        return None
    when = iso_date(value)
    if when is None:
        raise NotTaken("wrong-field", f"its 'published' is {value[:40]!r}, which is no date as in 2016-10-18")
    return when
