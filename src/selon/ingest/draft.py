"""A report in the making: what a file gave, before what the user gave is laid over it and its regions are found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from selon.ingest.given import Given
from selon.ingest.language import language_of, name_of_language
from selon.ingest.regions import find_regions
from selon.lang.pack import load_pack, pack_codes
from selon.model.report import Report, SetAside
from selon.model.span import Text

# the parser holds a whole text in memory, about a gigabyte for each hundred thousand characters of it;
# a long read of the press has forty thousand
LONGEST = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text and the metadata of one item of a file."""

    text: Text
    id: str | None = None
    language: str | None = None
    published: str | None = None
    outlet: str | None = None
    credit: str | None = None
    url: str | None = None
    origin: str = ""
    line: int | None = None
    media_type: str = "text/plain"


Taken = Draft | SetAside


def text_id(text: Text) -> str:
    """Return the id of a report that brings none: the first digits of its text's hash."""
    return hashlib.sha256(text.clean.encode()).hexdigest()[:16]


def finish(draft: Draft, given: Given) -> Report | SetAside:
    """Return the report, or why it is set aside: no text, too long a text, a language without a pack.

    >>> from selon.ingest.rewrite import Rewrite
    >>> finish(Draft(text=Rewrite(" ").keep(0, 1).text(), origin="vide.txt"), Given()).reason
    'empty'
    """
    if not draft.text.clean.strip():
        return _aside(draft, "empty", "there is no text in it")
    if len(draft.text.clean) > LONGEST:
        return _aside(draft, "too-long", f"{len(draft.text.clean):,} characters, and selon reads reports of up to {LONGEST:,}")
    language = given.language or draft.language or language_of(draft.text.clean, pack_codes())
    if language not in pack_codes():
        known = " and ".join(name_of_language(code) for code in pack_codes())
        return _aside(draft, "other-language", f"the text is in {name_of_language(language)}; selon reads {known}")
    return _report(draft, given, language)


def _report(draft: Draft, given: Given, language: str) -> Report:
    return Report(
        id=given.id or draft.id or text_id(draft.text),
        text=draft.text,
        language=language,
        published=given.published or draft.published,
        outlet=given.outlet or draft.outlet,
        credit=given.credit or draft.credit,
        url=given.url or draft.url,
        origin=draft.origin,
        line=draft.line,
        media_type=draft.media_type,
        regions=find_regions(draft.text.clean, load_pack(language)),
    )


def _aside(draft: Draft, reason: str, detail: str) -> SetAside:
    return SetAside(reason=reason, detail=detail, rule="ingest", origin=draft.origin, line=draft.line)
