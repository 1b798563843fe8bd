"""The list of reports."""

from __future__ import annotations

from dataclasses import dataclass

from selon.ledger import browse, lookups
from selon.show.cards import ReportCard, report_cards
from selon.show.frame import Page, View

PER_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Reports, the latest published first; `next` is the number of the next page, null on the last."""

    total: int
    outlet: str | None
    outlets: tuple[tuple[str, int], ...]
    reports: tuple[ReportCard, ...]
    number: int
    next: int | None


def fill(view: View) -> Reports:
    """Return a page of the list."""
    outlet = view.asked("outlet") or None
    number = max(1, view.number("page", 1))
    total = browse.count_reports(view.ledger, outlet)
    found = lookups.list_reports(view.ledger, outlet=outlet, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    return Reports(
        total=total,
        outlet=outlet,
        outlets=tuple(browse.outlets(view.ledger)[:200]),
        reports=report_cards(view, found),
        number=number,
        next=number + 1 if number * PER_PAGE < total else None,
    )


PAGES = (
    Page(
        name="reports",
        path="/reports",
        data=Reports,
        fill=fill,
        template="reports.html",
        title="Reports",
        summary="The reports of the ledger, the latest published first",
        parameters={"outlet": "who published it", "page": "the number of the page, from 1"},
    ),
)
