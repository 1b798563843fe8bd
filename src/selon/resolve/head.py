"""Settle what the record says of the report itself: its day, agencies, dateline, authors.

An agency counts when it is the one whose copy the report is (credit, dateline, signature, a journalist of its own on the
spot) or when somebody is said to have told it. One that the report only cites as a source does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from selon.ingest.forms import Form, agencies_by_noun, agencies_in, forms
from selon.ingest.regions import parts_of
from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Derivation, ReportHead
from selon.model.report import Region
from selon.model.span import Span
from selon.read.times import TimeMention
from selon.resolve.published import settle_published

# regions whose words may name the agency whose copy it is
_CREDITED = frozenset(["dateline", "credit"])
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class AgencyFound:
    """An agency, why it counts, and the words (None: it came with the report and stands in no text)."""

    name: str
    rule: str
    span: Span | None


def settle_head(parsed: Parsed, times: Sequence[TimeMention], pack: Pack) -> ReportHead:
    """Return the head of the record."""
    report = parsed.report
    found = list(find_agencies(parsed, pack))
    dateline = _dateline(parsed, pack)
    published = settle_published(parsed, times, pack)
    return ReportHead(
        id=report.id,
        language=report.language,
        published=published.day,
        published_by=published.by,
        published_days=published.days,
        agencies=tuple(dict.fromkeys(agency.name for agency in found)),
        dateline=dateline[0] if dateline else None,
        bylines=tuple(find_bylines(parsed, pack)),
        outlet=report.outlet,
        credit=report.credit,
        url=report.url,
        derivation=_derivation(found, dateline, published.reasons),
    )


def _derivation(found: Sequence[AgencyFound], dateline: tuple[str, Region] | None, published: Derivation | None) -> Derivation:
    parts = [Derivation(rule=agency.rule, span=agency.span, of="agencies", note=agency.name) for agency in found]
    if dateline:
        parts.append(Derivation(rule=dateline[1].rule, span=dateline[1].span, of="dateline"))
    if published:
        parts.append(published)
    return Derivation(rule="report.head", parts=tuple(parts))


def find_agencies(parsed: Parsed, pack: Pack) -> Iterator[AgencyFound]:
    """Yield the agencies whose copy the report is or that were told something, with the reason for each."""
    report = parsed.report
    for given, rule in ((report.credit, "report.given-credit"), (report.outlet, "report.given-outlet")):
        for name in agencies_in(given or "", pack):
            yield AgencyFound(name, rule, None)
    for region in report.regions:
        if region.role in _CREDITED or region.role == "byline":
            words = parts_of(region, report.clean, pack).get("agency", "")
            for name in agencies_in(words, pack):
                yield AgencyFound(name, region.rule, region.span)
    yield from _told(report.clean, pack)


@cache
def _telling(pack: Pack) -> tuple[Form, ...]:
    return tuple(form for form in forms(pack) if form.cue.role == "told")


def _told(text: str, pack: Pack) -> Iterator[AgencyFound]:
    """Yield the agencies that somebody told something, or whose journalist saw it."""
    if not agencies_in(text, pack):
        return
    for form in _telling(pack):
        for pattern in form.patterns:
            for found in pattern.finditer(text):
                start, end = found.span("agency")
                for name in agencies_in(found.group("agency"), pack):
                    if _is_agency(text, start, found.group("agency"), pack):
                        yield AgencyFound(name, form.cue.id, Span(start, end))


def _is_agency(text: str, start: int, words: str, pack: Pack) -> bool:
    """Say whether words that may also be a name stand beside the word for an agency."""
    if words not in agencies_by_noun(pack):
        return True
    noun = re.compile(rf"(?:{pack.table('report')['article_noun']})$")
    return bool(noun.search(text[max(0, start - 60) : start]))


def _dateline(parsed: Parsed, pack: Pack) -> tuple[str, Region] | None:
    """Return the place that the report was filed from, and the region that says so."""
    for region in parsed.report.regions:
        if region.role == "dateline":
            place = parts_of(region, parsed.text, pack).get("place", "").strip(" ,")
            if place:
                return place, region
    return None


def find_bylines(parsed: Parsed, pack: Pack) -> list[str]:
    """Return the names of the authors that the text gives, in order."""
    found: dict[str, None] = {}
    for region in parsed.report.regions:
        names = parts_of(region, parsed.text, pack).get("names", "")
        for name in re.split(rf"\s*(?:,|;|{'|'.join(pack.words('report', 'name_separators'))})\s+", names):
            if _WORDS.search(name):
                found[name.strip()] = None
    return list(found)
