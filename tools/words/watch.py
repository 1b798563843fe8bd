"""Stand in for the weighing while reports are read, and keep what it would have looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from selon.claims import figures
from selon.claims.weigh import Weighed
from selon.claims.weigh_numbers import Choices, Numbers, Row
from selon.claims.weigh_periods import PeriodChoices
from selon.claims.weigh_places import PlaceChoices
from selon.claims.weigh_things import PLACE, TIME, Things
from selon.model.span import Span


class Watch:
    """Within its block the rules alone stand. `things` and `rows` are the last report's, none without numbers."""

    def __init__(self) -> None:
        self.things: Things | None = None
        self.rows: dict[str, dict[int, list[Row]]] = {}

    def __enter__(self) -> Watch:
        self._real = getattr(figures, "weighed")  # noqa: B009
        setattr(figures, "weighed", self._watched)  # noqa: B010 - what the path calls is replaced
        return self

    def __exit__(self, *_: object) -> None:
        setattr(figures, "weighed", self._real)  # noqa: B010

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Return where the numbers stand."""
        drafts = self.things.numbers.drafts if self.things is not None else ()
        return [(d.counted.number.span.start, d.counted.number.span.end) for d in drafts]

    def _watched(self, drafts: Any, sources: Any, places: Any, periods: Any, _pack: Any) -> list[Weighed]:  # noqa: ANN401
        found, scenes = places
        self.things, self.rows = None, {}
        if drafts:
            numbers = Numbers(drafts, scenes.settled)
            choices: dict[str, Choices] = {
                "place": PlaceChoices(found, scenes, numbers),
                "period": PeriodChoices(periods, numbers),
            }
            self.rows = {field: {at: one.rows(at) for at in range(len(drafts))} for field, one in choices.items()}
            self.rows["source"] = {at: source_rows(at, sources, numbers) for at in range(len(drafts))}
            self.things = Things(numbers, sources, {PLACE: choices["place"].mentions, TIME: choices["period"].mentions})
        return [Weighed(*scope) for scope in zip(found, periods.found, strict=True)]


def source_rows(at: int, sources: Sequence[Any], numbers: Numbers) -> list[Row]:
    """Return who may give a number: nobody, the speakers of statements, who the rules say."""
    told: dict[str, list[tuple[Span, int]]] = {}
    for statement in numbers.settled.statements:
        if statement.source is not None and statement.source.span is not None:
            told.setdefault(statement.source.name, []).append((statement.source.span, 0))
    ruled = sources[at]
    if ruled is not None and ruled.name not in told:
        told[ruled.name] = [(ruled.span, 0)] if ruled.span is not None else []
    rows = [Row(None, (), {"ruled": float(ruled is None), "none": 1.0})]
    return rows + [
        Row(name, spans, {"ruled": float(ruled is not None and ruled.name == name), "none": 0.0, "told": min(3.0, len(spans))})
        for name, spans in told.items()
    ]
