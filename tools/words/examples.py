"""What nets learn from: marked numbers, each beside all that the report has for it.

In: the reports of eval/scopes.py. Out: things as the reader sees them, candidates, and which are right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selon.claims.weigh_numbers import MEASURES, Row
from selon.claims.weigh_things import NO_MEASURE, PLACE, SOURCE, TIME, Things, shown
from selon.lang.pack import Pack
from selon.model.span import Span
from words.watch import Watch


@dataclass(kw_only=True)
class Example:
    """A report: its things, and its numbers."""

    report: str
    kind: str
    # of each thing: what is shown of it, how it hangs in its sentence, what it is, the code of its measure
    shown: NDArray[np.float16]
    roles: Sequence[tuple[str, ...]]
    kinds: Sequence[int]
    codes: NDArray[np.int64]
    far: NDArray[np.int64]
    # of each number: the number, its verb and its noun among the things (-1 where there is none), what the rules measured
    numbers: list[tuple[int, int, int]]
    ruled: list[int]
    spans: list[tuple[int, int]]
    # where something of a kind stands among the things
    at: Callable[[int, Span], int]
    # by field, for each number that is marked: its candidates and which of them are right
    asked: dict[str, dict[int, list[Row]]] = field(default_factory=dict)
    right: dict[str, dict[int, list[bool]]] = field(default_factory=dict)
    measures: dict[int, list[int]] = field(default_factory=dict)


def _three(of_number: tuple[int, int | None, int | None]) -> tuple[int, int, int]:
    number, trigger, noun = of_number
    return number, -1 if trigger is None else trigger, -1 if noun is None else noun


def _example(report: str, kind: str, things: Things, pack: Pack) -> Example:
    """Return a report as nets see it, without what is right."""
    drafts = things.numbers.drafts
    rows = shown(things, pack)
    if rows is None:
        raise ValueError(f"{report}: a parse without rows of its words")
    given = [d.measured.measure for d in drafts]
    return Example(
        report=report,
        kind=kind,
        shown=rows.astype(np.float16),
        roles=things.roles,
        kinds=[one.kind for one in things.seen],
        codes=things.measures,
        far=things.far,
        numbers=[_three(things.of_number(at)) for at in range(len(drafts))],
        ruled=[MEASURES.index(m) if m in MEASURES else NO_MEASURE for m in given],
        spans=[(d.counted.number.span.start, d.counted.number.span.end) for d in drafts],
        at=things.at,
    )


def examples() -> Iterator[Example]:
    """Yield the marked reports that have numbers."""
    import score

    from run import cached_parses
    from scopes import scoped_reports
    from selon import journey
    from selon.ingest.fields import report_from_fields
    from selon.lang.pack import load_pack
    from weigh import is_right, kind_of

    pack = load_pack("fr")
    marked = list(scoped_reports())
    parses = cached_parses([report_from_fields(one.row) for one in marked], pack)
    for one, parsed in zip(marked, parses, strict=True):
        with Watch() as watch:
            journey.assemble(parsed, pack)
        if watch.things is None:
            continue
        example = _example(one.row["id"], kind_of(one), watch.things, pack)
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
        yield example


def kind_of_thing(name: str) -> int:
    """Return what a field's candidates are among the things."""
    return {"place": PLACE, "period": TIME, "source": SOURCE}[name]
