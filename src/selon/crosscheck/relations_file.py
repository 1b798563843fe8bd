"""All relations of a ledger as JSON: pairs of figures with their relation, pairs of reports with their dependence."""

from __future__ import annotations

from selon.crosscheck.findings import FigureView
from selon.crosscheck.reasons import sentences
from selon.crosscheck.views import relation_view, stored_reasons, view_of_row
from selon.ledger import claim_lookups
from selon.ledger import kept_findings as kept
from selon.ledger.ledger import Ledger
from selon.model.as_json import Json

# relations are turned into words in parts of this many, so that a large ledger fits
PART = 20_000


def relations_json(ledger: Ledger, language: str = "fr") -> dict[str, list[dict[str, Json]]]:
    """Return the relations of a ledger; unrelated figures and independent reports are left out.

    A report is named by its id, and a text that came under an id already taken by `id#edition`.
    """
    figures: list[dict[str, Json]] = []
    with ledger.reading() as connection:
        rows = kept.relations(connection)
        for at in range(0, len(rows), PART):
            part = rows[at : at + PART]
            found = claim_lookups.claims_with_heads(connection, {k for r in part for k in (r.a, r.b)})
            views = {row.key: view_of_row(row) for row in found}
            for row in part:
                seen = relation_view(row, views)
                why = sentences(seen.reasons, language)
                figures.append({"a": _end(seen.a), "b": _end(seen.b), "relation": seen.relation, "why": why})
        pairs = kept.dependences(connection)
        both = {k for p in pairs for k in (p.a, p.b)}
        cards = {c.key: _name(c.report_id, c.edition) for c in claim_lookups.report_cards(connection, both)}
    reports: list[dict[str, Json]] = [
        {"a": cards[p.a], "b": cards[p.b], "dependence": p.dependence, "why": sentences(stored_reasons(p.reasons), language)}
        for p in pairs
    ]
    return {"figures": figures, "reports": reports}


def _name(report_id: str, edition: int) -> str:
    return report_id if edition == 1 else f"{report_id}#{edition}"


def _end(view: FigureView) -> Json:
    return {"report": _name(view.report_id, view.edition), "span": [view.span.start, view.span.end]}
