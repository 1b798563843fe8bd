"""HXL 1.1 as CSV: a row for each figure, a pair of number columns for each measure, the words in columns of their own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from selon.export.claims import ExportedClaim, exported_claims
from selon.export.flat import cell, period_of
from selon.export.loss import REPORTED, LossReport
from selon.ledger.ledger import Ledger
from selon.model.words import MEASURES

# measures that the standard's tags know; the others are under a tag of our own
TAGS = {
    "killed": "#affected+killed",
    "wounded": "#affected+injured",
    "missing": "#affected+missing",
    "abducted": "#affected+abducted",
    "detained": "#affected+detained",
    "freed": "#affected+freed",
    "displaced": "#affected+displaced",
    "returned": "#affected+returned",
    "evacuated": "#affected+evacuated",
    "present": "#population",
    "in_need": "#inneed",
    "affected": "#affected",
}
# columns before and after the numbers, each with its tag
BEFORE = {
    "report": "#meta+id",
    "published": "#date+reported",
    "start": "#date+start",
    "end": "#date+end",
    "country": "#country+code",
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "precision": "#x_precision",
}
AFTER = {
    "qualifier": "#x_qualifier",
    "group": "#x_group",
    "side": "#x_side",
    "modality": "#x_modality",
    "superseded": "#x_superseded",
    "source": "#meta+source",
    "origin": "#x_origin",
    "chain": "#x_chain",
    "url": "#meta+url",
    "words": "#x_words",
    "anchor": "#x_anchor",
    "review": "#x_review",
    "status": "#x_status",
}


def write_hxl(ledger: Ledger, out: TextIO, loss: LossReport) -> None:
    """Write every figure as a row under a row of names and a row of tags."""
    claims = list(exported_claims(ledger, ("figure",), loss))
    used = [measure for measure in MEASURES if any(claim.entry["measure"] == measure for claim in claims)]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*BEFORE, *(f"{m} {bound}" for m in used for bound in ("min", "max")), *AFTER])
    writer.writerow([*BEFORE.values(), *(f"{tag_of(m)}+{bound}" for m in used for bound in ("min", "max")), *AFTER.values()])
    for claim in claims:
        if claim.entry.get("part_of"):
            loss.lose("which figure is part of which")
        writer.writerow([cell(value) for value in _row(claim, used)])
        loss.rows += 1


def tag_of(measure: str) -> str:
    """Return the tag of a measure.

    >>> tag_of("killed"), tag_of("corridors")
    ('#affected+killed', '#x_count+corridors')
    """
    return TAGS.get(measure, f"#x_count+{measure}")


def _row(claim: ExportedClaim, used: list[str]) -> Iterator[object]:
    report, entry = claim.report, claim.entry
    start, end = period_of(claim)
    # a day, as the standard's schema wants it: the hour stands in the other formats
    yield from (report.report_id, *((when or "")[:10] for when in (report.published, start, end)))
    yield from (claim.part("place", n) for n in ("country", "name", "latitude", "longitude", "precision"))
    for measure in used:
        yield from (entry["low"], entry["high"]) if entry["measure"] == measure else ("", "")
    yield from (entry.get(n) for n in ("qualifier", "group", "side", "modality", "superseded"))
    yield from (report.outlet, claim.shown(claim.part("source", "name")), " < ".join(claim.chain()), report.url)
    yield from (claim.shown(claim.words["span"]), f"{claim.claim.span.start}-{claim.claim.span.end}", claim.review, REPORTED)
