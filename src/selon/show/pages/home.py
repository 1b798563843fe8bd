"""The first page: what is new, what is in dispute, what holds, and the search."""

from __future__ import annotations

from dataclasses import dataclass

from selon.crosscheck.findings import DossierHead
from selon.ledger import browse, lookups
from selon.show.cards import ReportCard, covers_of, report_cards
from selon.show.frame import Page, View
from selon.show.pages.arrangements import ArrangementLine, line_of
from selon.show.pages.dossiers import Dispute, dispute_of, distinct

NEW = 6
# shown where none is new
LAST = 3
SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What an analyst wants to know first; `since` is when they were here before, null the first time.

    `newest` are the reports that came in since then, or the last ones where there are none.
    """

    since: str | None
    reports: int
    claims: dict[str, int]
    new: int
    newest: tuple[ReportCard, ...]
    waiting: int
    conflicts: int
    disputes: tuple[Dispute, ...]
    disputes_total: int
    moved: tuple[DossierHead, ...]
    in_force: tuple[ArrangementLine, ...]


def fill(view: View) -> Home:
    """Return the first page."""
    since = browse.last_visit(view.ledger, view.visitor.who)
    counts = view.shelf.counts()
    keys = browse.new_reports(view.ledger, since, NEW) or browse.new_reports(view.ledger, None, LAST)
    found = [r for r in (lookups.find_report(view.ledger, key) for key in keys) if r is not None]
    return Home(
        since=since,
        reports=counts.reports,
        claims=dict(counts.claims),
        new=browse.count_new_reports(view.ledger, since),
        newest=report_cards(view, found),
        waiting=view.shelf.waiting(),
        conflicts=browse.count_conflicts(view.ledger),
        disputes=_disputes(view),
        disputes_total=len(view.shelf.disputes()),
        moved=tuple(_moved(view)[:SHOWN]),
        in_force=tuple(_in_force(view)[:SHOWN]),
    )


def _disputes(view: View) -> tuple[Dispute, ...]:
    found = view.shelf.disputes()[: 6 * SHOWN]
    covers = covers_of(view, {f.report for r in found for f in (r.a, r.b)})
    return distinct(dispute_of(r, covers, view.speech.code) for r in found)[:SHOWN]


def _moved(view: View) -> list[DossierHead]:
    """Return the dossiers, those that the latest reports speak to first."""
    return sorted(view.shelf.dossiers(), key=lambda d: (d.latest or "", d.reports), reverse=True)


def _in_force(view: View) -> list[ArrangementLine]:
    """Return the arrangements that the last report on each tells to be in force, the latest first."""
    lines = [line_of(t) for t in view.shelf.threads() if t.status == "in_force"]
    return sorted(lines, key=lambda a: a.latest or "", reverse=True)


PAGES = (
    Page(
        name="home",
        path="/",
        data=Home,
        fill=fill,
        template="home.html",
        title="Home",
        summary="What is new since the last visit, what waits, what is in dispute, what holds",
    ),
)
