"""What is settled about a report before its claims are assembled."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.parsed import Parsed
from selon.model.record import Place, ReportHead, Source, Statement, TimeExpression
from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or some body of the report under all its names: what pronouns and short names lead back to.

    `mentions` are all the places where the report names it, pronouns included, in order.
    """

    id: int
    name: str
    names: tuple[str, ...]
    kind: str
    organization: str | None = None
    role: str | None = None
    person: bool = False
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The parse and all that was resolved: dates, places, actors, statements."""

    parsed: Parsed
    head: ReportHead
    times: tuple[TimeExpression, ...]
    places: tuple[Place, ...]
    # what the words describe and do not name (`la capitale somalienne`): for numbers and acts, no mentions of their own
    described: tuple[Place, ...] = ()
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]

    def source_at(self, span: tuple[int, int]) -> tuple[Source, Statement] | None:
        """Return who says the words at a span: the source of the smallest statement that holds it."""
        best: tuple[Source, Statement] | None = None
        least = 0
        for statement in self.statements:
            if statement.source is None or not any(s.holds(span) for s in statement.spans):
                continue
            size = sum(s.end - s.start for s in statement.spans)
            if best is None or size < least:
                best, least = (statement.source, statement), size
        return best
