"""A report: one published item, with its text and what is known of it from outside."""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.model.span import Span, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A stretch of the text that is not news: what it is and which words.

    `role` is one of `headline`, `dateline`, `credit`, `byline`, `caption`, `boilerplate`. The headline is
    read as news; the others are not, but their words are kept and may name an agency, a place or an author.
    """

    role: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published item.

    `published` is ISO 8601 as given (date or date-time), or None when nothing came with the report.
    `origin` says where it came from (a path, `-`, an address) and `line` the line in a file of many.
    """

    id: str
    text: Text
    language: str = "fr"
    published: str | None = None
    outlet: str | None = None
    credit: str | None = None
    url: str | None = None
    origin: str = ""
    line: int | None = None
    media_type: str = "text/plain"
    regions: tuple[Region, ...] = field(default=())

    @property
    def clean(self) -> str:
        """Return the text that spans count in."""
        return self.text.clean


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Something that was seen and not taken, with the reason.

    `reason` is a stable word (`not-french`, `number-without-measure`); `detail` a sentence for a person.
    `span` is null where it concerns a whole file.
    """

    reason: str
    detail: str
    span: Span | None = None
    rule: str = ""
    origin: str = ""
    line: int | None = None
