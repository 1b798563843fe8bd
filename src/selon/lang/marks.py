"""Sentences with the expected reading marked in them.

`<figure low=12 measure=killed>12</figure> civils` says that `12` must be read as a figure with those fields. Tags may
nest; the attribute values have no spaces unless quoted. Anything unclosed, stray or unknown is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from selon.errors import PackError
from selon.model.span import Span

KINDS = frozenset(
    [
        "figure",
        "statement",
        "source",
        "time",
        "place",
        "arrangement",
        "position",
        "event",
        "dateline",
        "agency",
        "byline",
        "caption",
        "credit",
        "boilerplate",
    ]
)
_TAG = re.compile(r"<(/?)([a-z]+)((?:\s+[a-z_]+=(?:\"[^\"]*\"|[^\s>\"]+))*)\s*>")
_ATTRIBUTE = re.compile(r"([a-z_]+)=(?:\"([^\"]*)\"|([^\s>\"]+))")


@dataclass(frozen=True, slots=True)
class Mark:
    """An expected entry: its kind, its span in the bare sentence, and the fields it must have."""

    kind: str
    span: Span
    fields: Mapping[str, str]


def read_marks(sentence: str) -> tuple[str, list[Mark]]:
    """Return the bare sentence and its marks, in order of their starts.

    Raises:
        PackError: a tag is unknown, stray or not closed.

    >>> bare, marks = read_marks("Au moins <figure low=12>12</figure> morts.")
    >>> bare, marks[0].span, marks[0].fields["low"]
    ('Au moins 12 morts.', Span(start=9, end=11), '12')
    """
    bare, at = "", 0
    open_tags: list[tuple[str, int, dict[str, str]]] = []
    marks: list[Mark] = []
    for tag in _TAG.finditer(sentence):
        bare += sentence[at : tag.start()]
        at = tag.end()
        closing, kind, attributes = tag.groups()
        if kind not in KINDS:
            raise PackError(f"unknown mark <{kind}> in {sentence!r}")
        if not closing:
            open_tags.append(
                (kind, len(bare), {m[1]: m[2] if m[2] is not None else m[3] for m in _ATTRIBUTE.finditer(attributes)})
            )
            continue
        if not open_tags or open_tags[-1][0] != kind:
            raise PackError(f"stray </{kind}> in {sentence!r}")
        _, start, fields = open_tags.pop()
        marks.append(Mark(kind, Span(start, len(bare)), fields))
    bare += sentence[at:]
    if open_tags:
        raise PackError(f"<{open_tags[-1][0]}> is not closed in {sentence!r}")
    if "<" in bare and re.search(r"</?[a-z]+[ >]", bare):
        raise PackError(f"a mark that cannot be read in {sentence!r}")
    return bare, sorted(marks, key=lambda m: (m.span.start, -m.span.end))
