"""Make a report from a text and what is known of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from selon.model.report import Report
from selon.model.span import clean_text


def report_from_fields(row: Mapping[str, str | None], *, origin: str = "", line: int | None = None) -> Report:
    """Return a report from the fields of a JSON line: `text`, and optionally `id`, `published`, `outlet`, `credit`, `url`.

    >>> report_from_fields({"id": "a", "text": "Il pleut."}).clean
    'Il pleut.'
    """
    text = clean_text(row["text"] or "")
    return Report(
        id=row.get("id") or hashlib.sha256(text.clean.encode()).hexdigest()[:16],
        text=text,
        published=row.get("published"),
        outlet=row.get("outlet"),
        credit=row.get("credit"),
        url=row.get("url"),
        origin=origin,
        line=line,
    )
