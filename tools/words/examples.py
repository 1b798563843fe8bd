"""What the encoder learns from: marked numbers, each beside all that the report has for it.

In: the reports of eval/scopes.py. Out: pieces and things as the reader sees them, candidates, and which are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selon.claims.weigh_numbers import MEASURES, Row
from selon.claims.weigh_words import NO_MEASURE, PLACE, SOURCE, TIME, Things
from selon.model.span import Span
from selon.read.word_vectors import END, START, Cutter, rows_of, tokens_in
from words.watch import Watch

# a number whose group is that of a thing, and none of these
NO_GROUP = 31
GROUPS = (
    *("aid_workers", "children", "civilians", "combatants", "displaced", "foreigners", "hostages", "journalists", "medics"),
    *("men", "officials", "peacekeepers", "people", "prisoners", "refugees", "security_forces", "sick_or_wounded", "women"),
)


@dataclass(kw_only=True)
class Example:
    """A report: its windows of pieces, its things, and its numbers."""

    report: str = ""
    kind: str = ""
    windows: list[list[int]]
    # of each thing: what it is, the code of its measure, the row of its first piece and how many
    things: list[tuple[int, int, int, int]]
    far: NDArray[np.int64]
    # of each number: the number, its verb and its noun among the things (-1 where there is none), what the rules gave it
    numbers: list[tuple[int, int, int]]
    ruled: list[tuple[int, int]]
    spans: list[tuple[int, int]]
    # where something of a kind stands among the things
    at: Callable[[int, Span], int]
    # by field, for each number that is marked: its candidates and which of them are right
    asked: dict[str, dict[int, list[Row]]] = field(default_factory=dict)
    right: dict[str, dict[int, list[bool]]] = field(default_factory=dict)
    measures: dict[int, list[int]] = field(default_factory=dict)
    groups: dict[int, list[int]] = field(default_factory=dict)


def _three(of_number: tuple[int, int | None, int | None]) -> tuple[int, int, int]:
    number, trigger, noun = of_number
    return number, -1 if trigger is None else trigger, -1 if noun is None else noun


def _code(value: str, known: Sequence[str], other: int) -> int:
    return known.index(value) if value in known else other


def example_of(things: Things, cutter: Cutter) -> Example:
    """Return a report as the encoder sees it, without what is right."""
    drafts = things.numbers.drafts
    windows, homes = cutter.windows(things.parsed, things.near(range(len(drafts))))
    rows = [rows_of(homes, [t.i for t in tokens_in(things.parsed, one.span)]) for one in things.seen]
    return Example(
        windows=[[START, *window, END] for window in windows],
        things=[
            (one.kind, int(code), row.start if row else 0, row.stop - row.start if row else 0)
            for one, code, row in zip(things.seen, things.measures, rows, strict=True)
        ],
        far=things.far,
        numbers=[_three(things.of_number(at)) for at in range(len(drafts))],
        ruled=[(_code(d.measured.measure, MEASURES, NO_MEASURE), _code(d.group, GROUPS, NO_GROUP)) for d in drafts],
        spans=[(d.counted.number.span.start, d.counted.number.span.end) for d in drafts],
        at=things.at,
    )


def examples(cutter: Cutter) -> Iterator[Example]:
    """Yield the marked reports that have numbers."""
    import score

    from run import cached_parses
    from scopes import scoped_reports
    from selon import journey
    from selon.ingest.fields import report_from_fields
    from selon.lang.pack import load_pack
    from weigh import is_right

    pack = load_pack("fr")
    marked = list(scoped_reports())
    parses = cached_parses([report_from_fields(one.row) for one in marked], pack)
    for one, parsed in zip(marked, parses, strict=True):
        with Watch() as watch:
            journey.assemble(parsed, pack)
        if watch.things is None:
            continue
        example = example_of(watch.things, cutter)
        example.report, example.kind = one.row["id"], one.kind
        marks: dict[str, Mapping[Any, Any]] = {"place": one.places, "period": one.periods, "source": one.sources}
        for name, known in marks.items():
            for at, span in enumerate(example.spans):
                if span in known:
                    rows = watch.rows[name][at]
                    example.asked.setdefault(name, {})[at] = rows
                    right = [is_right(score, name, row, known[span]) for row in rows]
                    example.right.setdefault(name, {})[at] = right
        for at, span in enumerate(example.spans):
            example.measures[at] = [MEASURES.index(m) for m in one.measures.get(span, ()) if m in MEASURES]
            example.groups[at] = [GROUPS.index(g) for g in one.groups.get(span, ()) if g in GROUPS]
        yield example


def kind_of(name: str) -> int:
    """Return what a field's candidates are among the things."""
    return {"place": PLACE, "period": TIME, "source": SOURCE}[name]
