"""Settle what the record says of the report itself: its day, agencies, dateline, authors."""

from __future__ import annotations

from collections.abc import Sequence

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import ReportHead
from selon.read.times import TimeMention


def settle_head(parsed: Parsed, times: Sequence[TimeMention], pack: Pack) -> ReportHead:
    """Return the head of the record."""
    report = parsed.report
    return ReportHead(
        id=report.id,
        language=report.language,
        published=report.published,
        published_by="given" if report.published else None,
        outlet=report.outlet,
        credit=report.credit,
        url=report.url,
    )
