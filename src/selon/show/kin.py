"""What a report depends on: reports that are one text with it, or that rest on the same origin."""

from __future__ import annotations

from dataclasses import dataclass

from selon.crosscheck.findings import ReportLink
from selon.crosscheck.reasons import sentences
from selon.crosscheck.views import lineage_of
from selon.show.cards import covers_of
from selon.show.frame import View

# more than this on one page helps nobody; the twin of the dossier has them all
MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Another report and how the two depend on each other, with the reason in a sentence."""

    report: int
    title: str
    outlet: str | None
    published: str | None
    dependence: str
    why: str


def kin_of(view: View, report: int) -> tuple[Kin, ...]:
    """Return the reports that depend on this one or that it depends on, copies first."""
    found = lineage_of(view.book, report)
    links = (*found.copies, *found.same_source)[:MOST]
    covers = covers_of(view, [link.report for link in links])
    return tuple(_kin(link, covers[link.report].loose(link.title), view.speech.code) for link in links)


def _kin(link: ReportLink, title: str, language: str) -> Kin:
    return Kin(
        report=link.report,
        title=title,
        outlet=link.outlet,
        published=link.published,
        dependence=link.dependence,
        why=sentences(link.reasons, language),
    )
