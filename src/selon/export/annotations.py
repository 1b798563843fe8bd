"""W3C Web Annotation: each claim as an annotation of the words that it stands on, by quotation and by position."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, TextIO

from selon.export.claims import ExportedClaim, exported_claims
from selon.export.loss import REPORTED, LossReport
from selon.ledger.browse import REVIEWED
from selon.ledger.ledger import Ledger

# characters before and after a quotation that tell it from the same words elsewhere
AROUND = 32


def write_annotations(ledger: Ledger, out: TextIO, loss: LossReport) -> None:
    """Write every claim as an annotation, all on one page of JSON-LD."""
    out.write('{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": [')
    for claim in exported_claims(ledger, REVIEWED, loss):
        if any(claim.withholds(_around(claim, span)) for span in _spans(claim)):
            loss.lose("annotations whose words hold a name that is not released")
            continue
        out.write((",\n" if loss.rows else "\n") + json.dumps(_annotation(claim), ensure_ascii=False))
        loss.rows += 1
    out.write("\n]}\n")


def _spans(claim: ExportedClaim) -> list[tuple[int, int]]:
    spans = claim.entry.get("spans")
    return [(start, end) for start, end in spans or [claim.claim.span]]


def _around(claim: ExportedClaim, span: tuple[int, int]) -> str:
    return claim.text[max(0, span[0] - AROUND) : span[1] + AROUND]


def _annotation(claim: ExportedClaim) -> dict[str, Any]:
    kept = {key: value for key, value in claim.entry.items() if key not in ("derivation", "span", "spans")}
    # an arrangement has a kind and a status of its own
    body = {**kept, "claim": claim.claim.kind, "verification": REPORTED, "review": claim.review, "chain": claim.chain()}
    targets = [_target(claim, span) for span in _spans(claim)]
    return {
        "id": f"urn:selon:claim:{claim.claim.claim_id}",
        "type": "Annotation",
        "motivation": "identifying",
        "creator": {"type": "Software", "name": "selon"},
        "body": {
            "type": "TextualBody",
            "value": json.dumps(claim.shown_json(body), ensure_ascii=False),
            "format": "application/json",
            "purpose": "tagging",
        },
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(claim: ExportedClaim, span: tuple[int, int]) -> dict[str, Any]:
    text, (start, end) = claim.text, span
    quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
    quote |= {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    target: dict[str, Any] = {"source": f"urn:sha256:{claim.report.content_sha256}", "selector": [quote, position]}
    moment = source_date(claim.report.published)
    return target | {"state": {"type": "TimeState", "sourceDate": moment}} if moment else target


def source_date(published: str | None) -> str | None:
    """Return a moment of publication in UTC; None for a day alone, which is no moment.

    >>> source_date("2021-03-07T19:40:00+01:00"), source_date("2021-03-07")
    ('2021-03-07T18:40:00Z', None)
    """
    if not published or len(published) <= len("2021-03-07"):
        return None
    when = datetime.fromisoformat(published)
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when.tzinfo else None
