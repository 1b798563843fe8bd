"""JSON Lines: a claim a line, with all its fields, its words, its chain and its derivation. Nothing is lost but covered names."""

from __future__ import annotations

import json
from typing import Any, TextIO

from selon.export.claims import ExportedClaim, exported_claims
from selon.export.loss import REPORTED, LossReport
from selon.ledger.browse import REVIEWED
from selon.ledger.ledger import Ledger


def write_lines(ledger: Ledger, out: TextIO, loss: LossReport) -> None:
    """Write every claim as a line of JSON."""
    for claim in exported_claims(ledger, REVIEWED, loss):
        out.write(json.dumps(_line(claim), ensure_ascii=False) + "\n")
        loss.rows += 1


def _line(claim: ExportedClaim) -> dict[str, Any]:
    report = claim.report
    return {
        "claim_id": claim.claim.claim_id,
        "kind": claim.claim.kind,
        "status": REPORTED,
        "review": claim.review,
        "report": {
            "id": report.report_id,
            "edition": report.edition,
            "sha256": report.content_sha256,
            "published": report.published,
            "published_by": report.published_by,
            "outlet": report.outlet,
            "credit": report.credit,
            "agencies": list(report.agencies),
            "url": report.url,
            "title": claim.shown(report.title),
        },
        "chain": claim.chain(),
        "words": {field: claim.shown(words) for field, words in claim.words.items()},
        "entry": claim.shown_json(dict(claim.entry)),
    }
