"""Where a number goes back to: the end of the attribution chain, figure by figure.

A number that a report gives to a ministry goes back to the ministry, whoever prints it. A number in a report's own
voice goes back to the agency whose copy it is, and only where no agency is named to the outlet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from selon.crosscheck.figure import Compared, Head
from selon.crosscheck.findings import FigureView, OriginGroup, reason
from selon.crosscheck.names import plain, words_of
from selon.crosscheck.unions import Unions

# `police` and `police de Colombo` are one mouth; a name three times as long is another body's
MORE_WORDS = 2


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
    """Say whether one name is the other with a few words more: an office of the United Nations is not the United Nations."""
    few, many = sorted((words_of(a), words_of(b)), key=len)
    return bool(few) and few <= many and len(many) <= MORE_WORDS * len(few)


def common_agencies(a: Head, b: Head) -> tuple[str, ...]:
    """Return the agencies that both reports name."""
    theirs = {plain(x) for x in b.agencies}
    return tuple(x for x in a.agencies if plain(x) in theirs)


def count_origins(figures: Sequence[FigureView], texts: Sequence[tuple[int, int, str]]) -> tuple[OriginGroup, ...]:
    """Return the independent origins of figures, each with the figures that go back to it and why they are one.

    `texts` are pairs of reports with their dependence. Figures have one origin where they name the same source, speak
    in the voice of the same agency or outlet, or stand in copies of one text.
    """
    origins = [_origin_of_view(f) for f in figures]
    unions, copied = Unions(), set[int]()
    _join_same(origins, unions)
    for i, j in _in_copies(figures, texts):
        if not same_origin(origins[i], origins[j]) and _same_words(figures[i], figures[j]):
            unions.join(i, j)
            copied.update((i, j))
    return tuple(
        _group([figures[i] for i in g], origins[g[0]], [figures[i].report for i in g if i in copied]) for g in unions.groups()
    )


def _join_same(origins: Sequence[Origin], unions: Unions) -> None:
    """Join the figures of one origin; thousands of figures have few origins, and only these are held against each other."""
    first: dict[tuple[str, frozenset[str]], int] = {}
    for i, origin in enumerate(origins):
        unions.join(i, first.setdefault((origin.by, origin.names), i))
    for i, j in combinations(first.values(), 2):
        if same_origin(origins[i], origins[j]):
            unions.join(i, j)


def _in_copies(figures: Sequence[FigureView], texts: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of figures that stand in copies of one text."""
    by_report: dict[int, list[int]] = defaultdict(list)
    for i, figure in enumerate(figures):
        by_report[figure.report].append(i)
    for a, b, label in texts:
        if label == "copy":
            yield from product(by_report[a], by_report[b])


def _same_words(a: FigureView, b: FigureView) -> bool:
    return (a.low, a.high, a.qualifier, a.measure) == (b.low, b.high, b.qualifier, b.measure)


def _origin_of_view(view: FigureView) -> Origin:
    if view.origin_by == "said":
        names = frozenset(plain(n) for n in (view.origin, view.source) if n)
    else:
        names = frozenset({plain(view.origin)} if view.origin_by != "report" else {f"report {view.report}"})
    return Origin(name=view.origin, by=view.origin_by, names=names)


def _group(figures: Sequence[FigureView], origin: Origin, copied: Sequence[int]) -> OriginGroup:
    reports = tuple(dict.fromkeys(f.report for f in figures))
    reasons = [reason(f"origin_{origin.by}", reports=len(reports), origin=origin.name)]
    if len(set(copied)) > 1:
        reasons.append(reason("origin_copies", reports=len(set(copied))))
    return OriginGroup(
        name=origin.name, by=origin.by, claims=tuple(f.claim for f in figures), reports=reports, reasons=tuple(reasons)
    )
