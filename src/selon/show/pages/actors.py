"""Actors: who says what how often, under which names, and the joining and parting of names by hand."""

from __future__ import annotations

from dataclasses import dataclass

from selon.crosscheck.actors import join_actors, part_actors
from selon.crosscheck.findings import ActorView
from selon.crosscheck.reasons import sentence
from selon.errors import BadSetting
from selon.ledger import browse, lookups
from selon.ledger.full_text import fold
from selon.ledger.stored import StoredClaim
from selon.model.words import SOURCE_KINDS
from selon.show import addresses
from selon.show.cards import covers_of
from selon.show.frame import Action, Done, NotThere, Page, View
from selon.show.pages.figures import FigureRow, figure_rows

PER_PAGE = 100
SHOWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """An actor in the list."""

    key: str
    name: str
    names: tuple[str, ...]
    kind: str
    claims: int
    reports: int
    by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """The actors that fit the filters, those of most claims first."""

    total: int
    actors: tuple[ActorLine, ...]
    q: str
    kind: str | None
    number: int
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why two names are one actor, and the report that says so."""

    a: str
    b: str
    why: str
    report: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """A statement: its words, the act, the report."""

    claim_id: str
    words: str
    act: str
    report: int
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What an actor does how often: a kind of claim, the act or the measure, the number."""

    kind: str
    what: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """An actor under all its names: what it says, how often, and why the names are one."""

    actor: ActorLine
    roles: tuple[str, ...]
    organizations: tuple[str, ...]
    grounds: tuple[Ground, ...]
    habits: tuple[Habit, ...]
    rows: tuple[FigureRow, ...]
    statements: tuple[Speaking, ...]


def _line(actor: ActorView) -> ActorLine:
    return ActorLine(
        key=actor.key,
        name=actor.name,
        names=actor.names,
        kind=actor.kind,
        claims=actor.claims,
        reports=len(actor.reports),
        by_hand=actor.by_hand,
    )


def fill_list(view: View) -> Actors:
    """Return a page of the list."""
    sought, kind = fold(view.asked("q")[:200]), view.asked("kind")
    kind = kind if kind in SOURCE_KINDS else ""
    fits = [
        a for a in _unhidden(view) if (not kind or a.kind == kind) and (not sought or any(sought in fold(n) for n in a.names))
    ]
    number = max(1, view.number("page", 1))
    shown = fits[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Actors(
        total=len(fits),
        actors=tuple(_line(a) for a in shown),
        q=view.asked("q"),
        kind=kind or None,
        number=number,
        next=number + 1 if number * PER_PAGE < len(fits) else None,
    )


def _unhidden(view: View) -> list[ActorView]:
    """Return the actors but those whose name is covered in a report: a witness is not on the list of speakers."""
    covered = {fold(name) for name in browse.covered_names(view.ledger)}
    return [a for a in view.shelf.actors() if not any(fold(n) in covered for n in a.names)]


def fill(view: View) -> ActorPage:
    """Return an actor."""
    actor = next((a for a in _unhidden(view) if a.key == view.path["key"]), None)
    if actor is None:
        raise NotThere
    figures = _claims(view, actor, "figure")
    language = view.speech.code
    return ActorPage(
        actor=_line(actor),
        roles=actor.roles,
        organizations=actor.organizations,
        grounds=tuple(Ground(a=e.a, b=e.b, why=sentence(e.reason, language), report=e.report) for e in actor.evidence[:60]),
        habits=tuple(Habit(kind=k, what=w, times=n) for k, w, n in browse.acts_of_sources(view.ledger, actor.names)),
        rows=figure_rows(view, figures),
        statements=_statements(view, actor),
    )


def _claims(view: View, actor: ActorView, kind: str) -> list[StoredClaim]:
    ids = browse.claims_of_sources(view.ledger, actor.names, kind, SHOWN)
    found = browse.claims_by_id(view.ledger, ids)
    return [found[i] for i in ids if i in found]


def _statements(view: View, actor: ActorView) -> tuple[Speaking, ...]:
    found = _claims(view, actor, "statement")
    covers = covers_of(view, {c.report for c in found})
    texts = {key: lookups.find_text(view.ledger, key) for key in {c.report for c in found}}
    return tuple(
        Speaking(
            claim_id=c.claim_id,
            words=covers[c.report].text(held.text.clean)[c.span.start : c.span.end],
            act=str(c.entry.get("act")),
            report=c.report,
            outlet=c.outlet,
            published=c.published,
        )
        for c in found
        if (held := texts[c.report]) is not None
    )


def _names(view: View) -> tuple[str, str, str]:
    a, b, why = (view.form.get(name, "").strip()[:300] for name in ("a", "b", "why"))
    if not why:
        raise BadSetting("joining and parting need a reason")
    return a, b, why


def join(view: View) -> Done:
    """Join two names."""
    a, b, why = _names(view)
    join_actors(view.book, a, b, who=view.visitor.who, why=why)
    return Done(address=addresses.actors(q=a), data={"joined": [a, b]})


def part(view: View) -> Done:
    """Part two names."""
    a, b, why = _names(view)
    part_actors(view.book, a, b, who=view.visitor.who, why=why)
    return Done(address=addresses.actors(q=a), data={"parted": [a, b]})


PAGES = (
    Page(
        name="actors",
        path="/actors",
        data=Actors,
        fill=fill_list,
        template="actors.html",
        title="Actors",
        summary="Who speaks, under which names, how often",
        parameters={"q": "part of a name", "kind": "kind of source (docs/record.md)", "page": "the number of the page, from 1"},
    ),
    Page(
        name="actor",
        path="/actors/{key}",
        data=ActorPage,
        fill=fill,
        template="actor.html",
        title="Actor",
        summary="An actor under all its names: what it says, how often, and why the names are one",
    ),
)
_FIELDS = {"a": "a name", "b": "another name", "why": "reason"}
ACTIONS = (
    Action(name="join", path="/actors/join", role="editor", run=join, summary="Join two names", fields=_FIELDS, alone=True),
    Action(name="part", path="/actors/part", role="editor", run=part, summary="Part two names", fields=_FIELDS, alone=True),
)
