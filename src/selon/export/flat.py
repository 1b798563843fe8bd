"""One CSV with a row for each claim: for a spreadsheet, with the words of each field beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from selon.export.claims import ExportedClaim, exported_claims
from selon.export.loss import REPORTED, LossReport
from selon.ledger.browse import REVIEWED
from selon.ledger.ledger import Ledger

COLUMNS = (
    *("claim_id", "kind", "report_id", "edition", "outlet", "credit", "agencies", "url", "published", "published_by", "title"),
    *("what", "group", "low", "high", "qualifier", "side", "modality", "superseded"),
    *("source", "organization", "role", "source_kind", "told_to", "chain"),
    *("place", "country", "latitude", "longitude", "geonames", "precision", "period_start", "period_end"),
    *("words", "start", "end", "source_words", "place_words", "period_words", "measure_words"),
    *("confidence", "review", "status"),
)
# characters with which a spreadsheet takes a cell for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_flat(ledger: Ledger, out: TextIO, loss: LossReport) -> None:
    """Write every claim as a row of CSV."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for claim in exported_claims(ledger, REVIEWED, loss):
        if claim.entry.get("positions"):
            loss.lose("positions: in JSON Lines each has its party, stance and words", len(claim.entry["positions"]))
        writer.writerow([cell(value) for value in _row(claim)])
        loss.rows += 1


def cell(value: object) -> object:
    """Return a value as a cell that no spreadsheet runs.

    >>> cell("=1+1"), cell(-3), cell(None)
    ("'=1+1", -3, '')
    """
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _row(claim: ExportedClaim) -> Iterator[object]:
    report, entry, shown = claim.report, claim.entry, claim.shown
    yield from (claim.claim.claim_id, claim.claim.kind, report.report_id, report.edition, report.outlet, report.credit)
    yield from ("; ".join(report.agencies), report.url, report.published, report.published_by, shown(report.title))
    yield entry.get("measure") or entry.get("type") or entry.get("kind")
    yield from (entry.get(name) for name in ("group", "low", "high", "qualifier", "side"))
    yield from (entry.get("modality") or entry.get("status") or entry.get("act"), entry.get("superseded"))
    yield from (shown(claim.part("source", name)) for name in ("name", "organization", "role", "kind", "told_to"))
    yield " < ".join(claim.chain())
    yield from (claim.part("place", n) for n in ("name", "country", "latitude", "longitude", "geonames", "precision"))
    yield from period_of(claim)
    yield from (shown(claim.words["span"]), claim.claim.span.start, claim.claim.span.end)
    yield from (shown(claim.words.get(name)) for name in ("source", "place", "period", "measure"))
    yield from (claim.claim.confidence, claim.review, REPORTED)


def period_of(claim: ExportedClaim) -> tuple[str | None, str | None]:
    """Return the bounds of a claim's period; an arrangement has its own."""
    if claim.claim.kind == "arrangement":
        return claim.entry.get("start"), claim.entry.get("end")
    return claim.part("period", "start"), claim.part("period", "end")
