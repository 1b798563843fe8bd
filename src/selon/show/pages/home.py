"""The first page: what is new, what is in dispute, what holds, and the search."""

from __future__ import annotations

from dataclasses import dataclass

from selon.ledger import browse, lookups
from selon.show.cards import ReportCard, report_cards
from selon.show.frame import Page, View

NEW = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What an analyst wants to know first; `since` is when they were here before, null the first time."""

    since: str | None
    reports: int
    claims: dict[str, int]
    new: int
    newest: tuple[ReportCard, ...]
    waiting: int
    conflicts: int


def fill(view: View) -> Home:
    """Return the first page."""
    since = browse.last_visit(view.ledger, view.visitor.who)
    counts = lookups.count_all(view.ledger)
    keys = browse.new_reports(view.ledger, since, NEW)
    found = [r for r in (lookups.find_report(view.ledger, key) for key in keys) if r is not None]
    return Home(
        since=since,
        reports=counts.reports,
        claims=dict(counts.claims),
        new=browse.count_new_reports(view.ledger, since),
        newest=report_cards(view, found),
        waiting=browse.count_waiting(view.ledger),
        conflicts=browse.count_conflicts(view.ledger),
    )


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
