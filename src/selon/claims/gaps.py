"""What the reader saw and could not place: where an analyst should look.

In: a parsed report and its record. Out: gaps, in order of the text. Nothing here changes what is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.record import Record
from selon.model.span import Span
from selon.read.numbers import find_numbers
from selon.read.times import find_times

# a place of one of these has no point by nature
AREAS = frozenset({"province", "country", "region"})
# shorter quotations are scare quotes or titles, which nobody says
QUOTED_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Words that ended in no claim, or in one that lacks something.

    `kind` is `number-without-claim`, `quote-without-speaker`, `place-without-point`, `weekday-without-date`, or the reason of
    something set aside.
    """

    kind: str
    span: Span | None
    detail: str = ""


def find_gaps(parsed: Parsed, record: Record, pack: Pack) -> list[Gap]:
    """Return what was seen and not placed.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.record import ReportHead
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> head = ReportHead(id="a", language="fr", published=None, published_by=None)
    >>> parsed = parse(Report(id="a", text=clean_text("Il y avait 40 chaises dans la salle.")), load_pack("fr"))
    >>> [(gap.kind, gap.span.words(parsed.text)) for gap in find_gaps(parsed, Record(report=head), load_pack("fr"))]
    [('number-without-claim', '40')]
    """
    gaps = [
        *_numbers(parsed, record, pack),
        *_quotes(parsed, record),
        *_places(record),
        *_weekdays(parsed, record, pack),
        *(Gap(kind=seen.reason, span=seen.span, detail=seen.detail) for seen in record.set_aside),
    ]
    return sorted(gaps, key=lambda gap: (gap.span or Span(0, 0), gap.kind))


def _numbers(parsed: Parsed, record: Record, pack: Pack) -> Iterator[Gap]:
    placed = [*(f.span for f in record.figures), *(t.span for t in record.times), *(s.span for s in record.set_aside if s.span)]
    for number in find_numbers(parsed, pack):
        if number.low == number.high == 1 and not number.span.words(parsed.text).isdigit():
            continue  # an article far more often than a number
        if not _touches(number.span, placed) and not parsed.sentence_at(number.span.start).region:
            yield Gap(kind="number-without-claim", span=number.span, detail=_sentence(parsed, number.span))


def _quotes(parsed: Parsed, record: Record) -> Iterator[Gap]:
    spoken = [span for s in record.statements if s.source is not None for span in s.spans]
    for quotation in parsed.quotations:
        inner = quotation.inner
        if len(inner.words(parsed.text).split()) >= QUOTED_WORDS and not _touches(inner, spoken):
            yield Gap(kind="quote-without-speaker", span=inner, detail=_sentence(parsed, inner))


def _places(record: Record) -> Iterator[Gap]:
    for place in record.places:
        if place.latitude is None and place.precision not in AREAS:
            yield Gap(kind="place-without-point", span=place.span, detail=place.name)


def _weekdays(parsed: Parsed, record: Record, pack: Pack) -> Iterator[Gap]:
    dated = [time.span for time in record.times if time.earliest is not None]
    for mention in find_times(parsed, pack):
        if "weekday" in mention.parts and not _touches(mention.span, dated):
            yield Gap(kind="weekday-without-date", span=mention.span, detail=_sentence(parsed, mention.span))


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in others)


def _sentence(parsed: Parsed, span: Span) -> str:
    return " ".join(parsed.sentence_at(span.start).span.words(parsed.report.clean).split())
