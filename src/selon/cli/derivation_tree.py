"""A record as a tree: entries, their fields, and under each the rule and the words that it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from rich.markup import escape
from rich.tree import Tree

from selon.model.record import Derivation, Period, Place, Position, Record, Source, Statement
from selon.model.span import Span

_KINDS = ("figures", "statements", "times", "places", "arrangements", "events")
# fields that the tree shows in its own way, or that say nothing
_APART = frozenset({"span", "spans", "derivation", "confidence", "terms"})


def record_tree(text: str, record: Record) -> Tree:
    """Return the tree of a record.

    >>> from selon.model.record import ReportHead
    >>> record_tree("", Record(report=ReportHead(id="a", language="fr", published=None, published_by=None))).children[-1].label
    'nothing was read'
    """
    tree = Tree(f"[bold]{escape(text)}[/bold]" if len(text) < 400 else "[bold]report[/bold]")
    if record.report.published:
        head = tree.add(f"published {record.report.published} ({record.report.published_by})")
        _derive(head, text, record.report.derivation)
    for kind in _KINDS:
        for entry in getattr(record, kind):
            _add_entry(tree, text, kind.removesuffix("s"), entry)
    for seen in record.set_aside:
        words = f" «{escape(seen.span.words(text))}»" if seen.span else ""
        tree.add(f"[yellow]set aside[/yellow]{words} {escape(seen.reason)}: {escape(seen.detail)}")
    if not any(getattr(record, kind) for kind in _KINDS):
        tree.add("nothing was read")
    return tree


def _add_entry(tree: Tree, text: str, kind: str, entry: object) -> None:
    spans: tuple[Span | None, ...] = entry.spans if isinstance(entry, Statement) else (getattr(entry, "span", None),)
    words = " … ".join(span.words(text) for span in spans if span)
    branch = tree.add(f"[bold]{kind}[/bold] «{escape(words)}»  [dim]{getattr(entry, 'confidence', 0):.2f}[/dim]")
    for field in fields(entry):  # type: ignore[arg-type]  # every entry is a dataclass
        if field.name not in _APART:
            _add_field(branch, text, field.name, getattr(entry, field.name))
    _derive(branch, text, getattr(entry, "derivation", None))


def _add_field(branch: Tree, text: str, name: str, value: object) -> None:
    if value in (None, (), False):
        return
    if isinstance(value, tuple) and not isinstance(value, Span):
        for number, one in enumerate(value):
            _add_field(branch, text, f"{name} {number + 1}", one)
        return
    leaf = branch.add(f"{name}: {escape(_shown(text, value))}")
    if isinstance(value, Position):
        _add_field(leaf, text, "who", value.who)
    if isinstance(value, Source | Place | Period | Position):
        _derive(leaf, text, value.derivation)


def _shown(text: str, value: object) -> str:
    if isinstance(value, Span):
        return f"«{value.words(text)}»"
    if isinstance(value, Period):
        return f"{value.start or '…'} to {value.end or '…'}"
    if isinstance(value, Source):
        return _listed([value.name, value.role, value.organization, value.kind, value.told_to and f"told to {value.told_to}"])
    if isinstance(value, Place):
        point = f"{value.latitude:.2f} {value.longitude:.2f}" if value.latitude is not None else None
        return _listed([value.name, value.country, value.precision, point])
    if isinstance(value, Position):
        return f"{value.stance} «{value.span.words(text)}»"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _listed(parts: Iterable[str | None]) -> str:
    return ", ".join(part for part in parts if part)


def _derive(branch: Tree, text: str, derivation: Derivation | None) -> None:
    if derivation is None:
        return
    words = f" «{escape(derivation.span.words(text))}»" if derivation.span else ""
    of = f"{escape(derivation.of)}: " if derivation.of else ""
    note = f"  {escape(derivation.note)}" if derivation.note else ""
    twig = branch.add(f"[dim]{of}[cyan]{escape(derivation.rule)}[/cyan]{words}{note}[/dim]")
    for part in derivation.parts:
        _derive(twig, text, part)
