"""Arrangements through the reports: the list, and one with its terms, its window and the matrix of positions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from selon.crosscheck.findings import Change, MentionView, PositionView, Thread, Within
from selon.crosscheck.reasons import sentences
from selon.crosscheck.threads import first_within
from selon.model.words import ARRANGEMENT_KINDS, STATUSES
from selon.show import addresses
from selon.show.cards import Covers, covers_of
from selon.show.frame import NotThere, Page, View
from selon.show.window import Moment, Window, draw_window

LISTED = 300
# what is told of place and window, on one page
WITHIN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementLine:
    """An arrangement in the list: how it stands by what the last report says."""

    key: str
    kind: str
    status: str
    place: str | None
    country: str | None
    start: str | None
    end: str | None
    by: tuple[str, ...]
    reports: int
    parties: int
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrangements:
    """The arrangements that fit the filters, those of most reports first."""

    total: int
    arrangements: tuple[ArrangementLine, ...]
    kind: str | None
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A position: the stance and the words that say so; `reports` counts those that print the very same words that day."""

    reports: int
    stance: str
    words: str
    claim_id: str
    report: int
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A party and what it said, one cell for each column of the matrix."""

    who: str
    cells: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the sheet: as told last, and how it was told before."""

    field: str
    value: str | None
    before: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementPage:
    """An arrangement: terms, positions by party and day, accounts of the reports, what is told of its place and window."""

    key: str
    kind: str
    status: str
    place: str | None
    country: str | None
    start: str | None
    end: str | None
    by: tuple[str, ...]
    terms: tuple[Term, ...]
    days: tuple[str, ...]
    matrix: tuple[PartyRow, ...]
    mentions: tuple[MentionView, ...]
    within: tuple[Within, ...]
    within_total: int
    why: str
    window: Window | None
    small_window: Window | None


def line_of(thread: Thread) -> ArrangementLine:
    """Return an arrangement as a line of a list."""
    return ArrangementLine(
        key=thread.key,
        kind=thread.kind,
        status=thread.status,
        place=thread.place,
        country=thread.country,
        start=thread.start,
        end=thread.end,
        by=tuple(dict.fromkeys(name for m in thread.mentions for name in m.by))[:4],
        reports=len({m.report for m in thread.mentions}),
        parties=len({p.who for p in thread.positions}),
        latest=max((m.published for m in thread.mentions if m.published), default=None),
    )


def fill_list(view: View) -> Arrangements:
    """Return the list."""
    kind, status = view.asked("kind"), view.asked("status")
    kind, status = (kind if kind in ARRANGEMENT_KINDS else ""), (status if status in STATUSES else "")
    found = [t for t in view.shelf.threads() if (not kind or t.kind == kind) and (not status or t.status == status)]
    lines = tuple(line_of(t) for t in found[:LISTED])
    return Arrangements(total=len(found), arrangements=lines, kind=kind or None, status=status or None)


def fill(view: View) -> ArrangementPage:
    """Return an arrangement."""
    thread = next((t for t in view.shelf.threads() if t.key == view.path["key"]), None)
    if thread is None:
        raise NotThere
    covers = covers_of(view, {m.report for m in thread.mentions})
    within, total = first_within(view.book, thread, WITHIN)
    days, matrix = matrix_of(thread, covers)
    moments = list(_moments(view, thread, within))
    return ArrangementPage(
        key=thread.key,
        kind=thread.kind,
        status=thread.status,
        place=thread.place,
        country=thread.country,
        start=thread.start,
        end=thread.end,
        by=line_of(thread).by,
        terms=_terms(thread),
        days=days,
        matrix=matrix,
        mentions=thread.mentions,
        within=tuple(within),
        within_total=total,
        why=sentences(thread.reasons, view.speech.code),
        window=draw_window(thread.start, thread.end, moments, view.speech, width=620),
        small_window=draw_window(thread.start, thread.end, moments, view.speech, width=360),
    )


def matrix_of(thread: Thread, covers: dict[int, Covers]) -> tuple[tuple[str, ...], tuple[PartyRow, ...]]:
    """Return the days across and the parties down, in the order in which they first spoke."""
    ids = {m.claim: m.claim_id for m in thread.mentions}
    ordered = sorted(thread.positions, key=lambda p: (p.published or "9999", p.claim, p.span))
    days = tuple(dict.fromkeys((p.published or "")[:10] for p in ordered))
    parties: dict[str, list[tuple[PositionView, Said]]] = {}
    for position in ordered:
        said = _said(position, ids.get(position.claim, ""), covers[position.report])
        parties.setdefault(covers[position.report].loose(position.who), []).append((position, said))
    return days, tuple(_row(who, said, days) for who, said in parties.items())


def _row(who: str, said: Sequence[tuple[PositionView, Said]], days: Sequence[str]) -> PartyRow:
    return PartyRow(who=who, cells=tuple(_cell([s for p, s in said if (p.published or "")[:10] == day]) for day in days))


def _cell(said: Sequence[Said]) -> tuple[Said, ...]:
    """Return what was said on a day; the same words in several reports (copies) are one position with a count."""
    found: dict[tuple[str, str], Said] = {}
    for one in said:
        key = (one.stance, one.words)
        found[key] = replace(found[key], reports=found[key].reports + 1) if key in found else one
    return tuple(found.values())


def _said(position: PositionView, claim_id: str, covers: Covers) -> Said:
    return Said(
        reports=1,
        stance=position.stance,
        words=covers.loose(position.words),
        claim_id=claim_id,
        report=position.report,
        published=position.published,
    )


def _terms(thread: Thread) -> tuple[Term, ...]:
    values = {"status": thread.status, "start": thread.start, "end": thread.end, "place": thread.place}
    return tuple(Term(field=f, value=v, before=tuple(c for c in thread.changes if c.field == f)) for f, v in values.items())


def _moments(view: View, thread: Thread, within: Sequence[Within]) -> Iterable[Moment]:
    speech = view.speech
    for found in within:
        topic = "event" if found.kind == "event" else "measure"
        title = f"{speech.word(topic, found.type)} · {found.words} · {speech.moment(found.start)}"
        yield Moment(at=found.start or "", address=addresses.report(found.report, claim=found.claim_id), title=title, above=True)
    for mention in thread.mentions:
        title = f"{mention.outlet or mention.report_id} · {speech.moment(mention.published)} · {mention.words}"
        address = addresses.report(mention.report, claim=mention.claim_id)
        yield Moment(at=mention.published or "", address=address, title=title, above=False)


PAGES = (
    Page(
        name="arrangements",
        path="/arrangements",
        data=Arrangements,
        fill=fill_list,
        template="arrangements.html",
        title="Arrangements",
        summary="Truces, pauses, corridors, exchanges, talks, each through all reports",
        parameters={"kind": "kind of arrangement (docs/record.md)", "status": "how it stands by the last report"},
    ),
    Page(
        name="arrangement",
        path="/arrangements/{key}",
        data=ArrangementPage,
        fill=fill,
        template="arrangement.html",
        title="Arrangement",
        summary="An arrangement: its terms, its window, each party's position over time, what is told of its place and window",
    ),
)
