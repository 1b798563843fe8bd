"""Search over everything: the text and the titles of reports, names of sources and places."""

from __future__ import annotations

from dataclasses import dataclass

from selon.ledger import lookups
from selon.show.cards import ReportCard, covers_of, report_cards
from selon.show.frame import Page, View

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A report that holds the words, with the words round the first of them."""

    report: ReportCard
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """The reports that hold the words, best first, at most fifty."""

    q: str
    found: tuple[Found, ...]
    more: bool


def fill(view: View) -> Search:
    """Return what a search finds."""
    sought = view.asked("q")[:400]
    hits = lookups.search(view.ledger, sought, limit=MOST + 1) if sought else []
    shown = hits[:MOST]
    covers = covers_of(view, [h.report.key for h in shown])
    cards = report_cards(view, [h.report for h in shown])
    found = (Found(report=card, excerpt=covers[card.key].loose(hit.excerpt)) for card, hit in zip(cards, shown, strict=True))
    return Search(q=sought, found=tuple(found), more=len(hits) > MOST)


PAGES = (
    Page(
        name="search",
        path="/search",
        data=Search,
        fill=fill,
        template="search.html",
        title="Search",
        summary="The reports that hold words, accents and case aside",
        parameters={"q": "words; a phrase in quotation marks, the beginning of a word with *"},
    ),
)
