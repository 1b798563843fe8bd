"""Where a number goes back to: the end of the attribution chain, figure by figure.

A number that a report gives to a ministry goes back to the ministry, whoever prints it. A number in a report's own
voice goes back to the agency whose copy it is, and only where no agency is named to the outlet.
"""

from __future__ import annotations

from dataclasses import dataclass

from selon.crosscheck.figure import Compared, Head
from selon.crosscheck.names import plain, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The one to whom a number goes back, and how that is known (`said`, `agency`, `outlet`, `report`)."""

    name: str
    by: str
    names: frozenset[str]


def origin_of(figure: Compared) -> Origin:
    """Return the origin of a figure."""
    if figure.source is not None:
        names = frozenset(plain(n) for n in (figure.source, figure.body) if n)
        return Origin(name=figure.body or figure.source, by="said", names=names)
    return voice_of(figure.head)


def voice_of(head: Head) -> Origin:
    """Return whose voice a report speaks in where it names nobody."""
    if head.agencies:
        return Origin(name=", ".join(head.agencies), by="agency", names=frozenset(plain(a) for a in head.agencies))
    if head.outlet:
        return Origin(name=head.outlet, by="outlet", names=frozenset({plain(head.outlet)}))
    return Origin(name=head.id, by="report", names=frozenset({f"report {head.key}"}))


def same_origin(a: Origin, b: Origin) -> bool:
    """Say whether two origins are one: a name in common, or one name that holds all words of the other.

    >>> police = Origin(name="police", by="said", names=frozenset({"police"}))
    >>> same_origin(police, Origin(name="police de Colombo", by="said", names=frozenset({"police colombo"})))
    True
    """
    if (a.by == "said") != (b.by == "said"):
        return False
    if not a.names.isdisjoint(b.names):
        return True
    return a.by == "said" and any(_holds(x, y) for x in a.names for y in b.names)


def _holds(a: str, b: str) -> bool:
    mine, theirs = words_of(a), words_of(b)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def common_agencies(a: Head, b: Head) -> tuple[str, ...]:
    """Return the agencies that both reports name."""
    theirs = {plain(x) for x in b.agencies}
    return tuple(x for x in a.agencies if plain(x) in theirs)
