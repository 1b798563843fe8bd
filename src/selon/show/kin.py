"""What a report depends on: reports that are one text with it, or that rest on the same origin."""

from __future__ import annotations

from dataclasses import dataclass

from selon.show.frame import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Another report and how the two depend on each other, with the reason in a sentence."""

    report: int
    title: str
    outlet: str | None
    published: str | None
    dependence: str
    why: str


def kin_of(view: View, report: int) -> tuple[Kin, ...]:
    """Return the reports that depend on this one or that it depends on."""
    return ()
