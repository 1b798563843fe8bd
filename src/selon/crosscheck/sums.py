"""Add up parts only where they are proved disjoint; else refuse and say which two and why.

Two parts are disjoint where they count different periods with no day in common, places that lie apart, or groups that
exclude each other (two nationalities, children and women).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from selon.crosscheck import when, where, whom
from selon.crosscheck.figure import Compared
from selon.crosscheck.findings import FigureView, Reason, Total, reason
from selon.crosscheck.when import Course
from selon.crosscheck.where import Lie
from selon.crosscheck.whom import Kin

# more parts than this are not tried one against the other: with so many, two of them overlap
MOST_PARTS = 60


def add_up(parts: Sequence[FigureView], figures: Mapping[int, Compared]) -> Total:
    """Return the sum of parts, or the refusal with its reason."""
    standing = [p for p in parts if p.status == "stands"]
    if len(standing) < 2:
        return Total(value=None, reasons=(reason("sum_no_parts"),))
    fields: set[str] = set()
    for a, b in combinations(standing[:MOST_PARTS], 2):
        field = apart_by(figures[a.claim], figures[b.claim])
        if field is None:
            return Total(value=None, reasons=(_refusal(a, b),))
        fields.add(field)
    if len(standing) > MOST_PARTS or any(p.low is None or p.low != p.high for p in standing):
        return Total(value=None, reasons=(reason("sum_incomplete"),))
    disjoint = tuple(reason("sum_disjoint", field=f) for f in sorted(fields))
    return Total(value=sum(p.low or 0.0 for p in standing), reasons=(*disjoint, reason("sum_incomplete")))


def apart_by(a: Compared, b: Compared) -> str | None:
    """Return the field that proves that two figures count nobody twice, None where nothing does."""
    if whom.groups(a, b) is Kin.APART:
        return "group"
    if where.lie(a.place, b.place) is Lie.APART:
        return "place"
    return "period" if when.compare(a, b) is Course.APART and a.dated and b.dated else None


def _refusal(a: FigureView, b: FigureView) -> Reason:
    first, second = _number(a), _number(b)
    if (a.group, a.place, a.start, a.end) == (b.group, b.place, b.start, b.end):
        return reason("sum_rivals", first=first, second=second)
    field = "group" if a.group != b.group else "place" if a.place != b.place else "period"
    return reason("sum_overlap", first=first, second=second, field=field)


def _number(view: FigureView) -> str:
    low, high = ("" if x is None else f"{x:.12g}" for x in (view.low, view.high))
    return f"{view.qualifier}/{low}/{high}"
