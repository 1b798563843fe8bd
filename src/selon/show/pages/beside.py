"""Two reports side by side, with the words in which they differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from selon.ledger import lookups
from selon.ledger.stored import StoredReport
from selon.show.cards import Covers, ReportCard, report_cards
from selon.show.frame import NotThere, Page, View
from selon.show.kin import Kin, kin_of
from selon.show.pages.report import find

# comparing word by word grows with the square of the length: longer texts are cut, and the page says so
LONGEST = 12_000
_WORD = re.compile(r"\n+|\w+|[^\w\s]|\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of words: in both texts (`same`), or in one only."""

    words: str
    same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Two reports and their words, each marked where the other differs; `shared` is the share of words in both."""

    left: ReportCard
    right: ReportCard
    left_runs: tuple[Run, ...]
    right_runs: tuple[Run, ...]
    shared: float
    cut: bool
    kin: Kin | None


def differing(left: str, right: str) -> tuple[tuple[Run, ...], tuple[Run, ...], float]:
    """Return two texts as runs of words that both have or only one, and the share of words in both.

    >>> left, right, share = differing("Trois morts hier", "Quatre morts hier")
    >>> [(run.words, run.same) for run in left]
    [('Trois', False), (' morts hier', True)]
    """
    mine, theirs = _WORD.findall(left), _WORD.findall(right)
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    first: list[Run] = []
    second: list[Run] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if a < b:
            first.append(Run(words="".join(mine[a:b]), same=tag == "equal"))
        if c < d:
            second.append(Run(words="".join(theirs[c:d]), same=tag == "equal"))
    return tuple(first), tuple(second), round(matcher.ratio(), 3)


def _text(view: View, report: StoredReport) -> str:
    held = lookups.find_text(view.ledger, report.key)
    if held is None:
        raise NotThere
    return Covers(lookups.find_sensitive(view.ledger, report.key)).text(held.text.clean)


def fill(view: View) -> Beside:
    """Return two reports side by side."""
    left, right = find(view), find(view, "other")
    texts = _text(view, left), _text(view, right)
    runs = differing(texts[0][:LONGEST], texts[1][:LONGEST])
    cards = report_cards(view, [left, right])
    return Beside(
        left=cards[0],
        right=cards[1],
        left_runs=runs[0],
        right_runs=runs[1],
        shared=runs[2],
        cut=max(map(len, texts)) > LONGEST,
        kin=next((k for k in kin_of(view, left.key) if k.report == right.key), None),
    )


PAGES = (
    Page(
        name="beside",
        path="/reports/{key:int}/beside/{other:int}",
        data=Beside,
        fill=fill,
        template="beside.html",
        title="Side by side",
        summary="Two reports side by side, with the words in which they differ",
    ),
)
