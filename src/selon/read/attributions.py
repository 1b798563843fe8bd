"""Find attributions: the words said, the words that carry the attribution, the words that name who says it."""

from __future__ import annotations

from collections.abc import Sequence

from selon.lang.pack import Pack
from selon.model.parsed import Parsed
from selon.model.span import Span
from selon.read.attribution import Attribution
from selon.read.attribution_quotes import find_left_quotations
from selon.read.attribution_sentences import SentenceFinder


def find_attributions(parsed: Parsed, pack: Pack) -> list[Attribution]:
    """Return the attributions of a report, in order.

    >>> from selon.lang.pack import load_pack
    >>> from selon.model.report import Report
    >>> from selon.model.span import clean_text
    >>> from selon.read.parse import parse
    >>> report = Report(id="a", text=clean_text("Le pont est fermé, a annoncé jeudi la préfecture."))
    >>> found = find_attributions(parse(report, load_pack("fr")), load_pack("fr"))[0]
    >>> found.content[0].words(report.clean), found.author.words(report.clean), found.act
    ('Le pont est fermé', 'la préfecture', 'announce')
    """
    finder = SentenceFinder(parsed, pack)
    found: list[Attribution] = []
    for sentence in parsed.sentences:
        if sentence.region not in {"credit", "byline", "dateline"}:
            found.extend(finder.find(sentence))
    found.extend(find_left_quotations(parsed, found, pack))
    return _in_order(found)


def _in_order(found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions in the order of the text, each content once."""
    seen: set[tuple[Span, ...]] = set()
    kept = []
    for attribution in sorted(found, key=lambda a: (a.content[0].start, -a.content[-1].end, -a.sure)):
        if attribution.content not in seen:
            seen.add(attribution.content)
            kept.append(attribution)
    return kept
