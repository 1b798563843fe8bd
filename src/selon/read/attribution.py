"""An attribution as it stands in the text: what every finder of this stage gives."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution in place: spans of what is said, of its cue and of its author.

    `author` is null where the words go on with the speaker of an attribution before (`goes_on`). `told` is the
    medium that was told. `sure` is how far the rule is trusted.
    """

    content: tuple[Span, ...]
    cue: Span | None
    author: Span | None
    act: str
    rule: str
    type: str = "indirect"
    told: Span | None = None
    goes_on: bool = False
    hearsay: bool = False
    sure: float = 0.5
